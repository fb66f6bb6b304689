import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { readPackage } from '../../../src/core/filings/package-reader';
import { contentTypes, partText, partXml, readRelationships } from '../../../src/core/filings/word-package';
import { descendants } from '../../../src/core/filings/xml';
import type { EvidenceFileId, ExhibitId, FilingId, OwnTemplateId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { aPng } from '../../support/evidence-files';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { convertToPdf } from '../../support/office';
import { jpegWithTraces } from '../../support/pictures';
import { documentXml, wordFile } from '../../support/word-file';

// Pictures of exhibits in templates of one's own. The page draws them; here a file that is drawn already stands for what it gives.

/** 1200 by 800 points. */
const png = aPng();
const drawn = new Uint8Array(readFileSync(resolve('resources/practice/picture.jpg')));

let core: TestCore;
let made: FilingCase;
let exhibitId: ExhibitId;
let pictures: EvidenceFileId[];
let templateId: OwnTemplateId;

const ofFiling = { filingKind: 'F7', language: 'fr' } as const;
const draft = () => ({ caseId: made.caseId, ...ofFiling });

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('filings.answer', { ...draft(), answers: answersForAttestation(made) });
  exhibitId = await addExhibit('Photos de l’atelier');
  await bring({
    'IMG_2041.jpg': jpegWithTraces(),
    'plan.png': png,
    'notes.txt': 'nothing that can be drawn',
  });
  templateId = await take(
    wordFile([
      'Notre lettre',
      '{#exhibits}',
      'Pièce {number} : {title}',
      '{picture}',
      '{#picture}Vue jointe à la pièce {number}.{/picture}',
      '{/exhibits}',
    ]),
  );
});
afterAll(() => core.close());

async function addExhibit(title: string): Promise<ExhibitId> {
  const exhibit = {
    title,
    dateEdtf: '',
    author: '',
    pages: null,
    language: '',
    translation: 'none' as const,
    origin: '',
    medium: 'digital' as const,
    sha256: '',
    note: '',
  };
  return (await core.value('evidence.create', { caseId: made.caseId, exhibit })).id;
}

async function bring(files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  const custody = {
    receivedFrom: 'Salma',
    receivedOn: '2026-03-01',
    receivedHow: '',
    device: '',
    paperOriginal: '',
    note: '',
  };
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = join(core.folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  core.host.answerFiles(paths);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId: made.caseId, exhibitId });
  await core.value('evidence.importBatch', { batchId, custody });
  pictures = (await core.value('evidence.originals', { caseId: made.caseId }))
    .filter(({ mediaType }) => mediaType.startsWith('image/'))
    .map(({ id }) => id);
}

async function take(bytes: Uint8Array): Promise<OwnTemplateId> {
  const path = join(core.folder, 'own.docx');
  writeFileSync(path, bytes);
  core.host.answerFile(path);
  return (await core.value('templates.import', ofFiling)).template.id;
}

async function keepAll(): Promise<void> {
  for (const evidenceFileId of pictures)
    await core.value('exhibits.keepPicture', { evidenceFileId, bytes: drawn });
}

function partsOf(document: Uint8Array) {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(parts.error.reason);
  return parts.value;
}

/** Width and height of each picture in centimetres, and what it says to those who cannot see it. */
function drawingsIn(document: Uint8Array) {
  const root = partXml(partsOf(document), 'word/document.xml');
  if (root === null) throw new Error('No text');
  return [...descendants(root)]
    .filter(({ name }) => name === 'wp:inline')
    .map((inline) => {
      const within = [...descendants(inline)];
      const extent = within.find(({ name }) => name === 'wp:extent');
      const centimetres = (key: string) => Math.round(Number(extent?.attributes.get(key)) / 36000) / 10;
      return [
        centimetres('cx'),
        centimetres('cy'),
        within.find(({ name }) => name === 'wp:docPr')?.attributes.get('descr'),
      ];
    });
}

