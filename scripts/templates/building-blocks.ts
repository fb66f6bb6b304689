import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  type IParagraphOptions,
  type ParagraphChild,
  type Table,
} from 'docx';
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
} from '../../src/core/documents/word-blocks';
import { spellingLanguages } from '../../src/core/filings/build-document';
import { cleanPackage } from '../../src/core/filings/clean-package';
import { readPackage } from '../../src/core/filings/package-reader';
import type { Language } from '../../src/shared/kernel/languages';

// What every filing is put together from. Texts may hold tags, **bold** and ^raised^ words; all measures are in twips
// (1/20 of a point), as in the file.

export { table, textWidth, type Block };
export type TemplateLanguage = 'fr' | 'nl';

/** A phrase that is the same in all filings, in both languages of the authorities. */
export interface Phrase {
  readonly fr: string;
  readonly nl: string;
}

interface RunLook {
  readonly size?: number;
  readonly bold?: boolean;
}

function runs(text: string, look: RunLook = {}): ParagraphChild[] {
  return (
    text
      // A tag may hold a `^`, so a raised word is letters only.
      .split(/(\*\*.+?\*\*|\^[a-z]+\^|\n|\t)/)
      .filter((piece) => piece !== '')
      .flatMap((piece): ParagraphChild[] => {
        if (piece === '\n') return [new TextRun({ break: 1 })];
        if (piece === '\t') return [new TextRun({ children: [new Tab()] })];
        if (piece.startsWith('**')) return runs(piece.slice(2, -2), { ...look, bold: true });
        if (/^\^[a-z]+\^$/.test(piece))
          return [new TextRun({ ...look, text: piece.slice(1, -1), superScript: true })];
        return [new TextRun({ ...look, text: piece })];
      })
  );
}

type ParagraphLook = Omit<IParagraphOptions, 'children' | 'text'> & { readonly size?: number };

/** A plain paragraph of the letter. */
export function paragraph(text: string, { size, ...look }: ParagraphLook = {}): Paragraph {
  return new Paragraph({
    widowControl: true,
    ...look,
    children: runs(text, size === undefined ? {} : { size }),
  });
}

export function heading(text: string, look: ParagraphLook = {}): Paragraph {
  return paragraph(text, { style: 'Heading1', ...look });
}

/** Lists in a document: `paragraphs` is the running number of a filing, the others are lettered. */
export type ListName = 'paragraphs' | 'conditions' | 'requests' | 'acts';

export function numbered(text: string, look: ParagraphLook = {}): Paragraph {
  return paragraph(text, { style: 'Numbered', numbering: { reference: 'paragraphs', level: 0 }, ...look });
}

export function lettered(
  list: Exclude<ListName, 'paragraphs'>,
  text: string,
  look: ParagraphLook = {},
): Paragraph {
  return paragraph(text, { style: 'Lettered', numbering: { reference: list, level: 0 }, ...look });
}

/** An item of a list whose order says nothing. */
export function dashed(text: string, look: ParagraphLook = {}): Paragraph {
  return paragraph(text, { style: 'Lettered', numbering: { reference: 'dashes', level: 0 }, ...look });
}

/** A smaller line under a numbered paragraph, or alone. */
export function note(text: string): Paragraph {
  return paragraph(text, { style: 'Note' });
}

/** The blocks stand in the document when the field has a value (or its list an item), once for each item. */
export function when(field: string, blocks: readonly Block[]): Block[] {
  return [tag(`{#${field}}`), ...blocks, tag(`{/${field}}`)];
}

/** The blocks stand in the document when the field has no value. */
export function unless(field: string, blocks: readonly Block[]): Block[] {
  return [tag(`{^${field}}`), ...blocks, tag(`{/${field}}`)];
}

function tag(text: string): Paragraph {
  return paragraph(text, { keepNext: true });
}

const describesCentre: Phrase = {
  fr: 'Centre spécialisé reconnu pour l’accueil et l’accompagnement des victimes de la traite des êtres humains',
  nl: 'Erkend gespecialiseerd centrum voor de opvang en de begeleiding van slachtoffers van mensenhandel',
};

