import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { takePages } from '../../../src/core/exhibits/bundle/source-pdf';
import type { CaseId, ExhibitId } from '../../../src/shared/kernel/ids';
import type { Language } from '../../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from '../../support/core';
import { aJpeg, aPdf, aPng, aTalkativePdf } from '../../support/evidence-files';

let core: TestCore;
let caseId: CaseId;
let folder: string;
let madeFiles = 0;

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  folder = join(core.folder, 'brought');
  mkdirSync(folder);
});
beforeEach(async () => {
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
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

/** Brings files into the case, each an exhibit of its own. */
async function bring(files: Readonly<Record<string, Uint8Array | string>>): Promise<readonly ExhibitId[]> {
  madeFiles += 1;
  const into = join(folder, String(madeFiles));
  mkdirSync(into);
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(into, name);
    writeFileSync(path, content);
    return path;
  });
  core.host.answerFiles(paths);
  const batch = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  await core.value('evidence.importBatch', { batchId: batch.batchId, custody });
  return (await core.value('evidence.list', { caseId })).map(({ id }) => id);
}

async function onPaper(title: string, place?: number): Promise<ExhibitId> {
  const made = await core.value('evidence.create', {
    caseId,
    ...(place === undefined ? {} : { place }),
    exhibit: {
      title,
      dateEdtf: '2026-02-10',
      author: '',
      pages: null,
      language: '',
      translation: 'none',
      origin: '',
      medium: 'paper',
      sha256: '',
      note: '',
    },
  });
  return made.id;
}

async function bundle(
  exhibitIds: readonly ExhibitId[],
  language: Language = 'fr',
  { standInsWanted = false }: { readonly standInsWanted?: boolean } = {},
) {
  madeFiles += 1;
  const path = join(folder, `bundle-${madeFiles}.pdf`);
  core.host.answerSavePath(path);
  const answer = await core.call('exhibits.makeBundle', {
    caseId,
    exhibitIds: [...exhibitIds],
    language,
    corner: 'topRight',
    standInsWanted,
  });
  return { path, answer };
}

