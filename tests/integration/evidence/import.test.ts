import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { originalPath } from '../../../src/core/evidence/originals';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
let folder: string;

beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = (
    await core.value('cases.create', {
      fileLanguage: 'fr',
      openedOn: '2026-01-10',
      client: { givenNames: 'Salma' },
    })
  ).caseId;
  folder = join(core.vault().folder, '..', '..', 'brought');
  mkdirSync(folder);
});
afterEach(() => core.close());

const custody = {
  receivedFrom: 'Salma',
  receivedOn: '2026-03-01',
  receivedHow: 'By cable from her telephone',
  device: 'Samsung A12',
  paperOriginal: '',
  note: '',
} as const;

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function choose(paths: readonly string[], exhibitId: string | null = null) {
  core.host.answerFiles(paths);
  return core.value('evidence.chooseFiles', { caseId, exhibitId: exhibitId as never });
}

const pdf = Buffer.from('%PDF-1.7 invented');
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(200_000)]);

describe('files that are imported', () => {
  it('become exhibits with their originals, their form and their custody, byte for byte', async () => {
    const paths = [file('contrat de travail.pdf', pdf), file('photo 2.jpg', photo)];
    const before = paths.map((path) => [statSync(path).mtimeMs, readFileSync(path).toString('hex')]);
    const batch = await choose(paths);
    expect(batch).toMatchObject({
      custody: null,
      done: 0,
      files: [
        { name: 'contrat de travail.pdf', byteLength: pdf.byteLength },
        { name: 'photo 2.jpg', byteLength: photo.byteLength },
      ],
    });

    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });

    expect(
      files.map(({ name, outcome }) => [
        name,
        outcome.kind,
        'exhibitNumber' in outcome && outcome.exhibitNumber,
      ]),
    ).toEqual([
      ['contrat de travail.pdf', 'imported', '1'],
      ['photo 2.jpg', 'imported', '2'],
    ]);
    const exhibits = await core.value('evidence.list', { caseId });
    expect(
      exhibits.map(({ number, title, medium, origin, sha256 }) => ({
        number,
        title,
        medium,
        origin,
        sha256,
      })),
    ).toEqual([
      { number: '1', title: 'contrat de travail', medium: 'digital', origin: 'Salma', sha256: hashOf(pdf) },
      { number: '2', title: 'photo 2', medium: 'digital', origin: 'Salma', sha256: hashOf(photo) },
    ]);
    const originals = await core.value('evidence.originals', { caseId });
    expect(
      originals.map(({ exhibitId, name, byteLength, mediaType }) => [exhibitId, name, byteLength, mediaType]),
    ).toEqual([
      [exhibits[0]?.id, 'contrat de travail.pdf', pdf.byteLength, 'application/pdf'],
      [exhibits[1]?.id, 'photo 2.jpg', photo.byteLength, 'image/jpeg'],
    ]);
    expect(
      core.vaultDeps().db.all(sql`
        SELECT action, received_from, received_on, received_how, device, member_name
        FROM custody_entries JOIN evidence_files ON evidence_files.id = evidence_file_id ORDER BY custody_entries.id
      `),
    ).toEqual(
      paths.map(() => ({
        action: 'imported',
        received_from: 'Salma',
        received_on: '2026-03-01',
        received_how: 'By cable from her telephone',
        device: 'Samsung A12',
        member_name: 'An advocate',
      })),
    );
    expect(await core.value('evidence.batches', { caseId })).toEqual([]);
    // What was brought is as it was.
    expect(paths.map((path) => [statSync(path).mtimeMs, readFileSync(path).toString('hex')])).toEqual(before);
    const verified = await core.value('vault.verify', {});
    expect(verified).toMatchObject({ healthy: true });
  });

  it('go with the exhibit they were chosen for', async () => {
    const exhibit = await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: 'Messages',
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
    });
    const batch = await choose([file('a.pdf', pdf), file('b.jpg', photo)], exhibit.id);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect((await core.value('evidence.list', { caseId })).length).toBe(1);
    expect((await core.value('evidence.originals', { caseId })).map(({ exhibitId }) => exhibitId)).toEqual([
      exhibit.id,
      exhibit.id,
    ]);
  });

  it('are known again by their bytes, and say when their name says something else', async () => {
    const first = await choose([file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: first.batchId, custody });
    const batch = await choose([
      file('the same.jpg', photo),
      file('letter.docx', Buffer.concat([pdf, Buffer.from('!')])),
      file('picture.png', 'no picture'),
    ]);
    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect(files.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'duplicate', exhibitNumber: '1' },
      { kind: 'imported', looksLike: 'pdf' },
      { kind: 'imported', looksLike: 'unknown' },
    ]);
    expect((await core.value('evidence.originals', { caseId })).length).toBe(3);
    expect(ageFiles()).toBe(3);
  });

  it('are refused one by one, each with its reason, and the others come', async () => {
    const gone = file('gone.pdf', pdf);
    const swapped = file('swapped.pdf', pdf);
    const turned = file('turned.pdf', pdf);
    const batch = await choose([file('empty.txt', ''), gone, swapped, turned, file('good.txt', 'words')]);
    rmSync(gone);
    // Between the choice and the reading a link or a folder takes the place of a file.
    rmSync(swapped);
    symlinkSync(join(folder, 'good.txt'), swapped);
    rmSync(turned);
    mkdirSync(turned);
    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect(files.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.because : outcome.kind))).toEqual(
      ['empty', 'gone', 'link', 'notAFile', 'imported'],
    );
    expect(ageFiles()).toBe(1);
  });

  it('are refused when they change while they are read', async () => {
    const path = file('growing.bin', randomBytes(3_000_000));
    const batch = await choose([path]);
    const importing = core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    await until(async () => ((await core.value('work.list', {}))[0]?.done ?? 0) > 0);
    writeFileSync(path, randomBytes(4_000_000));
    const { files } = await importing;
    expect(files.map(({ outcome }) => outcome)).toEqual([{ kind: 'refused', because: 'changedWhileRead' }]);
    expect(ageFiles()).toBe(0);
    expect(await core.value('evidence.originals', { caseId })).toEqual([]);
  });

  it('can be stopped and gone on with, also after a lock, and nothing is half there', async () => {
    const paths = [file('one.pdf', pdf), file('two.bin', randomBytes(30_000_000)), file('three.jpg', photo)];
    const batch = await choose(paths);
    const importing = core.call('evidence.importBatch', { batchId: batch.batchId, custody });
    await until(async () => ((await core.value('work.list', {}))[0]?.done ?? 0) > 1_000_000);
    const [work] = await core.value('work.list', {});
    await core.value('work.cancel', { id: work?.id ?? '' });
    expect(await importing).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(ageFiles()).toBe(1);

    await core.lockAndReopen();
    const [left] = await core.value('evidence.batches', { caseId });
    expect(left).toMatchObject({ batchId: batch.batchId, custody, done: 1 });
    expect(left?.files.map(({ name }) => name)).toEqual(['two.bin', 'three.jpg']);
    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect(files.map(({ name, outcome }) => [name, outcome.kind])).toEqual([
      ['two.bin', 'imported'],
      ['three.jpg', 'imported'],
    ]);
    expect((await core.value('evidence.list', { caseId })).map(({ title }) => title)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(ageFiles()).toBe(3);
    expect(await core.value('evidence.batches', { caseId })).toEqual([]);
  });

  it('are forgotten when the rest of an import is left', async () => {
    const batch = await choose([file('one.pdf', pdf)]);
    await core.value('evidence.dropBatch', { batchId: batch.batchId });
    expect(await core.value('evidence.batches', { caseId })).toEqual([]);
    expect(await core.call('evidence.importBatch', { batchId: batch.batchId, custody })).toEqual({
      ok: false,
      error: { kind: 'batchNotFound' },
    });
  });
});

