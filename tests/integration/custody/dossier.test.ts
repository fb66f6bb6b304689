import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildDossierScript } from '../../../scripts/lib/dossier-script';
import { sql } from '../../../src/core/db/sql';
import { originalPath } from '../../../src/core/evidence/originals';
import type { CaseId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { plainText } from '../../support/filing-documents';

let core: TestCore;
let caseId: CaseId;
let exhibitIds: ExhibitId[];
let places = 0;
let place: string;

const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3_000_000, 7)]);
const note = Buffer.from('an invented note');

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
  const brought = join(core.folder, 'brought');
  mkdirSync(brought);
  const files = { 'Salma à la plage.jpg': photo, '..%2f..%2fescape.exe': note };
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(brought, name), bytes);
    return join(brought, name);
  });
  core.host.answerFiles(paths);
  const batch = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  await core.value('evidence.importBatch', {
    batchId: batch.batchId,
    custody: {
      receivedFrom: 'Salma',
      receivedOn: '2026-03-01',
      receivedHow: '',
      device: '',
      paperOriginal: '',
      note: '',
    },
  });
  const list = await core.value('evidence.list', { caseId });
  exhibitIds = list.map(({ id }) => id);
  await core.value('evidence.change', {
    exhibitId: exhibitIds[0] as ExhibitId,
    changes: { title: '</script><script>alert(1)</script>' },
  });
  const empty = { dateEdtf: '', author: '', pages: null, language: '', origin: '', sha256: '', note: '' };
  const paper = { ...empty, title: 'Contrat signé', translation: 'none', medium: 'paper' } as const;
  exhibitIds.push((await core.value('evidence.create', { caseId, exhibit: paper })).id);
  await core.value('timeline.create', { caseId, statement: 'Elle arrive' });
});
beforeEach(() => {
  places += 1;
  place = join(core.folder, `stick-${places}`);
  mkdirSync(place);
});
afterAll(() => core.close());

const save = (changes: { readonly withChronology?: boolean; readonly exhibitIds?: ExhibitId[] } = {}) =>
  core.call('exhibits.saveDossier', {
    caseId,
    exhibitIds,
    language: 'fr',
    withGiver: false,
    withChronology: false,
    plainCopiesWanted: true,
    ...changes,
  });

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Every file below, with forward slashes. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

/** What a program that knows nothing but RFC 8493 says of a bag. */
function faultsOfBag(folder: string): readonly string[] {
  const faults: string[] = [];
  const declared = readFileSync(join(folder, 'bagit.txt'), 'utf8');
  if (declared !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') faults.push('bagit.txt');
  const listed = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [, sha256 = '', path = ''] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
        if (path === '') faults.push(`${name}: ${line}`);
        return { sha256, path };
      });
  const payload = listed('manifest-sha256.txt');
  for (const { sha256, path } of [...payload, ...listed('tagmanifest-sha256.txt')]) {
    if (hashOf(readFileSync(join(folder, path))) !== sha256) faults.push(path);
  }
  const inData = filesIn(folder).filter((path) => path.startsWith('data/'));
  if (JSON.stringify(inData) !== JSON.stringify(payload.map(({ path }) => path).toSorted()))
    faults.push('data');
  const bytes = inData.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  const info = readFileSync(join(folder, 'bag-info.txt'), 'utf8');
  if (!info.includes(`Payload-Oxum: ${bytes}.${inData.length}\n`)) faults.push('bag-info.txt');
  return faults;
}

describe('exhibits.saveDossier', () => {
  it('writes a bag with the originals byte for byte, under names that say nothing', async () => {
    core.host.answerFolder(place);
    const saved = await save({ withChronology: true });
    const { code } = await core.value('cases.read', { caseId });
    const folderName = `${code}_2026-03-02`;
    const folder = join(place, folderName);
    expect(filesIn(folder)).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'data/001.jpg',
      'data/002.bin',
      'data/chronology.docx',
      'data/custody.docx',
      'index.html',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
    ]);
    expect(faultsOfBag(folder)).toEqual([]);
    const payloadBytes = filesIn(join(folder, 'data')).reduce(
      (sum, name) => sum + statSync(join(folder, 'data', name)).size,
      0,
    );
    expect(saved).toEqual({
      ok: true,
      value: { folderName, originals: 2, cleanCopies: 0, byteLength: payloadBytes },
    });
    expect(hashOf(readFileSync(join(folder, 'data/001.jpg')))).toBe(hashOf(photo));
    expect(readFileSync(join(folder, 'data/002.bin'))).toEqual(note);
    const annex = plainText(readFileSync(join(folder, 'data/custody.docx')));
    expect(annex).toContain('conforme à l’empreinte');
    expect(annex).not.toContain('Salma');
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).not.toContain('Salma');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('<td>3</td><td dir="auto">Contrat signé</td>');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/https?:\/\//u);

    const entries = core
      .vaultDeps()
      .db.all<{ action: string }>(sql`SELECT action FROM custody_entries WHERE action = 'inDossier'`);
    expect(entries).toHaveLength(2);
    expect(
      core
        .vaultDeps()
        .db.get(sql`SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'exhibit.dossierSaved'`),
    ).toEqual({ n: 1 });

    // A second one does not touch the first.
    core.host.answerFolder(place);
    expect(await save({ exhibitIds: exhibitIds.slice(0, 1) })).toMatchObject({
      value: { folderName: `${folderName}-2`, originals: 1 },
    });
    expect(readdirSync(place).toSorted()).toEqual([folderName, `${folderName}-2`]);
    expect(faultsOfBag(folder)).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled in the middle', async () => {
    core.host.answerFolder(place);
    const running = save();
    while (core.deps.work.list().every(({ done }) => done === 0)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(readdirSync(place).map((name) => name.endsWith('.incomplete'))).toEqual([true]);
    core.deps.work.cancelAll();
    expect(await running).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(readdirSync(place)).toEqual([]);
  });

  it('is not made inside the vault, nowhere, or of nothing', async () => {
    core.host.answerFolder(core.vault().folder);
    expect(await save()).toEqual({ ok: false, error: { kind: 'insideVault' } });
    expect(await save()).toEqual({ ok: false, error: { kind: 'dialogCancelled' } });
    core.host.answerFolder(join(place, 'gone'));
    expect(await save()).toEqual({ ok: false, error: { kind: 'targetNotWritable' } });
    const stranger = '0197a000-0000-7000-8000-00000000ffff' as ExhibitId;
    expect(await save({ exhibitIds: [stranger] })).toEqual({ ok: false, error: { kind: 'noExhibits' } });
  });

  it('names the exhibit whose original is gone, and writes none of it', async () => {
    const { db, vault } = core.vaultDeps();
    const rows = db.all<{ storedAs: string }>(
      sql`SELECT stored_as AS storedAs FROM evidence_files ORDER BY imported_at, id`,
    );
    rmSync(originalPath(vault.originals, { storedAs: rows[1]?.storedAs ?? '' }));
    core.host.answerFolder(place);
    expect(await save()).toEqual({ ok: false, error: { kind: 'originalNotWhole', exhibitNumber: '2' } });
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('the script of the page', () => {
  it('is the one that is built from its source', async () => {
    const kept = readFileSync(join(core.deps.resourcesFolder, 'dossier', 'verify.js'), 'utf8');
    expect(await buildDossierScript()).toBe(kept);
  });
});
