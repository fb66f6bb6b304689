import {
  AlignmentType,
  BorderStyle,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IBorderOptions,
  type IStylesOptions,
} from 'docx';
import type { Language } from '../../shared/kernel/languages';
import { footWords } from './foot-words';

// What every Word file of ours is laid out with: the templates of the filings when they are built, and documents that
// have no template when they are made. All measures are in twips (1/20 of a point), as in the file.

export type Block = Paragraph | Table;

export const cm = 567;
const pageWidth = 11906;
const pageHeight = 16838;
const sideMargin = Math.round(2.3 * cm);
/** Room for text between the margins. */
export const textWidth = pageWidth - 2 * sideMargin;

export const a4 = {
  size: { width: pageWidth, height: pageHeight },
  margin: {
    top: 2 * cm,
    bottom: Math.round(1.9 * cm),
    left: sideMargin,
    right: sideMargin,
    footer: 1 * cm,
    header: 1 * cm,
  },
};

// On every Windows and Mac; LibreOffice takes Liberation Serif instead, which is as wide, so pages break alike.
export const fontName = 'Times New Roman';
export const rule: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '7F7F7F' };
const noBorder: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };
export const noTableBorders = { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder };
export const allBorders = {
  top: rule,
  bottom: rule,
  left: rule,
  right: rule,
  insideHorizontal: rule,
  insideVertical: rule,
};

/** What stands at the foot of every page: a word on the left, on the right which page of how many. */
export function pageFooter(language: Language, left: string): Footer {
  const words = footWords[language];
  return new Footer({
    children: [
      new Paragraph({
        style: 'Sender',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        children: [
          new TextRun({ text: left, size: 18 }),
          new TextRun({
            children: [new Tab(), words.page, PageNumber.CURRENT, words.of, PageNumber.TOTAL_PAGES],
            size: 18,
          }),
        ],
      }),
    ],
  });
}

/** @param spelling  the language in which the document is spell-checked, e.g. `fr-BE` */
export function documentStyles(spelling: string): IStylesOptions {
  return {
    default: {
      document: {
        run: {
          font: { ascii: fontName, hAnsi: fontName, cs: fontName, eastAsia: fontName },
          size: 22,
          language: { value: spelling, bidirectional: 'ar-SA', eastAsia: spelling },
        },
        paragraph: { spacing: { line: 264, lineRule: LineRuleType.AUTO } },
      },
      heading1: {
        run: { bold: true, size: 23, color: '000000', font: fontName },
        paragraph: {
          spacing: { before: 260, after: 100 },
          keepNext: true,
          keepLines: true,
          outlineLevel: 0,
        },
      },
      title: {
        run: { bold: true, size: 30, color: '000000', font: fontName },
        paragraph: { keepNext: true },
      },
    },
    paragraphStyles: [
      {
        id: 'Letter',
        name: 'Letter',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { spacing: { after: 120 }, alignment: AlignmentType.LEFT },
      },
      { id: 'Numbered', name: 'Numbered', basedOn: 'Letter', quickFormat: true },
      {
        id: 'Lettered',
        name: 'Lettered',
        basedOn: 'Letter',
        quickFormat: true,
        paragraph: { spacing: { after: 80 } },
      },
      {
        id: 'Note',
        name: 'Note',
        basedOn: 'Normal',
        quickFormat: true,
        run: { size: 19, color: '404040' },
        paragraph: { spacing: { after: 120 }, indent: { left: Math.round(0.9 * cm) }, keepLines: true },
      },
      {
        id: 'Sender',
        name: 'Sender',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { spacing: { after: 0 } },
      },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        quickFormat: true,
        run: { size: 20 },
        paragraph: { spacing: { after: 0 } },
      },
    ],
  };
}

/**
 * A table with its widths written three times, as the grid, as the table's own and in each cell: LibreOffice drops a
 * table without a grid, and Word ignores the grid where a cell says otherwise.
 */
export function table(
  widths: readonly number[],
  rows: readonly (readonly (readonly Block[])[])[],
  look: {
    readonly headerRows?: number;
    readonly borders?: Record<string, IBorderOptions>;
    /** Whether a row may go on over the end of a page: for what may be longer than one. */
    readonly maySplit?: (rowIndex: number) => boolean;
  } = {},
): Table {
  const bordered = look.borders !== undefined;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    borders: look.borders ?? noTableBorders,
    rows: rows.map(
      (cells, rowIndex) =>
        new TableRow({
          cantSplit: look.maySplit?.(rowIndex) !== true,
          ...(rowIndex < (look.headerRows ?? 0) ? { tableHeader: true } : {}),
          children: cells.map(
            (blocks, column) =>
              new TableCell({
                width: { size: widths[column] ?? 0, type: WidthType.DXA },
                verticalAlign: VerticalAlign.TOP,
                margins: bordered
                  ? { top: 50, bottom: 50, left: 90, right: 90 }
                  : { top: 0, bottom: 0, left: 0, right: 90 },
                ...(rowIndex < (look.headerRows ?? 0) ? { shading: { fill: 'EDEDED' } } : {}),
                children: [...blocks],
              }),
          ),
        }),
    ),
  });
}
