import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { sql } from '../../../src/core/db/sql';
import type { CaseId, EvidenceFileId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { aJpeg, aPdf, aTalkativePdf } from '../../support/evidence-files';
import { plainText } from '../../support/filing-documents';
import { gifWithComment } from '../../support/pictures';
import { aFilm, aFlac, anOpus, aWav, aWebm } from '../../support/recordings';
import {
  planted,
  rawTiff,
  remarkedPdf,
  tellingFilm,
  tellingHeic,
  tellingJpeg,
  tellingMp3,
  tellingOpenDocument,
  tellingPdf,
  tellingPng,
  tellingSheet,
  tellingSlides,
  tellingTiff,
  tellingWebp,
  tellingWord,
  unremarkedOpenDocument,
  unremarkedWord,
} from '../../support/telling-files';

// What originals say of themselves, and how they leave. Every place, name and number in them is invented.

let core: TestCore;
let caseId: CaseId;
const reason = 'The court asked for the file itself.';

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
}, 60_000);
afterAll(() => core.close());

interface Brought {
  readonly id: EvidenceFileId;
  readonly exhibitId: ExhibitId;
  readonly number: string;
}

async function bring(name: string, contents: Uint8Array): Promise<Brought> {
  const path = join(core.folder, name);
  writeFileSync(path, contents);
  core.host.answerFiles([path]);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  const custody = { receivedFrom: '', receivedOn: '2026-03-01', receivedHow: '', device: '' };
  const { files } = await core.value('evidence.importBatch', {
    batchId,
    custody: { ...custody, paperOriginal: '', note: '' },
  });
  const outcome = files[0]?.outcome;
  if (outcome?.kind !== 'imported') throw new Error('The file was not taken in');
  const id = outcome.evidenceFileId;
  const { exhibitId } =
    (await core.value('evidence.originals', { caseId })).find((each) => each.id === id) ?? {};
  const exhibit = (await core.value('evidence.list', { caseId })).find((each) => each.id === exhibitId);
  if (exhibit === undefined) throw new Error('The file became no exhibit');
  return { id, exhibitId: exhibit.id, number: exhibit.number };
}

const ownTraces = (id: EvidenceFileId) => core.value('evidence.ownTraces', { evidenceFileId: id });
const save = (id: EvidenceFileId, as: 'received' | 'withoutTraces', more: object = {}) =>
  core.call('evidence.saveCopy', { evidenceFileId: id, as, ...more });
const finding = (trace: string, ...exhibits: readonly string[]) => ({
  kind: 'trace',
  personId: null,
  otherCase: null,
  trace,
  places: exhibits.map((exhibit) => ({ part: 'original', paragraph: 1, exhibit, excerpt: null })),
});
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Saves the copy that says nothing of itself, and gives its bytes. */
async function cleanCopy(id: EvidenceFileId): Promise<Buffer> {
  const out = join(core.folder, `out-${id}`);
  core.host.answerSavePath(out);
  expect(await save(id, 'withoutTraces')).toMatchObject({ ok: true });
  return readFileSync(out);
}

const photograph = ['place', 'personNamed', 'device', 'times', 'smallPicture'];
const film = ['place', 'personNamed', 'device', 'times'];
type Telling = readonly [name: string, make: () => Buffer | Promise<Buffer>, traces: readonly string[]];

