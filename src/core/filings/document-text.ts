import type { PackageParts } from './package-reader';
import {
  isOn,
  mainDocumentPart,
  partXml,
  readRelationships,
  relationshipsPart,
  resolveTarget,
} from './word-package';
import { childElements, firstChild, isElement, type XmlElement } from './xml';

/** A piece of a document as it is read from top to bottom. */
export type DocumentBlock =
  | {
      readonly kind: 'paragraph';
      /** Id of the paragraph style; '' for the default one. */
      readonly style: string;
      /** 1 to 9 for a heading, null for other paragraphs. */
      readonly headingLevel: number | null;
      /** The automatic number as the word processor prints it, e.g. `3.` or `b)`; '' without one. */
      readonly number: string;
      readonly text: string;
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly headerRows: number };

export interface DocumentText {
  readonly header: readonly string[];
  readonly body: readonly DocumentBlock[];
  readonly footer: readonly string[];
  /** Each with its mark as it stands in the text, e.g. `[1] Pièce n° 3`. */
  readonly footnotes: readonly string[];
}

/** Reads a Word file as a person would: numbers of lists counted, tables by row, fields by what they show. */
export function readDocumentText(parts: PackageParts): DocumentText {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  if (main === null || root === null) return { header: [], body: [], footer: [], footnotes: [] };
  const body = firstChild(root, 'w:body');
  const reader = createReader(parts, main);
  const linked = (type: string): readonly string[] =>
    readRelationships(parts, relationshipsPart(main))
      .filter((relationship) => relationship.type === type && !relationship.external)
      .flatMap(({ target }) => {
        const part = resolveTarget(main, target);
        const linkedRoot = part === null ? null : partXml(parts, part);
        return linkedRoot === null ? [] : reader(linkedRoot).flatMap(blockLines);
      })
      .filter((line) => line.trim() !== '');
  return {
    header: linked('header'),
    body: body === undefined ? [] : reader(body),
    footer: linked('footer'),
    footnotes: readFootnotes(parts, main, reader),
  };
}

/** Where a paragraph of a table stands; of a table within a cell, where that cell stands. All are counted from 0. */
export interface CellPlace {
  /** Number of the table in the text. */
  readonly table: number;
  readonly row: number;
  /** First column of the grid that it takes. */
  readonly column: number;
  /** How many columns and rows it takes: more than one where cells are merged. */
  readonly columns: number;
  readonly rows: number;
}

/** A paragraph of the text itself, also where it stands in a table. */
export interface BodyParagraph extends ParagraphBlock {
  readonly element: XmlElement;
  /** Null outside of tables. */
  readonly cell: CellPlace | null;
}

/** Every paragraph of the text in reading order, those of tables among the others. */
export function readBodyParagraphs(parts: PackageParts): readonly BodyParagraph[] {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  const body = root === null ? undefined : firstChild(root, 'w:body');
  if (main === null || body === undefined) return [];
  const read = createParagraphReader(parts, main);
  return [...paragraphsOfBody(body)].map(({ element, cell }) => ({ ...read(element), element, cell }));
}

export interface BodyTable {
  /** Widths of the columns of its grid, in twips; as many as a row has. */
  readonly columns: readonly number[];
  /** Rows at its top that are repeated on each page. */
  readonly headerRows: number;
}

/** The tables of the text, by their numbers; none of those within a cell. */
export function readBodyTables(parts: PackageParts): readonly BodyTable[] {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  const body = root === null ? undefined : firstChild(root, 'w:body');
  return body === undefined
    ? []
    : through(body, 'w:tbl').map((table) => {
        const rows = through(table, 'w:tr');
        const ends = rows.flatMap((row) => cellsOf(row).map(({ column, columns }) => column + columns));
        const grid = childElements(firstChild(table, 'w:tblGrid') ?? table, 'w:gridCol').map((column) =>
          Number(column.attributes.get('w:w') ?? 0),
        );
        const usual = grid.length === 0 ? 1 : grid.reduce((sum, width) => sum + width, 0) / grid.length;
        const isHeader = rows.map((row) => isOn(firstChild(firstChild(row, 'w:trPr'), 'w:tblHeader')));
        return {
          columns: Array.from({ length: Math.max(1, ...ends) }, (_each, index) => grid[index] ?? usual),
          headerRows: isHeader.includes(false) ? isHeader.indexOf(false) : isHeader.length,
        };
      });
}

