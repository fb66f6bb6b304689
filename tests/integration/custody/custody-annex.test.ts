import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { originalPath } from '../../../src/core/evidence/originals';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { languages, type Language } from '../../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from '../../support/core';
import { plainText } from '../../support/filing-documents';

let core: TestCore;
let caseId: CaseId;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', openedOn: '2026-01-10', client: {} }))
    .caseId;
  mkdirSync(join(core.folder, 'brought'));
  const path = join(core.folder, 'brought', 'capture.png');
  writeFileSync(path, Buffer.from('an invented picture'));
  core.host.answerFiles([path]);
  const batch = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  await core.value('evidence.importBatch', {
    batchId: batch.batchId,
    custody: {
      receivedFrom: 'Salma, à la permanence',
      receivedOn: '2026-03-01',
      receivedHow: 'Par câble',
      device: 'Samsung A12',
      paperOriginal: '',
      note: '',
    },
  });
  const draft = {
    dateEdtf: '',
    author: '',
    pages: null,
    language: '',
    translation: 'none',
    note: '',
  } as const;
  const paper = { ...draft, title: 'Contrat', origin: 'Salma', medium: 'paper', sha256: '' } as const;
  await core.value('evidence.create', { caseId, exhibit: paper });
  const typed = { ...draft, title: 'Enregistrement', origin: '', medium: 'digital' } as const;
  await core.value('evidence.create', { caseId, exhibit: { ...typed, sha256: 'ab'.repeat(32) } });
  const [original] = await core.value('evidence.originals', { caseId });
  core.clock.set('2026-03-05T14:00:00.000Z');
  core.host.answerSavePath(join(core.folder, 'copy.png'));
  await core.value('evidence.saveCopy', { evidenceFileId: original?.id as never, as: 'received' });
  core.clock.set('2026-03-09T08:30:00.000Z');
});
afterAll(() => core.close());

async function save(language: Language, withGiver: boolean) {
  const path = join(core.folder, 'annex.docx');
  core.host.answerSavePath(path);
  const saved = await core.value('exhibits.saveCustodyAnnex', { caseId, language, withGiver });
  return { saved, document: readFileSync(path) };
}

describe('exhibits.saveCustodyAnnex', () => {
  it.each(languages)('reads as before in %s', async (language) => {
    const { document } = await save(language, true);
    await expect(plainText(document)).toMatchFileSnapshot(`expected/custody.${language}.txt`);
  });

  it('says from whom and how only when that is wanted; the file is the same each time and clean', async () => {
    const { saved, document } = await save('fr', false);
    expect(saved).toEqual({ fileName: 'annex.docx', originals: 1, notWhole: 0 });
    expect(plainText(document)).not.toMatch(/Salma|câble/u);
    expect((await save('fr', false)).document).toEqual(document);
    const inspected = inspectDocument(document);
    expect(inspected.ok && inspected.value.leaks).toEqual([]);
    const { code } = await core.value('cases.read', { caseId });
    expect(core.host.requests.at(-1)).toMatchObject({
      suggestedName: `${code}_conservation_2026-03-09.docx`,
    });
  });

  it('writes every check down, and says of an original that is gone that it is', async () => {
    const { db, vault } = core.vaultDeps();
    const actions = () =>
      db
        .all<{ action: string }>(sql`SELECT action FROM custody_entries ORDER BY at, id`)
        .map(({ action }) => action);
    const before = actions();
    const stored = db.get<{ storedAs: string }>(sql`SELECT stored_as AS storedAs FROM evidence_files`);
    rmSync(originalPath(vault.originals, { storedAs: stored?.storedAs ?? '' }));
    const { saved, document } = await save('en', false);
    expect(saved).toEqual({ fileName: 'annex.docx', originals: 1, notWhole: 1 });
    expect(plainText(document)).toContain('9 March 2026, 08:30 (UTC) – the file is missing');
    expect(actions()).toEqual([...before, 'checkedMissing']);
    expect(before.slice(0, 3)).toEqual(['imported', 'copied', 'checkedWhole']);
    expect(
      db.get(sql`SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'exhibit.custodySaved'`),
    ).toEqual({ n: before.length - 1 });
  });

  it('is not made without an exhibit, nor without a place', async () => {
    const empty = (await core.value('cases.create', { fileLanguage: 'nl', client: {} })).caseId;
    const annex = { language: 'nl', withGiver: false } as const;
    expect(await core.call('exhibits.saveCustodyAnnex', { caseId: empty, ...annex })).toEqual({
      ok: false,
      error: { kind: 'noExhibits' },
    });
    expect(await core.call('exhibits.saveCustodyAnnex', { caseId, ...annex })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
  });
});