const cleanable: readonly Telling[] = [
  ['photograph.jpg', () => tellingJpeg(), photograph],
  ['screenshot.png', tellingPng, photograph],
  ['picture.webp', tellingWebp, photograph],
  ['IMG_0001.HEIC', tellingHeic, photograph],
  ['scan.tif', () => tellingTiff(), photograph],
  ['letter.pdf', tellingPdf, [...photograph, 'title']],
  ['unremarked.docx', unremarkedWord, photograph],
  ['unremarked.odt', unremarkedOpenDocument, photograph],
  ['memo.mp3', tellingMp3, ['personNamed', 'device', 'times']],
  ['from a telephone.mp4', () => aFilm(), [...film, 'otherData']],
  ['voice.opus', anOpus, ['place', 'personNamed', 'device', 'times', 'smallPicture', 'otherData']],
  [
    'studio.flac',
    () => aFlac(),
    ['place', 'personNamed', 'device', 'times', 'smallPicture', 'title', 'otherData'],
  ],
  ['from a browser.webm', () => aWebm(), ['place', 'personNamed', 'device', 'times', 'title', 'otherData']],
  ['dictated.wav', aWav, ['place', 'personNamed', 'device', 'times', 'title', 'otherData']],
];
const notCleanable: readonly Telling[] = [
  ['raw.dng', rawTiff, [...photograph, 'otherData']],
  ['remarked.pdf', remarkedPdf, ['remarks']],
  ['talkative.pdf', aTalkativePdf, ['personNamed', 'device', 'times', 'otherData']],
  [
    'letter.docx',
    tellingWord,
    ['personNamed', 'lastEditor', 'company', 'remarks', 'trackedChanges', 'device', 'times'],
  ],
  ['wages.xlsx', tellingSheet, ['personNamed', 'remarks']],
  ['talk.pptx', tellingSlides, ['place', 'company', 'smallPicture']],
  [
    'letter.odt',
    tellingOpenDocument,
    ['personNamed', 'lastEditor', 'remarks', 'trackedChanges', 'times', 'smallPicture'],
  ],
  ['film.mp4', () => tellingFilm(), film],
  ['film.mov', () => tellingFilm('qt  '), film],
  ['memo.m4a', () => tellingFilm('M4A '), film],
  ['old.3gp', () => tellingFilm('3gp4'), film],
];

