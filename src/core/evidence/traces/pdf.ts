import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import type { OriginalTrace } from '../../../shared/evidence/traces';
import { withoutPictureTraces } from '../../documents/picture-traces';
import { gather, lookOf, type Gathering, type Look } from './look';
import { readPictureSaid } from './picture';
import { gatherXmp } from './xmp';

const name = (text: string) => PDFName.of(text);

const traceOfEntry: Readonly<Record<string, OriginalTrace>> = {
  Author: 'personNamed',
  Company: 'company',
  Title: 'title',
  Subject: 'title',
  Keywords: 'title',
  Creator: 'device',
  Producer: 'device',
  CreationDate: 'times',
  ModDate: 'times',
};

/** Private data of programs, and what says when a part was changed; nothing of it is drawn. */
const entriesOfPrograms = ['PieceInfo', 'LastModified'];
/** When a mark was made and changed, and how a program calls it. */
const entriesOfMarks = ['CreationDate', 'M', 'NM'];
const mostPacketBytes = 1024 * 1024;

/**
 * What a PDF says of itself, and the same PDF without it: without its properties, XMP, private data of programs, the notes of cameras
 * in its photographs, and what is left over from earlier versions. Pages and their marks stay as they are. No such copy is made
 * where it would say less than the file or prove less: of one that is signed, encrypted, broken, that holds other files, a form
 * of another kind (XFA), or remarks that name who made them.
 */
export async function lookIntoPdf(bytes: Uint8Array): Promise<Look> {
  const { said, isFit, pages } = await readPdf(bytes);
  if (!isFit) return lookOf(said, bytes, null);
  if (said.traces.length === 0) return lookOf(said, bytes, bytes);
  const bare = await barePdf(bytes);
  const again = await readPdf(bare);
  const isGood = again.isFit && again.pages === pages && again.said.traces.length === 0;
  return lookOf(said, bytes, isGood ? bare : null);
}

async function readPdf(bytes: Uint8Array) {
  const found = gather();
  let doc: PDFDocument;
  let pages: number;
  try {
    doc = await load(bytes);
    pages = doc.getPageCount();
    if (pages === 0) return { said: saidInBroken(bytes), isFit: false, pages };
  } catch {
    // The library has some thirty kinds of error for what can be wrong with a file.
    return { said: saidInBroken(bytes), isFit: false, pages: 0 };
  }
  const { context } = doc;
  let isFit = !doc.isEncrypted;
  const info = context.lookup(context.trailerInfo.Info);
  if (info instanceof PDFDict) gatherInfo(info, found, doc.isEncrypted);
  if (hasEarlierVersion(bytes)) found.add('otherData');
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) gatherStream(object, found);
  }
  for (const dict of dictionariesIn(context)) {
    if (dict !== info && isLeftInfo(dict)) gatherInfo(dict, found, doc.isEncrypted);
    if (dict.has(name('PieceInfo'))) found.add('otherData');
    if (isAnnotation(dict) && entriesOfMarks.some((key) => dict.has(name(key)))) found.add('times');
    if (beyondPages.some((key) => dict.has(name(key))) || isType(dict, 'EmbeddedFile')) isFit = false;
    if (dict.has(name('EF'))) found.add('otherData');
    // Of a field of a form it is the name of the field.
    const by = textOf(dict.lookup(name('T')));
    const kind = dict.lookup(name('Subtype'));
    if (by !== '' && isAnnotation(dict) && kind !== name('Widget')) {
      isFit = false;
      found.add('remarks', by);
    }
  }
  return { said: found.said(), isFit, pages };
}

/** Signatures, files, and forms that only Acrobat shows. */
const beyondPages = ['ByteRange', 'EF', 'XFA'];