/** What may stand between the text and a paragraph of it; paragraphs elsewhere, as in a text box, are none of the text. */
const aroundParagraphs = new Set(['w:tbl', 'w:tr', 'w:tc', 'w:sdt', 'w:sdtContent']);

export function isAroundParagraphs({ name }: XmlElement): boolean {
  return aroundParagraphs.has(name);
}

interface PlacedParagraph {
  readonly element: XmlElement;
  readonly cell: CellPlace | null;
}

function* paragraphsOfBody(body: XmlElement): Generator<PlacedParagraph> {
  let tables = 0;
  for (const child of within(body)) {
    if (child.name === 'w:p') yield { element: child, cell: null };
    else if (child.name === 'w:tbl') {
      yield* paragraphsOfTable(child, tables);
      tables += 1;
    }
  }
}

function* paragraphsOfTable(table: XmlElement, number: number): Generator<PlacedParagraph> {
  const rows = through(table, 'w:tr').map(cellsOf);
  /** By column, the cell that goes on downwards there. */
  const merged = new Map<number, CellPlace>();
  for (const [index, cells] of rows.entries()) {
    for (const { element, column, columns, merge } of cells) {
      const above = merge === 'goesOn' ? merged.get(column) : undefined;
      let below = index + 1;
      const goesOn = (row: number): boolean =>
        rows[row]?.some((each) => each.column === column && each.merge === 'goesOn') ?? false;
      if (merge === 'begins') while (goesOn(below)) below += 1;
      const cell = above ?? { table: number, row: index, column, columns, rows: below - index };
      merged.set(column, cell);
      for (const paragraph of paragraphsWithin(element)) yield { element: paragraph, cell };
    }
  }
}

/** Those of tables within a cell, too. */
function* paragraphsWithin(container: XmlElement): Generator<XmlElement> {
  for (const child of childElements(container)) {
    if (child.name === 'w:p') yield child;
    else if (isAroundParagraphs(child)) yield* paragraphsWithin(child);
  }
}

interface RowCell {
  readonly element: XmlElement;
  readonly column: number;
  readonly columns: number;
  readonly merge: 'begins' | 'goesOn' | null;
}

function cellsOf(row: XmlElement): readonly RowCell[] {
  let column = countOf(firstChild(firstChild(row, 'w:trPr'), 'w:gridBefore'), 0);
  return through(row, 'w:tc').map((element) => {
    const properties = firstChild(element, 'w:tcPr');
    const columns = Math.max(1, countOf(firstChild(properties, 'w:gridSpan'), 1));
    const merge = firstChild(properties, 'w:vMerge');
    const cell = {
      element,
      column,
      columns,
      merge: merge === undefined ? null : valueOf(merge) === 'restart' ? 'begins' : 'goesOn',
    } as const;
    column += columns;
    return cell;
  });
}

/** More columns than Word can make are none. */
function countOf(element: XmlElement | undefined, otherwise: number): number {
  const count = Number(valueOf(element) ?? otherwise);
  return Number.isInteger(count) && count >= 0 && count <= 63 ? count : otherwise;
}

/** Children with a name, those in content controls among the others. */
function through(container: XmlElement, name: string): readonly XmlElement[] {
  return [...within(container)].filter((child) => child.name === name);
}

function* within(container: XmlElement): Generator<XmlElement> {
  for (const child of childElements(container)) {
    if (child.name === 'w:sdt' || child.name === 'w:sdtContent') yield* within(child);
    else yield child;
  }
}

function readFootnotes(
  parts: PackageParts,
  main: string,
  reader: (container: XmlElement) => readonly DocumentBlock[],
): readonly string[] {
  const target = readRelationships(parts, relationshipsPart(main)).find(
    ({ type, external }) => type === 'footnotes' && !external,
  )?.target;
  const part = target === undefined ? null : resolveTarget(main, target);
  const root = part === null ? null : partXml(parts, part);
  if (root === null) return [];
  return (
    childElements(root)
      // The lines that part notes from the text are notes too, and say so by a type.
      .filter((note) => note.name === 'w:footnote' && !note.attributes.has('w:type'))
      .map((note) => `[${note.attributes.get('w:id') ?? ''}] ${reader(note).flatMap(blockLines).join(' ')}`)
  );
}

