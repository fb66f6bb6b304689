import { gather, type Gathering, type Said } from './look';
import { findXmp, gatherXmp } from './xmp';

/** Bytes of an original from one place to another: films are not read whole. */
export type ReadBytes = (start: number, end: number) => Promise<Buffer>;

/** The head of a film, its tables of pictures included. Of one that has more, nothing is told. */
const mostHeadBytes = 64 * 1024 * 1024;
const mostTagBytes = 16 * 1024 * 1024;

/**
 * What MP4, MOV, M4A and 3GP say of themselves.
 *
 * Sources: ISO/IEC 14496-12 (boxes), QuickTime File Format (`©xyz` and its like, metadata keys), 3GPP TS 26.244 (`loci`).
 */
export async function readFilmSaid(read: ReadBytes, byteLength: number): Promise<Said> {
  const found = gather();
  for (let at = 0; at + 8 <= byteLength;) {
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
      found.add(trace, trace === 'smallPicture' ? '' : printable(inside));
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

function printable(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll(/[\p{Cc}\uFFFD]+/gu, ' ');
}

/**
 * What an MP3 says in its tags.
 *
 * Sources: ID3v2.2, 2.3 and 2.4, section 4; ID3v1.
 */
export async function readId3Said(read: ReadBytes, byteLength: number): Promise<Said> {
  const found = gather();
  const head = await read(0, Math.min(10, byteLength));
  if (head.length === 10 && head.toString('latin1', 0, 3) === 'ID3') {
    // Seven bits of each byte count.
    const length = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
    if (length <= mostTagBytes) {
      gatherFrames(await read(10, Math.min(10 + length, byteLength)), head[3] ?? 3, found);
    }
  }
  const end = byteLength < 128 ? Buffer.alloc(0) : await read(byteLength - 128, byteLength);
  if (end.toString('latin1', 0, 3) === 'TAG') {
    const field = (from: number, to: number) => printable(end.subarray(from, to)).trim();
    if (field(33, 63) !== '') found.add('personNamed', field(33, 63));
    if (field(3, 33) !== '' || field(97, 127) !== '') found.add('title', `${field(3, 33)} ${field(97, 127)}`);
  }
  return found.said();
}

const frames: readonly (readonly [RegExp, Parameters<Gathering['add']>[0]])[] = [
  [/^(?:TPE[1-4]|TCOM|TOPE|TOWN|TEXT|TOLY|TP[1-4]|TCM|TOA)$/, 'personNamed'],
  [/^(?:TIT[1-3]|COMM|USLT|TALB|TXXX|TT[1-3]|COM|TAL|TXX)$/, 'title'],
  [/^(?:TSSE|TENC|TSS|TEN)$/, 'device'],
  [/^(?:TDRC|TYER|TDAT|TIME|TDEN|TDTG|TRDA|TYE|TDA|TIM)$/, 'times'],
  [/^(?:APIC|PIC)$/, 'smallPicture'],
  [/^(?:GEOB|PRIV|GEO)$/, 'otherData'],
];

function gatherFrames(tag: Buffer, version: number, found: Gathering): void {
  const isOld = version === 2;
  const headLength = isOld ? 6 : 10;
  for (let at = 0; at + headLength < tag.length && tag[at] !== 0;) {
    const name = tag.toString('latin1', at, at + (isOld ? 3 : 4));
    const length = isOld
      ? tag.readUIntBE(at + 3, 3)
      : version === 4
        ? [4, 5, 6, 7].reduce((sum, step) => sum * 128 + ((tag[at + step] ?? 0) & 0x7f), 0)
        : tag.readUInt32BE(at + 4);
    const contents = tag.subarray(at + headLength, at + headLength + length);
    const trace = frames.find(([pattern]) => pattern.test(name))?.[1];
    if (trace !== undefined && contents.length > 1) {
      found.add(trace, trace === 'smallPicture' || trace === 'otherData' ? '' : wordsOfFrame(contents));
    }
    at += headLength + length;
  }
}

/** The first byte says how the rest is written: 1 and 2 are UTF-16. */
function wordsOfFrame(contents: Buffer): string {
  const isWide = contents[0] === 1 || contents[0] === 2;
  return (isWide ? contents.subarray(1).toString('utf16le') : printable(contents.subarray(1)))
    .replaceAll(/[\p{Cc}\uFEFF]+/gu, ' ')
    .trim();
}
