import { printable } from '../../documents/picture-traces';
import { gather, lookOf, type Gathering, type Look, type Said } from './look';
import { findXmp, gatherXmp } from './xmp';
import type { OriginalTrace } from '../../../shared/evidence/traces';

/** What is left of a recording, and what the rest of it said. */
interface Taken {
  readonly said: Said;
  /** Null where it cannot be followed. */
  readonly bare: Uint8Array | null;
}

/** Recordings whose packets are not touched: MP3, WAV, FLAC, Opus as messengers send it, AMR. Of Vorbis it is only told what they say. */
export function isSound(start: Buffer): boolean {
  const text = start.toString('latin1');
  return /^(?:ID3|OggS|fLaC|#!AMR|RIFF[^]{4}WAVE)/.test(text) || isFrame(start, 0);
}

/** Nobody decodes the sound: what is left keeps its packets as they were. */
export function lookIntoSound(bytes: Uint8Array): Look {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { said, bare } = take(file);
  const isGood = bare !== null && take(Buffer.from(bare)).said.traces.length === 0;
  return lookOf(said, bytes, isGood ? bare : null);
}

function take(file: Buffer): Taken {
  const found = gather();
  const bare = bareOf(file, found);
  return { said: found.said(), bare };
}

function bareOf(file: Buffer, found: Gathering): Uint8Array | null {
  const start = file.toString('latin1', 0, 12);
  if (start.startsWith('RIFF')) return takeWav(file, found);
  if (start.startsWith('OggS')) return takeOgg(file, found);
  if (start.startsWith('fLaC')) return takeFlac(file, found);
  if (start.startsWith('#!AMR')) return takeAmr(file, found);
  return takeMp3(file, found);
}

/**
 * Tags stand before the frames of an MP3 and behind them. What the first frame says of the program that packed it is a part of the sound.
 *
 * Sources: ID3v2.2, 2.3 and 2.4, sections 3 and 4; ID3v1; APEv2; Lyrics3 v2; ISO/IEC 11172-3, 2.4.1.3.
 */
function takeMp3(file: Buffer, found: Gathering): Uint8Array | null {
  let start = 0;
  while (file.toString('latin1', start, start + 3) === 'ID3' && start + 10 <= file.length) {
    const length = sevenBits(file, start + 6);
    gatherTag(file.subarray(start, start + 10 + length), found);
    const hasFoot = ((file[start + 5] ?? 0) & 0x10) !== 0;
    start += 10 + length + (hasFoot ? 10 : 0);
  }
  let end = file.length;
  for (let before = tagBefore(file, end, found); before < end; before = tagBefore(file, end, found)) {
    end = before;
  }
  // Some programs leave room behind the first tag.
  while (start < end && file[start] === 0) start += 1;
  for (let at = start; at < end;) {
    const length = isFrame(file, at) ? frameLength(file, at) : 0;
    if (length === 0) return null;
    // The last one of a recording that was cut off.
    at += length;
  }
  return start < end ? file.subarray(start, end) : null;
}

/** Where the tag begins that ends here; the same place where there is none. */
function tagBefore(file: Buffer, end: number, found: Gathering): number {
  const text = (from: number, to: number) => file.toString('latin1', from, to);
  if (end >= 128 && text(end - 128, end - 125) === 'TAG') {
    const field = (from: number, to: number) =>
      printable(file.subarray(end - 128 + from, end - 128 + to)).trim();
    if (field(33, 63) !== '') found.add('personNamed', field(33, 63));
    if (field(3, 33) !== '' || field(97, 127) !== '') found.add('title', `${field(3, 33)} ${field(97, 127)}`);
    if (field(93, 97) !== '') found.add('times');
    return end - 128;
  }
  if (end >= 227 && text(end - 227, end - 223) === 'TAG+') {
    found.add('title', printable(file.subarray(end - 223, end)));
    return end - 227;
  }
  if (end >= 32 && text(end - 32, end - 24) === 'APETAGEX') {
    const hasHead = (file.readUInt32LE(end - 12) & 0x80_00_00_00) !== 0;
    const start = end - file.readUInt32LE(end - 20) - (hasHead ? 32 : 0);
    if (start < 0 || start > end - 32) return end;
    gatherApe(file.subarray(start + (hasHead ? 32 : 0), end - 32), found);
    return start;
  }
  if (end >= 20 && text(end - 10, end - 7) === '3DI') {
    const start = end - 20 - sevenBits(file, end - 4);
    if (start < 0 || text(start, start + 3) !== 'ID3') return end;
    gatherTag(file.subarray(start, end - 10), found);
    return start;
  }
  if (end >= 15 && text(end - 9, end) === 'LYRICS200') {
    const start = end - 15 - Number(text(end - 15, end - 9));
    if (!Number.isInteger(start) || start < 0) return end;
    found.add('title', printable(file.subarray(start, end)));
    return start;
  }
  return end;
}

function sevenBits(file: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((sum, step) => sum * 128 + ((file[at + step] ?? 0) & 0x7f), 0);
}

/** Of layer III alone. */
function isFrame(file: Buffer, at: number): boolean {
  return file[at] === 0xff && ((file[at + 1] ?? 0) & 0xe6) === 0xe2;
}

const kilobits = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
] as const;
const hertz = [44_100, 48_000, 32_000, 0] as const;

