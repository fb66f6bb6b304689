import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { languagesOf } from '../../../src/shared/filings/kinds';
import { offeredKinds } from '../../../src/shared/filings/registry';
import type { Language } from '../../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from '../../support/core';
import { plainText } from '../../support/filing-documents';
import { documentXml, wordFile } from '../../support/word-file';

let core: TestCore;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
afterAll(() => core.close());

const ofFiling = { filingKind: 'F7', language: 'fr' } as const;
async function tryOwn(bytes: Uint8Array) {
  const path = join(core.folder, 'own.docx');
  writeFileSync(path, bytes);
  core.host.answerFile(path);
  const taken = await core.value('templates.import', ofFiling);
  return core.value('templates.tryOnPractice', { ...ofFiling, templateId: taken.template.id });
}

const programTemplates = offeredKinds.flatMap((kind) =>
  languagesOf(kind).map((language): readonly [typeof kind, Language] => [kind, language]),
);

describe('a template on the practice case', () => {
  it.each(programTemplates)(
    'has a value for every tag that %s prints in %s',
    async (filingKind, language) => {
      const tried = await core.value('templates.tryOnPractice', { filingKind, language, templateId: null });
      expect(tried.tags.filter(({ outcome }) => outcome.kind === 'empty')).toEqual([]);
      expect(tried.tags.length).toBeGreaterThan(20);
      const inspected = inspectDocument(tried.document ?? new Uint8Array());
      if (!inspected.ok) throw new Error('The preview cannot be read');
      expect([inspected.value.fieldsLeftOver, inspected.value.leaks, inspected.value.dangers]).toEqual([
        [],
        [],
        [],
      ]);
    },
  );

  it('says what each tag becomes, and where one would print nothing', async () => {
    const { tags, document } = await tryOwn(
      wordFile([
        'Nom : {client.familyName}',
        '{#exhibits}',
        '{number}. {title}',
        '{/exhibits}',
        '{#client.isMale}',
        'Monsieur {client.givenNames}',
        '{/client.isMale}',
        '{^client.isMale}',
        'Madame {client.familyName}',
        '{/client.isMale}',
        'Volonté : {mandate.limits}',
      ]),
    );
    const place = (paragraph: number, excerpt: string) => ({ part: 'text', paragraph, excerpt });
    expect(tags).toEqual([
      {
        tag: 'client.familyName',
        outcome: { kind: 'printed', texts: ['TAZI'] },
        places: [place(1, 'Nom : {client.familyName}'), place(9, 'Madame {client.familyName}')],
      },
      { tag: '#exhibits', outcome: { kind: 'repeated', count: 12 }, places: [place(2, '{#exhibits}')] },
      {
        tag: 'number',
        outcome: { kind: 'printed', texts: ['1', '2', '3'] },
        places: [place(3, '{number}. {title}')],
      },
      {
        tag: 'title',
        outcome: {
          kind: 'printed',
          texts: [
            'Attestation d’accompagnement du centre',
            'Copie de l’annexe 15',
            'Procès-verbal d’audition de la victime',
          ],
        },
        places: [place(3, '{number}. {title}')],
      },
      {
        tag: '#client.isMale',
        outcome: { kind: 'asked', isYes: false },
        places: [place(5, '{#client.isMale}')],
      },
      {
        tag: 'client.givenNames',
        outcome: { kind: 'notShown' },
        places: [place(6, 'Monsieur {client.givenNames}')],
      },
      {
        tag: '^client.isMale',
        outcome: { kind: 'asked', isYes: true },
        places: [place(8, '{^client.isMale}')],
      },
      {
        tag: 'mandate.limits',
        outcome: { kind: 'empty' },
        places: [place(11, 'Volonté : {mandate.limits}')],
      },
    ]);
    const text = plainText(document ?? new Uint8Array());
    expect(text).toContain('12. Certificat médical\nMadame TAZI\nVolonté : ⟨mandate.limits⟩');
  });

  it('takes five hundred tags and parts ten deep, over the rows of a table', async () => {
    const names = ['case.code', 'client.familyName', 'centre.name', 'letter.date', 'client.birthDate'];
    const many = Array.from({ length: 500 }, (_each, index) => `${index} {${names[index % 5] ?? ''}}`);
    const flags = ['client.isFemale', 'exhibits.areAttached', 'case.code', 'centre.name', 'letter.date'];
    const deep = [...flags, ...names];
    const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
    const row = (text: string) => `<w:tr><w:tc>${paragraph(text)}</w:tc></w:tr>`;
    const opened = deep.map((name) => paragraph(`{#${name}}`)).join('');
    const closed = deep
      .toReversed()
      .map((name) => paragraph(`{/${name}}`))
      .join('');
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>${row('{#exhibits}')}${row('{number} {title}')}${row('{/exhibits}')}</w:tbl>`;
    const { tags, document } = await tryOwn(
      wordFile([], {
        'word/document.xml': documentXml(
          `${many.map(paragraph).join('')}${opened}${paragraph('au fond : {client.familyName}')}${table}${closed}`,
        ),
      }),
    );
    expect(tags.reduce((sum, { places }) => sum + places.length, 0)).toBe(500 + 10 + 1 + 3);
    const text = plainText(document ?? new Uint8Array());
    expect(text).toContain('499 ');
    expect(text).toContain('au fond : TAZI');
    expect(text).toContain('12 Certificat médical');
  });

  it('reads nothing of the vault and changes nothing in it', async () => {
    const before = await core.value('audit.list', { caseId: null, before: null, limit: 1 });
    await core.value('templates.tryOnPractice', { ...ofFiling, templateId: null });
    expect(await core.value('audit.list', { caseId: null, before: null, limit: 1 })).toEqual(before);
    expect(
      await core.call('templates.tryOnPractice', { filingKind: 'F7', language: 'de', templateId: null }),
    ).toEqual({
      ok: false,
      error: { kind: 'templateMissing' },
    });
  });

  it('says why nothing can be shown, where the lists of the practice case make it too long', async () => {
    const words = Array.from({ length: 4000 }, (_unused, index) => `word ${index}`);
    const { document, problems } = await tryOwn(
      wordFile([
        '{#exhibits}',
        '{#statements}',
        '{#interviews}',
        '{title}',
        ...words,
        '{/interviews}',
        '{/statements}',
        '{/exhibits}',
      ]),
    );
    expect({ document, problems }).toMatchObject({
      document: null,
      problems: [{ cause: 'documentTooLong', tag: '#interviews' }],
    });
  });
});
