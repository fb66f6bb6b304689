import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import {
  custodyDrawnUpOn,
  custodyWords,
  eventLine,
  foundWords,
  isCheck,
  printBytes,
  printInstant,
} from '../../shared/custody/wording';
import type { Language } from '../../shared/kernel/languages';
import type { CivilDate } from '../../shared/kernel/time';
import { describeUncertainDate } from '../../shared/timeline/describe-date';
import {
  a4,
  cm,
  documentStyles,
  noTableBorders,
  pageFooter,
  rule,
  table,
  textWidth,
  type Block,
} from '../documents/word-blocks';
import { spellingLanguages } from '../filings/build-document';
import { cleanPackage } from '../filings/clean-package';
import { markScripts } from '../filings/mark-scripts';
import { readPackage } from '../filings/package-reader';
import type { CheckedExhibit, CheckedOriginal } from './read';

interface Annex {
  readonly caseCode: string;
  readonly language: Language;
  readonly today: CivilDate;
  readonly withGiver: boolean;
  readonly exhibits: readonly CheckedExhibit[];
}

/** Where originals come from and what happened to them, as a Word file rebuilt clean. The same facts give the same bytes. */
export async function buildCustodyAnnex(annex: Annex): Promise<Buffer> {
  const { language } = annex;
  const spelling = spellingLanguages[language];
  const title = custodyWords.title[language];
  const document = new Document({
    title,
    styles: documentStyles(spelling),
    sections: [
      {
        properties: { page: a4 },
        footers: { default: pageFooter(language, annex.caseCode) },
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
            spacing: { after: 160 },
            children: [new TextRun({ text: custodyDrawnUpOn(annex.today, language), size: 20 })],
          }),
          new Paragraph({
            style: 'Letter',
            children: [new TextRun({ text: custodyWords.explained[language], size: 20 })],
          }),
          ...annex.exhibits.flatMap((exhibit) => exhibitBlocks(exhibit, annex)),
        ],
      },
    ],
  });
  const parts = readPackage(await Packer.toBuffer(document));
  if (!parts.ok) throw new Error(`The annex could not be read back: ${parts.error.reason}`);
  return cleanPackage(parts.value, { title, language: spelling }, markScripts);
}

function exhibitBlocks(exhibit: CheckedExhibit, annex: Annex): readonly Block[] {
  const { language } = annex;
  const heading = new Paragraph({
    style: 'Heading1',
    children: [new TextRun(`${custodyWords.exhibit[language]}\u00a0${exhibit.number} – ${exhibit.title}`)],
  });
  if (exhibit.originals.length === 0) {
    const isTyped = exhibit.medium === 'digital' && exhibit.sha256 !== '';
    return [
      heading,
      labelled([
        { label: custodyWords.medium[language], lines: [custodyWords[exhibit.medium][language]] },
        ...(isTyped
          ? [{ label: custodyWords.typedHash[language], lines: [exhibit.sha256], isCode: true }]
          : []),
        ...(annex.withGiver && exhibit.origin !== ''
          ? [{ label: custodyWords.receivedFrom[language], lines: [exhibit.origin] }]
          : []),
      ]),
    ];
  }
  const isOne = exhibit.originals.length === 1;
  return [
    heading,
    ...exhibit.originals.flatMap((original, index) => [
      ...(isOne
        ? []
        : [
            new Paragraph({
              style: 'Letter',
              keepNext: true,
              spacing: { before: 120, after: 60 },
              children: [
                new TextRun(
                  `${custodyWords[original.redactedFrom === null ? 'original' : 'redactedCopy'][language]} ${index + 1}/${exhibit.originals.length}`,
                ),
              ],
            }),
          ]),
      labelled(originalRows(original, annex)),
    ]),
  ];
}

interface LabelledRow {
  readonly label: string;
  readonly lines: readonly string[];
  readonly isCode?: boolean;
}

function originalRows(original: CheckedOriginal, { language, withGiver }: Annex): readonly LabelledRow[] {
  const word = (id: keyof typeof custodyWords): string => custodyWords[id][language];
  const known = (label: string, text: string): readonly LabelledRow[] =>
    text.trim() === '' ? [] : [{ label, lines: [text.trim()] }];
  const importer = original.events.find(({ action }) => action === 'imported')?.memberName ?? '';
  const { receivedOn } = original;
  return [
    { label: word('sha256'), lines: [original.sha256], isCode: true },
    ...(original.redactedFrom === null
      ? []
      : [{ label: word('redactedFrom'), lines: [original.redactedFrom], isCode: true }]),
    ...(original.cleanCopySha256 === undefined
      ? []
      : [{ label: word('cleanCopy'), lines: [original.cleanCopySha256], isCode: true }]),
    { label: word('size'), lines: [printBytes(original.byteLength, language)] },
    { label: word('mediaType'), lines: [original.mediaType] },
    ...known(word('receivedOn'), receivedOn === '' ? '' : describeUncertainDate(receivedOn, language)),
    ...known(word('receivedBy'), importer),
    ...(withGiver
      ? [
          ...known(word('receivedFrom'), original.receivedFrom),
          ...known(word('receivedHow'), original.receivedHow),
        ]
      : []),
    ...known(word('device'), original.device),
    ...known(word('paperOriginal'), original.paperOriginal),
    { label: word('importedAt'), lines: [printInstant(original.importedAt, language)] },
    {
      label: word('history'),
      lines: original.events
        .filter(({ action }) => !isCheck(action))
        .map((event) => eventLine(event, language)),
    },
    {
      label: word('checked'),
      lines: [`${printInstant(original.checkedAt, language)} – ${foundWords[original.found][language]}`],
    },
  ];
}

const labelWidth = Math.round(4.4 * cm);

function labelled(rows: readonly LabelledRow[]): Block {
  return table(
    [labelWidth, textWidth - labelWidth],
    rows.map(({ label, lines, isCode }, index) => {
      const look = { style: 'Cell', keepNext: index < rows.length - 1 };
      return [
        [new Paragraph({ ...look, children: [new TextRun({ text: label, color: '404040' })] })],
        lines.map(
          (line) =>
            new Paragraph({
              ...look,
              children: [new TextRun(isCode === true ? { text: line, font: 'Courier New', size: 15 } : line)],
            }),
        ),
      ];
    }),
    {
      borders: {
        ...noTableBorders,
        top: rule,
        bottom: rule,
        insideHorizontal: { ...rule, size: 2, color: 'BFBFBF' },
      },
    },
  );
}
