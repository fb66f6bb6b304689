import { printable, withoutPictureTraces } from '../../documents/picture-traces';
import type { OriginalTrace } from '../../../shared/evidence/traces';
import { NotFollowed } from './boxes';
import type { Gathering } from './look';

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its value stands: in the directory where it has four bytes or fewer. */
  readonly at: number;
  readonly length: number;
}

interface Directory {
  readonly kind: 'page' | 'within' | 'camera' | 'place';
  readonly at: number;
  readonly entries: readonly Entry[];
}

/** Far beyond any scanner: a file that has more was made to keep a program busy. */
const mostEntries = 200_000;
const mostPieces = 300_000;
/** Values that are told in words; those of one scan are the same on each page. */
const mostWords = 1000;

const short = 3;
const long = 4;
const rational = 5;
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Tags without which pages are not drawn or not drawn alike, with how many values of which types they have at most. */
const drawn: ReadonlyMap<number, readonly [most: number, ...types: readonly number[]]> = new Map([
  [254, [1, long]],
  [255, [1, short]],
  [256, [1, short, long]],
  [257, [1, short, long]],
  [258, [64, short]],
  [259, [1, short]],
  [262, [1, short]],
  [263, [1, short]],
  [266, [1, short]],
  [273, [mostPieces, short, long]],
  [274, [1, short]],
  [277, [1, short]],
  [278, [1, short, long]],
  [279, [mostPieces, short, long]],
  [280, [64, short]],
  [281, [64, short]],
  [282, [1, rational]],
  [283, [1, rational]],
  [284, [1, short]],
  [290, [1, short]],
  [291, [65_536, short]],
  [292, [1, long]],
  [293, [1, long]],
  [296, [1, short]],
  [297, [2, short]],
  [301, [3 * 65_536, short]],
  [317, [1, short]],
  [318, [2, rational]],
  [319, [6, rational]],
  [320, [3 * 65_536, short]],
  [322, [1, short, long]],
  [323, [1, short, long]],
  [324, [mostPieces, short, long]],
  [325, [mostPieces, short, long]],
  [332, [1, short]],
  [334, [1, short]],
  [338, [64, short]],
  [339, [64, short]],
  [347, [65_536, 7]],
  [529, [3, rational]],
  [530, [2, short]],
  [531, [1, short]],
  [532, [6, rational]],
]);
/** They change how pages are drawn in ways that nobody here knows; raw pictures of cameras are among them. */
const drawnOtherwise = new Set([346, 433, 434, 559, 32_997, 32_998, 50_706]);
/** Packed in ways that have no place for anything but pixels: 7 is JPEG, which is looked into. */
const knownCompressions = new Set([1, 2, 3, 4, 5, 7, 8, 32_773, 32_946]);
const darkestKnownColours = 8;

const pointers: Readonly<Record<number, Directory['kind']>> = {
  330: 'within',
  34_665: 'camera',
  34_853: 'place',
  40_965: 'camera',
};

const traceOfTag: Readonly<Record<number, OriginalTrace | null>> = {
  269: 'title',
  270: 'title',
  271: 'device',
  272: 'device',
  285: 'title',
  305: 'device',
  306: 'times',
  315: 'personNamed',
  316: 'device',
  // What stands behind these is told by itself.
  330: null,
  513: null,
  514: null,
  700: null,
  33_432: 'personNamed',
  // On a map: which point of the picture is which place.
  33_922: 'place',
  34_264: 'place',
  34_665: null,
  34_853: null,
  40_091: 'title',
  40_092: 'title',
  40_093: 'personNamed',
  40_094: 'title',
  40_095: 'title',
};
/** In the notes of a camera. */
const traceOfNote: Readonly<Record<number, OriginalTrace>> = {
  36_867: 'times',
  36_868: 'times',
  37_500: 'device',
  37_510: 'title',
  42_032: 'personNamed',
  42_033: 'device',
  42_037: 'device',
};

/** BigTIFF too, which has no clean form. */
export function isTiff(file: Buffer): boolean {
  return /^(?:II[*+]\0|MM\0[*+])$/.test(file.toString('latin1', 0, 4));
}

/** What the directories of a TIFF say beside their pixels, page after page, as far as they can be followed. */
export function gatherTiff(file: Buffer, found: Gathering): void {
  let told = 0;
  try {
    for (const directory of directoriesIn(file)) {
      if (directory.kind === 'place') {
        if (directory.entries.some(({ tag }) => tag >= 1 && tag <= 4)) found.add('place');
        continue;
      }
      if (directory.kind === 'page' && isReduced(file, directory)) found.add('smallPicture');
      for (const entry of directory.entries) {
        const trace = traceOf(directory, entry.tag);
        if (trace === null || isBlank(file, entry)) continue;
        const isSaid = trace === 'title' || trace === 'personNamed';
        found.add(trace, isSaid && told < mostWords ? wordsOf(file, entry) : '');
        told += 1;
      }
    }
  } catch (failure) {
    if (!(failure instanceof NotFollowed)) throw failure;
  }
}

