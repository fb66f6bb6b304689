import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { CaseId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { aJpeg, aPng, aTalkativePdf } from '../../support/evidence-files';
import { plainText } from '../../support/filing-documents';

let core: TestCore;
let caseId: CaseId;
let folder: string;
let places = 0;

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
beforeEach(async () => {
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
  places += 1;
  folder = join(core.folder, `place-${places}`);
  mkdirSync(folder);
});
afterAll(() => core.close());

const custody = {
  receivedFrom: 'Salma',
  receivedOn: '2026-03-01',
  receivedHow: '',
  device: '',
  paperOriginal: '',
  note: '',
} as const;

/** Brings files into the case, all into one exhibit. */
async function bring(files: Readonly<Record<string, Uint8Array | string>>) {
  const exhibitId = (
    await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: 'Hearing',
        dateEdtf: '',
        author: '',
        pages: null,
        language: '',
        translation: 'none',
        origin: '',
        medium: 'digital',
        sha256: '',
        note: '',
      },
    })
  ).id;
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  core.host.answerFiles(paths);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId });
  await core.value('evidence.importBatch', { batchId, custody });
  return { exhibitId, originals: await core.value('evidence.originals', { caseId }) };
}

const page = (bytes: Uint8Array) => ({ bytes: new Uint8Array(bytes), width: 595, height: 842 });

async function takeOut(evidenceFileId: string): Promise<Buffer> {
  places += 1;
  const path = join(folder, `out-${places}`);
  core.host.answerSavePath(path);
  await core.value('evidence.saveCopy', {
    evidenceFileId: evidenceFileId as never,
    as: 'received',
    reason: 'It is looked at here alone.',
  });
  return readFileSync(path);
}

async function bundled(exhibitIds: readonly ExhibitId[]): Promise<string> {
  places += 1;
  const path = join(folder, `bundle-${places}.pdf`);
  core.host.answerSavePath(path);
  await core.value('exhibits.makeBundle', {
    caseId,
    exhibitIds: [...exhibitIds],
    language: 'en',
    corner: 'topRight',
    standInsWanted: false,
  });
  return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
}