/** A program that changes a PDF may write behind its end alone, and leave what stood there before. */
function hasEarlierVersion(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // One that is laid out for the web has two ends from the beginning.
  const ends = file.subarray(0, 1024).includes('/Linearized') ? 2 : 1;
  let at = -1;
  for (let index = 0; index <= ends; index += 1) {
    at = file.indexOf('startxref', at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Those that stand within others too. */
function* dictionariesIn(context: PDFContext): Generator<PDFDict> {
  const waiting: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const dict = next instanceof PDFStream ? next.dict : next;
    if (dict instanceof PDFDict) yield dict;
    const within = dict instanceof PDFDict ? dict.values() : dict instanceof PDFArray ? dict.asArray() : [];
    for (const each of within) waiting.push(each);
  }
}

function load(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
}

/** A broken PDF can still be read by whoever looks at its bytes. */
function saidInBroken(bytes: Uint8Array) {
  const found = gather();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const [key, trace] of Object.entries(traceOfEntry)) {
    if (new RegExp(String.raw`/${key}\s*[(<]\s*[^)>\s]`).test(text)) found.add(trace);
  }
  return found.said();
}

function gatherInfo(info: PDFDict, found: Gathering, isEncrypted: boolean): void {
  for (const [key, value] of info.entries()) {
    const words = textOf(info.context.lookup(value));
    if (words === '') continue;
    const trace = traceOfEntry[key.decodeText()] ?? 'otherData';
    found.add(trace, isEncrypted || trace === 'times' || trace === 'device' ? '' : words);
  }
}

/** The properties of an earlier version stay in the file when a program adds new ones behind its end. */
function isLeftInfo(dict: PDFDict): boolean {
  return (
    !dict.has(name('Type')) &&
    (dict.has(name('Producer')) || dict.has(name('Creator')) || dict.has(name('Author'))) &&
    (dict.has(name('CreationDate')) || dict.has(name('ModDate')) || dict.has(name('Title')))
  );
}

function gatherStream(stream: PDFRawStream, found: Gathering): void {
  if (isMetadata(stream)) {
    try {
      if (stream.contents.byteLength <= mostPacketBytes) {
        gatherXmp(Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8'), found);
      } else found.add('otherData');
    } catch {
      // Packed by a method that the library does not know; that there is something was found.
      found.add('otherData');
    }
  }
  const photograph = photographIn(stream);
  if (photograph === null) return;
  const { traces, words } = readPictureSaid(photograph);
  for (const trace of traces) if (trace !== 'otherData') found.add(trace);
  for (const each of words) found.addWords(each);
}

async function barePdf(bytes: Uint8Array): Promise<Uint8Array> {
  const doc = await load(bytes);
  const { context } = doc;
  delete context.trailerInfo.Info;
  delete context.trailerInfo.ID;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) context.assign(ref, barePhotograph(object));
  }
  for (const dict of dictionariesIn(context)) {
    for (const key of entriesOfPrograms) dict.delete(name(key));
    if (isAnnotation(dict)) for (const key of entriesOfMarks) dict.delete(name(key));
    // A page may call one of its pictures so.
    if (isType(dict, 'Page')) dict.delete(name('Thumb'));
    const metadata = dict.lookup(name('Metadata'));
    if (metadata instanceof PDFRawStream && isMetadata(metadata)) dict.delete(name('Metadata'));
  }
  const reached = reachedFrom(context.trailerInfo.Root, context);
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
  return doc.save({ updateFieldAppearances: false, addDefaultPage: false });
}

function reachedFrom(root: PDFObject | undefined, context: PDFContext): ReadonlySet<PDFRef> {
  const reached = new Set<PDFRef>();
  const waiting: PDFObject[] = root === undefined ? [] : [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof PDFRef) {
      if (reached.has(next)) continue;
      reached.add(next);
      const found = context.lookup(next);
      if (found !== undefined) waiting.push(found);
    } else if (next instanceof PDFStream) waiting.push(next.dict);
    else if (next instanceof PDFDict) waiting.push(...next.values());
    else if (next instanceof PDFArray) waiting.push(...next.asArray());
  }
  return reached;
}

/** Its colour profile and how its colours are coded stay: the page needs them. */
function barePhotograph(stream: PDFRawStream): PDFRawStream {
  const photograph = photographIn(stream);
  const isTelling =
    photograph !== null && readPictureSaid(photograph).traces.some((trace) => trace !== 'otherData');
  const bare = isTelling ? withoutPictureTraces(photograph) : null;
  if (bare === null) return stream;
  stream.dict.set(name('Length'), PDFNumber.of(bare.byteLength));
  stream.dict.set(name('Filter'), name('DCTDecode'));
  const how = stream.dict.lookup(name('DecodeParms'));
  if (how instanceof PDFArray) stream.dict.set(name('DecodeParms'), how.get(how.size() - 1));
  return PDFRawStream.of(stream.dict, new Uint8Array(bare));
}

/** A JPEG, also one that is packed once more; null for anything else. */
function photographIn({ dict, contents }: PDFRawStream): Uint8Array | null {
  const filter = dict.lookup(name('Filter'));
  if (filter === name('DCTDecode')) return contents;
  if (!(filter instanceof PDFArray)) return null;
  const filters = filter.asArray();
  if (filters.pop() !== name('DCTDecode')) return null;
  if (filters.length === 0) return contents;
  const around = dict.clone();
  around.set(name('Filter'), dict.context.obj(filters));
  try {
    return decodePDFRawStream(PDFRawStream.of(around, contents)).decode();
  } catch {
    // Packed by a method that the library does not know, or broken.
    return null;
  }
}

function isMetadata({ dict }: PDFStream): boolean {
  return isType(dict, 'Metadata') || dict.lookup(name('Subtype')) === name('XML');
}

function isAnnotation(dict: PDFDict): boolean {
  return isType(dict, 'Annot') || (dict.has(name('Rect')) && dict.has(name('Subtype')));
}

function isType(dict: PDFDict, type: string): boolean {
  return dict.lookup(name('Type')) === name(type);
}

function textOf(value: PDFObject | undefined): string {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return '';
  try {
    return value.decodeText().trim();
  } catch {
    // Not text as the standard writes it; that there is some was found.
    return '?';
  }
}
