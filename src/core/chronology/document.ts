import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  Packer,
  Paragraph,
  TextRun,
  type ParagraphChild,
} from 'docx';
import { chronologyWords, drawnUpOn } from '../../shared/chronology/wording';
import type { Language } from '../../shared/kernel/languages';
import type { CivilDate } from '../../shared/kernel/time';
import {
  a4,
  allBorders,
  cm,
  documentStyles,
  pageFooter,
  table,
  textWidth,
  type Block,
} from '../documents/word-blocks';
import { spellingLanguages } from '../filings/build-document';
import { cleanPackage } from '../filings/clean-package';
import { markScripts } from '../filings/mark-scripts';
import { readPackage } from '../filings/package-reader';
import type { ToldFact } from './read';

/** A chronology as a Word file, rebuilt clean. The same facts give the same bytes. */
export async function buildChronology(chronology: {
  readonly caseCode: string;
  readonly language: Language;
  readonly today: CivilDate;
  readonly facts: readonly ToldFact[];
}): Promise<Buffer> {
  const { language, facts } = chronology;
  const spelling = spellingLanguages[language];
  const title = chronologyWords.title[language];
  const notes = facts.map(({ note }) => note).filter((note) => note !== '');
  let noteId = 0;
  const tell = (fact: ToldFact, index: number): TableRowContent => {
    if (fact.note !== '') noteId += 1;
    return row(fact, index + 1, fact.note === '' ? null : noteId, language);
  };
  const rows = facts.map((fact, index) => ({ isDated: fact.date !== '', cells: tell(fact, index) }));
  const dated = rows.filter(({ isDated }) => isDated).map(({ cells }) => cells);
  const undated = rows.filter(({ isDated }) => !isDated).map(({ cells }) => cells);
  const document = new Document({
    title,
    styles: documentStyles(spelling),
    footnotes: Object.fromEntries(
      notes.map((note, index) => [
        index + 1,
        {
          children: [
            new Paragraph({ style: 'Sender', children: [new TextRun({ text: ` ${note}`, size: 18 })] }),
          ],
        },
      ]),
    ),
    sections: [
      {
        properties: { page: a4 },
        footers: { default: pageFooter(language, chronology.caseCode) },
        children: [
          new Paragraph({
            style: 'Title',
            alignment: AlignmentType.CENTER,
            spacing: { before: 120, after: 80 },
            children: [new TextRun({ text: title, bold: true })],
          }),
          new Paragraph({
            style: 'Sender',
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [
              new TextRun({ text: drawnUpOn(chronology.today, facts.length, language), size: 20 }),
              new TextRun({ text: chronologyWords.exactness[language], size: 20, break: 1 }),
            ],
          }),
          ...(dated.length === 0 ? [] : [factsTable(dated, language)]),
          ...(undated.length === 0
            ? []
            : [
                new Paragraph({
                  style: 'Heading1',
                  children: [new TextRun(chronologyWords.undated[language])],
                }),
                factsTable(undated, language),
              ]),
        ],
      },
    ],
  });
  const parts = readPackage(await Packer.toBuffer(document));
  if (!parts.ok) throw new Error(`The chronology could not be read back: ${parts.error.reason}`);
  return cleanPackage(parts.value, { title, language: spelling }, markScripts);
}

type TableRowContent = readonly (readonly Block[])[];

const numberWidth = Math.round(1.1 * cm);
const dateWidth = Math.round(3.7 * cm);

function factsTable(rows: readonly TableRowContent[], language: Language): Block {
  const { number, date, fact } = chronologyWords;
  const head = [number, date, fact].map((word, index) => [
    cell([new TextRun({ text: word[language], bold: true })], index === 0),
  ]);
  return table([numberWidth, dateWidth, textWidth - numberWidth - dateWidth], [head, ...rows], {
    headerRows: 1,
    borders: allBorders,
  });
}

function row(fact: ToldFact, number: number, noteId: number | null, language: Language): TableRowContent {
  const details = [
    ...(fact.isDisputed
      ? [new TextRun({ text: chronologyWords.disputed[language], bold: true, size: 18 })]
      : []),
    ...fact.details.map((text) => new TextRun({ text, size: 18, color: '404040' })),
  ];
  return [
    [cell([new TextRun(String(number))], true)],
    [cell([new TextRun(fact.date === '' ? '–' : fact.date)])],
    [
      cell([...lines(fact.statement), ...(noteId === null ? [] : [new FootnoteReferenceRun(noteId)])]),
      ...(details.length === 0
        ? []
        : [
            cell(
              details.flatMap((run, index) =>
                index === 0 ? [run] : [new TextRun({ text: ' · ', size: 18, color: '404040' }), run],
              ),
            ),
          ]),
    ],
  ];
}

function cell(children: readonly ParagraphChild[], isCentred = false): Paragraph {
  return new Paragraph({
    style: 'Cell',
    ...(isCentred ? { alignment: AlignmentType.CENTER } : {}),
    children: [...children],
  });
}

function lines(text: string): readonly TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun(index === 0 ? { text: line } : { text: line, break: 1 }));
}