describe('what an original says of itself', () => {
  /** The same file is not taken in twice. */
  const broughtByName = new Map<string, { readonly bytes: Buffer } & Brought>();
  async function bringOnce([name, make]: Telling) {
    const before = broughtByName.get(name);
    if (before !== undefined) return before;
    const bytes = await make();
    const brought = { bytes, ...(await bring(name, bytes)) };
    broughtByName.set(name, brought);
    return brought;
  }

  it.each([...cleanable, ...notCleanable])(
    'asks for a reason before %s leaves as received',
    async (...telling) => {
      const [name, , traces] = telling;
      const { bytes, id, number } = await bringOnce(telling);
      expect((await ownTraces(id)).traces).toEqual(traces);
      const asked = core.host.requests.length;
      expect(await save(id, 'received')).toEqual({
        ok: false,
        error: {
          kind: 'reasonNeeded',
          objections: ['trace'],
          findings: traces.map((trace) => finding(trace, number)),
        },
      });
      expect(core.host.requests).toHaveLength(asked);

      const out = join(core.folder, `received-${name}`);
      core.host.answerSavePath(out);
      expect(await save(id, 'received', { reason })).toMatchObject({ ok: true });
      expect(hashOf(readFileSync(out))).toBe(hashOf(bytes));
      expect((await core.value('departures.list', { caseId }))[0]).toMatchObject({
        kind: 'original',
        sha256: hashOf(bytes),
        objections: ['trace'],
        reason,
        seal: 'whole',
      });
    },
  );

  it.each([...cleanable, ['moving.gif', gifWithComment, ['title']] as const])(
    'is taken out of a copy of %s, which then says nothing',
    async (...telling) => {
      const [name, , traces] = telling;
      const { bytes, id } = await bringOnce(telling);
      expect(await ownTraces(id)).toEqual({ form: 'copy', traces });
      const bare = await cleanCopy(id);
      for (const word of [planted.person, planted.serial, planted.make, planted.time, 'Marie']) {
        expect(bytes.includes(word) && bare.includes(word)).toBe(false);
      }
      expect((await core.value('departures.list', { caseId }))[0]).toMatchObject({
        sha256: hashOf(bare),
        objections: [],
      });
      const again = await bring(`bare-${name}`, bare);
      expect(await ownTraces(again.id)).toEqual({ form: 'same', traces: [] });
    },
  );

  it.each(notCleanable)('cannot be taken out of %s', async (...telling) => {
    const { id } = await bringOnce(telling);
    expect(await ownTraces(id)).toEqual({ form: 'asReceived', traces: telling[2] });
    const asked = core.host.requests.length;
    expect(await save(id, 'withoutTraces', { reason })).toEqual({
      ok: false,
      error: { kind: 'tracesNotKnown' },
    });
    expect(core.host.requests).toHaveLength(asked);
  });

  it('is only told where it is a device, times and a small picture', async () => {
    const { id } = await bring('camera.jpg', tellingJpeg({ device: true, smallPicture: true }));
    expect(await ownTraces(id)).toEqual({ form: 'copy', traces: ['device', 'times', 'smallPicture'] });
    core.host.answerSavePath(join(core.folder, 'camera-out.jpg'));
    expect(await save(id, 'received')).toMatchObject({ ok: true });
    expect((await core.value('departures.list', { caseId }))[0]).toMatchObject({
      objections: [],
      seal: 'none',
    });
  });

  it('is looked through for words that must never leave', async () => {
    await core.value('departures.guard', { caseId, kind: 'words', text: 'the refuge' });
    const { id, number } = await bring('noted.jpg', tellingJpeg({}, planted.note));
    expect(await save(id, 'received')).toEqual({
      ok: false,
      error: {
        kind: 'reasonNeeded',
        objections: ['guardedWords'],
        findings: [
          {
            kind: 'guardedWords',
            personId: null,
            otherCase: null,
            trace: null,
            places: [{ part: 'original', paragraph: 1, exhibit: number, excerpt: null }],
          },
          finding('title', number),
        ],
      },
    });
    expect((await cleanCopy(id)).includes('refuge')).toBe(false);
  });

  it('is nothing for text, and not known for what cannot be read', async () => {
    const text = await bring('calm.txt', Buffer.from('Nothing to see.'));
    expect(await ownTraces(text.id)).toEqual({ form: 'same', traces: [] });
    // A name makes no text of it, and what holds files is not looked into.
    for (const [name, bytes] of [
      ['renamed.txt', Buffer.from([1, 0, 2, 0])],
      ['mail.eml', Buffer.from('From: a@example.org\n\nwith a photograph')],
      ['page.html', Buffer.from('<img src="data:image/jpeg;base64,">')],
    ] as const) {
      const { id } = await bring(name, bytes);
      expect([name, await ownTraces(id)]).toEqual([name, { form: 'asReceived', traces: [] }]);
    }
    const other = await bring('strange.bin', Buffer.from([1, 2, 3, 4, 5]));
    expect(await ownTraces(other.id)).toEqual({ form: 'asReceived', traces: [] });
    expect(await save(other.id, 'withoutTraces')).toEqual({ ok: false, error: { kind: 'tracesNotKnown' } });
    const broken = await bring('broken.pdf', Buffer.from(`%PDF-1.4 /Author (${planted.person})`));
    expect(await ownTraces(broken.id)).toEqual({ form: 'asReceived', traces: ['personNamed'] });
    // Cut off in the middle of its pixels: what it says can still be read by whoever has it.
    const cut = await bring('cut.jpg', tellingJpeg().subarray(0, -6));
    expect(await ownTraces(cut.id)).toEqual({ form: 'asReceived', traces: photograph });
  });

  it('is taken out of a photograph that then still stands upright', async () => {
    const { id } = await bring('turned.jpg', aJpeg(6));
    expect(await ownTraces(id)).toEqual({ form: 'copy', traces: ['otherData'] });
    const bare = await cleanCopy(id);
    expect(bare.includes('SECRET')).toBe(false);
    expect(bare.subarray(2, 38).toString('hex')).toBe(
      'ffe10022457869660000 4d4d002a00000008 0001 0112 0003 00000001 0006 0000 00000000'.replaceAll(' ', ''),
    );
  });

  it('is taken out of a PDF whose pages look the same, to programs of others', async () => {
    const bytes = await tellingPdf();
    const { id } = await bring('drawn.pdf', Buffer.concat([bytes, Buffer.from('\n')]));
    const bare = await cleanCopy(id);
    const paths = { received: join(core.folder, 'a.pdf'), bare: join(core.folder, 'b.pdf') };
    writeFileSync(paths.received, bytes);
    writeFileSync(paths.bare, bare);
    const told = (path: string) => spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout;
    expect(told(paths.received)).toContain(planted.person);
    expect(told(paths.bare)).not.toMatch(
      /Author|Creator|Producer|CreationDate|ModDate|Metadata Stream: +yes/,
    );
    const drawn = (path: string) => spawnSync('pdftoppm', ['-r', '50', path]).stdout;
    expect(drawn(paths.bare).byteLength).toBeGreaterThan(100_000);
    expect(drawn(paths.bare).equals(drawn(paths.received))).toBe(true);
  });
});