describe('a template that prints pictures of exhibits', () => {
  it('says first which of them nobody has drawn yet', async () => {
    const before = await core.value('filings.list', { caseId: made.caseId });
    const asked = await core.call('filings.generate', { ...draft(), templateId });
    const { number } = (await core.value('evidence.list', { caseId: made.caseId })).find(
      ({ id }) => id === exhibitId,
    ) ?? { number: '' };
    expect(asked).toEqual({
      ok: false,
      error: {
        kind: 'picturesNotDrawn',
        pictures: [
          {
            evidenceFileId: pictures[0],
            number,
            mediaType: 'image/jpeg',
            byteLength: jpegWithTraces().length,
          },
          { evidenceFileId: pictures[1], number, mediaType: 'image/png', byteLength: png.length },
        ],
      },
    });
    expect(await core.call('drafts.start', { ...draft(), templateId })).toEqual(asked);
    expect(await core.value('filings.list', { caseId: made.caseId })).toEqual(before);
    // The template of the program prints none, and waits for none.
    expect((await core.call('filings.generate', draft())).ok).toBe(true);
  });

  it('keeps only a small JPEG, and nothing of it but its pixels', async () => {
    const [evidenceFileId] = pictures;
    if (evidenceFileId === undefined) throw new Error('No picture');
    const keep = (bytes: Uint8Array<ArrayBuffer>) =>
      core.call('exhibits.keepPicture', { evidenceFileId, bytes });
    const damaged = { ok: false, error: { kind: 'pictureDamaged' } };
    expect(await keep(new Uint8Array(png))).toEqual(damaged);
    expect(await keep(drawn.slice(0, 400))).toEqual(damaged);
    expect(await keep(new Uint8Array())).toEqual(damaged);
    const tooWide = drawn.slice();
    const frame = Buffer.from(tooWide).indexOf(Buffer.from([0xff, 0xc0]));
    tooWide.set([0x40, 0x00], frame + 7);
    expect(await keep(tooWide)).toEqual(damaged);
    const stranger = '01890000-0000-7000-8000-000000000000' as EvidenceFileId;
    expect(await core.call('exhibits.keepPicture', { evidenceFileId: stranger, bytes: drawn })).toEqual({
      ok: false,
      error: { kind: 'originalNotFound' },
    });
    await core.value('exhibits.keepPicture', { evidenceFileId, bytes: new Uint8Array(jpegWithTraces()) });
    const kept = core
      .vaultDeps()
      .db.get<{ picture: Uint8Array }>(sql`SELECT picture, width, height FROM exhibit_pictures`);
    expect(kept).toMatchObject({ width: 1, height: 1 });
    expect(Buffer.from(kept?.picture ?? []).toString('latin1')).not.toMatch(/Exif|adobe|refuge|behind/);
  });

  it('prints them where the tag stands, upright words beside them, and leaves nothing else behind', async () => {
    await keepAll();
    const filing = await core.value('filings.generate', { ...draft(), templateId });
    const document = storedDocument(core, filing.id);
    expect(drawingsIn(document)).toEqual([
      [16, 10.7, 'Photos de l’atelier (1)'],
      [16, 10.7, 'Photos de l’atelier (2)'],
    ]);
    const text = plainText(document);
    expect(text).toContain('Vue jointe à la pièce');
    expect(text).not.toMatch(/picture|⟦/);
    // Only the exhibit that has pictures speaks of one.
    expect(text.match(/Vue jointe/g)).toHaveLength(1);

    const { blocks } = await core.value('filings.text', { filingId: filing.id });
    expect(blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))).toContain(
      '[Image: Photos de l’atelier (1)]',
    );

    const parts = partsOf(document);
    const images = [...parts.keys()].filter((name) => name.startsWith('word/media/'));
    expect(images).toEqual(['word/media/exhibit-picture-1.jpeg', 'word/media/exhibit-picture-2.jpeg']);
    for (const id of pictures) expect(partText(parts, 'word/document.xml')).not.toContain(id);
    expect(images.map(contentTypes(parts))).toEqual(['image/jpeg', 'image/jpeg']);
    const relationships = readRelationships(parts, 'word/_rels/document.xml.rels');
    const embedded = [...(partText(parts, 'word/document.xml') ?? '').matchAll(/r:embed="([^"]+)"/g)];
    expect(embedded.map(([, id]) => relationships.find((each) => each.id === id)?.target)).toEqual([
      '/word/media/exhibit-picture-1.jpeg',
      '/word/media/exhibit-picture-2.jpeg',
    ]);
    const inspected = inspectDocument(document);
    if (!inspected.ok) throw new Error('The filing cannot be read');
    expect([inspected.value.leaks, inspected.value.dangers]).toEqual([[], []]);
    const again = await core.value('filings.generate', { ...draft(), templateId });
    expect(storedDocument(core, again.id).equals(document)).toBe(true);
  });

  it('is opened by LibreOffice with its pictures on the pages', { timeout: 180_000 }, async () => {
    const filing = await core.value('filings.generate', { ...draft(), templateId });
    const pdf =
      convertToPdf(core.folder, new Map([['filing', storedDocument(core, filing.id)]])).get('filing') ?? '';
    const listed = execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' });
    // A picture on each page: the second has no room on the first.
    expect(listed.match(/^\s+[12]\s+\d+\s+image\s+1200\s+800/gm)).toHaveLength(2);
  });

  it('makes them as narrow as the cell they stand in, and cuts none off', async () => {
    const cell = (width: number, paragraph: string) =>
      `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph}</w:tc>`;
    const words = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const fixed =
      '<w:p><w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr><w:r><w:t>{picture}</w:t></w:r></w:p>';
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="6000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${cell(6000, words('{#exhibits}{title}'))}${cell(
      3000,
      fixed.replace('{picture}', '{picture}{/exhibits}'),
    )}</w:tr></w:tbl>`;
    const narrow = await take(wordFile([], { 'word/document.xml': documentXml(`${table}${words('Fin')}`) }));
    const filing = await core.value('filings.generate', { ...draft(), templateId: narrow });
    const document = storedDocument(core, filing.id);
    expect(drawingsIn(document).map(([width, height]) => [width, height])).toEqual([
      [4.9, 3.3],
      [4.9, 3.3],
    ]);
    // The paragraphs with a picture lost their fixed height; those of exhibits without one kept it.
    const text = partText(partsOf(document), 'word/document.xml') ?? '';
    const paragraphs = text.split('</w:p>');
    expect(paragraphs.filter((each) => each.includes('<w:drawing>') && each.includes('"exact"'))).toEqual([]);
    expect(paragraphs.some((each) => each.includes('"exact"'))).toBe(true);
  });

  it('is worked on as a text whose pictures stay', async () => {
    const { id: draftId } = await core.value('drafts.start', { ...draft(), templateId });
    const opened = await core.value('drafts.read', { draftId });
    expect(opened.blocks.map(({ text }) => text).join('\n')).not.toMatch(/picture|⟦/);
    expect(await core.value('drafts.lookAhead', { draftId })).toEqual({ steps: [], otherPictures: false });
    const first = opened.blocks[0];
    if (first === undefined) throw new Error('An empty draft');
    const { revision } = await core.value('drafts.save', {
      draftId,
      baseRevision: opened.revision,
      firstSinceOpening: true,
      blocks: opened.blocks.map(({ id, text, paraphrased }) => ({
        id,
        text: id === first.id ? 'Notre lettre, relue' : text,
        paraphrased,
      })),
    });
    const filing = await core.value('drafts.make', { draftId, baseRevision: revision });
    const document = storedDocument(core, filing.id);
    expect(plainText(document)).toContain('Notre lettre, relue');
    expect(drawingsIn(document)).toHaveLength(2);
    await core.value('drafts.remove', { draftId });
  });

  it('is looked through with what its pictures say, and notes at each original that it left', async () => {
    await core.value('departures.guard', { caseId: made.caseId, kind: 'words', text: 'l’atelier' });
    const withoutTitle = await take(wordFile(['{#exhibits}', '{number}', '{picture}', '{/exhibits}']));
    const filing = await core.value('filings.generate', { ...draft(), templateId: withoutTitle });
    const look = await core.value('departures.lookAtFiling', {
      filingId: filing.id,
      to: null,
      withNames: true,
    });
    expect(look.findings.filter(({ kind }) => kind === 'guardedWords')).toMatchObject([
      { places: [{ excerpt: 'Photos de l’atelier (1)' }, { excerpt: 'Photos de l’atelier (2)' }] },
    ]);
    const path = join(core.folder, 'saved.docx');
    core.host.answerSavePath(path);
    await core.value('filings.saveAs', {
      filingId: filing.id,
      form: 'word',
      dialogTitle: '',
      reason: 'The lawyer asked for it on the telephone.',
    });
    expect(
      core.vaultDeps().db.all(sql`
        SELECT evidence_file_id AS id FROM custody_entries WHERE action = 'inFiling' ORDER BY evidence_file_id
      `),
    ).toEqual(pictures.toSorted().map((id) => ({ id })));
  });

  it('does not let out a picture that was redacted since without a reason, and prints the redacted one from then on', async () => {
    const filing = await core.value('filings.generate', { ...draft(), templateId });
    const { id: draftId } = await core.value('drafts.start', { ...draft(), templateId });
    const [first] = pictures;
    if (first === undefined) throw new Error('No picture');
    const copy = await core.value('exhibits.saveRedactedCopy', {
      evidenceFileId: first,
      areas: 1,
      pages: [{ bytes: drawn, width: 1200, height: 800 }],
    });
    const replaced = async (filingId: typeof filing.id) =>
      (await core.value('departures.lookAtFiling', { filingId, to: null, withNames: false })).findings.filter(
        ({ kind }) => kind === 'pictureReplaced',
      );
    expect(await replaced(filing.id)).toMatchObject([{ places: [{ part: 'original' }] }]);
    expect(await core.value('drafts.lookAhead', { draftId })).toEqual({ steps: [], otherPictures: true });
    const asked = await core.call('drafts.regenerate', { draftId, baseRevision: 0, theirs: [] });
    expect(asked).toMatchObject({
      error: { kind: 'picturesNotDrawn', pictures: [{ evidenceFileId: copy.id }] },
    });
    await core.value('exhibits.keepPicture', { evidenceFileId: copy.id, bytes: drawn });
    const anew = await core.value('drafts.regenerate', { draftId, baseRevision: 0, theirs: [] });
    const remade = await core.value('drafts.make', { draftId, baseRevision: anew.revision });
    expect(await replaced(remade.id)).toEqual([]);
    expect(drawingsIn(storedDocument(core, remade.id))).toHaveLength(2);
  });

  it('names the exhibits that have a file and no picture, before the document leaves', async () => {
    const pictured = exhibitId;
    exhibitId = await addExhibit('Contrat');
    await bring({ 'contract.pdf': '%PDF-1.4 invented' });
    const { number } = (await core.value('evidence.list', { caseId: made.caseId })).find(
      ({ id }) => id === exhibitId,
    ) ?? { number: '' };
    exhibitId = pictured;
    const missingIn = async (filingId: FilingId) => {
      const look = await core.value('departures.lookAtFiling', { filingId, to: null, withNames: false });
      expect(look.objections).not.toContain('pictureMissing');
      return look.findings.filter(({ kind }) => kind === 'pictureMissing');
    };
    const missing = {
      kind: 'pictureMissing',
      personId: null,
      otherCase: null,
      trace: null,
      places: [{ part: 'original', paragraph: 1, exhibit: number, excerpt: null }],
    };
    await keepAll();
    const filing = await core.value('filings.generate', { ...draft(), templateId });
    expect(await missingIn(filing.id)).toEqual([missing]);
    const { id: draftId } = await core.value('drafts.start', { ...draft(), templateId });
    const before = await core.value('drafts.read', { draftId });
    const { revision } = await core.value('drafts.regenerate', {
      draftId,
      baseRevision: before.revision,
      theirs: [],
    });
    const edited = await core.value('drafts.make', { draftId, baseRevision: revision });
    expect(await missingIn(edited.id)).toEqual([missing]);
    // The template of the program prints no pictures, so none is missing there.
    expect(await missingIn((await core.value('filings.generate', draft())).id)).toEqual([]);
  });

  it('shows no more than sixty in one document', async () => {
    await bring(
      Object.fromEntries(
        Array.from({ length: 60 }, (_each, index) => [
          `${index}.png`,
          Buffer.concat([png, Buffer.from([index])]),
        ]),
      ),
    );
    expect(await core.call('filings.generate', { ...draft(), templateId })).toEqual({
      ok: false,
      error: { kind: 'tooManyPictures', count: 62, most: 60, because: 'number' },
    });
  });
});