/** In bytes; 0 for what no frame says. */
function frameLength(file: Buffer, at: number): number {
  const version = ((file[at + 1] ?? 0) >> 3) & 3;
  const third = file[at + 2] ?? 0;
  const isFirst = version === 3;
  const rate = kilobits[isFirst ? 0 : 1][third >> 4] ?? 0;
  const samples = (hertz[(third >> 2) & 3] ?? 0) / (isFirst ? 1 : version === 2 ? 2 : 4);
  if (version === 1 || rate === 0 || samples === 0) return 0;
  return Math.floor(((isFirst ? 144 : 72) * rate * 1000) / samples) + ((third >> 1) & 1);
}

const traceOfApeItem: readonly (readonly [RegExp, OriginalTrace])[] = [
  [/^(?:artist|composer|conductor|copyright|publisher|performer|album artist)$/i, 'personNamed'],
  [/^(?:record location)$/i, 'place'],
  [/^(?:title|subtitle|album|comment|abstract|file)$/i, 'title'],
  [/^(?:year|record date|file date)$/i, 'times'],
  [/^cover art/i, 'smallPicture'],
];

function gatherApe(items: Buffer, found: Gathering): void {
  for (let at = 0; at + 9 < items.length;) {
    const length = items.readUInt32LE(at);
    const nameEnd = items.indexOf(0, at + 8);
    if (nameEnd < 0) break;
    const name = items.toString('latin1', at + 8, nameEnd);
    const trace = traceOfApeItem.find(([pattern]) => pattern.test(name))?.[1] ?? 'otherData';
    const words = items.subarray(nameEnd + 1, nameEnd + 1 + length);
    found.add(trace, trace === 'smallPicture' ? '' : printable(words.subarray(0, 8000)));
    at = nameEnd + 1 + length;
  }
}

const traceOfWavInfo: Readonly<Record<string, OriginalTrace>> = {
  IARL: 'place',
  IART: 'personNamed',
  ICMS: 'personNamed',
  ICOP: 'personNamed',
  IENG: 'personNamed',
  ITCH: 'personNamed',
  INAM: 'title',
  ISBJ: 'title',
  ICMT: 'title',
  IKEY: 'title',
  ICRD: 'times',
  ISFT: 'device',
  ISRC: 'device',
};

/**
 * A WAV with nothing but how it is packed and its sound.
 *
 * Sources: Multimedia Programming Interface and Data Specifications 1.0 (RIFF, LIST INFO); EBU Tech 3285 (bext).
 */
function takeWav(file: Buffer, found: Gathering): Uint8Array | null {
  if (file.length < 12) return null;
  const end = 8 + file.readUInt32LE(4);
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= Math.min(end, file.length);) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    const inside = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ' || name === 'fact' || name === 'data') {
      // Each stands there once.
      if (kept.length === 3) return null;
      kept.push(file.subarray(at, next));
    } else gatherChunk(name, inside, found);
    if (at + 8 + length > file.length) return null;
    at = next;
  }
  // Recorders that were cut off leave a length of nought, or one beyond the end.
  if (end > file.length + 1 || kept.length < 2) return null;
  const head = Buffer.from(file.subarray(0, 12));
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...kept]);
}

function gatherChunk(name: string, inside: Buffer, found: Gathering): void {
  const text = (from: number, to: number) => printable(inside.subarray(from, to)).trim();
  if (name === 'LIST' && inside.toString('latin1', 0, 4) === 'INFO') {
    for (let at = 4; at + 8 <= inside.length;) {
      const length = inside.readUInt32LE(at + 4);
      const trace = traceOfWavInfo[inside.toString('latin1', at, at + 4)] ?? 'otherData';
      found.add(trace, text(at + 8, at + 8 + length));
      at += 8 + length + (length % 2);
    }
  } else if (name === 'bext') {
    if (text(0, 256) !== '') found.add('title', text(0, 256));
    if (text(256, 320) !== '') found.add('device', text(256, 320));
    if (text(320, 338) !== '') found.add('times');
  } else if (/^id3 $/i.test(name)) gatherTag(inside, found);
  else {
    const packet = findXmp(inside);
    if (packet !== null) gatherXmp(packet, found);
    else if (inside.some((byte) => byte !== 0))
      found.add('otherData', /^(?:iXML|LIST)$/.test(name) ? text(0, 8000) : '');
  }
}