/**
 * A TIFF with nothing but its pages and what they need to be drawn: the same strips and tiles, laid out anew, so that of what goes no
 * byte is left. Colour profiles, other layers and small pictures go too. Null where it is none, or is not known through and through:
 * raw pictures of cameras, JPEG of before 2002, BigTIFF.
 *
 * Sources: TIFF 6.0; TIFF Technical Note 2 (JPEG); TIFF Supplement 1 (pages within pages).
 */
export function bareTiff(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isTiff(file)) return null;
  try {
    const directories = [...directoriesIn(file)];
    const isPage = (one: Directory): boolean => one.kind === 'page' && hasPicture(one);
    const kept = directories.filter((one) => isPage(one) && !isReduced(file, one));
    // A picture within a page that is no small one may be the page itself, as cameras write it.
    const isHeld = directories.some(
      (one) => one.kind === 'within' && hasPicture(one) && !isReduced(file, one),
    );
    if (kept.length === 0 || isHeld || growsInCopy(file, kept)) return null;
    const pages = kept.map((one) => barePage(file, one));
    const isCovered = coversAll(file, directories, pages);
    const isSame = isCovered && kept.length === directories.length && pages.every((page) => page.isSame);
    return isSame ? bytes : writeTiff(isLittleEndian(file), pages);
  } catch (failure) {
    if (failure instanceof NotFollowed) return null;
    throw failure;
  }
}

/** Pages that share long values would each get one of their own. */
function growsInCopy(file: Buffer, kept: readonly Directory[]): boolean {
  const values = kept.flatMap(({ entries }) => entries.filter(({ tag }) => drawn.has(tag)));
  const sum = (numbers: readonly number[]) => numbers.reduce((before, each) => before + each, 0);
  const pieces = values.filter(({ tag }) => tag === 273 || tag === 324).map(({ count }) => count);
  return sum(values.map(({ length }) => length)) > file.length || sum(pieces) > mostPieces;
}

function isLittleEndian(file: Buffer): boolean {
  return file[0] === 0x49;
}

function read(file: Buffer, bytes: 2 | 4, at: number): number {
  if (at + bytes > file.length) throw new NotFollowed();
  return isLittleEndian(file) ? file.readUIntLE(at, bytes) : file.readUIntBE(at, bytes);
}

function* directoriesIn(file: Buffer): Generator<Directory> {
  // 43 is BigTIFF.
  if (file.length < 8 || read(file, 2, 2) !== 42) throw new NotFollowed();
  const waiting: { readonly at: number; readonly kind: Directory['kind'] }[] = [
    { at: read(file, 4, 4), kind: 'page' },
  ];
  const seen = new Set<number>();
  let entriesLeft = mostEntries;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, kind } = next;
    if (at === 0) continue;
    // Pages can share the notes of a camera; pages in a ring have no end.
    if (seen.has(at) && kind === 'page') throw new NotFollowed();
    if (seen.has(at)) continue;
    seen.add(at);
    const count = read(file, 2, at);
    entriesLeft -= count + 1;
    if (entriesLeft < 0) throw new NotFollowed();
    const entries = Array.from({ length: count }, (_unused, index) => readEntry(file, at + 2 + index * 12));
    const isChained = kind === 'page' || kind === 'within';
    const following = isChained ? read(file, 4, at + 2 + count * 12) : 0;
    yield { kind, at, entries };
    waiting.push({ at: following, kind });
    for (const entry of entries) {
      const pointed = pointers[entry.tag];
      if (pointed === undefined) continue;
      entriesLeft -= entry.count;
      if (entriesLeft < 0) throw new NotFollowed();
      for (const to of numbersOf(file, entry).toReversed()) waiting.push({ at: to, kind: pointed });
    }
  }
}

function readEntry(file: Buffer, at: number): Entry {
  const type = read(file, 2, at + 2);
  const count = read(file, 4, at + 4);
  const length = (bytesOfType[type] ?? 0) * count;
  const valueAt = length <= 4 ? at + 8 : read(file, 4, at + 8);
  if (at + 12 > file.length || valueAt + length > file.length) throw new NotFollowed();
  return { tag: read(file, 2, at), type, count, at: valueAt, length };
}

