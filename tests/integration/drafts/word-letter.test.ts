import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/core/filings/package-reader';
import { partText } from '../../../src/core/filings/word-package';
import type { OpenedBlock, OpenedDraft } from '../../../src/shared/drafts/contract';
import { printCitations } from '../../../src/shared/drafts/citations';
import type { DraftId, ExhibitId, OwnTemplateId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { convertToPdf, pdfText } from '../../support/office';
import { wordFile } from '../../support/word-file';
import { wordLetterParts } from '../../support/word-letter';

let core: TestCore;
let made: FilingCase;
let templateId: OwnTemplateId;
let draftId: DraftId;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('filings.answer', { ...filing(), answers: answersForAttestation(made) });
  const path = join(core.folder, 'own.docx');
  writeFileSync(path, wordFile([], wordLetterParts()));
  core.host.answerFile(path);
  templateId = (await core.value('templates.import', { filingKind: 'F7', language: 'fr' })).template.id;
  draftId = (await core.value('drafts.start', { ...filing(), templateId })).id;
});
afterAll(() => core.close());

const filing = () => ({ caseId: made.caseId, filingKind: 'F7' as const, language: 'fr' as const });
const read = () => core.value('drafts.read', { draftId });
const make = async ({ revision }: OpenedDraft): Promise<Buffer> =>
  storedDocument(core, (await core.value('drafts.make', { draftId, baseRevision: revision })).id);
async function write(
  opened: OpenedDraft,
  change: (block: OpenedBlock) => string | null,
): Promise<OpenedDraft> {
  const blocks = opened.blocks.map((block) => ({
    id: block.id,
    text: change(block),
    paraphrased: block.paraphrased,
    quotes: block.quotes,
  }));
  await core.value('drafts.save', {
    draftId,
    baseRevision: opened.revision,
    blocks,
    firstSinceOpening: false,
  });
  return read();
}
/** Cells of the only table, by their place: `row.column` and what they take when they are merged. */
const cellsOf = ({ blocks, citable }: OpenedDraft): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    blocks.flatMap(({ text, form: { cell } }) => {
      if (cell === null) return [];
      const merged = cell.columns > 1 || cell.rows > 1 ? ` ${cell.columns}×${cell.rows}` : '';
      return [[`${cell.row}.${cell.column}${merged}`, text === null ? null : printCitations(text, citable)]];
    }),
  );
const isCell = ({ form: { cell } }: OpenedBlock, row: number, column: number): boolean =>
  cell?.row === row && cell.column === column;

const table = [
  'Inventaire',
  'N° | Pièce | Date',
  '1 | Procès-verbal d’audition | 10 février 2026',
  '2 | Attestation d’accompagnement | 24 février 2026',
  '3 | Copie du passeport | 2018',
  '4 | Messages échangés avec le recruteur (extraits choisis) | de mai à août 2025',
  '5 | Photographie du local | vers septembre 2025',
  'Note | Signé à Bruxelles',
  ' | le 2 mars 2026',
];
const letter = (rows: readonly string[]): string =>
  [
    'Lettre de EXEMPLARI',
    'Salma Inventée, 17 avril 1998[2]',
    'née le 17 avril 1998',
    'Centre : PAG-ASA asbl',
    'anne.modele@centre.example réf. BR-2026-001',
    ...rows,
    '1. Procès-verbal d’audition',
    '2. Attestation d’accompagnement',
    '3. Copie du passeport',
    '4. Messages échangés avec le recruteur (extraits choisis)',
    '5. Photographie du local',
    'Fin de la première section.',
    'Nom dans sa langue : سلمى إكزمپلاري',
    '',
    '--- footnotes',
    '[2]  Voir les pièces 1 2 3 4 5 : EXEMPLARI',
    '',
    '--- header',
    'Dossier BR-2026-001, 1 2 3 4 5 ',
    '',
    '--- footer',
    'PAG-ASA asbl – page «PAGE»1',
    '',
  ].join('\n');