/** Name, address and telephone of the centre that files, above a line. */
export function letterhead(language: TemplateLanguage): Block[] {
  return senderAboveLine(language, 'centre', 'contact', [
    paragraph(describesCentre[language], { style: 'Sender', size: 18 }),
  ]);
}

/** The same for a letter that the centre, a lawyer or someone else may send (`sender.…`). */
export function senderLetterhead(language: TemplateLanguage): Block[] {
  return senderAboveLine(language, 'sender', 'sender', [
    ...when('sender.kind.centre', [paragraph(describesCentre[language], { style: 'Sender', size: 18 })]),
    ...when('sender.description', [paragraph('{sender.description}', { style: 'Sender', size: 18 })]),
  ]);
}

function senderAboveLine(
  language: TemplateLanguage,
  sender: string,
  contact: string,
  description: readonly Block[],
): Block[] {
  const phone = { fr: 'Tél. ', nl: 'Tel. ' }[language];
  const telephone = `${contact}.telephone`;
  const email = `${contact}.email`;
  return [
    paragraph(`**{${sender}.name}**`, { style: 'Sender', size: 30, spacing: { after: 20 } }),
    ...description,
    paragraph(`{${sender}.address}`, { style: 'Sender', size: 18 }),
    paragraph(
      `{#${telephone}}${phone}{${telephone}}{/${telephone}}{#${email}}{#${telephone}} · {/${telephone}}{${email}}{/${email}}`,
      { style: 'Sender', size: 18 },
    ),
    paragraph('', { style: 'Sender', size: 8, border: { bottom: rule }, spacing: { after: 240 } }),
  ];
}

const immigrationOffice: Phrase = { fr: '**Office des étrangers**', nl: '**Dienst Vreemdelingenzaken**' };

/**
 * References on the left, addressee on the right, then place and date.
 *
 * @param addressee one line or several; the service and its address follow
 */
export function addressBlock(language: TemplateLanguage, addressee: Phrase = immigrationOffice): Block[] {
  const labels = {
    ours: { fr: 'Nos références', nl: 'Onze referentie' },
    office: { fr: 'N° SP', nl: 'OV-nummer' },
    prosecution: { fr: 'N° de notices', nl: 'Notitienummer' },
    placeAndDate: { fr: '{letter.place}, le {letter.date}', nl: '{letter.place}, {letter.date}' },
  } satisfies Record<string, Phrase>;
  const reference = (label: Phrase, field: string): Paragraph =>
    paragraph(`${label[language]}${colon[language]}{${field}}`, { style: 'Sender', size: 20 });
  const leftWidth = Math.round(textWidth * 0.52);
  return [
    table(
      [leftWidth, textWidth - leftWidth],
      [
        [
          [
            reference(labels.ours, 'case.code'),
            ...when('case.immigrationOfficeNumber', [
              reference(labels.office, 'case.immigrationOfficeNumber'),
            ]),
            ...when('case.prosecutionNumber', [reference(labels.prosecution, 'case.prosecutionNumber')]),
          ],
          [
            ...when('sending.mode', [
              paragraph('**{sending.mode}**', { style: 'Sender', spacing: { after: 60 } }),
            ]),
            paragraph(addressee[language], { style: 'Sender' }),
            paragraph('{authority.address}', { style: 'Sender' }),
          ],
        ],
      ],
    ),
    paragraph(labels.placeAndDate[language], {
      indent: { left: leftWidth },
      alignment: AlignmentType.LEFT,
      spacing: { before: 240, after: 280 },
    }),
  ];
}

/** Punctuation differs: French wants a space that does not break before the colon. */
export const colon: Readonly<Record<Language, string>> = { fr: '\u00a0: ', nl: ': ', de: ': ', en: ': ' };