function numbersOf(file: Buffer, { type, count, at }: Entry): readonly number[] {
  const bytes = type === short ? 2 : 4;
  if (type !== short && type !== long && type !== 13) throw new NotFollowed();
  return Array.from({ length: count }, (_unused, index) => read(file, bytes, at + index * bytes));
}

function numberOf(file: Buffer, directory: Directory, tag: number, without: number): number {
  const entry = directory.entries.find((each) => each.tag === tag);
  return entry === undefined ? without : (numbersOf(file, { ...entry, count: 1 })[0] ?? without);
}

function hasPicture({ entries }: Directory): boolean {
  return entries.some(({ tag }) => tag === 256);
}

/** A small form of another page, by either of two tags; one without a size is the small picture of a camera. */
function isReduced(file: Buffer, directory: Directory): boolean {
  const isSmall = (numberOf(file, directory, 254, 0) & 1) === 1 || numberOf(file, directory, 255, 1) === 2;
  return isSmall || !hasPicture(directory);
}

function traceOf({ kind }: Directory, tag: number): OriginalTrace | null {
  if (kind === 'camera') return traceOfNote[tag] ?? null;
  if (drawn.has(tag)) return null;
  const known = traceOfTag[tag];
  return known === undefined ? 'otherData' : known;
}

function isBlank(file: Buffer, { at, length }: Entry): boolean {
  return length < 1000 && file.subarray(at, at + length).every((byte) => byte === 0 || byte === 0x20);
}

function wordsOf(file: Buffer, { tag, at, length }: Entry): string {
  // These are of Windows, and in UTF-16 whatever the rest is.
  const isWide = tag >= 40_091 && tag <= 40_095;
  const value = file.subarray(at, at + Math.min(length, 8000));
  return isWide
    ? value
        .toString('utf16le')
        .replaceAll(/[\p{Cc}\uFFFD]+/gu, ' ')
        .trim()
    : printable(value);
}

interface Page {
  readonly values: readonly { readonly entry: Entry; readonly bytes: Buffer }[];
  readonly pieces: readonly Buffer[];
  /** Where the pieces stood. */
  readonly from: readonly { readonly start: number; readonly end: number }[];
  readonly offsetsTag: number;
  readonly lengthsTag: number;
  readonly isSame: boolean;
}

function barePage(file: Buffer, directory: Directory): Page {
  const kept = directory.entries.filter(({ tag }) => drawn.has(tag));
  const tags = new Set(kept.map(({ tag }) => tag));
  const compression = numberOf(file, directory, 259, 1);
  const isTiled = tags.has(324);
  const [offsetsTag, lengthsTag] = isTiled ? [324, 325] : [273, 279];
  if (
    tags.size !== kept.length ||
    (isTiled && tags.has(273)) ||
    !knownCompressions.has(compression) ||
    numberOf(file, directory, 262, 0) > darkestKnownColours ||
    directory.entries.some(({ tag }) => drawnOtherwise.has(tag)) ||
    !kept.every(isAsExpected)
  ) {
    throw new NotFollowed();
  }
  const listed = (wanted: number): readonly number[] => {
    const entry = kept.find(({ tag }) => tag === wanted);
    if (entry === undefined) throw new NotFollowed();
    return numbersOf(file, entry);
  };
  const lengths = listed(lengthsTag);
  const offsets = listed(offsetsTag);
  if (lengths.length !== offsets.length || lengths.length === 0) throw new NotFollowed();
  const from = offsets.map((start, index) => ({ start, end: start + (lengths[index] ?? 0) }));
  if (from.some(({ end }) => end > file.length)) throw new NotFollowed();
  const received = from.map(({ start, end }) => file.subarray(start, end));
  const pieces = compression === 7 ? received.map(bareJpeg) : received;
  const tables = kept.find(({ tag }) => tag === 347);
  if (tables !== undefined && !holdsTablesAlone(valueOf(file, tables))) throw new NotFollowed();
  return {
    values: kept.map((entry) => ({ entry, bytes: valueOf(file, entry) })),
    pieces,
    from,
    offsetsTag,
    lengthsTag,
    isSame:
      kept.length === directory.entries.length &&
      pieces.every((piece, index) => piece.length === lengths[index]),
  };
}

function valueOf(file: Buffer, { at, length }: Entry): Buffer {
  return file.subarray(at, at + length);
}

function isAsExpected({ tag, type, count }: Entry): boolean {
  const [most = 0, ...types] = drawn.get(tag) ?? [];
  return count > 0 && count <= most && types.includes(type);
}