/** The whole document as plain text: a line for each paragraph, cells parted by ` | `, notes, header and footer last. */
export function documentToPlainText(text: DocumentText): string {
  const lines: string[] = [];
  for (const block of text.body) {
    if (block.kind === 'paragraph' && block.headingLevel !== null && lines.length > 0) lines.push('');
    lines.push(...blockLines(block));
  }
  const section = (title: string, content: readonly string[]): readonly string[] =>
    content.length === 0 ? [] : ['', title, ...content];
  return `${[
    ...lines,
    ...section('--- footnotes', text.footnotes),
    ...section('--- header', text.header),
    ...section('--- footer', text.footer),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function blockLines(block: DocumentBlock): readonly string[] {
  if (block.kind === 'table') return block.rows.map((cells) => cells.join(' | ').replaceAll('\n', ' / '));
  return [block.number === '' ? block.text : `${block.number} ${block.text}`];
}

/** What holds words: of the text, of a formula, of a drawing. */
const wordElements = new Set(['w:t', 'm:t', 'a:t']);

/** The text of a paragraph: tabs and line breaks kept, what a field shows, not its instruction; formulas and drawn words too. */
export function paragraphText(paragraph: XmlElement): string {
  let text = '';
  const visit = (element: XmlElement): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (wordElements.has(child.name)) text += child.children.filter((node) => !isElement(node)).join('');
      else if (child.name === 'v:textpath') text += `\n${child.attributes.get('string') ?? ''}\n`;
      else if (child.name === 'w:tab' && element.name === 'w:r') text += '\t';
      else if (child.name === 'w:br' || child.name === 'w:cr') text += '\n';
      else if (child.name === 'w:noBreakHyphen') text += '\u2011';
      else if (child.name === 'w:footnoteReference') text += `[${child.attributes.get('w:id') ?? ''}]`;
      else if (child.name === 'w:instrText') text += fieldName(child);
      else if (child.name === 'w:p' || child.name === 'w:del' || child.name === 'w:pPr') continue;
      else {
        visit(child);
        if (child.name === 'a:p') text += '\n';
      }
    }
  };
  visit(paragraph);
  return text;
}

/** A page number is not known before the page is laid out; its name stands for it. */
function fieldName(instruction: XmlElement): string {
  const name = /^\s*([A-Z]+)/.exec(instruction.children.filter((node) => !isElement(node)).join(''))?.[1];
  return name === undefined ? '' : `«${name}»`;
}

type Numbering = ReadonlyMap<
  string,
  { readonly abstractId: string; readonly startOverrides: ReadonlyMap<number, number> }
>;

interface NumberingLevel {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

type ParagraphBlock = Extract<DocumentBlock, { kind: 'paragraph' }>;

/** Reads paragraphs one after the other, so that their numbers run on. */
function createParagraphReader(parts: PackageParts, main: string): (paragraph: XmlElement) => ParagraphBlock {
  const styles = readStyles(parts, main);
  const { lists, levels } = readNumbering(parts, main);
  const counters = new Map<string, number[]>();
  const startedLists = new Set<string>();

  const nextNumber = (listId: string, level: number): string => {
    const list = lists.get(listId);
    if (list === undefined) return '';
    const definitions = levels.get(list.abstractId);
    const definition = definitions?.get(level);
    if (definition === undefined) return '';
    const counts = counters.get(list.abstractId) ?? [];
    counters.set(list.abstractId, counts);
    if (!startedLists.has(listId)) {
      startedLists.add(listId);
      for (const overridden of list.startOverrides.keys())
        counts.length = Math.min(counts.length, overridden);
    }
    const start = list.startOverrides.get(level) ?? definition.start;
    counts[level] = counts[level] === undefined ? start : counts[level] + 1;
    counts.length = level + 1;
    return definition.text.replaceAll(/%(\d)/g, (_whole, digit) => {
      const index = Number(digit) - 1;
      const format = definitions?.get(index)?.format ?? 'decimal';
      return formatNumber(counts[index] ?? definitions?.get(index)?.start ?? 1, format);
    });
  };

  return (paragraph) => {
    const properties = firstChild(paragraph, 'w:pPr');
    const style = valueOf(firstChild(properties ?? paragraph, 'w:pStyle')) ?? '';
    const numbering = firstChild(properties ?? paragraph, 'w:numPr') ?? styles.get(style)?.numbering;
    const listId = valueOf(firstChild(numbering, 'w:numId'));
    const level = levelOf(valueOf(firstChild(numbering, 'w:ilvl')));
    return {
      kind: 'paragraph',
      style,
      headingLevel: styles.get(style)?.headingLevel ?? null,
      number: listId === undefined ? '' : nextNumber(listId, level),
      text: paragraphText(paragraph),
    };
  };
}

function createReader(
  parts: PackageParts,
  main: string,
): (container: XmlElement) => readonly DocumentBlock[] {
  const readParagraph = createParagraphReader(parts, main);

  const readBlocks = (container: XmlElement): readonly DocumentBlock[] =>
    container.children.filter(isElement).flatMap((child): readonly DocumentBlock[] => {
      if (child.name === 'w:p') return [readParagraph(child)];
      if (child.name === 'w:tbl') return [readTable(child)];
      if (child.name === 'w:sdt') return readBlocks(firstChild(child, 'w:sdtContent') ?? child);
      return [];
    });

  const readTable = (table: XmlElement): DocumentBlock => {
    const rows = childElements(table, 'w:tr');
    return {
      kind: 'table',
      headerRows: rows.filter((row) => isOn(firstChild(firstChild(row, 'w:trPr'), 'w:tblHeader'))).length,
      rows: rows.map((row) =>
        childElements(row, 'w:tc').map((cell) => readBlocks(cell).flatMap(blockLines).join('\n')),
      ),
    };
  };
  return readBlocks;
}

function readStyles(
  parts: PackageParts,
  main: string,
): ReadonlyMap<string, { readonly headingLevel: number | null; readonly numbering: XmlElement | undefined }> {
  const root = linkedPart(parts, main, 'styles');
  return new Map(
    (root === null ? [] : childElements(root, 'w:style')).map((style) => {
      const outline = valueOf(firstChild(firstChild(style, 'w:pPr'), 'w:outlineLvl'));
      const named = /^heading (\d)$/i.exec(valueOf(firstChild(style, 'w:name')) ?? '')?.[1];
      const headingLevel =
        named !== undefined ? Number(named) : outline === undefined ? null : Number(outline) + 1;
      const numbering = firstChild(firstChild(style, 'w:pPr'), 'w:numPr');
      return [style.attributes.get('w:styleId') ?? '', { headingLevel, numbering }];
    }),
  );
}

function readNumbering(
  parts: PackageParts,
  main: string,
): { readonly lists: Numbering; readonly levels: ReadonlyMap<string, ReadonlyMap<number, NumberingLevel>> } {
  const root = linkedPart(parts, main, 'numbering');
  if (root === null) return { lists: new Map(), levels: new Map() };
  const levels = new Map(
    childElements(root, 'w:abstractNum').map((abstract) => [
      abstract.attributes.get('w:abstractNumId') ?? '',
      new Map(
        childElements(abstract, 'w:lvl').map((level) => [
          levelOf(level.attributes.get('w:ilvl')),
          {
            format: valueOf(firstChild(level, 'w:numFmt')) ?? 'decimal',
            text: valueOf(firstChild(level, 'w:lvlText')) ?? '',
            start: startOf(valueOf(firstChild(level, 'w:start'))),
          },
        ]),
      ),
    ]),
  );
  const lists = new Map(
    childElements(root, 'w:num').map((list) => [
      list.attributes.get('w:numId') ?? '',
      {
        abstractId: valueOf(firstChild(list, 'w:abstractNumId')) ?? '',
        startOverrides: new Map(
          childElements(list, 'w:lvlOverride').flatMap((override) => {
            const start = valueOf(firstChild(override, 'w:startOverride'));
            return start === undefined ? [] : [[levelOf(override.attributes.get('w:ilvl')), startOf(start)]];
          }),
        ),
      },
    ]),
  );
  return { lists, levels };
}

/** Of a list, 0 to 8; what is none is the first. */
function levelOf(written: string | undefined): number {
  return /^[0-8]$/.test(written ?? '') ? Number(written) : 0;
}

/** Word counts up to here; what is no number is one. */
const highestNumber = 32_767;

function startOf(written: string | undefined): number {
  return /^\d+$/.test(written ?? '') ? Math.min(Number(written), highestNumber) : 1;
}

function linkedPart(parts: PackageParts, main: string, type: string): XmlElement | null {
  const relationship = readRelationships(parts, relationshipsPart(main)).find((line) => line.type === type);
  const part = relationship === undefined ? null : resolveTarget(main, relationship.target);
  return part === null ? null : partXml(parts, part);
}

function valueOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes.get('w:val');
}

function formatNumber(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'bullet':
    case 'none':
      return '';
    default:
      return String(count);
  }
}

function letters(count: number): string {
  // Word goes on after z with aa, bb, cc.
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.floor((count - 1) / 26) + 1);
}

const romanSteps: readonly (readonly [number, string])[] = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [value, sign] of romanSteps) {
    for (; rest >= value; rest -= value) text += sign;
  }
  return text;
}