/** The text of each page, as a reader of another house sees it. */
function textOfPages(path: string): readonly string[] {
  const text = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

/** Every byte of the file with its streams unpacked. */
async function everything(path: string): Promise<string> {
  const doc = await PDFDocument.load(readFileSync(path), { updateMetadata: false });
  const unpacked = await doc.save({ useObjectStreams: false });
  return [readFileSync(path).toString('latin1'), Buffer.from(unpacked).toString('latin1')].join('\n');
}

describe('exhibits.makeBundle', () => {
  it('makes one PDF: inventory with links, bookmarks, every exhibit on stamped pages', async () => {
    await bring({
      'PV audition.pdf': await aTalkativePdf(),
      'photo.jpg': aJpeg(),
      'capture.png': aPng(),
      'note.txt': 'Elle a dit : « je suis partie ».\nDžana 🙂',
      'message vocal.ogg': 'OggS invented',
    });
    await onPaper('Contrat de bail');
    await core.value('exhibits.markSent', { caseId, sentOn: '2026-03-01', recipient: 'Office' });
    await onPaper('Attestation tardive', 3);
    const exhibits = await core.value('evidence.list', { caseId });
    expect(exhibits.map(({ number }) => number)).toEqual(['1', '2', '2bis', '3', '4', '5', '6']);
    await core.value('evidence.remove', { exhibitId: exhibits[3]?.id ?? ('' as ExhibitId) });
    const left = (await core.value('evidence.list', { caseId })).map(({ id }) => id);

    const { path, answer } = await bundle(left);
    const bytes = readFileSync(path);
    expect(answer).toEqual({
      ok: true,
      value: {
        fileName: path.split('/').at(-1),
        pages: 8,
        byteLength: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        notTaken: [],
      },
    });

    const pages = textOfPages(path);
    expect(pages).toHaveLength(8);
    const [index = '', ...rest] = pages;
    expect(
      index
        .split('\n')
        .flatMap((text) => (text.trim() === '' ? [] : [text.trim().replaceAll(/ {2,}/g, ' | ')])),
    ).toEqual([
      'page 1 sur 8',
      'Inventaire des pièces',
      expect.stringMatching(/^Référence \| BR-2026-\d+$/),
      'Établi le | 2 mars 2026',
      'N° | Description | Date | Pages',
      '1 | PV audition | 2–3',
      '2 | photo | 4',
      '2bis | Attestation tardive | 10 février 2026 | 5',
      '3 | (pièce retirée)',
      '4 | note | 6',
      '5 | message vocal | 7',
      '6 | Contrat de bail | 10 février 2026 | 8',
    ]);
    const stamps = rest.map((text) => [
      /page \d+ sur \d+/.exec(text)?.[0],
      /Pièce \d[a-z\d]*/.exec(text)?.[0],
    ]);
    expect(stamps).toEqual([
      ['page 2 sur 8', 'Pièce 1'],
      ['page 3 sur 8', 'Pièce 1'],
      ['page 4 sur 8', 'Pièce 2'],
      ['page 5 sur 8', 'Pièce 2bis'],
      ['page 6 sur 8', 'Pièce 4'],
      ['page 7 sur 8', 'Pièce 5'],
      ['page 8 sur 8', 'Pièce 6'],
    ]);
    expect(rest[0]).toContain('Audition du 10 février');
    expect(rest[1]).toContain('Rempli à la main');
    expect(rest[4]).toContain('Elle a dit : « je suis partie ».');
    expect(rest[4]).toContain('Džana [U+1F642]');
    expect(rest[5]).toContain('5-1.ogg');
    expect(rest[5]).not.toContain('message vocal');
    expect(rest[5]?.replaceAll(/\s/g, '')).toContain(
      createHash('sha256').update('OggS invented').digest('hex'),
    );
    expect(rest[6]).toContain('Pièce sur papier, jointe séparément.');

    const doc = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(bookmarksOf(doc)).toEqual([
      ['Inventaire des pièces', 1],
      ['Pièce 1: PV audition', 2],
      ['Pièce 2: photo', 4],
      ['Pièce 2bis: Attestation tardive', 5],
      ['Pièce 4: note', 6],
      ['Pièce 5: message vocal', 7],
      ['Pièce 6: Contrat de bail', 8],
    ]);
    expect(linksOf(doc)).toEqual([2, 4, 5, 6, 7, 8]);
    expect(doc.getTitle()).toBe('Inventaire des pièces');
    expect(await everything(path)).not.toMatch(
      /SECRET|secret|Exif|JavaScript|xmpmeta|\/Author|\/Producer|\/CreationDate/,
    );

    const custodyOf = core.vaultDeps().db.all<{ action: string; details: string }>(sql`
      SELECT action, details FROM custody_entries
      JOIN evidence_files ON evidence_files.id = evidence_file_id
      WHERE case_id = ${caseId} AND action = 'copied'
    `);
    expect(custodyOf).toEqual(
      Array.from({ length: 3 }, () => ({ action: 'copied', details: '{"into":"bundle"}' })),
    );
    const audited = core.vaultDeps().db.all(sql`
      SELECT action FROM audit_entries WHERE case_id = ${caseId} AND action = 'exhibit.bundleMade'
    `);
    expect(audited).toHaveLength(1);
  });

  it('makes the same bytes of the same exhibits, in the words that were chosen', async () => {
    const ids = await bring({ 'a.pdf': await aPdf(['One', 'Two']), 'b.png': aPng(300, 100) });
    const one = await bundle(ids, 'nl');
    const other = await bundle(ids, 'nl');
    expect(readFileSync(one.path).equals(readFileSync(other.path))).toBe(true);
    expect(textOfPages(one.path)[1]).toMatch(/bladzijde 2 van 4 +Stuk 1/);
    expect(textOfPages((await bundle(ids, 'de')).path)[1]).toMatch(/Seite 2 von 4 +Beweisstück 1/);
  });

  it('names every file that it cannot take, and writes nothing; when wanted, a page in their place says why', async () => {
    const ids = await bring({
      'a good.pdf': await aPdf(['fine']),
      'b locked.pdf': await encryptedPdf(),
      'c active.pdf': await activeResources(),
      'd torn.jpg': aJpeg().subarray(0, 40),
      'e lettres.txt': 'Она сказала: я ушла.',
    });
    const notTaken = [
      { number: '2', name: 'b locked.pdf', because: 'encrypted' },
      { number: '3', name: 'c active.pdf', because: 'active' },
      { number: '4', name: 'd torn.jpg', because: 'damaged' },
      { number: '5', name: 'e lettres.txt', because: 'lettersUnknown' },
    ];
    const refused = await bundle(ids);
    expect(refused.answer).toEqual({ ok: false, error: { kind: 'filesNotTaken', files: notTaken } });
    expect(existsSync(refused.path)).toBe(false);

    const { path, answer } = await bundle(ids, 'en', { standInsWanted: true });
    expect(answer).toMatchObject({ ok: true, value: { pages: 6, notTaken } });
    const pages = textOfPages(path);
    expect(pages[1]).toContain('fine');
    expect(pages[2]).toContain('The file is protected by a password or against copying.');
    expect(pages[2]).toMatch(/File +2-1\.pdf/);
    expect(pages[3]).toContain('The file holds scripts or actions in its pages.');
    expect(pages[4]).toContain('The file is damaged or not whole.');
    expect(pages[5]).toContain('The text has too many letters that cannot be printed here.');
    // Of a file that was refused nothing stays behind in the bundle, seen or not.
    expect(await everything(path)).not.toMatch(/SECRET|JavaScript|locked|active\.pdf/);
  });

  it('writes no bundle while an original is missing in the vault', async () => {
    const ids = await bring({ 'a.pdf': await aPdf(['kept only in the vault']) });
    const [stored] = core.vaultDeps().db.all<{ storedAs: string }>(sql`
      SELECT stored_as AS storedAs FROM evidence_files WHERE case_id = ${caseId}
    `);
    const storedAs = stored?.storedAs ?? '';
    const { folder: vaultFolder } = core.vaultDeps().vault.originals;
    rmSync(join(vaultFolder, 'evidence', storedAs.slice(0, 2), `${storedAs}.age`));
    const { path, answer } = await bundle(ids, 'fr', { standInsWanted: true });
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'fileRefused', number: '1', name: 'a.pdf', because: 'originalMissing' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('stops when it is cancelled, and writes nothing', async () => {
    const ids = await bring({ 'a.pdf': await aPdf(['One']) });
    const making = bundle(ids);
    for (;;) {
      const [work] = await core.value('work.list', {});
      if (work !== undefined) {
        await core.value('work.cancel', { id: work.id });
        break;
      }
    }
    const { path, answer } = await making;
    expect(answer).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(existsSync(path)).toBe(false);
  });

  it('refuses nothing chosen, and a title in letters that the inventory cannot be printed in', async () => {
    expect((await bundle([])).answer).toEqual({ ok: false, error: { kind: 'nothingChosen' } });
    const id = await onPaper('Договор');
    expect((await bundle([id])).answer).toEqual({
      ok: false,
      error: { kind: 'titleNotPrintable', number: '1' },
    });
  });

  it('says before what will not be printed', async () => {
    await bring({ 'photo.heic': Buffer.from('\0\0\0\u0018ftypheic invented'), 'a.pdf': await aPdf(['x']) });
    await onPaper('Bail');
    const plan = await core.value('exhibits.bundlePlan', { caseId });
    expect(plan.map(({ number, apart, isOnPaper }) => ({ number, apart, isOnPaper }))).toEqual([
      { number: '1', apart: ['photo.heic'], isOnPaper: false },
      { number: '2', apart: [], isOnPaper: false },
      { number: '3', apart: [], isOnPaper: true },
    ]);
  });
});

describe('pages of a PDF', () => {
  it.each([
    ['encrypted', encryptedPdf],
    ['damaged', async () => (await aPdf(['x'])).subarray(0, 300)],
    ['damaged', () => Promise.resolve(Buffer.from('%PDF-1.7\nnothing of the kind\n%%EOF'))],
    ['hiddenLayers', layeredPdf],
    ['formNotDrawn', undrawnForm],
    ['tooLarge', bomb],
    ['damaged', missingContents],
  ] as const)('are refused when it is %s', async (because, make) => {
    expect(await takePages(await make(), await PDFDocument.create())).toEqual({ ok: false, error: because });
  });

  it('come without a script that is hidden in their resources', async () => {
    const target = await PDFDocument.create({ updateMetadata: false });
    expect(await takePages(await hostileResources(), target)).toMatchObject({ ok: true });
    const bytes = Buffer.from(await target.save({ useObjectStreams: false }));
    expect(bytes.toString('latin1')).not.toMatch(/SECRET|JavaScript/);
  });
});

function bookmarksOf(doc: PDFDocument): readonly (readonly [string, number])[] {
  const root = doc.catalog.lookup(PDFName.of('Outlines'), PDFDict);
  const found: (readonly [string, number])[] = [];
  let item = root.lookupMaybe(PDFName.of('First'), PDFDict);
  while (item !== undefined) {
    const title = item.lookup(PDFName.of('Title'), PDFHexString).decodeText();
    found.push([title, pageOf(doc, item)]);
    item = item.lookupMaybe(PDFName.of('Next'), PDFDict);
  }
  return found;
}

function linksOf(doc: PDFDocument): readonly number[] {
  const annotations = doc.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray);
  return annotations.asArray().map((ref) => pageOf(doc, doc.context.lookup(ref, PDFDict)));
}

function pageOf(doc: PDFDocument, entry: PDFDict): number {
  const [ref] = entry.lookup(PDFName.of('Dest'), PDFArray).asArray();
  return doc.getPages().findIndex((page) => page.ref === ref) + 1;
}

async function encryptedPdf(): Promise<Buffer> {
  const doc = await PDFDocument.create();
  doc.addPage();
  doc.encrypt({ userPassword: 'a', ownerPassword: 'b' });
  return Buffer.from(await doc.save());
}

async function layeredPdf(): Promise<Buffer> {
  return aPdf(['x'], (doc) => {
    const layer = doc.context.register(doc.context.obj({ Type: 'OCG', Name: PDFString.of('hidden') }));
    doc.catalog.set(PDFName.of('OCProperties'), doc.context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  });
}

async function undrawnForm(): Promise<Buffer> {
  return aPdf(['x'], (doc, [page]) => {
    const field = doc.context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Tx',
      V: PDFString.of('filled in'),
      Rect: [10, 10, 100, 30],
    });
    page?.node.addAnnot(doc.context.register(field));
  });
}

/** A hundred kilobytes that unpack to more than a page may hold. */
async function bomb(): Promise<Buffer> {
  return aPdf(['x'], (doc, [page]) => {
    const stream = doc.context.flateStream(Buffer.alloc(140 * 1024 * 1024, 0x20));
    page?.node.set(PDFName.of('Contents'), doc.context.register(stream));
  });
}

async function missingContents(): Promise<Buffer> {
  return aPdf(['x'], (_doc, [page]) => {
    page?.node.set(PDFName.of('Contents'), PDFRef.of(9999));
  });
}

/** A picture in the page that carries a script: it is drawn, so it cannot be left out. */
async function activeResources(): Promise<Buffer> {
  return aPdf(['x'], (doc, [page]) => {
    const form = doc.context.flateStream('0 0 m', {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 1, 1],
      A: { S: 'JavaScript', JS: PDFString.of('SECRET()') },
    });
    page?.node.newXObject('Active', doc.context.register(form));
  });
}

/** A page whose resources lead back to a catalogue with a script. */
async function hostileResources(): Promise<Buffer> {
  return aPdf(['x'], (doc, [page]) => {
    const catalog = doc.context.obj({
      Type: 'Catalog',
      OpenAction: { S: 'JavaScript', JS: PDFString.of('SECRET()') },
      Names: {
        JavaScript: { Names: [PDFString.of('SECRET'), { S: 'JavaScript', JS: PDFString.of('SECRET') }] },
      },
    });
    page?.node
      .Resources()
      ?.set(PDFName.of('Properties'), doc.context.obj({ A: doc.context.register(catalog) }));
  });
}
