import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import type { ChronologyChoice } from '../../../src/shared/chronology/contract';
import { languages } from '../../../src/shared/kernel/languages';
import { makeChronologyCase } from '../../support/chronology-case';
import { createTestCore, type TestCore } from '../../support/core';
import { plainText } from '../../support/filing-documents';
import type { FilingCase } from '../../support/filing-case';

let core: TestCore;
let made: FilingCase;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeChronologyCase(core);
  mkdirSync(join(core.folder, 'out'));
});
afterAll(() => core.close());

const whole: Omit<ChronologyChoice, 'language'> = {
  filter: {},
  sources: 'all',
  withSourceKind: true,
  withConfidence: true,
};

async function save(choice: ChronologyChoice, name: string): Promise<Buffer> {
  const path = join(core.folder, 'out', `${name}.docx`);
  core.host.answerSavePath(path);
  await core.value('timeline.saveChronology', { caseId: made.caseId, choice });
  return readFileSync(path);
}

describe('the text of a chronology', () => {
  it.each(languages)('reads as before in %s', async (language) => {
    const document = await save({ ...whole, language }, language);
    await expect(plainText(document)).toMatchFileSnapshot(`expected/chronology.${language}.txt`);
  });

  it('tells no source, certainty or interview unless that is wanted', async () => {
    const choice = { language: 'en', filter: {}, withSourceKind: false, withConfidence: false } as const;
    const bare = await save({ ...choice, sources: 'none' }, 'bare');
    await expect(plainText(bare)).toMatchFileSnapshot('expected/chronology.en.bare.txt');
    const exhibits = plainText(await save({ ...choice, sources: 'exhibits' }, 'exhibits'));
    expect(exhibits).toContain('Exhibit\u00a01, Captures');
    expect(exhibits).not.toContain('nterview of');
  });
});

describe('the file of a chronology', () => {
  it('gives nothing away beside its text, keeps its notes, and is the same each time', async () => {
    const document = await save({ ...whole, language: 'fr' }, 'first');
    expect(await save({ ...whole, language: 'fr' }, 'second')).toEqual(document);
    const inspected = inspectDocument(document);
    if (!inspected.ok) throw new Error(inspected.error.reason);
    expect(inspected.value).toMatchObject({
      leaks: [],
      fieldsLeftOver: [],
      properties: { 'dc:title': 'Chronologie', 'dc:language': 'fr-BE' },
    });
    expect(inspected.value.parts.map(({ name }) => name).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'word/_rels/document.xml.rels',
      'word/document.xml',
      'word/endnotes.xml',
      'word/fontTable.xml',
      'word/footer1.xml',
      'word/footnotes.xml',
      'word/numbering.xml',
      'word/settings.xml',
      'word/styles.xml',
      'word/theme/theme1.xml',
    ]);
  });
});
