import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/core/filings/package-reader';
import { sql } from '../../../src/core/db/sql';
import type { ChronologyChoice } from '../../../src/shared/chronology/contract';
import type { FactId } from '../../../src/shared/kernel/ids';
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
});
afterAll(() => core.close());

const choice: ChronologyChoice = {
  language: 'fr',
  filter: {},
  sources: 'all',
  withSourceKind: false,
  withConfidence: false,
};
const auditActions = () =>
  core
    .vaultDeps()
    .db.all<{ action: string }>(
      sql`SELECT action FROM audit_entries WHERE action = 'case.chronologySaved' AND case_id = ${made.caseId}`,
    ).length;

describe('timeline.lookAtChronology', () => {
  it('counts, and tells who can be recognised, of this case and of another', async () => {
    const { caseId, people } = made;
    const look = () => core.value('timeline.lookAtChronology', { caseId, choice });
    expect(await look()).toEqual({
      facts: 4,
      undated: 1,
      disputed: 1,
      uncited: 0,
      mentions: [{ personId: people['exploiter'], by: ['name'] }],
      otherCases: [],
    });

    const factId = made.facts[1] as FactId;
    const before = 'Son passeport lui est repris à l’arrivée';
    const statement = `${before}; ADEYEMI appelle le 0470/12.34.56, Ana Petrescu la voit`;
    await core.value('timeline.change', { factId, changes: { statement } });
    const other = await core.value('cases.create', {
      fileLanguage: 'nl',
      client: { familyName: 'Petrescu', givenNames: 'Ana Maria' },
    });
    const { code } = await core.value('cases.read', { caseId: other.caseId });
    expect(await look()).toMatchObject({
      mentions: [
        { personId: people['client'], by: ['name', 'telephone'] },
        { personId: people['exploiter'], by: ['name'] },
      ],
      otherCases: [code],
    });
    await core.value('timeline.change', { factId, changes: { statement: before } });
  });
});

describe('timeline.saveChronology', () => {
  it('writes what passes the filter, under a name that says nothing, and says so in the log', async () => {
    const path = join(core.folder, 'chronologie');
    core.host.answerSavePath(path);
    const filter = { disputed: true };
    expect(
      await core.call('timeline.saveChronology', { caseId: made.caseId, choice: { ...choice, filter } }),
    ).toEqual({ ok: true, value: { fileName: 'chronologie.docx' } });
    expect(plainText(readFileSync(`${path}.docx`))).toContain('1 | Entre juin et août 2023');
    const { code } = await core.value('cases.read', { caseId: made.caseId });
    expect(core.host.requests.at(-1)).toMatchObject({ suggestedName: `${code}_chronologie_2026-03-02.docx` });
    expect(auditActions()).toBe(1);
  });

  it('marks what is written from right to left, in the text', async () => {
    const path = join(core.folder, 'rtl.docx');
    core.host.answerSavePath(path);
    await core.value('timeline.saveChronology', { caseId: made.caseId, choice });
    const parts = readPackage(readFileSync(path));
    if (!parts.ok) throw new Error(parts.error.reason);
    const xml = Buffer.from(parts.value.get('word/document.xml') ?? []).toString('utf8');
    expect(xml).toMatch(/<w:rtl\/>[^>]*<\/w:rPr><w:t[^>]*>سامي حداد<\/w:t>/u);
  });

  it('leaves nothing behind when there is nothing to tell, or nowhere to write', async () => {
    const { caseId } = made;
    const before = auditActions();
    const empty = { ...choice, filter: { text: 'nothing holds these words' } };
    expect(await core.call('timeline.saveChronology', { caseId, choice: empty })).toEqual({
      ok: false,
      error: { kind: 'noFacts' },
    });
    expect(await core.call('timeline.saveChronology', { caseId, choice })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
    const path = join(core.folder, 'nowhere', 'x.docx');
    core.host.answerSavePath(path);
    expect(await core.call('timeline.saveChronology', { caseId, choice })).toEqual({
      ok: false,
      error: { kind: 'targetMissing' },
    });
    expect(existsSync(path)).toBe(false);
    expect(auditActions()).toBe(before);
  });
});
