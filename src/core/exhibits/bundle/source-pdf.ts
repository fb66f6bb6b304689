import { constants, deflateSync, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { PagesRefusal } from '../../../shared/exhibits/contract';
import { err, ok, type Result } from '../../../shared/kernel/result';
import { foreignIn } from './check';
import { bareJpeg } from './jpeg';

// Reads a PDF of which nothing is known, and takes over what its pages show: their contents with fonts and pictures, and the
// faces of form fields and marks. Nothing else comes along: no scripts, actions, links, attachments, comments or metadata.

/** A page as a picture that can be drawn anywhere: a form XObject of its own, upright from (0, 0) to (width, height). */
export interface PageFace {
  readonly ref: PDFRef;
  readonly width: number;
  readonly height: number;
}

export const mostPages = 2000;
/** Of the contents of one page, unpacked. A page of a dense map has about a hundredth. */
const mostContentBytes = 128 * 1024 * 1024;

/**
 * What may hold more than a page shows: descriptions, private data of programs, actions, attached files, other pictures of
 * the same thing, thumbnails, references into the document that stays behind.
 */
const leftOut = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'OPI',
  'Alternates',
  'StructParent',
  'StructParents',
  'AF',
  'EF',
  'Ref',
  'Usage',
  'Thumb',
  'Measure',
  'PtData',
  'Parent',
  'Dest',
  'AA',
  'OpenAction',
  'JS',
  'JavaScript',
  'Annots',
  'Names',
  'AcroForm',
  'Outlines',
] as const;

/** What stands under these keys is a list of names that the author chose: a font may well be called /EF. */
const listsOfNames = [
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'Properties',
  'CharProcs',
];

/** Marks whose face belongs to the page. Comments, links, films and attached files are none. */
const shownAnnotations = new Set([
  'Widget',
  'FreeText',
  'Stamp',
  'Ink',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Square',
  'Circle',
  'Line',
  'Polygon',
  'PolyLine',
  'Caret',
  'Redact',
]);

const name = (text: string) => PDFName.of(text);

/** Opens the PDF and takes its pages over into `target`, in their order. Of one that is refused nothing is left there. */
export async function takePages(
  bytes: Uint8Array,
  target: PDFDocument,
): Promise<Result<readonly PageFace[], PagesRefusal>> {
  const before = target.context.largestObjectNumber;
  const taken = await readPages(bytes, target, before);
  if (!taken.ok) {
    // A document saves whatever its context knows, shown on a page or not.
    for (const [ref] of target.context.enumerateIndirectObjects())
      if (ref.objectNumber > before) target.context.delete(ref);
  }
  return taken;
}

async function readPages(
  bytes: Uint8Array,
  target: PDFDocument,
  before: number,
): Promise<Result<readonly PageFace[], PagesRefusal>> {
  // Without its end a part may be missing that nothing else tells of.
  const end = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2048))).toString('latin1');
  if (!end.includes('%%EOF')) return err('damaged');
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    if (source.getPageCount() === 0) return err('damaged');
    if (source.getPageCount() > mostPages) return err('tooLarge');
    if (hasHiddenLayers(source)) return err('hiddenLayers');
    if (hasUndrawnFields(source)) return err('formNotDrawn');
    // The contents of pages are looked at before anything is taken away.
    const pages = source.getPages().map((page) => readPage(page));
    bare(source.context);
    const copier = PDFObjectCopier.for(source.context, target.context);
    const faces = pages.map((page) => drawPage(page, copier, target.context));
    const taken = target.context.enumerateIndirectObjects().filter(([ref]) => ref.objectNumber > before);
    return foreignIn(taken.map(([, object]) => object)).size > 0 ? err('active') : ok(faces);
  } catch (failure) {
    // Parts that are encrypted too can fail before the library comes to say why.
    if (
      failure instanceof EncryptedPDFError ||
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/Encrypt')
    )
      return err('encrypted');
    if (failure instanceof TooLarge) return err('tooLarge');
    // The library has some thirty kinds of error for what can be wrong with a file, and there is one answer to them.
    return err('damaged');
  }
}

