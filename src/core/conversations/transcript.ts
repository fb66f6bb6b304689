import { AlignmentType, Document, Packer, Paragraph, TextRun, type IRunOptions } from 'docx';
import {
  datesLine,
  hoursLine,
  labels,
  notUnderstoodLine,
  placeInFile,
  printSender,
  printWallClock,
  profileWords,
  transcriptDrawnUpOn,
  transcriptWords,
  translationLine,
  translatorsOf,
  warningLine,
  withLabel,
} from '../../shared/conversations/transcript-wording';
import type { TranscriptChoice } from '../../shared/conversations/contract';
import type { Conversation, ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { custodyWords, foundWords, printBytes, printInstant } from '../../shared/custody/wording';
import type { Language } from '../../shared/kernel/languages';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import { describeUncertainDate } from '../../shared/timeline/describe-date';
import {
  a4,
  allBorders,
  cm,
  documentStyles,
  noTableBorders,
  pageFooter,
  rule,
  table,
  textWidth,
  type Block,
} from '../documents/word-blocks';
import type { OriginalState } from '../evidence/originals';
import { spellingLanguages } from '../filings/build-document';
import { cleanPackage } from '../filings/clean-package';
import { markScripts } from '../filings/mark-scripts';
import { readPackage } from '../filings/package-reader';
import { directionOf, splitByDirection } from './direction';

export interface Transcript {
  readonly caseCode: string;
  readonly today: CivilDate;
  readonly choice: TranscriptChoice;
  readonly conversation: Conversation;
  readonly report: ReportSummary;
  /** Those that pass the filter. */
  readonly shown: readonly ConversationMessage[];
  /** Messages and notices that do not. */
  readonly leftOut: number;
  readonly original: {
    readonly name: string;
    readonly sha256: string;
    readonly byteLength: number;
    readonly mediaType: string;
    readonly importedAt: Instant;
    readonly found: OriginalState;
    readonly checkedAt: Instant;
  };
}

/**
 * A conversation as a Word file, rebuilt clean: first what was read and what was not, then the messages, at the end what
 * proves the file. The same conversation gives the same bytes.
 */
export async function buildTranscript(transcript: Transcript): Promise<Buffer> {
  const { choice } = transcript;
  const { language } = choice;
  const spelling = spellingLanguages[language];
  const title = transcriptWords.title[language];
  const document = new Document({
    title,
    styles: documentStyles(spelling),
    sections: [
      {
        properties: { page: a4 },
        footers: { default: pageFooter(language, transcript.caseCode) },
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
            spacing: { after: 200 },
            children: [new TextRun({ text: transcriptDrawnUpOn(transcript.today, language), size: 20 })],
          }),
          labelled(aboutTheReading(transcript)),
          heading(transcriptWords.messages[language]),
          ...(choice.withTranslation ? [small(printable(translationLine(transcript.shown, language)))] : []),
          messagesTable(transcript),
          heading(transcriptWords.original[language]),
          small(transcriptWords.originalLead[language]),
          small(custodyWords.explained[language]),
          labelled(aboutTheOriginal(transcript)),
        ],
      },
    ],
  });
  const parts = readPackage(await Packer.toBuffer(document));
  if (!parts.ok) throw new Error(`The transcript could not be read back: ${parts.error.reason}`);
  return cleanPackage(parts.value, { title, language: spelling }, markScripts);
}

interface LabelledRow {
  readonly label: string;
  readonly lines: readonly string[];
  readonly isCode?: boolean;
}