describe('a folder that is brought', () => {
  it('is taken with everything below it, in the order of names, and what is no file is left out and named', async () => {
    const stick = join(folder, 'stick');
    mkdirSync(join(stick, 'DCIM', 'day 10'), { recursive: true });
    mkdirSync(join(stick, 'DCIM', 'day 2'));
    mkdirSync(join(stick, 'none'));
    const put = (name: string, content: Uint8Array | string) => file(join('stick', name), content);
    put('DCIM/day 10/IMG_1.jpg', photo);
    put('DCIM/day 2/IMG_1.jpg', randomBytes(50));
    put('DCIM/day 2/IMG_1 copy.jpg', photo);
    put('DCIM/Thumbs.db', 'x');
    put('letter.pdf', pdf);
    symlinkSync('/etc', join(stick, 'elsewhere'));
    symlinkSync(join(stick, 'letter.pdf'), join(stick, 'letter again.pdf'));
    execFileSync('mkfifo', [join(stick, 'pipe')]);
    cpSync(core.vault().folder, join(stick, 'Office.dossier'), { recursive: true });

    core.host.answerFolder(stick);
    const batch = await core.value('evidence.chooseFolder', { caseId, exhibitId: null });
    expect(batch.files.map(({ name }) => name)).toEqual([
      'stick/DCIM/day 2/IMG_1 copy.jpg',
      'stick/DCIM/day 2/IMG_1.jpg',
      'stick/DCIM/day 10/IMG_1.jpg',
      'stick/letter.pdf',
    ]);
    const leftOut = [
      { name: 'stick/DCIM/Thumbs.db', because: 'systemFile' },
      { name: 'stick/elsewhere', because: 'link' },
      { name: 'stick/letter again.pdf', because: 'link' },
      { name: 'stick/Office.dossier', because: 'partOfVault' },
      { name: 'stick/pipe', because: 'special' },
    ];
    expect(batch.leftOut).toEqual(leftOut);
    // A crash before the form was filled in changes nothing.
    await core.lockAndReopen();
    expect(await core.value('evidence.batches', { caseId })).toMatchObject([{ done: 0, leftOut }]);

    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect(files.map(({ outcome }) => outcome.kind)).toEqual([
      'imported',
      'imported',
      'duplicate',
      'imported',
    ]);
    expect((await core.value('evidence.originals', { caseId })).map(({ name }) => name).toSorted()).toEqual([
      'IMG_1 copy.jpg',
      'IMG_1.jpg',
      'letter.pdf',
    ]);
    // Where in the folder each stood is part of how it came.
    expect(core.vaultDeps().db.all(sql`SELECT details FROM custody_entries ORDER BY id`)).toEqual([
      { details: '{"folder":"stick/DCIM/day 2"}' },
      { details: '{"folder":"stick/DCIM/day 2"}' },
      { details: '{"folder":"stick"}' },
    ]);
  });

  it('is nothing to take when it holds no file, is the vault, or holds too many', async () => {
    const nothing = async (path: string) => {
      core.host.letFall([path]);
      return core.call('evidence.takeDropped', { caseId, exhibitId: null });
    };
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    expect(await nothing(bare)).toEqual({ ok: false, error: { kind: 'nothingToTake', leftOut: [] } });
    const { folder: vault } = core.vault();
    for (const path of [vault, join(vault, 'vault.db')]) {
      expect(await nothing(path)).toEqual({
        ok: false,
        error: { kind: 'nothingToTake', leftOut: [{ name: basename(path), because: 'partOfVault' }] },
      });
    }
    for (let index = 0; index < 5001; index += 1) writeFileSync(join(bare, String(index)), '');
    expect(await nothing(bare)).toEqual({ ok: false, error: { kind: 'tooManyFiles', limit: 5000 } });
    expect(await core.value('evidence.batches', { caseId })).toEqual([]);
  });

  it('may hold very many, and what was dropped is given once', async () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    for (let index = 0; index < 120; index++) writeFileSync(join(many, `${index}.txt`), `words ${index}`);
    core.host.letFall([many, file('one more.pdf', pdf)]);
    const batch = await core.value('evidence.takeDropped', { caseId, exhibitId: null });
    expect(batch.files.length).toBe(121);
    const { files } = await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    expect(files.filter(({ outcome }) => outcome.kind === 'imported').length).toBe(121);
    expect((await core.value('evidence.list', { caseId })).map(({ title }) => title).slice(-3)).toEqual([
      '118',
      '119',
      'one more',
    ]);
    expect(await core.call('evidence.takeDropped', { caseId, exhibitId: null })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
  });
});

