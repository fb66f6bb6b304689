import { printable } from '../../documents/picture-traces';
import { bareFilm } from './bare-film';
import { gather, lookOf, type Gathering, type Look, type Said } from './look';
import { findXmp, gatherXmp } from './xmp';

/** Bytes of an original from one place to another: films are not read whole. */
export type ReadBytes = (start: number, end: number) => Promise<Buffer>;

/** The head of a film, its tables of pictures included. Of one that has more, nothing is told. */
const mostHeadBytes = 64 * 1024 * 1024;
const mostTagBytes = 16 * 1024 * 1024;
/** A film that is sent in pieces has some for each second. */
const mostOuterBoxes = 100_000;

/** Of one that stands in memory whole. */
export async function lookIntoFilm(bytes: Uint8Array): Promise<Look> {
  const said = await readFilmSaid(readFrom(bytes), bytes.byteLength);
  const bare = bareFilm(bytes);
  const isGood = bare !== null && (await readFilmSaid(readFrom(bare), bare.byteLength)).traces.length === 0;
  return lookOf(said, bytes, isGood ? bare : null);
}

function readFrom(bytes: Uint8Array): ReadBytes {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (start, end) => Promise.resolve(file.subarray(start, end));
}

/**
 * What MP4, MOV, M4A and 3GP say of themselves.
 *
 * Sources: ISO/IEC 14496-12 (boxes), QuickTime File Format (`©xyz` and its like, metadata keys), 3GPP TS 26.244 (`loci`).
 */
export async function readFilmSaid(read: ReadBytes, byteLength: number): Promise<Said> {
  const found = gather();
  for (let at = 0, boxesLeft = mostOuterBoxes; at + 8 <= byteLength && boxesLeft > 0; boxesLeft -= 1) {
    const head = await read(at, Math.min(at + 16, byteLength));
    const short = head.readUInt32BE(0);
    const long = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short;
    const length = short === 0 ? byteLength - at : long;
    if (length < 8 || at + length > byteLength) break;
    const name = head.toString('latin1', 4, 8);
    if ((name === 'moov' || name === 'meta' || name === 'udta') && length <= mostHeadBytes) {
      gatherHead(await read(at, at + length), found);
    } else if (name === 'uuid' && length <= mostTagBytes) {
      const packet = findXmp(await read(at, at + length));
      if (packet !== null) gatherXmp(packet, found);
    }
    at += length;
  }
  return found.said();
}

/** A name of four letters stands everywhere in a film by chance: it counts only with the length of a box before it. */
const boxes: Readonly<Record<string, Parameters<Gathering['add']>[0]>> = {
  '\u00a9xyz': 'place',
  loci: 'place',
  '\u00a9ART': 'personNamed',
  aART: 'personNamed',
  '\u00a9aut': 'personNamed',
  '\u00a9wrt': 'personNamed',
  auth: 'personNamed',
  perf: 'personNamed',
  '\u00a9mak': 'device',
  '\u00a9mod': 'device',
  '\u00a9swr': 'device',
  '\u00a9too': 'device',
  '\u00a9day': 'times',
  '\u00a9nam': 'title',
  '\u00a9cmt': 'title',
  '\u00a9des': 'title',
  '\u00a9alb': 'title',
  titl: 'title',
  dscp: 'title',
  covr: 'smallPicture',
};

const keys: readonly (readonly [RegExp, Parameters<Gathering['add']>[0]])[] = [
  [/com\.apple\.quicktime\.location\./, 'place'],
  [/com\.apple\.quicktime\.(?:author|artist|creationdate\.by|director|producer)\b/, 'personNamed'],
  [/com\.apple\.quicktime\.(?:make|model|software)\b|com\.android\.(?:manufacturer|model|version)/, 'device'],
  [/com\.apple\.quicktime\.creationdate/, 'times'],
  [/com\.apple\.quicktime\.(?:title|description|comment|displayname|keywords)\b/, 'title'],
];

const holders = new Set(['moov', 'trak', 'mdia', 'udta', 'meta', 'ilst']);

function gatherHead(head: Buffer, found: Gathering): void {
  const text = head.toString('latin1');
  for (const [pattern, trace] of keys) if (pattern.test(text)) found.add(trace);
  gatherBoxes(head, found, 0);
}

function gatherBoxes(part: Buffer, found: Gathering, depth: number): void {
  for (let at = 0; at + 8 <= part.length;) {
    const length = part.readUInt32BE(at);
    if (length < 8 || at + length > part.length) return;
    const name = part.toString('latin1', at + 4, at + 8);
    const inside = part.subarray(at + 8, at + length);
    const trace = Object.hasOwn(boxes, name) ? boxes[name] : undefined;
    if (trace !== undefined && inside.length > 0) {
      // Before such words, their length and their language.
      const isCounted =
        name.startsWith('\u00a9') && inside.length >= 4 && inside.readUInt16BE(0) === inside.length - 4;
      found.add(trace, trace === 'smallPicture' ? '' : printable(inside.subarray(isCounted ? 4 : 0)));
    }
    // The time it was made, in seconds since 1904; nought where nobody wrote one.
    if (name === 'mvhd' && inside.length >= 8 && inside.readUInt32BE(4) !== 0) found.add('times');
    if (holders.has(name) && depth < 8) {
      // In ISO files the list of tags has four bytes of version before it, in QuickTime it has none.
      const isFull = name === 'meta' && inside.length >= 8 && inside.readUInt32BE(0) === 0;
      gatherBoxes(isFull ? inside.subarray(4) : inside, found, depth + 1);
    }
    at += length;
  }
}
