import {
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  rgb,
  StandardFonts,
  type PDFFont,
  type PDFImage,
  type PDFObject,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { bundleWords } from '../../../shared/exhibits/bundle-words';
import type { PagesRefusal } from '../../../shared/exhibits/contract';
import { err, ok, type Result } from '../../../shared/kernel/result';
import { bareJpeg } from './jpeg';
import { printable } from './letters';
import { mostPages, takePages } from './source-pdf';
import type { BundleFile, BundleFrame, BundleRow } from './task';

// A bundle: an inventory, then the pages of each exhibit. Sizes are in points, 72 to the inch.

const a4 = { width: 595.28, height: 841.89 };
const margin = 56;
/** Kept free of contents, at the edge where the stamp stands. */
const stampStrip = 34;
const edge = 12;
const ink = rgb(0.1, 0.1, 0.12);
const soft = rgb(0.4, 0.4, 0.44);
const line = rgb(0.78, 0.78, 0.8);
const mostPixels = 100_000_000;

export interface BundleBuilder {
  readonly beginExhibit: (row: BundleRow, isOnPaper: boolean) => Result<null, PagesRefusal>;
  readonly addFile: (file: BundleFile) => Promise<Result<null, PagesRefusal>>;
  readonly finish: () => Promise<{ readonly bytes: Uint8Array; readonly pages: number }>;
}

interface PlacedExhibit {
  readonly row: BundleRow;
  readonly pages: PDFPage[];
}

/** The same frame, rows and files make the same bytes. */
export async function createBundle(frame: BundleFrame): Promise<BundleBuilder> {
  const words = bundleWords[frame.language];
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.setTitle(words.title, { showInWindowTitleBar: true });
  doc.setLanguage(`${frame.language}${frame.language === 'en' ? '' : '-BE'}`);
  const regular = await doc.embedFont(StandardFonts.Helvetica);
  const bold = await doc.embedFont(StandardFonts.HelveticaBold);
  const fixed = await doc.embedFont(StandardFonts.Courier);
  const exhibits: PlacedExhibit[] = [];
  let pageCount = 0;

  const current = (): PlacedExhibit => {
    const last = exhibits.at(-1);
    if (last === undefined) throw new Error('A file belongs to an exhibit');
    return last;
  };

  /** A page of the exhibit, and the part of it that is free for its contents. */
  function addPage(isWide: boolean): { readonly page: PDFPage; readonly room: Room } {
    const size = isWide ? { width: a4.height, height: a4.width } : a4;
    const page = doc.addPage([size.width, size.height]);
    current().pages.push(page);
    pageCount += 1;
    const isBelow = frame.corner.startsWith('bottom');
    return {
      page,
      room: {
        x: edge,
        y: isBelow ? stampStrip : edge,
        width: size.width - 2 * edge,
        height: size.height - stampStrip - edge,
      },
    };
  }

  async function placePdf(bytes: Uint8Array): Promise<Result<null, PagesRefusal>> {
    const faces = await takePages(bytes, doc);
    if (!faces.ok) return faces;
    for (const face of faces.value) {
      const { page, room } = addPage(face.width > face.height);
      const scale = Math.min(room.width / face.width, room.height / face.height, 1);
      const width = face.width * scale;
      const height = face.height * scale;
      drawFace(page, face.ref, [
        scale,
        0,
        0,
        scale,
        room.x + (room.width - width) / 2,
        room.y + (room.height - height) / 2,
      ]);
    }
    return ok(null);
  }

  function placeImage(image: PDFImage, turn: 0 | 90 | 180 | 270, isMirrored: boolean): void {
    const isTurned = turn === 90 || turn === 270;
    const pixels = isTurned ? { width: image.height, height: image.width } : image;
    const { page, room } = addPage(pixels.width > pixels.height);
    // No larger than 72 pixels to the inch: a small picture gains nothing from being blown up.
    const scale = Math.min(room.width / pixels.width, room.height / pixels.height, 1);
    const width = pixels.width * scale;
    const height = pixels.height * scale;
    const x = room.x + (room.width - width) / 2;
    const y = room.y + (room.height - height) / 2;
    drawFace(page, image.ref, imageMatrix({ x, y, width, height }, turn, isMirrored));
  }

  function placeText(bytes: Uint8Array): Result<null, PagesRefusal> {
    const size = 9;
    const leading = 12;
    const read = readText(bytes).split('\n').map(printable);
    const columns = Math.floor((a4.width - 2 * margin) / fixed.widthOfTextAtSize('m', size));
    const lines = read.flatMap(({ text }) => wrapFixed(text, columns));
    const perPage = Math.floor((a4.height - 2 * margin - stampStrip) / leading);
    if (lines.length / perPage > mostPages) return err('tooLarge');
    if (read.some(({ unknown }) => unknown > 0))
      lines.push('', ...wrapFixed(printable(words.signs).text, columns));
    for (let at = 0; at < lines.length; at += perPage) {
      const { page } = addPage(false);
      lines.slice(at, at + perPage).forEach((text, index) => {
        const y = a4.height - margin - size - index * leading;
        if (text !== '') page.drawText(text, { x: margin, y, size, font: fixed, color: ink });
      });
    }
    return ok(null);
  }

  function placeNotice(title: string, rows: readonly (readonly [string, string])[], sentence: string): void {
    const { page } = addPage(false);
    let y = a4.height - 200;
    for (const text of wrap(printable(title).text, bold, 18, a4.width - 2 * margin)) {
      page.drawText(text, { x: margin, y, size: 18, font: bold, color: ink });
      y -= 24;
    }
    y -= 8;
    for (const text of wrap(printable(sentence).text, regular, 11, a4.width - 2 * margin)) {
      page.drawText(text, { x: margin, y, size: 11, font: regular, color: ink });
      y -= 16;
    }
    y -= 12;
    for (const [label, value] of rows) {
      page.drawText(label, { x: margin, y, size: 9, font: regular, color: soft });
      // A fingerprint fits on one line in this size.
      const [font, size] = label === words.fingerprint ? [fixed, 9] : [regular, 10];
      for (const text of wrap(printable(value).text, font, size, a4.width - 2 * margin - 110)) {
        page.drawText(text, { x: margin + 110, y, size, font, color: ink });
        y -= 15;
      }
      y -= 4;
    }
  }

  return {
    beginExhibit: (row, isOnPaper) => {
      exhibits.push({ row, pages: [] });
      if (isOnPaper && !row.isWithdrawn) placeNotice(words.exhibit(row.number), [], words.onPaper);
      return ok(null);
    },

    addFile: async (file) => {
      if (pageCount > mostPages) return err('tooLarge');
      switch (file.kind) {
        case 'pdf':
          return placePdf(file.bytes);
        case 'jpeg': {
          const bare = bareJpeg(file.bytes);
          if (bare === null) return err('damaged');
          try {
            placeImage(await doc.embedJpg(bare.bytes), bare.turn, bare.isMirrored);
            return ok(null);
          } catch {
            // The library throws for a picture that it finds no size in, and for nothing else.
            return err('damaged');
          }
        }
        case 'png': {
          const pixels = pixelsOfPng(file.bytes);
          if (pixels === null) return err('damaged');
          if (pixels > mostPixels) return err('tooLarge');
          try {
            placeImage(await doc.embedPng(file.bytes), 0, false);
            return ok(null);
          } catch {
            // Whatever its decoder throws, the picture cannot be shown whole.
            return err('damaged');
          }
        }
        case 'text':
          return placeText(file.bytes);
        case 'apart':
          placeNotice(
            words.exhibit(current().row.number),
            [
              ...(file.because === null ? [] : [[words.reason, words.reasons[file.because]] as const]),
              [words.file, file.fileName],
              [words.kind, words.kinds[file.nature]],
              [words.size, sizeInWords(file.byteLength, frame.language)],
              [words.fingerprint, file.sha256],
            ],
            words.apart,
          );
          return ok(null);
      }
    },

    finish: async () => {
      const index = drawIndex(doc, frame, exhibits, { regular, bold });
      const pages = doc.getPages();
      const placeByPage = new Map(pages.map((page, place) => [page, place + 1]));
      fillPageNumbers(index, placeByPage, { regular });
      for (const { row, pages: own } of exhibits) {
        for (const page of own) {
          stamp(
            page,
            frame,
            words.exhibit(row.number),
            words.page(placeByPage.get(page) ?? 0, pages.length),
            {
              regular,
              bold,
            },
          );
        }
      }
      for (const page of index.pages) {
        stamp(page, frame, null, words.page(placeByPage.get(page) ?? 0, pages.length), { regular, bold });
      }
      linkIndex(doc, index);
      addBookmarks(doc, words.title, index, (row) =>
        row.isWithdrawn ? null : `${words.exhibit(row.number)}: ${row.title}`,
      );
      const bytes = await doc.save({
        useObjectStreams: true,
        addDefaultPage: false,
        updateFieldAppearances: false,
      });
      return { bytes, pages: pages.length };
    },
  };
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Fonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

interface IndexLine {
  readonly exhibit: PlacedExhibit;
  readonly page: PDFPage;
  readonly top: number;
  readonly bottom: number;
}

interface Index {
  readonly pages: readonly PDFPage[];
  readonly lines: readonly IndexLine[];
}

const column = { number: margin, title: margin + 62, date: 372, pages: a4.width - margin - 52 };

/** Draws the inventory before the first page; the numbers of pages follow once all are known. */
function drawIndex(
  doc: PDFDocument,
  frame: BundleFrame,
  exhibits: readonly PlacedExhibit[],
  { regular, bold }: Fonts,
): Index {
  const words = bundleWords[frame.language];
  const pages: PDFPage[] = [];
  const lines: IndexLine[] = [];
  const lowest = margin + (frame.corner.startsWith('bottom') ? stampStrip : 0);
  let page: PDFPage | null = null;
  let y = 0;

  const newPage = (): PDFPage => {
    const made = doc.insertPage(pages.length, [a4.width, a4.height]);
    pages.push(made);
    y = a4.height - margin - (frame.corner.startsWith('top') ? stampStrip - 10 : 0);
    if (pages.length === 1) {
      made.drawText(words.title, { x: margin, y: y - 22, size: 22, font: bold, color: ink });
      y -= 50;
      for (const [label, value] of [
        [words.reference, frame.reference],
        [words.madeOn, frame.madeOn],
      ] as const) {
        made.drawText(printable(label).text, { x: margin, y, size: 10, font: regular, color: soft });
        made.drawText(printable(value).text, { x: margin + 80, y, size: 10, font: regular, color: ink });
        y -= 16;
      }
      y -= 18;
    } else y -= 12;
    for (const [x, label] of [
      [column.number, words.columns.number],
      [column.title, words.columns.title],
      [column.date, words.columns.date],
      [column.pages, words.columns.pages],
    ] as const) {
      made.drawText(label, { x, y, size: 9, font: bold, color: soft });
    }
    y -= 6;
    drawRule(made, y);
    return made;
  };

  for (const exhibit of exhibits) {
    const { row } = exhibit;
    const title = row.isWithdrawn ? words.withdrawn : row.title;
    const titleLines = wrap(printable(title).text, regular, 10, column.date - column.title - 12);
    const dateLines = wrap(printable(row.date).text, regular, 10, column.pages - column.date - 12);
    const height = Math.max(titleLines.length, dateLines.length) * 13 + 9;
    if (page === null || y - height < lowest) page = newPage();
    const top = y;
    const first = y - 14;
    page.drawText(printable(row.number).text, {
      x: column.number,
      y: first,
      size: 10,
      font: bold,
      color: ink,
    });
    titleLines.forEach((text, index) =>
      page?.drawText(text, {
        x: column.title,
        y: first - index * 13,
        size: 10,
        font: regular,
        color: row.isWithdrawn ? soft : ink,
      }),
    );
    dateLines.forEach((text, index) =>
      page?.drawText(text, { x: column.date, y: first - index * 13, size: 10, font: regular, color: ink }),
    );
    y -= height;
    drawRule(page, y);
    lines.push({ exhibit, page, top, bottom: y });
  }
  if (page === null) newPage();
  return { pages, lines };
}

function drawRule(page: PDFPage, y: number): void {
  page.drawLine({
    start: { x: margin, y },
    end: { x: a4.width - margin, y },
    thickness: 0.5,
    color: line,
  });
}

function fillPageNumbers(
  { lines }: Index,
  placeByPage: ReadonlyMap<PDFPage, number>,
  { regular }: Pick<Fonts, 'regular'>,
): void {
  for (const { exhibit, page, top } of lines) {
    const places = exhibit.pages.map((each) => placeByPage.get(each) ?? 0);
    const first = places[0];
    const last = places.at(-1);
    if (first === undefined) continue;
    const text = first === last ? String(first) : `${first}–${last}`;
    page.drawText(text, { x: column.pages, y: top - 14, size: 10, font: regular, color: ink });
  }
}

/** The number of the exhibit in a box, and the page of the bundle, in the strip that was kept free for them. */
function stamp(
  page: PDFPage,
  { corner }: BundleFrame,
  exhibit: string | null,
  place: string,
  { regular, bold }: Fonts,
): void {
  const { width, height } = page.getSize();
  const base = corner.startsWith('bottom') ? 13 : height - 21;
  const isRight = corner.endsWith('Right');
  const placeWidth = regular.widthOfTextAtSize(place, 8);
  if (exhibit === null) {
    const x = isRight ? width - edge - 8 - placeWidth : edge + 8;
    page.drawText(place, { x, y: base, size: 8, font: regular, color: soft });
    return;
  }
  const label = printable(exhibit).text;
  const labelWidth = bold.widthOfTextAtSize(label, 11);
  const boxWidth = labelWidth + 16;
  const left = isRight ? width - edge - 8 - boxWidth : edge + 8;
  page.drawRectangle({
    x: left,
    y: base - 6,
    width: boxWidth,
    height: 20,
    borderColor: ink,
    borderWidth: 1,
    color: rgb(1, 1, 1),
  });
  page.drawText(label, { x: left + 8, y: base, size: 11, font: bold, color: ink });
  const x = isRight ? left - 10 - placeWidth : left + boxWidth + 10;
  page.drawText(place, { x, y: base, size: 8, font: regular, color: soft });
}

/** Draws a page taken over, or a picture. */
function drawFace(page: PDFPage, ref: PDFRef, matrix: readonly number[]): void {
  const key = page.node.newXObject('Face', ref);
  const operations = `q ${matrix.map(figure).join(' ')} cm ${key.toString()} Do Q\n`;
  const { context } = page.doc;
  page.node.addContentStream(context.register(context.flateStream(operations)));
}

/** Places a picture, a square of one by one, upright. */
function imageMatrix(
  { x, y, width, height }: Room,
  turn: 0 | 90 | 180 | 270,
  isMirrored: boolean,
): readonly number[] {
  const matrices = {
    0: [width, 0, 0, height, x, y],
    90: [0, -height, width, 0, x, y + height],
    180: [-width, 0, 0, -height, x + width, y + height],
    270: [0, height, -width, 0, x + width, y],
  } as const;
  const [a, b, c, d, e, f] = matrices[turn];
  return isMirrored ? [-a, -b, c, d, e + a, f + b] : [a, b, c, d, e, f];
}

function figure(value: number): string {
  return String(Number(value.toFixed(5)));
}

/** A press on a line of the inventory leads to the exhibit. */
function linkIndex(doc: PDFDocument, { lines }: Index): void {
  for (const { exhibit, page, top, bottom } of lines) {
    const target = exhibit.pages[0];
    if (target === undefined) continue;
    const link = doc.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [margin, bottom, a4.width - margin, top],
      Border: [0, 0, 0],
      F: 4,
      Dest: destination(target),
    });
    page.node.addAnnot(doc.context.register(link));
  }
}