/** Of remarks in Ogg, FLAC and WebM. */
export const traceOfComment: Readonly<Record<string, OriginalTrace>> = {
  ARTIST: 'personNamed',
  AUTHOR: 'personNamed',
  COMPOSER: 'personNamed',
  CONTACT: 'personNamed',
  COPYRIGHT: 'personNamed',
  ORGANIZATION: 'company',
  PERFORMER: 'personNamed',
  LOCATION: 'place',
  TITLE: 'title',
  ALBUM: 'title',
  DESCRIPTION: 'title',
  COMMENT: 'title',
  DATE: 'times',
  CREATION_TIME: 'times',
  ENCODER: 'device',
  ENCODER_OPTIONS: 'device',
  METADATA_BLOCK_PICTURE: 'smallPicture',
  COVERART: 'smallPicture',
};

/** Of a recording of some days; more of them were made to fill the memory. */
const mostPages = 300_000;

interface OggPage {
  readonly start: number;
  readonly end: number;
  readonly flags: number;
  readonly serial: number;
  readonly payload: Buffer;
  /** How many packets end in it, and whether one ends with it. */
  readonly packets: number;
  readonly isWhole: boolean;
}

/**
 * Opus in Ogg: the page of remarks becomes one that says nothing, and pages are counted anew where there were more.
 *
 * Sources: RFC 3533 (Ogg); RFC 7845, 3 and 5.2 (remarks have pages of their own).
 */
function takeOgg(file: Buffer, found: Gathering): Uint8Array | null {
  const pages: OggPage[] = [];
  for (let at = 0; at < file.length;) {
    const page = oggPage(file, at);
    // What stands behind the last page is no sound.
    if (page === null) break;
    if (pages.length === mostPages) return null;
    pages.push(page);
    at = page.end;
  }
  const [first, ...others] = pages;
  if (first === undefined) return null;
  const isOpus = first.payload.toString('latin1', 0, 8) === 'OpusHead';
  const last = others.findIndex(({ isWhole }) => isWhole);
  if (last < 0) return null;
  const withRemarks = others.slice(0, last + 1);
  const remarks = Buffer.concat(withRemarks.map(({ payload }) => payload));
  gatherComments(remarks, found);
  const isOneStream = pages.every(({ serial, flags }, index) => {
    return serial === first.serial && ((flags & 2) !== 0) === (index === 0);
  });
  const isTags = remarks.toString('latin1', 0, 8) === 'OpusTags';
  const isEnded = ((pages.at(-1)?.flags ?? 0) & 4) !== 0 || pages.at(-1)?.end === file.length;
  // Whatever else stood on their pages would go or stay with them.
  const isAlone = first.packets === 1 && withRemarks.reduce((sum, { packets }) => sum + packets, 0) === 1;
  if (!isOpus || !isOneStream || !isTags || !isEnded || !isAlone) return null;
  const silent = Buffer.concat([file.subarray(others[0]?.start, (others[0]?.start ?? 0) + 26), silentTags]);
  silent[26] = 1;
  return Buffer.concat([
    file.subarray(first.start, first.end),
    numbered(silent, 1),
    ...others
      .slice(last + 1)
      .map(({ start, end }, index) =>
        last === 0 ? file.subarray(start, end) : numbered(file.subarray(start, end), index + 2),
      ),
  ]);
}

/** One packet of sixteen bytes, behind the head of its page: no program, no remark. */
const silentTags = Buffer.concat([Buffer.from([1, 16]), Buffer.from('OpusTags'), Buffer.alloc(8)]);

function oggPage(file: Buffer, at: number): OggPage | null {
  if (file.toString('latin1', at, at + 4) !== 'OggS' || at + 27 > file.length) return null;
  const count = file[at + 26] ?? 0;
  const lengths = file.subarray(at + 27, at + 27 + count);
  const inside = at + 27 + count;
  const end = inside + lengths.reduce((sum, length) => sum + length, 0);
  if (end > file.length || lengths.length < count) return null;
  return {
    start: at,
    end,
    flags: file[at + 5] ?? 0,
    serial: file.readUInt32LE(at + 14),
    payload: file.subarray(inside, end),
    packets: lengths.reduce((sum, length) => sum + (length < 255 ? 1 : 0), 0),
    isWhole: count > 0 && lengths[count - 1] !== 255,
  };
}