describe('a copy of an original', () => {
  it('is the original byte for byte, and is written down', async () => {
    const batch = await choose([file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    const [original] = await core.value('evidence.originals', { caseId });
    const out = join(folder, 'out.jpg');
    core.host.answerSavePath(out);
    expect(
      await core.value('evidence.saveCopy', { evidenceFileId: original?.id as never, as: 'received' }),
    ).toEqual({
      fileName: 'out.jpg',
    });
    expect(hashOf(readFileSync(out))).toBe(hashOf(photo));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(core.vaultDeps().db.all(sql`SELECT action FROM custody_entries ORDER BY id`)).toEqual([
      { action: 'imported' },
      { action: 'copied' },
    ]);
  });

  it('is not made of one that is damaged or gone, nor where nothing can be written', async () => {
    const batch = await choose([file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    const [original] = await core.value('evidence.originals', { caseId });
    const evidenceFileId = original?.id as never;
    const failureOf = async (path: string) => {
      core.host.answerSavePath(path);
      const answer = await core.call('evidence.saveCopy', { evidenceFileId, as: 'received' });
      return answer.ok ? 'saved' : answer.error.kind;
    };
    expect(await failureOf(join(folder, 'no such folder', 'out.jpg'))).toBe('targetMissing');
    const { stored_as: storedAs = '' } =
      core.vaultDeps().db.get<{ stored_as: string }>(sql`SELECT stored_as FROM evidence_files`) ?? {};
    const path = originalPath(core.vault(), { storedAs });
    const bytes = readFileSync(path);
    bytes[bytes.length - 100_000] = (bytes[bytes.length - 100_000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const out = join(folder, 'out.jpg');
    expect(await failureOf(out)).toBe('originalDamaged');
    rmSync(path);
    expect(await failureOf(out)).toBe('originalMissing');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('an original whose exhibit is taken out', () => {
  it('comes back with it, and can be made an exhibit again by itself', async () => {
    await core.value('evidence.importBatch', {
      batchId: (await choose([file('photo.jpg', photo)])).batchId,
      custody,
    });
    const [original] = await core.value('evidence.originals', { caseId });
    const [exhibit] = await core.value('evidence.list', { caseId });
    if (original === undefined || exhibit === undefined) throw new Error('Nothing was imported');
    const removed = await core.value('evidence.remove', { exhibitId: exhibit.id });
    expect(await core.value('evidence.originals', { caseId })).toEqual([{ ...original, exhibitId: null }]);
    await core.value('evidence.restore', removed);
    expect(await core.value('evidence.originals', { caseId })).toEqual([original]);
    expect(await core.value('evidence.makeExhibit', { evidenceFileId: original.id })).toEqual(
      expect.objectContaining({ id: exhibit.id }),
    );

    await core.value('evidence.remove', { exhibitId: exhibit.id });
    const again = await choose([file('the same.jpg', photo)]);
    const { files } = await core.value('evidence.importBatch', { batchId: again.batchId, custody });
    expect(files.map(({ outcome }) => outcome)).toEqual([{ kind: 'duplicate', exhibitNumber: null }]);
    const made = await core.value('evidence.makeExhibit', { evidenceFileId: original.id });
    expect([made.number, made.title, made.origin, made.sha256]).toEqual([
      '1',
      'photo',
      'Salma',
      hashOf(photo),
    ]);
    expect(await core.value('evidence.originals', { caseId })).toEqual([{ ...original, exhibitId: made.id }]);
  });
});

describe('marks in a recording', () => {
  it('are listed by their place, changed, taken away and brought back, and found by search', async () => {
    await core.value('evidence.importBatch', {
      batchId: (await choose([file('voice.ogg', Buffer.concat([Buffer.from('OggS'), randomBytes(900)]))]))
        .batchId,
      custody,
    });
    const [original] = await core.value('evidence.originals', { caseId });
    if (original === undefined) throw new Error('Nothing was imported');
    const evidenceFileId = original.id;
    const late = await core.value('evidence.mark', {
      evidenceFileId,
      atMs: 61_500,
      words: ' A door closes ',
    });
    const early = await core.value('evidence.mark', {
      evidenceFileId,
      atMs: 7000,
      words: 'He says the name',
    });
    expect(late).toEqual({ id: late.id, evidenceFileId, atMs: 61_500, words: 'A door closes' });
    expect(await core.value('evidence.marks', { evidenceFileId })).toEqual([early, late]);
    const changed = await core.value('evidence.changeMark', { markId: early.id, words: 'He says her name' });
    expect(changed).toEqual({ ...early, words: 'He says her name' });
    const found = async (text: string) =>
      (await core.value('search.find', { text })).groups.flatMap(({ results }) =>
        results.map((result) => [result.kind, 'exhibitId' in result ? result.exhibitId : null]),
      );
    expect(await found('door')).toEqual([['exhibit', original.exhibitId]]);

    expect(await core.value('evidence.removeMark', { markId: late.id })).toEqual(late);
    expect(await found('door')).toEqual([]);
    expect(await core.value('evidence.restoreMark', late)).toEqual(late);
    expect(await core.value('evidence.marks', { evidenceFileId })).toEqual([changed, late]);
    expect(await core.call('evidence.changeMark', { markId: evidenceFileId as never, words: 'x' })).toEqual({
      ok: false,
      error: { kind: 'markNotFound' },
    });
    expect(
      await core.call('evidence.mark', { evidenceFileId: late.id as never, atMs: 0, words: 'x' }),
    ).toEqual({ ok: false, error: { kind: 'originalNotFound' } });
    for (const wrong of [
      { atMs: -1, words: 'x' },
      { atMs: 0.5, words: 'x' },
      { atMs: 0, words: '  ' },
    ])
      expect(await core.call('evidence.mark', { evidenceFileId, ...wrong })).toMatchObject({
        error: { kind: 'badInput' },
      });
  });
});

describe('the words of a PDF', () => {
  it('are read once by the page, found under the exhibit, and go and come back with it', async () => {
    const batch = await choose([file('contrat.pdf', pdf), file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    const [original] = await core.value('evidence.unread', { caseId });
    if (original === undefined || original.exhibitId === null) throw new Error('Nothing is unread');
    expect(original.name).toBe('contrat.pdf');
    const found = async () =>
      (await core.value('search.find', { text: 'lessive' })).groups.flatMap(({ results }) =>
        results.map((result) => [result.kind, 'exhibitId' in result ? result.exhibitId : null]),
      );
    const evidenceFileId = original.id;
    await core.value('evidence.keepWords', { evidenceFileId, words: 'La lessive, sept jours sur sept' });
    await core.value('evidence.keepWords', { evidenceFileId, words: 'something else' });
    expect(await core.value('evidence.unread', { caseId })).toEqual([]);
    expect(await found()).toEqual([['exhibit', original.exhibitId]]);
    const removed = await core.value('evidence.remove', { exhibitId: original.exhibitId });
    expect(await found()).toEqual([]);
    await core.value('evidence.restore', removed);
    expect(await found()).toEqual([['exhibit', original.exhibitId]]);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
    expect(
      await core.call('evidence.keepWords', { evidenceFileId: original.exhibitId as never, words: '' }),
    ).toEqual({ ok: false, error: { kind: 'originalNotFound' } });
  });
});

describe('a part of an original, for looking at it', () => {
  it('is what stands there: from anywhere, over the ends of the sealed pieces, nothing beyond the end', async () => {
    const batch = await choose([file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    const [original] = await core.value('evidence.originals', { caseId });
    const evidenceFileId = original?.id as never;
    for (const [offset, length] of [
      [0, 1],
      [0, photo.byteLength],
      [65_530, 12],
      [131_072, 65_536],
      [photo.byteLength - 1, 100],
      [photo.byteLength, 100],
      [photo.byteLength + 1, 100],
    ] as const) {
      const { bytes } = await core.value('evidence.readPiece', { evidenceFileId, offset, length });
      expect([offset, hashOf(bytes)]).toEqual([offset, hashOf(photo.subarray(offset, offset + length))]);
    }
    expect(core.vaultDeps().db.all(sql`SELECT action FROM custody_entries`)).toEqual([
      { action: 'imported' },
    ]);
  });

  it('is not given of one that is damaged, gone or unknown', async () => {
    const batch = await choose([file('photo.jpg', photo)]);
    await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
    const [original] = await core.value('evidence.originals', { caseId });
    const evidenceFileId = original?.id as never;
    const failureAt = async (offset: number, id = evidenceFileId) => {
      const piece = await core.call('evidence.readPiece', { evidenceFileId: id, offset, length: 1000 });
      return piece.ok ? 'read' : piece.error.kind;
    };
    const { stored_as: storedAs = '' } =
      core.vaultDeps().db.get<{ stored_as: string }>(sql`SELECT stored_as FROM evidence_files`) ?? {};
    const path = originalPath(core.vault(), { storedAs });
    const bytes = readFileSync(path);
    bytes[bytes.length - 100_000] = (bytes[bytes.length - 100_000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await failureAt(100_000)).toBe('originalDamaged');
    rmSync(path);
    expect(await failureAt(0)).toBe('originalMissing');
    expect(await failureAt(0, '01936e6e-0000-7000-8000-000000000000' as never)).toBe('originalNotFound');
  });
});

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** How many age files lie in the vault, whether a row knows them or not. */
function ageFiles(): number {
  const evidence = join(core.vault().folder, 'evidence');
  if (!existsSync(evidence)) return 0;
  return readdirSync(evidence, { recursive: true }).filter((name) => String(name).endsWith('.age')).length;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