class TooLarge extends Error {}

interface ReadPage {
  readonly contents: Uint8Array;
  readonly resources: PDFObject | undefined;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly turn: number;
  readonly marks: readonly {
    readonly face: PDFStream;
    readonly ref: PDFObject;
    readonly rect: readonly number[];
  }[];
}

function readPage(page: PDFPage): ReadPage {
  const { node } = page;
  const media = page.getMediaBox();
  const crop = page.getCropBox();
  const x = Math.max(media.x, crop.x);
  const y = Math.max(media.y, crop.y);
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x;
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y;
  const box = width > 0 && height > 0 ? { x, y, width, height } : media;
  if (!(box.width > 0) || !(box.height > 0) || box.width > 20_000 || box.height > 20_000)
    throw new TooLarge();
  return {
    contents: contentsOf(node.get(name('Contents')), node.context),
    resources: node.getInheritableAttribute(name('Resources')),
    box,
    turn: (((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360) % 360,
    marks: marksOf(page),
  };
}

function contentsOf(entry: PDFObject | undefined, context: PDFContext): Uint8Array {
  if (entry === undefined) return new Uint8Array();
  const found = context.lookup(entry);
  const parts = found instanceof PDFArray ? found.asArray().map((part) => context.lookup(part)) : [found];
  let total = 0;
  const unpacked = parts.map((part) => {
    if (!(part instanceof PDFRawStream)) throw new Error('A part of the page is missing');
    const bytes = unpack(part);
    total += bytes.byteLength + 1;
    if (total > mostContentBytes) throw new TooLarge();
    return bytes;
  });
  // Parts are divided at any place between two words, so a line break between them changes nothing.
  return Buffer.concat(unpacked.flatMap((bytes) => [bytes, Buffer.from('\n')]));
}

/** Unpacks with a limit, so that a few kilobytes cannot fill the memory. */
function unpack(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(name('Filter'));
  const filters = filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter];
  const only = filters.length === 1 ? filters[0] : undefined;
  if (only === name('FlateDecode') && stream.dict.get(name('DecodeParms')) === undefined) {
    try {
      return inflateSync(stream.contents, {
        maxOutputLength: mostContentBytes,
        // Writers that leave the check sum out are common.
        finishFlush: constants.Z_SYNC_FLUSH,
      });
    } catch (failure) {
      if (failure instanceof RangeError) throw new TooLarge();
      throw failure;
    }
  }
  // The library unpacks without a limit: a thousand times the length is the most that its methods can make of it.
  if (filters.length > 0 && stream.contents.byteLength > mostContentBytes / 1000) throw new TooLarge();
  return decodePDFRawStream(stream).decode();
}

/** The faces of form fields and marks, where they lie on the page. */
function marksOf(page: PDFPage): ReadPage['marks'] {
  const { node } = page;
  const { context } = node;
  const annotations = node.lookup(name('Annots'));
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((entry) => {
    const annotation = context.lookup(entry);
    if (!(annotation instanceof PDFDict) || !isShown(annotation)) return [];
    const face = faceOf(annotation);
    const rect = annotation.lookup(name('Rect'));
    if (face === null || !(rect instanceof PDFArray)) return [];
    return [{ ...face, rect: numbersOf(rect, context) }];
  });
}

function isShown(annotation: PDFDict): boolean {
  const kind = annotation.lookup(name('Subtype'));
  if (!(kind instanceof PDFName) || !shownAnnotations.has(kind.decodeText())) return false;
  const flags = annotation.lookup(name('F'));
  // Hidden (2) and not to be seen (6); ISO 32000-1, table 165.
  return !(flags instanceof PDFNumber) || (flags.asNumber() & 0b100010) === 0;
}

function faceOf(annotation: PDFDict): { readonly face: PDFStream; readonly ref: PDFObject } | null {
  const faces = annotation.lookup(name('AP'));
  if (!(faces instanceof PDFDict)) return null;
  let ref = faces.get(name('N'));
  let face = faces.lookup(name('N'));
  if (face instanceof PDFDict) {
    const state = annotation.lookup(name('AS'));
    if (!(state instanceof PDFName)) return null;
    ref = face.get(state);
    face = face.lookup(state);
  }
  return face instanceof PDFStream && ref !== undefined ? { face, ref } : null;
}

function hasHiddenLayers(source: PDFDocument): boolean {
  const layers = source.catalog.lookup(name('OCProperties'));
  if (!(layers instanceof PDFDict)) return false;
  const shown = layers.lookup(name('D'));
  if (!(shown instanceof PDFDict)) return false;
  const off = shown.lookup(name('OFF'));
  const base = shown.lookup(name('BaseState'));
  return (
    (off instanceof PDFArray && off.size() > 0) || (base instanceof PDFName && base.decodeText() === 'OFF')
  );
}

/** A field that was filled in and that the file does not say how to draw: it would come out empty. */
function hasUndrawnFields(source: PDFDocument): boolean {
  return source.getPages().some((page) => {
    const annotations = page.node.lookup(name('Annots'));
    if (!(annotations instanceof PDFArray)) return false;
    return annotations.asArray().some((entry) => {
      const annotation = page.node.context.lookup(entry);
      if (!(annotation instanceof PDFDict) || !isShown(annotation)) return false;
      if (annotation.lookup(name('Subtype')) !== name('Widget')) return false;
      const isFilled = annotation.get(name('V')) !== undefined;
      return isFilled && annotation.lookup(name('AP')) === undefined;
    });
  });
}

/** Takes everything out of the source that is not to come along, before a single object is copied. */
function bare(context: PDFContext): void {
  const objects = context.enumerateIndirectObjects();
  const lists = new Set<PDFObject>();
  for (const [, object] of objects) findLists(object, lists, 0);
  for (const [ref, object] of objects) {
    bareObject(object, lists, 0);
    if (object instanceof PDFRawStream) {
      const plain = barePicture(object);
      if (plain !== null) context.assign(ref, plain);
    }
  }
}

const deepest = 100;

function insideOf(object: PDFObject, depth: number): PDFDict | PDFArray | null {
  if (depth > deepest) throw new TooLarge();
  const inside = object instanceof PDFStream ? object.dict : object;
  return inside instanceof PDFDict || inside instanceof PDFArray ? inside : null;
}

function directValues(inside: PDFDict | PDFArray): readonly PDFObject[] {
  const values = inside instanceof PDFDict ? inside.values() : inside.asArray();
  return values.filter((value) => !(value instanceof PDFRef));
}

function findLists(object: PDFObject, lists: Set<PDFObject>, depth: number): void {
  const inside = insideOf(object, depth);
  if (inside === null) return;
  if (inside instanceof PDFDict) {
    for (const key of listsOfNames) {
      const list = inside.lookup(name(key));
      if (list instanceof PDFDict) lists.add(list);
    }
  }
  for (const value of directValues(inside)) findLists(value, lists, depth + 1);
}

function bareObject(object: PDFObject, lists: ReadonlySet<PDFObject>, depth: number): void {
  const inside = insideOf(object, depth);
  if (inside === null) return;
  if (inside instanceof PDFDict && !lists.has(inside)) for (const key of leftOut) inside.delete(name(key));
  for (const value of directValues(inside)) bareObject(value, lists, depth + 1);
}

/** A photograph in the page brings its EXIF along as it stands. */
function barePicture(stream: PDFRawStream): PDFRawStream | null {
  const filter = stream.dict.lookup(name('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  if (only !== name('DCTDecode')) return null;
  const plain = bareJpeg(stream.contents);
  if (plain === null) return null;
  const dict = stream.dict;
  dict.set(name('Length'), PDFNumber.of(plain.bytes.byteLength));
  return PDFRawStream.of(dict, plain.bytes);
}

function drawPage(page: ReadPage, copier: PDFObjectCopier, target: PDFContext): PageFace {
  const { box, turn, marks } = page;
  const resources =
    page.resources === undefined ? target.obj({}) : target.lookup(copier.copy(page.resources));
  const own = resources instanceof PDFDict ? resources : target.obj({});
  const inner = formObject(target, page.contents, own, [box.x, box.y, box.x + box.width, box.y + box.height]);
  const drawn: { readonly key: string; readonly ref: PDFObject }[] = [{ key: 'Page', ref: inner }];
  const upright = uprightMatrix(box, turn);
  let operations = `q ${upright.matrix.join(' ')} cm /Page Do Q\n`;
  for (const [index, mark] of marks.entries()) {
    const placed = placeMark(mark);
    if (placed === null) continue;
    const key = `Mark${index}`;
    drawn.push({ key, ref: copier.copy(mark.ref) });
    operations += `q ${upright.matrix.join(' ')} cm ${placed.join(' ')} cm /${key} Do Q\n`;
  }
  const objects = target.obj({});
  if (!(objects instanceof PDFDict)) throw new Error('No dictionary');
  for (const { key, ref } of drawn) objects.set(name(key), ref);
  const outer = target.obj({});
  if (!(outer instanceof PDFDict)) throw new Error('No dictionary');
  outer.set(name('XObject'), objects);
  const { width, height } = upright;
  return { ref: formObject(target, Buffer.from(operations), outer, [0, 0, width, height]), width, height };
}

function formObject(
  target: PDFContext,
  contents: Uint8Array,
  resources: PDFDict,
  box: readonly number[],
): PDFRef {
  const packed = deflateSync(contents);
  const dict = target.obj({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [...box],
    Filter: 'FlateDecode',
    Length: packed.byteLength,
  });
  if (!(dict instanceof PDFDict)) throw new Error('No dictionary');
  dict.set(name('Resources'), resources);
  // A copy of its own: Node hands out parts of a shared memory.
  return target.register(PDFRawStream.of(dict, new Uint8Array(packed)));
}

/** Turns the page clockwise as it wants to be looked at, and puts its lower left corner at (0, 0). */
function uprightMatrix(
  { x, y, width, height }: ReadPage['box'],
  turn: number,
): { readonly matrix: readonly number[]; readonly width: number; readonly height: number } {
  switch (turn) {
    case 90:
      return { matrix: [0, -1, 1, 0, -y, x + width], width: height, height: width };
    case 180:
      return { matrix: [-1, 0, 0, -1, x + width, y + height], width, height };
    case 270:
      return { matrix: [0, 1, -1, 0, y + height, -x], width: height, height: width };
    default:
      return { matrix: [1, 0, 0, 1, -x, -y], width, height };
  }
}

/** Where the face of a mark goes: its box, turned by its own matrix, onto its rectangle. ISO 32000-1, 12.5.5, algorithm 8.1. */
function placeMark({ face, rect }: ReadPage['marks'][number]): readonly number[] | null {
  const { dict } = face;
  const boxArray = dict.lookup(name('BBox'));
  if (!(boxArray instanceof PDFArray) || rect.length !== 4) return null;
  const box = numbersOf(boxArray, dict.context);
  const matrixArray = dict.lookup(name('Matrix'));
  const own = matrixArray instanceof PDFArray ? numbersOf(matrixArray, dict.context) : [1, 0, 0, 1, 0, 0];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const left = Math.min(...corners.map(([x]) => x));
  const right = Math.max(...corners.map(([x]) => x));
  const bottom = Math.min(...corners.map(([, y]) => y));
  const top = Math.max(...corners.map(([, y]) => y));
  if (!(right > left) || !(top > bottom)) return null;
  const [r0 = 0, s0 = 0, r1 = 0, s1 = 0] = rect;
  const scaleX = Math.abs(r1 - r0) / (right - left);
  const scaleY = Math.abs(s1 - s0) / (top - bottom);
  const placed = [scaleX, 0, 0, scaleY, Math.min(r0, r1) - left * scaleX, Math.min(s0, s1) - bottom * scaleY];
  return placed.every(Number.isFinite) ? placed : null;
}

function numbersOf(array: PDFArray, context: PDFContext): readonly number[] {
  return array.asArray().map((entry) => {
    const value = context.lookup(entry);
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN;
  });
}