function numbered(page: Buffer, number: number): Buffer {
  const written = Buffer.from(page);
  written.writeUInt32LE(number, 18);
  written.writeUInt32LE(0, 22);
  written.writeUInt32LE(oggChecksum(written), 22);
  return written;
}

const checksums = Uint32Array.from({ length: 256 }, (_unused, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 0x80_00_00_00 ? (value << 1) ^ 0x04_c1_1d_b7 : value << 1;
  return value >>> 0;
});

/** Of another kind than that of a zip: nothing is turned round. */
function oggChecksum(page: Buffer): number {
  let value = 0;
  for (const byte of page) value = ((value << 8) ^ (checksums[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return value;
}

/**
 * A FLAC with nothing but how it is packed, where its seconds stand, and its frames. Each frame ends with a checksum, so that all of them
 * have one of nought: nothing else stands among or behind them.
 *
 * Source: RFC 9639, 8 (blocks) and 9.3 (checksum).
 */
function takeFlac(file: Buffer, found: Gathering): Uint8Array | null {
  const kept: Buffer[] = [];
  let at = 4;
  for (let isLast = false; !isLast;) {
    if (at + 4 > file.length) return null;
    const kind = (file[at] ?? 0) & 0x7f;
    isLast = ((file[at] ?? 0) & 0x80) !== 0;
    const next = at + 4 + file.readUIntBE(at + 1, 3);
    const inside = file.subarray(at + 4, next);
    if (next > file.length) return null;
    // How it is packed, and a table of its seconds.
    if (kind === 0 || kind === 3) {
      if (kept.length === 2) return null;
      const block = Buffer.from(file.subarray(at, next));
      block[0] = kind;
      kept.push(block);
    } else if (kind === 4) gatherRemarks(inside, 0, found);
    else if (kind === 6) found.add('smallPicture');
    else if (inside.some((byte) => byte !== 0)) found.add('otherData', kind === 5 ? printable(inside) : '');
    at = next;
  }
  let end = file.length;
  for (let before = tagBefore(file, end, found); before < end; before = tagBefore(file, end, found)) {
    end = before;
  }
  const frames = file.subarray(at, end);
  const last = kept.at(-1);
  const isFlac = frames[0] === 0xff && ((frames[1] ?? 0) & 0xfe) === 0xf8;
  if (last === undefined || kept[0]?.[0] !== 0 || !isFlac || flacChecksum(frames) !== 0) return null;
  last[0] = (last[0] ?? 0) | 0x80;
  return Buffer.concat([file.subarray(0, 4), ...kept, frames]);
}

const flacChecksums = Uint16Array.from({ length: 256 }, (_unused, byte) => {
  let value = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80_00 ? (value << 1) ^ 0x80_05 : value << 1;
  return value;
});

function flacChecksum(frames: Buffer): number {
  let value = 0;
  for (const byte of frames) value = ((value << 8) & 0xff_ff) ^ (flacChecksums[(value >>> 8) ^ byte] ?? 0);
  return value;
}

/** As Opus and Vorbis both write them, behind a name of their own. */
function gatherComments(packet: Buffer, found: Gathering): void {
  const start = packet.toString('latin1', 0, 8);
  const head = ['OpusTags', '\u0003vorbis'].find((name) => start.startsWith(name));
  if (head === undefined) return;
  const end = gatherRemarks(packet, head.length, found);
  // Behind them there is room, which is used for what nobody knows.
  if (head === 'OpusTags' && packet.subarray(end).some((byte) => byte !== 0)) found.add('otherData');
}

/** The program, then each remark with its length; gives where they end. */
function gatherRemarks(packet: Buffer, from: number, found: Gathering): number {
  let at = from;
  const next = (): string | null => {
    const length = at + 4 <= packet.length ? packet.readUInt32LE(at) : Number.POSITIVE_INFINITY;
    if (at + 4 + length > packet.length) return null;
    const words = packet.toString('utf8', at + 4, at + 4 + Math.min(length, 8000));
    at += 4 + length;
    return words;
  };
  const program = next();
  if (program === null || at + 4 > packet.length) return packet.length;
  if (program !== '') found.add('device');
  const count = packet.readUInt32LE(at);
  at += 4;
  for (let index = 0; index < count; index += 1) {
    const remark = next();
    if (remark === null) return packet.length;
    const name = remark.slice(0, Math.max(0, remark.indexOf('='))).toUpperCase();
    const trace = Object.hasOwn(traceOfComment, name) ? traceOfComment[name] : undefined;
    found.add(trace ?? 'otherData', trace === 'smallPicture' ? '' : remark.slice(name.length + 1));
  }
  return at;
}

/** Bytes of a frame behind its first, by what that says; 0 where nothing follows, -1 for none. */
const narrow = [12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0] as const;
const wide = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0] as const;

/**
 * AMR of telephones has frames and no place for anything else.
 *
 * Source: RFC 4867, 5.
 */
function takeAmr(file: Buffer, found: Gathering): Uint8Array | null {
  const head = /^#!AMR(?:-WB)?\n/.exec(file.toString('latin1', 0, 9))?.[0];
  if (head === undefined) return null;
  const sizes = head === '#!AMR\n' ? narrow : wide;
  let at = head.length;
  while (at < file.length) {
    const first = file[at] ?? 0;
    const size = (first & 0x83) === 0 ? (sizes[first >> 3] ?? -1) : -1;
    if (size < 0 || at + 1 + size > file.length) break;
    at += 1 + size;
  }
  if (at < file.length) found.add('otherData');
  return at > head.length ? file.subarray(0, at) : null;
}

const traceOfFrame: readonly (readonly [RegExp, Parameters<Gathering['add']>[0]])[] = [
  [/^(?:TPE[1-4]|TCOM|TOPE|TOWN|TEXT|TOLY|TP[1-4]|TCM|TOA)$/, 'personNamed'],
  [/^(?:TIT[1-3]|COMM|USLT|TALB|TXXX|TT[1-3]|COM|TAL|TXX)$/, 'title'],
  [/^(?:TSSE|TENC|TSS|TEN)$/, 'device'],
  [/^(?:TDRC|TYER|TDAT|TIME|TDEN|TDTG|TRDA|TYE|TDA|TIM)$/, 'times'],
  [/^(?:APIC|PIC)$/, 'smallPicture'],
  [/^(?:GEOB|PRIV|GEO)$/, 'otherData'],
];

/** @param tag  with its head */
function gatherTag(tag: Buffer, found: Gathering): void {
  const version = tag[3] ?? 3;
  const flags = tag[5] ?? 0;
  const isApart = (flags & 0x80) !== 0;
  const all = isApart && version < 4 ? together(tag.subarray(10)) : tag.subarray(10);
  const hasHead = (flags & 0x40) !== 0 && version > 2 && all.length >= 4;
  const framesAt = hasHead ? (version === 4 ? sevenBits(all, 0) : 4 + all.readUInt32BE(0)) : 0;
  const frames = all.subarray(framesAt);
  const headLength = version === 2 ? 6 : 10;
  for (let at = 0; at + headLength < frames.length && frames[at] !== 0;) {
    const name = frames.toString('latin1', at, at + (version === 2 ? 3 : 4));
    const length =
      version === 2
        ? frames.readUIntBE(at + 3, 3)
        : version === 4
          ? sevenBits(frames, at + 4)
          : frames.readUInt32BE(at + 4);
    const received = frames.subarray(at + headLength, at + headLength + length);
    const contents =
      version === 4 && (isApart || ((frames[at + 9] ?? 0) & 2) !== 0) ? together(received) : received;
    const trace = traceOfFrame.find(([pattern]) => pattern.test(name))?.[1];
    if (trace !== undefined && contents.length > 1) {
      found.add(trace, trace === 'smallPicture' || trace === 'otherData' ? '' : wordsOfFrame(name, contents));
    }
    at += headLength + length;
  }
}

/** Takes away the bytes that were put between, so that nothing in a tag looks like the beginning of a frame of sound. */
function together(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\u00ff\0', '\u00ff'), 'latin1');
}

/** The first byte says how the rest is written: 1 is UTF-16 with a mark of its order, 2 is big-endian. */
function wordsOfFrame(name: string, contents: Buffer): string {
  const coding = contents[0] ?? 0;
  // Of remarks and songs, their language.
  const words = contents.subarray(/^(?:COMM?|USLT|ULT)$/.test(name) ? 4 : 1);
  if (coding !== 1 && coding !== 2) return printable(words);
  const isBig = coding === 2 || words[0] === 0xfe;
  const text = new TextDecoder(isBig ? 'utf-16be' : 'utf-16le').decode(words);
  return text.replaceAll(/[\p{Cc}\uFEFF\uFFFD]+/gu, ' ').trim();
}
