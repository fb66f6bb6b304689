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
const entriesOfPrograms = ['PieceInfo', 'LastModified', 'Thumb'];
const mostPacketBytes = 1024 * 1024;

/**
 * What a PDF says of itself, and the same PDF without it: without its properties, XMP, private data of programs, the notes of cameras
 * in its photographs, and what is left over from earlier versions. Pages and their marks stay as they are. No such copy is made
 * where it would say less than the file or prove less: of one that is signed, encrypted, broken, that holds other files, or
 * remarks that name who made them.
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
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (object instanceof PDFRawStream) gatherStream(object, found);
    if (!(dict instanceof PDFDict)) continue;
    if (dict === info || isLeftInfo(dict)) gatherInfo(dict, found, doc.isEncrypted);
    if (dict.has(name('PieceInfo'))) found.add('otherData');
    if (dict.has(name('ByteRange')) || dict.has(name('EF')) || isType(dict, 'EmbeddedFile')) isFit = false;
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
  if (!isPhotograph(stream)) return;
  const { traces, words } = readPictureSaid(stream.contents);
  for (const trace of traces) if (trace !== 'otherData') found.add(trace);
  for (const each of words) found.addWords(each);
}

async function barePdf(bytes: Uint8Array): Promise<Uint8Array> {
  const doc = await load(bytes);
  const { context } = doc;
  delete context.trailerInfo.Info;
  delete context.trailerInfo.ID;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream && isPhotograph(object)) context.assign(ref, barePhotograph(object));
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    for (const key of entriesOfPrograms) if (dict.get(name(key)) !== undefined) dict.delete(name(key));
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
  const isTelling = readPictureSaid(stream.contents).traces.some((trace) => trace !== 'otherData');
  const bare = isTelling ? withoutPictureTraces(stream.contents) : null;
  if (bare === null) return stream;
  stream.dict.set(name('Length'), PDFNumber.of(bare.byteLength));
  return PDFRawStream.of(stream.dict, new Uint8Array(bare));
}

function isPhotograph({ dict }: PDFRawStream): boolean {
  const filter = dict.lookup(name('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  return only === name('DCTDecode');
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