function bareJpeg(piece: Buffer): Buffer {
  if (piece.length === 0) return piece;
  const bare = piece[0] === 0xff && piece[1] === 0xd8 ? withoutPictureTraces(piece) : null;
  if (bare === null) throw new NotFollowed();
  return Buffer.from(bare.buffer, bare.byteOffset, bare.byteLength);
}

/** Tables that strips share: quantisation, Huffman, and how often it begins anew. */
function holdsTablesAlone(tables: Buffer): boolean {
  if (tables.length < 4 || tables.readUInt16BE(0) !== 0xff_d8) return false;
  for (let at = 2; at + 2 <= tables.length;) {
    const marker = tables.readUInt16BE(at);
    if (marker === 0xff_d9) return tables.subarray(at + 2).every((byte) => byte === 0);
    if (![0xff_db, 0xff_c4, 0xff_dd].includes(marker) || at + 4 > tables.length) return false;
    at += 2 + tables.readUInt16BE(at + 2);
  }
  return false;
}

/**
 * Whether nothing stands in the file but what was read.
 *
 * @throws NotFollowed where a piece of a page lies over anything else: it would take that along, or grow with every copy of itself
 */
function coversAll(file: Buffer, directories: readonly Directory[], pages: readonly Page[]): boolean {
  const ranges = [
    { start: 0, end: 8, isPiece: false },
    ...directories.flatMap(({ kind, at, entries }) => [
      {
        start: at,
        end: at + 2 + entries.length * 12 + (kind === 'page' || kind === 'within' ? 4 : 0),
        isPiece: false,
      },
      ...entries
        .filter(({ length }) => length > 4)
        .map((entry) => ({ start: entry.at, end: entry.at + entry.length, isPiece: false })),
    ]),
    ...pages.flatMap(({ from }) => from.map((each) => ({ ...each, isPiece: true }))),
  ]
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  let end = 0;
  let isPieceBefore = false;
  let isCovered = true;
  for (const range of ranges) {
    if (range.start < end && (range.isPiece || isPieceBefore)) throw new NotFollowed();
    if (file.subarray(end, range.start).some((byte) => byte !== 0)) isCovered = false;
    isPieceBefore = range.isPiece || (isPieceBefore && range.start < end);
    end = Math.max(end, range.end);
  }
  return isCovered && !file.subarray(end).some((byte) => byte !== 0);
}

function writeTiff(isLittle: boolean, pages: readonly Page[]): Buffer {
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const written = Buffer.alloc(bytes);
    if (isLittle) written.writeUIntLE(value, 0, bytes);
    else written.writeUIntBE(value, 0, bytes);
    return written;
  };
  const parts: Buffer[] = [Buffer.from(isLittle ? 'II*\0' : 'MM\0*', 'latin1'), number(8, 4)];
  let at = 8;
  for (const [index, { values, pieces, offsetsTag, lengthsTag }] of pages.entries()) {
    // Both lists are written with four bytes each: where pieces stand, and of JPEG how long they are, changes.
    const sizes = values.map(({ entry: { tag, count, length } }) =>
      tag === offsetsTag || tag === lengthsTag ? count * 4 : length,
    );
    const valuesAt = at + 2 + values.length * 12 + 4;
    let free = valuesAt;
    const places = sizes.map((size) => {
      const place = free;
      if (size > 4) free += even(size);
      return place;
    });
    const piecesAt = pieces.map(({ length }) => {
      const place = free;
      free += even(length);
      return length === 0 ? 0 : place;
    });
    const head: Buffer[] = [number(values.length, 2)];
    const behind: Buffer[] = [];
    for (const [position, { entry, bytes }] of values.entries()) {
      const { tag, count } = entry;
      const list = tag === offsetsTag ? piecesAt : pieces.map(({ length }) => length);
      const isList = tag === offsetsTag || tag === lengthsTag;
      const value = isList ? Buffer.concat(list.map((each) => number(each, 4))) : bytes;
      head.push(number(tag, 2), number(isList ? long : entry.type, 2), number(count, 4));
      if (value.length <= 4) head.push(Buffer.concat([value], 4));
      else {
        head.push(number(places[position] ?? 0, 4));
        behind.push(padded(value));
      }
    }
    parts.push(...head, number(index + 1 < pages.length ? free : 0, 4), ...behind);
    for (const piece of pieces) parts.push(padded(piece));
    at = free;
  }
  return Buffer.concat(parts);
}

function even(length: number): number {
  return length + (length % 2);
}

/** Everything in a TIFF begins at an even place. */
function padded(bytes: Buffer): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes], even(bytes.length));
}