describe('a redacted copy', () => {
  it('of a PDF is pages of pixels alone, names its original, and goes out in its place until it is told not to', async () => {
    const { exhibitId, originals } = await bring({
      'hearing.pdf': await aTalkativePdf(),
      'note.txt': 'A note',
    });
    const [hearing] = originals;
    if (hearing === undefined) throw new Error('No original');
    expect(await bundled([exhibitId])).toContain('Audition du 10');

    const copy = await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: hearing.id,
      areas: 3,
      pages: [page(aJpeg()), page(aJpeg(1))],
    });
    expect(copy).toEqual({
      id: copy.id,
      exhibitId,
      name: 'hearing (redacted).pdf',
      byteLength: copy.byteLength,
      sha256: copy.sha256,
      mediaType: 'application/pdf',
      importedAt: core.clock.now(),
      redaction: { of: hearing.id, standsIn: true },
    });
    const bytes = await takeOut(copy.id);
    writeFileSync(join(folder, 'copy.pdf'), bytes);
    expect(execFileSync('pdftotext', [join(folder, 'copy.pdf'), '-'], { encoding: 'utf8' }).trim()).toBe('');
    expect(
      execFileSync('pdffonts', [join(folder, 'copy.pdf')], { encoding: 'utf8' }).split('\n'),
    ).toHaveLength(3);
    expect(bytes.toString('latin1')).not.toMatch(/SECRET|Exif|Producer|CreationDate|Annot|Metadata/);
    // The original is what it was.
    expect((await takeOut(hearing.id)).equals(await aTalkativePdf())).toBe(true);

    // In the place of the original, before the note that came after it.
    const text = await bundled([exhibitId]);
    expect(text).not.toContain('Audition du 10');
    expect(text).toContain('A note');
    expect(await dossierFiles(exhibitId)).toEqual([
      { name: '001.pdf', bytes: bytes.byteLength },
      { name: '002.bin', bytes: 6 },
    ]);

    await core.value('exhibits.useRedactedCopy', { evidenceFileId: copy.id, standsIn: false });
    expect(await bundled([exhibitId])).toContain('Audition du 10');
    expect((await core.value('evidence.originals', { caseId })).map(({ redaction }) => redaction)).toEqual([
      null,
      null,
      { of: hearing.id, standsIn: false },
    ]);
    expect(
      core.vaultDeps().db.all(sql`
        SELECT action FROM audit_entries
        WHERE case_id = ${caseId} AND action LIKE 'exhibit.redactedCopy%' ORDER BY sequence
      `),
    ).toEqual([{ action: 'exhibit.redactedCopyMade' }, { action: 'exhibit.redactedCopyLeft' }]);
  });

  it('of a picture keeps nothing of what the file says; a copy of a copy takes its place and names the original', async () => {
    const { originals } = await bring({ 'door.jpg': aJpeg(), 'chat.png': aPng() });
    const [door, chat] = originals;
    if (door === undefined || chat === undefined) throw new Error('No originals');
    const first = await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: door.id,
      areas: 1,
      pages: [page(aJpeg(1))],
    });
    const second = await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: first.id,
      areas: 1,
      pages: [page(aPng(80, 80))],
    });
    expect(second).toMatchObject({
      name: 'door (redacted) (redacted).png',
      mediaType: 'image/png',
      redaction: { of: door.id, standsIn: true },
    });
    for (const { id } of [first, second]) {
      expect((await takeOut(id)).toString('latin1')).not.toMatch(/SECRET|Exif|Author/);
    }
    const all = await core.value('evidence.originals', { caseId });
    expect(all.map(({ name, redaction }) => [name, redaction?.standsIn ?? null])).toEqual([
      ['door.jpg', null],
      ['chat.png', null],
      ['door (redacted).jpg', false],
      ['door (redacted) (redacted).png', true],
    ]);
    expect(
      core.vaultDeps().db.all(sql`
        SELECT name, action, details FROM custody_entries JOIN evidence_files ON evidence_files.id = evidence_file_id
        WHERE case_id = ${caseId} AND action IN ('redacted', 'madeByRedaction') ORDER BY at, custody_entries.rowid
      `),
    ).toEqual([
      { name: 'door.jpg', action: 'redacted', details: JSON.stringify({ copySha256: first.sha256 }) },
      { name: first.name, action: 'madeByRedaction', details: JSON.stringify({ ofSha256: door.sha256 }) },
      { name: first.name, action: 'redacted', details: JSON.stringify({ copySha256: second.sha256 }) },
      { name: second.name, action: 'madeByRedaction', details: JSON.stringify({ ofSha256: first.sha256 }) },
    ]);
  });

  it('is told as such by the custody annex', async () => {
    const { originals } = await bring({ 'door.jpg': aJpeg() });
    const [door] = originals;
    if (door === undefined) throw new Error('No original');
    await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: door.id,
      areas: 1,
      pages: [page(aJpeg(1))],
    });
    const path = join(folder, 'annex.docx');
    core.host.answerSavePath(path);
    await core.value('exhibits.saveCustodyAnnex', { caseId, language: 'en', withGiver: false });
    const text = plainText(readFileSync(path));
    expect(text).toContain('Redacted copy 2/2');
    expect(text).toMatch(new RegExp(`Redacted copy of the original \\(SHA-256\\)[\\s|]*${door.sha256}`));
    expect(text).toContain('made here from the original');
  });

  it('follows its original out of an exhibit that is taken out, and into the next one', async () => {
    const { exhibitId, originals } = await bring({ 'door.jpg': aJpeg() });
    const [door] = originals;
    if (door === undefined) throw new Error('No original');
    const copy = await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: door.id,
      areas: 1,
      pages: [page(aJpeg(1))],
    });
    await core.value('evidence.remove', { exhibitId });
    const made = await core.value('evidence.makeExhibit', { evidenceFileId: door.id });
    const all = await core.value('evidence.originals', { caseId });
    expect(all.map(({ id, exhibitId: of }) => [id, of])).toEqual([
      [door.id, made.id],
      [copy.id, made.id],
    ]);
  });

  it('is refused of what has no pages, of what is no picture, and of what is not there; nothing is kept then', async () => {
    const { originals } = await bring({
      'note.txt': 'A note',
      'door.jpg': aJpeg(),
      'a.pdf': await aTalkativePdf(),
    });
    const before = core.vaultDeps().db.get(sql`SELECT count(*) AS count FROM evidence_files`);
    const ask = async (id: string, pages: readonly Uint8Array[]) => {
      const answer = await core.call('exhibits.saveRedactedCopy', {
        evidenceFileId: id as never,
        areas: 1,
        pages: pages.map(page),
      });
      return answer.ok ? 'kept' : answer.error.kind;
    };
    const [note, door, pdf] = originals.map(({ id }) => id as string);
    expect([
      await ask(note ?? '', [aJpeg()]),
      await ask(door ?? '', [Buffer.from('no picture')]),
      await ask(door ?? '', [aJpeg(), aJpeg()]),
      await ask(door ?? '', [aJpeg().subarray(0, 60)]),
      await ask(pdf ?? '', [aJpeg(), aPng()]),
      await ask('00000000-0000-7000-8000-000000000000', [aJpeg()]),
    ]).toEqual([
      'notRedactable',
      'pageDamaged',
      'pageDamaged',
      'pageDamaged',
      'pageDamaged',
      'originalNotFound',
    ]);
    expect(core.vaultDeps().db.get(sql`SELECT count(*) AS count FROM evidence_files`)).toEqual(before);
  });
});

async function dossierFiles(exhibitId: ExhibitId) {
  const place = join(folder, 'stick');
  mkdirSync(place);
  core.host.answerFolder(place);
  const { folderName } = await core.value('exhibits.saveDossier', {
    caseId,
    exhibitIds: [exhibitId],
    language: 'en',
    withGiver: false,
    withChronology: false,
    plainCopiesWanted: true,
  });
  const data = join(place, folderName, 'data');
  return readdirSync(data)
    .filter((name) => name !== 'custody.docx')
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(data, name)).byteLength }));
}