/** What the letter is about, set in bold, and whom it concerns. */
export function subject(language: TemplateLanguage, text: string, person: string): Block[] {
  const labels = {
    subject: { fr: 'Objet', nl: 'Betreft' },
    person: { fr: 'Concerne', nl: 'Betrokkene' },
  } satisfies Record<string, Phrase>;
  const at = Math.round(2.7 * cm);
  const look = {
    alignment: AlignmentType.LEFT,
    indent: { left: at, hanging: at },
    tabStops: [{ type: TabStopType.LEFT, position: at }],
    keepNext: true,
  };
  return [
    paragraph(`**${labels.subject[language]}${colon[language].trimEnd()}**\t**${text}**`, {
      ...look,
      spacing: { after: 60 },
    }),
    paragraph(`${labels.person[language]}${colon[language].trimEnd()}\t${person}`, {
      ...look,
      spacing: { after: 240 },
    }),
  ];
}

/** A title in the middle of the page, for documents that are no letters. */
export function title(text: string): Paragraph {
  return paragraph(`**${text}**`, {
    style: 'Title',
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 240 },
  });
}

/** A title at the top of a new page, for a paper that goes with a letter or for one of several. */
export function titleOnNewPage(text: string): Paragraph {
  return paragraph(`**${text}**`, {
    style: 'Title',
    alignment: AlignmentType.CENTER,
    pageBreakBefore: true,
    spacing: { before: 0, after: 200 },
  });
}