describe('a letter made in Word', () => {
  it('is filled in wherever it prints, and its untouched draft makes the very same file', async () => {
    const generated = await core.value('filings.generate', { ...filing(), templateId });
    const document = storedDocument(core, generated.id);
    expect(plainText(document)).toBe(letter(table));
    // The text box stands beside the paragraphs; LibreOffice shows it with the rest.
    const [pdf = ''] = convertToPdf(core.folder, new Map([['letter', document]])).values();
    expect(pdfText(pdf)).toContain('Pièces : 1 2 3 4 5');
    expect((await make(await read())).equals(document)).toBe(true);
  }, 120_000);

  it('shows its table cell by cell, the merged and the empty ones too', async () => {
    const opened = await read();
    expect(opened.tables).toEqual([{ columns: [1000, 5000, 3000], headerRows: 1 }]);
    expect(cellsOf(opened)).toEqual({
      '0.0 3×1': 'Inventaire',
      '1.0': 'N°',
      '1.1': 'Pièce',
      '1.2': 'Date',
      ...Object.fromEntries(
        table
          .slice(2, 7)
          .flatMap((line, index) =>
            line.split(' | ').map((words, column) => [`${index + 2}.${column}`, words]),
          ),
      ),
      '7.0 1×2': 'Note',
      '7.1 2×1': 'Signé à Bruxelles',
      '8.1 2×1': 'le 2 mars 2026',
    });
  });

  it('gives back the same table with what was written into its cells', async () => {
    const opened = await read();
    const written = await write(opened, (block) => (isCell(block, 3, 2) ? 'mars 2026' : block.text));
    const document = await make(written);
    expect(plainText(document)).toBe(
      letter(table.map((line) => line.replace('24 février 2026', 'mars 2026'))),
    );
    const grid = (bytes: Uint8Array): readonly string[] => {
      const parts = readPackage(bytes);
      const xml = (parts.ok ? partText(parts.value, 'word/document.xml') : null) ?? '';
      return xml.match(/<w:(?:tbl|tr|tc|tcW|gridSpan|vMerge|gridCol|tblHeader)\b[^>]*>/g) ?? [];
    };
    expect(grid(document)).toEqual(grid(await make(await write(written, ({ base }) => base))));
  });

  it('has a row no more when all of it was taken out', async () => {
    const opened = await read();
    const written = await write(opened, (block) => (block.form.cell?.row === 4 ? null : block.text));
    expect(cellsOf(written)['4.1']).toBeNull();
    expect(plainText(await make(written))).toBe(letter(table.filter((line) => !line.startsWith('3 | '))));
    await write(written, ({ base }) => base);
  });

  it('is not made while a note or the head of its pages cites an exhibit that is gone', async () => {
    const opened = await read();
    const exhibitId = (made.exhibits[4] ?? '') as ExhibitId;
    const removed = await core.value('evidence.remove', { exhibitId });
    const written = await write(opened, (block) => (block.form.cell?.row === 6 ? null : block.text));
    const number = `?${exhibitId.slice(-4)}`;
    expect(await core.call('drafts.make', { draftId, baseRevision: written.revision })).toEqual({
      ok: false,
      error: {
        kind: 'citationsBroken',
        // In the note, the head, and the text box, which stands in the file twice.
        broken: Array.from({ length: 4 }, () => ({ blockId: null, number })),
      },
    });
    await core.value('evidence.restore', removed);
    expect(plainText(await make(written))).toContain('Voir les pièces 1 2 3 4 5 :');
  });

  it('asks about a row that the case prints no longer, and keeps what was written there beside the one before', async () => {
    const opened = await read();
    const written = await write(opened, (block) => (isCell(block, 5, 1) ? 'Messages choisis' : block.base));
    const row = written.blocks.filter(({ form }) => form.cell?.row === 5);
    const removed = await core.value('evidence.remove', { exhibitId: (made.exhibits[3] ?? '') as ExhibitId });
    const { steps } = await core.value('drafts.lookAhead', { draftId });
    expect(row.map(({ id }) => steps.flatMap((step) => (step.blockId === id ? [step.change] : [])))).toEqual([
      ['gone'],
      ['both'],
      ['gone'],
    ]);
    const choose = { draftId, baseRevision: written.revision, theirs: [] };
    await core.value('drafts.regenerate', choose);
    const kept = await read();
    expect(plainText(await make(kept))).toContain('3 | Copie du passeport | 2018 / Messages choisis\n4 | ');
    await core.value('evidence.restore', removed);
  });
});

describe('a cell that a template leaves empty', () => {
  it('can be written into, and stays empty when nobody does', async () => {
    const cell = (inner: string, look = '') =>
      `<w:tc><w:p><w:pPr>${look}</w:pPr>${inner === '' ? '' : `<w:r><w:t xml:space="preserve">${inner}</w:t></w:r>`}</w:p></w:tc>`;
    const italic = '<w:rPr><w:i/></w:rPr>';
    const body = `<w:tbl><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>${[
      `<w:tr>${cell('{#exhibits}{title}')}${cell('{/exhibits}', italic)}</w:tr>`,
      `<w:tr>${cell('Remarque')}${cell('', italic)}</w:tr>`,
    ].join('')}</w:tbl><w:p/>`;
    const path = join(core.folder, 'cells.docx');
    writeFileSync(path, wordFile([], wordLetterParts(body)));
    core.host.answerFile(path);
    const own = await core.value('templates.import', { filingKind: 'F7', language: 'fr' });
    await core.value('drafts.remove', { draftId });
    const begun = { ...filing(), templateId: own.template.id };
    draftId = (await core.value('drafts.start', begun)).id;
    const opened = await read();
    expect(opened.blocks.filter(({ base }) => base === '').length).toBe(6);
    expect(opened.draft.worked).toBe(0);

    const written = await write(opened, (block) =>
      isCell(block, 5, 1) ? 'à joindre' : isCell(block, 1, 1) ? '  ' : block.text,
    );
    expect(written.draft.worked).toBe(1);
    expect(await core.value('drafts.lookAhead', { draftId })).toEqual({ steps: [], otherPictures: false });
    const document = await make(written);
    expect(plainText(document).split('\n\n')[0]?.trimEnd().split('\n')).toEqual([
      'Procès-verbal d’audition | ',
      'Attestation d’accompagnement | ',
      'Copie du passeport | ',
      'Messages échangés avec le recruteur (extraits choisis) | ',
      'Photographie du local | ',
      'Remarque | à joindre',
    ]);
    const parts = readPackage(document);
    const xml = (parts.ok ? partText(parts.value, 'word/document.xml') : null) ?? '';
    expect(xml).toContain('<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">à joindre</w:t></w:r>');
  });
});