/** The page, at the zoom that the reader has. */
function destination(page: PDFPage): (PDFRef | PDFName | null)[] {
  return [page.ref, PDFName.of('XYZ'), null, null, null];
}

function addBookmarks(
  doc: PDFDocument,
  title: string,
  { pages, lines }: Index,
  label: (row: BundleRow) => string | null,
): void {
  const { context } = doc;
  const first = pages[0];
  const entries = [
    ...(first === undefined ? [] : [{ text: title, page: first }]),
    ...lines.flatMap(({ exhibit }) => {
      const text = label(exhibit.row);
      const page = exhibit.pages[0];
      return text === null || page === undefined ? [] : [{ text, page }];
    }),
  ];
  const root = context.nextRef();
  const refs = entries.map(() => context.nextRef());
  entries.forEach(({ text, page }, index) => {
    const item = dictionary(doc, { Title: PDFHexString.fromText(text), Parent: root });
    item.set(PDFName.of('Dest'), context.obj(destination(page)));
    const before = refs[index - 1];
    const after = refs[index + 1];
    if (before !== undefined) item.set(PDFName.of('Prev'), before);
    if (after !== undefined) item.set(PDFName.of('Next'), after);
    const ref = refs[index];
    if (ref !== undefined) context.assign(ref, item);
  });
  const outlines = dictionary(doc, { Type: PDFName.of('Outlines'), Count: PDFNumber.of(entries.length) });
  const [start] = refs;
  const end = refs.at(-1);
  if (start !== undefined && end !== undefined) {
    outlines.set(PDFName.of('First'), start);
    outlines.set(PDFName.of('Last'), end);
  }
  context.assign(root, outlines);
  doc.catalog.set(PDFName.of('Outlines'), root);
  doc.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

function dictionary(doc: PDFDocument, entries: Readonly<Record<string, PDFObject>>): PDFDict {
  const dict = doc.context.obj({});
  if (!(dict instanceof PDFDict)) throw new Error('No dictionary');
  for (const [key, value] of Object.entries(entries)) dict.set(PDFName.of(key), value);
  return dict;
}

function pixelsOfPng(bytes: Uint8Array): number | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 45 || view.toString('latin1', 12, 16) !== 'IHDR') return null;
  if (view.lastIndexOf('IEND', undefined, 'latin1') < 33) return null;
  return view.readUInt32BE(16) * view.readUInt32BE(20);
}