function aboutTheReading(transcript: Transcript): readonly LabelledRow[] {
  const { conversation, report, choice, shown, leftOut } = transcript;
  const { language } = choice;
  const word = (id: keyof typeof transcriptWords): string => transcriptWords[id][language];
  const counted = (kind: ConversationMessage['kind']): number =>
    shown.filter((message) => message.kind === kind).length;
  const { first, last, lines } = report;
  const print = (at: string): string => printWallClock(at, null, language);
  const notices = counted('notice');
  const warnings = report.warnings.flatMap((warning) => {
    const line = warningLine(warning, lines.unit, language);
    return line === null ? [] : [line];
  });
  return [
    { label: word('conversation'), lines: [conversation.title] },
    { label: word('source'), lines: [profileWords[report.profile][language]] },
    ...(first === null || last === null
      ? []
      : [{ label: word('period'), lines: [`${print(first)} – ${print(last)}`] }]),
    {
      label: word('shown'),
      lines: [
        [
          withLabel(labels.messagesCounted, counted('message'), language),
          ...(notices === 0 ? [] : [withLabel(labels.noticesCounted, notices, language)]),
        ].join(' · '),
      ],
    },
    { label: word('choice'), lines: [choiceLine(choice)] },
    { label: word('leftOut'), lines: [withLabel(labels.bothCounted, leftOut, language)] },
    {
      label: word('senders'),
      lines: [sendersLine(report.senders, language), transcriptWords.sendersAsWritten[language]],
    },
    { label: word('dates'), lines: [datesLine(conversation, language)] },
    { label: word('hours'), lines: [hoursLine(report.zone, language)] },
    {
      label: word('notUnderstood'),
      lines: [
        notUnderstoodLine(
          lines,
          report.notUnderstood.map(({ position }) => position),
          language,
        ),
      ],
    },
    ...(report.attachmentsNamed === 0
      ? []
      : [
          {
            label: word('attachments'),
            lines: [
              [
                withLabel(labels.named, report.attachmentsNamed, language),
                withLabel(labels.absent, report.attachmentsMissingCount, language),
              ].join(' · '),
            ],
          },
        ]),
    ...(warnings.length === 0 ? [] : [{ label: word('toKnow'), lines: warnings }]),
  ];
}

function choiceLine({ filter, language }: TranscriptChoice): string {
  const { sender, from, until } = filter;
  const parts = [
    ...(sender === undefined ? [] : [withLabel(labels.sender, printSender(sender, language), language)]),
    ...(from === undefined ? [] : [`${labels.from[language]} ${describeUncertainDate(from, language)}`]),
    ...(until === undefined ? [] : [`${labels.until[language]} ${describeUncertainDate(until, language)}`]),
  ];
  return parts.length === 0 ? transcriptWords.everything[language] : parts.join(', ');
}

const mostSenders = 30;

/** With how many messages each has in the whole file. */
function sendersLine(senders: ReportSummary['senders'], language: Language): string {
  const named = senders
    .slice(0, mostSenders)
    .map(({ name, messages }) => `${printSender(name, language)} (${messages})`);
  return [...named, ...(senders.length > mostSenders ? [`+ ${senders.length - mostSenders}`] : [])].join(
    ', ',
  );
}

function aboutTheOriginal({ original, choice }: Transcript): readonly LabelledRow[] {
  const { language } = choice;
  const word = (id: keyof typeof custodyWords): string => custodyWords[id][language];
  return [
    ...(choice.withFileName ? [{ label: transcriptWords.name[language], lines: [original.name] }] : []),
    { label: word('sha256'), lines: [original.sha256], isCode: true },
    { label: word('size'), lines: [printBytes(original.byteLength, language)] },
    { label: word('mediaType'), lines: [original.mediaType] },
    { label: word('importedAt'), lines: [printInstant(original.importedAt, language)] },
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
    rows.map(({ label, lines, isCode }) => [
      [new Paragraph({ style: 'Cell', children: [new TextRun({ text: label, color: '404040' })] })],
      lines.map(
        (line) =>
          new Paragraph({
            style: 'Cell',
            children: [
              new TextRun(isCode === true ? { text: line, font: 'Courier New', size: 15 } : printable(line)),
            ],
          }),
      ),
    ]),
    {
      maySplit: () => true,
      borders: {
        ...noTableBorders,
        top: rule,
        bottom: rule,
        insideHorizontal: { ...rule, size: 2, color: 'BFBFBF' },
      },
    },
  );
}

const numberWidth = Math.round(1.3 * cm);
const whenWidth = Math.round(4.1 * cm);

function messagesTable({ shown, choice, report }: Transcript): Block {
  const { language, withTranslation } = choice;
  const word = (id: keyof typeof transcriptWords): string => transcriptWords[id][language];
  const rest = textWidth - numberWidth - whenWidth;
  const half = Math.floor(rest / 2);
  const hasOneTranslator = translatorsOf(shown).length === 1;
  const head = [
    word('number'),
    word('when'),
    word('message'),
    ...(withTranslation ? [word('translation')] : []),
  ];
  return table(
    [numberWidth, whenWidth, ...(withTranslation ? [rest - half, half] : [rest])],
    [
      head.map((text, index) => [
        new Paragraph({
          style: 'Cell',
          ...(index === 0 ? { alignment: AlignmentType.CENTER } : {}),
          children: [new TextRun({ text, bold: true })],
        }),
      ]),
      ...shown.map((message) => [
        [
          new Paragraph({
            style: 'Cell',
            alignment: AlignmentType.CENTER,
            children: [new TextRun(String(message.sequence))],
          }),
        ],
        whenAndWho(message, report.lines.unit, language),
        words(message, language),
        ...(withTranslation ? [translated(message, hasOneTranslator, language)] : []),
      ]),
    ],
    {
      headerRows: 1,
      borders: allBorders,
      maySplit: (row) => longest(shown[row - 1]) > keptTogether,
    },
  );
}