describe('a folder of exhibits', () => {
  const folderOf = async (
    exhibitIds: readonly ExhibitId[],
    more: { readonly as?: 'received' | 'withoutTraces'; readonly reason?: string } = {},
  ) => {
    // Answers that nobody asked for wait for the next one who asks, so it is one place for all.
    const place = join(core.folder, 'stick');
    mkdirSync(place, { recursive: true });
    core.host.answerFolder(place);
    const saved = await core.call('exhibits.saveDossier', {
      caseId,
      exhibitIds: [...exhibitIds],
      language: 'fr',
      withGiver: false,
      withChronology: false,
      plainCopiesWanted: true,
      ...more,
    });
    return { saved, place };
  };

  it('holds photographs and PDFs without what they say of themselves, and says so with the hash of each original', async () => {
    const jpeg = tellingJpeg({ place: true, person: true }, 'one more');
    const photo = await bring('one.jpg', jpeg);
    const pdf = await bring('two.pdf', Buffer.concat([await tellingPdf(), Buffer.from('\n\n')]));
    const plain = await bring('three.pdf', await aPdf(['Rien de plus']));
    const { saved, place } = await folderOf([photo.exhibitId, pdf.exhibitId, plain.exhibitId]);
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    expect(saved.value).toMatchObject({ originals: 3, cleanCopies: 2 });
    const folder = join(place, saved.value.folderName);
    const file = (name: string) => readFileSync(join(folder, name));
    const [first, second, third] = ['data/001.jpg', 'data/002.pdf', 'data/003.pdf'].map(file);
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three files');
    expect([first, second].some((bytes) => bytes.includes(planted.person))).toBe(false);
    const originals = await core.value('evidence.originals', { caseId });
    const sha256 = (id: EvidenceFileId) => originals.find((each) => each.id === id)?.sha256 ?? '';
    expect(hashOf(third)).toBe(sha256(plain.id));
    expect(file('clean-copies.csv').toString()).toBe(
      [
        'file,sha256,sha256OfOriginal',
        `data/001.jpg,${hashOf(first)},${sha256(photo.id)}`,
        `data/002.pdf,${hashOf(second)},${sha256(pdf.id)}`,
        '',
      ].join('\r\n'),
    );
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const lines = file(list).toString().trim().split('\n');
      expect(lines).toEqual(
        lines.map((line) => line.slice(66)).map((name) => `${hashOf(file(name))}  ${name}`),
      );
    }
    expect(file('tagmanifest-sha256.txt').toString()).toContain('clean-copies.csv');
    const page = file('index.html').toString();
    expect(page.split('data-text="cleanCopy"')).toHaveLength(3);
    for (const hash of [hashOf(first), sha256(photo.id), hashOf(second), sha256(pdf.id), sha256(plain.id)]) {
      expect(page).toContain(hash);
    }
    const annex = plainText(file('data/custody.docx'));
    expect(annex.split('SHA-256 de la copie jointe')).toHaveLength(3);
    expect(annex).toContain(hashOf(first));
    expect(annex).toContain(sha256(photo.id));
    expect((await core.value('departures.list', { caseId }))[0]).toMatchObject({
      kind: 'folder',
      objections: [],
    });
    const entries = core.vaultDeps().db.all<{ id: string; details: string }>(sql`
      SELECT evidence_file_id AS id, details FROM custody_entries WHERE action = 'inDossier' ORDER BY evidence_file_id
    `);
    expect(entries.map(({ id, details }) => [id, JSON.parse(details)])).toEqual(
      [
        [photo.id, { without: 'traces' }],
        [pdf.id, { without: 'traces' }],
        [plain.id, {}],
      ].toSorted(([one], [other]) => String(one).localeCompare(String(other))),
    );
    // The history of the next annex tells them apart.
    core.host.answerSavePath(join(core.folder, 'annex.docx'));
    await core.value('exhibits.saveCustodyAnnex', {
      caseId,
      language: 'fr',
      withGiver: false,
      reason: 'The court asked for it.',
    });
    const history = plainText(readFileSync(join(core.folder, 'annex.docx'))).split(
      'copie jointe à un dossier de pièces',
    );
    expect(history.slice(1).map((after) => after.startsWith(', sans lieu, auteur'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('wants a reason for what leaves as it was received, and names each exhibit', async () => {
    const photo = await bring('four.jpg', tellingJpeg({ place: true, device: true }, 'two more'));
    const yard = await bring(
      'five.mp4',
      Buffer.concat([tellingFilm(), Buffer.from([0, 0, 0, 8]), Buffer.from('free')]),
    );
    const ids = [photo.exhibitId, yard.exhibitId];
    const needed = (findings: readonly object[]) => ({
      ok: false,
      error: { kind: 'reasonNeeded', objections: ['trace'], findings },
    });
    // A film cannot be cleaned: it says the same either way.
    expect((await folderOf(ids)).saved).toEqual(
      needed(['place', 'personNamed', 'device', 'times'].map((trace) => finding(trace, yard.number))),
    );
    expect((await folderOf(ids, { as: 'received' })).saved).toEqual(
      needed([
        finding('place', photo.number, yard.number),
        finding('personNamed', yard.number),
        finding('device', photo.number, yard.number),
        finding('times', photo.number, yard.number),
        finding('title', photo.number),
      ]),
    );
    const { saved, place } = await folderOf(ids, { as: 'received', reason });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    expect(saved.value).toMatchObject({ originals: 2, cleanCopies: 0 });
    const photoOut = readFileSync(join(place, saved.value.folderName, 'data/001.jpg'));
    expect(hashOf(photoOut)).toBe(hashOf(tellingJpeg({ place: true, device: true }, 'two more')));
    expect(readFileSync(join(place, saved.value.folderName, 'index.html'), 'utf8')).not.toContain(
      'data-text="cleanCopy"',
    );
  });
});

describe('dossier exhibits folder', () => {
  it('leaves out what photographs say of themselves unless it is told otherwise, and then wants a reason', async () => {
    const photo = await bring('six.jpg', tellingJpeg({ place: true, device: true }, 'three more'));
    const { code } = await core.value('cases.read', { caseId });
    const vault = core.vault().folder;
    const out = join(core.folder, 'by command');
    mkdirSync(out);
    // The command opens the vault itself.
    core.deps.session.close();
    const run = async (...more: readonly string[]) => {
      const said = { out: '', error: '' };
      const args = ['exhibits', 'folder', vault, '--case', code, '--language', 'fr', '--to', out];
      const exitCode = await runProgram([...args, '--exhibit', photo.number, ...more], {
        writeOut: (text) => {
          said.out += text;
        },
        writeError: (text) => {
          said.error += text;
        },
        passphrases: { ask: () => Promise.resolve(testPassphrase), readStandardInput: () => '' },
        workingFolder: core.folder,
        resourcesFolder: resolve('resources'),
        passphraseCost: testCost,
      });
      return { exitCode, ...said };
    };
    const first = await run();
    const [folderName = ''] = readdirSync(out);
    expect(first).toEqual({
      exitCode: 0,
      out: `Wrote 1 files to ${folderName}, 1 of them without what they say of themselves\n`,
      error: 'Nothing in this folder is encrypted: whoever has it reads all of it.\n',
    });
    expect(readFileSync(join(out, folderName, 'data/001.jpg')).includes(planted.make)).toBe(false);
    expect(await run('--as-received')).toEqual({
      exitCode: 1,
      out: '',
      error: [
        'Nothing was written, because this speaks against it: trace.',
        `  place said by exhibit ${photo.number}`,
        'Mend it, or say with --reason, in at least 10 signs, why it leaves all the same.',
        '',
      ].join('\n'),
    });
    expect(await run('--as-received', '--reason', reason)).toMatchObject({ exitCode: 0 });
    const asReceived = readFileSync(join(out, `${folderName}-2`, 'data/001.jpg'));
    expect(hashOf(asReceived)).toBe(hashOf(tellingJpeg({ place: true, device: true }, 'three more')));
    expect(await run('--exhibit', 'none')).toMatchObject({
      exitCode: 1,
      error: 'There is no exhibit none in this case.\n',
    });
  });
});