function readText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8')
    .decode(bytes)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll('\f', '\n');
}

/** Words on lines no wider than `width`; a word that is wider by itself is divided. */
function wrap(text: string, font: PDFFont, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/ +/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (font.widthOfTextAtSize(longer, size) <= width) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    current = word;
    while (font.widthOfTextAtSize(current, size) > width && current.length > 1) {
      let fitting = current.length - 1;
      while (fitting > 1 && font.widthOfTextAtSize(current.slice(0, fitting), size) > width) fitting -= 1;
      lines.push(current.slice(0, fitting));
      current = current.slice(fitting);
    }
  }
  if (current !== '') lines.push(current);
  return lines;
}

function wrapFixed(text: string, columns: number): readonly string[] {
  if (text.length <= columns) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns);
    const end = space > columns / 2 ? space : columns;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  lines.push(rest);
  return lines;
}

function sizeInWords(bytes: number, language: BundleFrame['language']): string {
  const format = (value: number, unit: string) =>
    `${value.toLocaleString(language, { maximumFractionDigits: 1 }).replaceAll('\u202f', '\u00a0')}\u00a0${unit}`;
  const octet = language === 'fr' ? 'o' : 'B';
  if (bytes < 1000) return format(bytes, octet);
  return bytes < 1_000_000 ? format(bytes / 1000, `k${octet}`) : format(bytes / 1_000_000, `M${octet}`);
}