function longest(message: ConversationMessage | undefined): number {
  return Math.max(message?.text.length ?? 0, message?.translation?.text.length ?? 0);
}

/** Letters of a message that still fit on one page beside others; a longer one goes on over its end. */
const keptTogether = 800;

const faint = { size: 17, color: '404040' } as const;

function whenAndWho(
  message: ConversationMessage,
  unit: 'line' | 'record',
  language: Language,
): readonly Paragraph[] {
  const line = (run: IRunOptions): Paragraph =>
    new Paragraph({ style: 'Cell', children: [new TextRun(run)] });
  return [
    line({ text: printWallClock(message.at, message.offset, language) }),
    ...(message.kind === 'notice'
      ? []
      : [line({ text: printable(printSender(message.sender, language)), bold: true })]),
    ...(message.chat === ''
      ? []
      : [line({ ...faint, text: printable(withLabel(labels.chat, message.chat, language)) })]),
    line({ ...faint, text: placeInFile(unit, message.position, language) }),
  ];
}

/** What was said, each line in the direction it is written in. */
function words(message: ConversationMessage, language: Language): readonly Paragraph[] {
  if (message.kind === 'notice') {
    return [aside(transcriptWords.notice[language]), ...said(message.text, { italics: true })];
  }
  const { forwardedFrom, recipients, subject, attachments } = message;
  const told = [
    ...(forwardedFrom === '' ? [] : [aside(withLabel(labels.forwarded, forwardedFrom, language))]),
    ...(recipients.length === 0 ? [] : [aside(withLabel(labels.to, recipients.join(', '), language))]),
    ...(subject === '' ? [] : [aside(withLabel(labels.subject, subject, language))]),
    ...(message.text === '' ? [] : said(message.text)),
    ...attachments.map((name) => aside(withLabel(labels.attachment, name, language))),
  ];
  return told.length === 0 ? [aside(transcriptWords.noWords[language])] : told;
}

/** Who translated stands above the table where it was one person. */
function translated(
  { translation }: ConversationMessage,
  hasOneTranslator: boolean,
  language: Language,
): readonly Paragraph[] {
  if (translation === null) return [new Paragraph({ style: 'Cell' })];
  const { text, translator } = translation;
  return [
    ...said(text),
    ...(hasOneTranslator || translator === ''
      ? []
      : [aside(withLabel(labels.translatedBy, translator, language))]),
  ];
}

/** What is ours or of the file, and not the words of the sender. */
function aside(text: string): Paragraph {
  return new Paragraph({ style: 'Cell', children: [new TextRun({ ...faint, text: printable(text) })] });
}

function said(text: string, look: IRunOptions = {}): readonly Paragraph[] {
  let direction = directionOf(text) ?? 'leftToRight';
  return printable(text)
    .split('\n')
    .map((line) => {
      // A line without letters goes on in the direction of the one before.
      direction = directionOf(line) ?? direction;
      if (direction === 'leftToRight') {
        return new Paragraph({ style: 'Cell', children: [new TextRun({ ...look, text: line })] });
      }
      return new Paragraph({
        style: 'Cell',
        bidirectional: true,
        children: splitByDirection(line).map(
          (stretch) =>
            new TextRun({
              ...look,
              text: stretch.text,
              ...(stretch.direction === 'rightToLeft' ? { rightToLeft: true } : {}),
            }),
        ),
      });
    });
}

function heading(text: string): Paragraph {
  return new Paragraph({ style: 'Heading1', children: [new TextRun(text)] });
}

function small(text: string): Paragraph {
  return new Paragraph({ style: 'Letter', keepNext: true, children: [new TextRun({ text, size: 20 })] });
}

/** What no Word file can hold is shown as a sign that something stood there, and never dropped without a trace. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML can't hold
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD');
}