/** Label and value in two columns; a row with `when` stands only when that field has a value. */
export function factsTable(
  language: TemplateLanguage,
  rows: readonly { readonly label: Phrase; readonly value: string; readonly when?: string }[],
): Table {
  const labelWidth = Math.round(5.2 * cm);
  return table(
    [labelWidth, textWidth - labelWidth],
    rows.map(({ label, value, when: condition }, index) => {
      const open = condition === undefined ? '' : `{#${condition}}`;
      const close = condition === undefined ? '' : `{/${condition}}`;
      // A person's particulars stay on one page.
      const look = { style: 'Cell', keepNext: index < rows.length - 1 };
      return [[paragraph(`${open}${label[language]}`, look)], [paragraph(`${value}${close}`, look)]];
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

/** The inventory, one row for each exhibit, its head repeated on each page. */
export function exhibitsTable(language: TemplateLanguage): Table {
  const heads: readonly Phrase[] = [
    { fr: 'N°', nl: 'Nr.' },
    { fr: 'Intitulé', nl: 'Omschrijving' },
    { fr: 'Date', nl: 'Datum' },
    { fr: 'Auteur', nl: 'Auteur' },
    { fr: 'Pages', nl: 'Blz.' },
  ];
  const centred = { style: 'Cell', alignment: AlignmentType.CENTER };
  return ruledTable(
    [0.95, 6.8, 3.3, 3.75, 1.6],
    heads.map((head, index) =>
      paragraph(`**${head[language]}**`, index === 0 || index === 4 ? centred : { style: 'Cell' }),
    ),
    [
      paragraph('{#exhibits}{number}', centred),
      paragraph('{title}{#remark}\n({remark}){/remark}', { style: 'Cell' }),
      paragraph(orDash('date'), { style: 'Cell' }),
      paragraph(orDash('author'), { style: 'Cell' }),
      paragraph(`${orDash('pages')}{/exhibits}`, centred),
    ],
  );
}

/** A table with a head that is repeated on each page, and one row for each item of a list. Widths in centimetres. */
export function listTable(
  widths: readonly number[],
  heads: readonly string[],
  row: readonly string[],
): Table {
  return ruledTable(
    widths,
    heads.map((head) => paragraph(`**${head}**`, { style: 'Cell' })),
    row.map((cell) => paragraph(cell, { style: 'Cell' })),
  );
}

function ruledTable(
  centimetres: readonly number[],
  heads: readonly Paragraph[],
  row: readonly Paragraph[],
): Table {
  const widths = centimetres.map((width) => Math.round(width * cm));
  // Rounding leaves a few twips; the widest column takes them, so that the columns fill the width.
  const widest = widths.indexOf(Math.max(...widths));
  widths[widest] = (widths[widest] ?? 0) + textWidth - widths.reduce((sum, width) => sum + width, 0);
  return table(widths, [heads.map((head) => [head]), row.map((cell) => [cell])], {
    headerRows: 1,
    borders: allBorders,
  });
}

function orDash(field: string): string {
  return `{#${field}}{${field}}{/${field}}{^${field}}–{/${field}}`;
}

/** Boxes to sign in, side by side. `room`: height of the space to sign in, in twips. */
export function signatures(
  columns: readonly (readonly string[])[],
  { room = 1000 }: { readonly room?: number } = {},
): Table {
  const width = Math.floor(textWidth / columns.length);
  return table(
    columns.map(() => width),
    [
      columns.map(([role, ...lines]) => [
        paragraph(`**${role ?? ''}**`, { style: 'Sender', keepNext: true, spacing: { after: room } }),
        ...lines.map((line) => paragraph(line, { style: 'Sender' })),
      ]),
    ],
  );
}

/** Who signs for the centre. Kept on one page with the line before it. */
export function closing(language: TemplateLanguage): Block[] {
  return signedAfter(
    {
      fr: 'Veuillez agréer, Madame, Monsieur, l’expression de notre considération distinguée.',
      nl: 'Met de meeste hoogachting,',
    }[language],
    { fr: 'Pour le centre {centre.name},', nl: 'Voor het centrum {centre.name},' }[language],
  );
}

/** Who signs a letter that the centre, a lawyer or someone else may send. */
export function senderClosing(language: TemplateLanguage): Block[] {
  return signedAfter(
    {
      fr: 'Veuillez agréer, Madame, Monsieur, l’expression de ma haute considération.',
      nl: 'Met de meeste hoogachting,',
    }[language],
    {
      fr: '{#sender.kind.centre}Pour le centre {sender.name},{/sender.kind.centre}',
      nl: '{#sender.kind.centre}Voor het centrum {sender.name},{/sender.kind.centre}',
    }[language],
  );
}

/** The greeting, room to sign in, and who signs. */
export function signedAfter(
  greeting: string,
  onBehalfOf: string,
  name = '{signatory.name}',
  capacity = '{#signatory.capacity}{signatory.capacity}{/signatory.capacity}',
): Block[] {
  return [
    paragraph(greeting, { spacing: { before: 240, after: 240 }, keepNext: true, keepLines: true }),
    paragraph(onBehalfOf, { style: 'Sender', keepNext: true, spacing: { after: 1000 } }),
    paragraph(`**${name}**`, { style: 'Sender', keepNext: true }),
    paragraph(capacity, { style: 'Sender' }),
  ];
}

/** Builds the file: A4, styles, lists, page numbers, spelling language; then cleans it. Gives the same bytes each time. */
export async function buildTemplate(template: {
  readonly language: Language;
  readonly title: string;
  readonly blocks: readonly Block[];
}): Promise<Buffer> {
  const { language } = template;
  const spelling = spellingLanguages[language];
  const document = new Document({
    title: template.title,
    styles: documentStyles(spelling),
    numbering: {
      config: [
        {
          reference: 'paragraphs',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: Math.round(0.9 * cm), hanging: Math.round(0.9 * cm) } } },
            },
          ],
        },
        {
          reference: 'dashes',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: Math.round(1.7 * cm), hanging: Math.round(0.8 * cm) } } },
            },
          ],
        },
        ...(['conditions', 'requests', 'acts'] satisfies ListName[]).map((reference) => ({
          reference,
          levels: [
            {
              level: 0,
              format: LevelFormat.LOWER_LETTER,
              text: '%1)',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: Math.round(1.7 * cm), hanging: Math.round(0.8 * cm) } } },
            },
          ],
        })),
      ],
    },
    sections: [
      {
        properties: { page: a4 },
        footers: { default: pageFooter(language, '{case.code}') },
        children: [...template.blocks],
      },
    ],
  });
  const parts = readPackage(await Packer.toBuffer(document));
  if (!parts.ok) throw new Error(`The template could not be read back: ${parts.error.reason}`);
  return cleanPackage(parts.value, { title: template.title, language: spelling });
}
