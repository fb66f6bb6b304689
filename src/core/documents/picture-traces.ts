import { inflateSync } from 'node:zlib';
import ExifReader from 'exifreader';

/** What a picture says beside what is seen on it. `place` and `thumbnail` stand inside of `exif`. */
export type PictureTrace =
  'exif' | 'place' | 'thumbnail' | 'xmp' | 'iptc' | 'comment' | 'time' | 'application' | 'trailing';

interface Block {
  readonly trace: PictureTrace | null;
  readonly start: number;
  readonly end: number;
}

/**
 * Everything in a PNG, JPEG, GIF or bitmap that does not make its pixels; null for another format, or one that cannot be
 * followed to its end, of which nothing can be promised.
 */
export function findPictureTraces(bytes: Uint8Array): readonly PictureTrace[] | null {
  const blocks = readBlocks(bytes);
  if (blocks === null) return null;
  const found = new Set(blocks.flatMap(({ trace }) => (trace === null ? [] : [trace])));
  if (found.has('exif')) for (const inside of insideExif(bytes)) found.add(inside);
  return [...found];
}

/** Remarks in a JPEG or GIF, as text. */
export function pictureRemarks(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 8).equals(pngSignature)) return [];
  const remarks = (readBlocks(bytes) ?? []).filter(({ trace }) => trace === 'comment');
  return remarks.map(({ start, end }) => {
    if (file[start] === 0xff) return printable(file.subarray(start + 4, end));
    const pieces: Buffer[] = [];
    for (let at = start + 2; at < end; at += 1 + (file[at] ?? 0)) {
      pieces.push(file.subarray(at + 1, at + 1 + (file[at] ?? 0)));
    }
    return printable(Buffer.concat(pieces));
  });
}

/**
 * In UTF-8, or else in the letters of Western Europe that programs wrote before; both where it is not sure, since it is looked through
 * for names.
 */
export function printable(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const both = text.includes('\uFFFD') ? `${text} ${bytes.toString('latin1')}` : text;
  return both.replaceAll(/[\p{Cc}\uFFFD]+/gu, ' ').trim();
}

/** What is written in a PNG, by the name that it has there, unpacked. */
export function pngRemarks(bytes: Uint8Array): readonly { readonly name: string; readonly words: string }[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(pngSignature)) return [];
  return (readPng(file) ?? []).flatMap(({ start, end }) => {
    const kind = file.toString('latin1', start + 4, start + 8);
    if (!/^(?:[tz]TX|iTX|tEX)t$/.test(kind)) return [];
    const content = file.subarray(start + 8, end - 4);
    const nameEnd = content.indexOf(0);
    if (nameEnd < 0) return [];
    const name = content.toString('latin1', 0, nameEnd);
    const isInternational = kind === 'iTXt';
    // Behind the name of such: whether and how it is packed, its language, and its name in that.
    const wordsAt = isInternational
      ? content.indexOf(0, content.indexOf(0, nameEnd + 3) + 1) + 1
      : nameEnd + (kind === 'zTXt' ? 2 : 1);
    const isPacked = kind === 'zTXt' || (isInternational && content[nameEnd + 1] === 1);
    const words = isPacked ? unpacked(content.subarray(wordsAt)) : content.subarray(wordsAt);
    return [{ name, words: printable(words) }];
  });
}

const mostRemarkBytes = 4 * 1024 * 1024;

function unpacked(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: mostRemarkBytes });
  } catch {
    // Broken, or made to fill the memory; that there is something was found.
    return Buffer.alloc(0);
  }
}

/** The same picture without what `findPictureTraces` finds; its pixels are not touched. Null where that gives null. */
export function withoutPictureTraces(bytes: Uint8Array): Uint8Array | null {
  const blocks = readBlocks(bytes);
  if (blocks === null) return null;
  const kept = blocks.filter(({ trace }) => trace === null);
  return kept.length === blocks.length
    ? bytes
    : Buffer.concat(kept.map(({ start, end }) => bytes.subarray(start, end)));
}

/**
 * A JPEG that was taken with the camera turned says so in its EXIF, beside everything else. Where that was taken out, a block
 * that says nothing but how it is to be turned takes its place.
 *
 * Source: EXIF 2.32, 4.6.4 A (orientation); TIFF 6.0, section 2.
 */
export function keepUpright(received: Uint8Array, bare: Uint8Array): Uint8Array {
  const orientation = orientationOf(received);
  if (orientation === 1) return bare;
  const block = Buffer.from(uprightBlock);
  block[uprightBlock.length - 7] = orientation;
  return Buffer.concat([bare.subarray(0, 2), block, bare.subarray(2)]);
}

// APP1, 34 bytes: `Exif`, a TIFF in big-endian order with one directory of one entry, 0x0112 (orientation, a short).
const uprightBlock = [
  0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00, 0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08,
  0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
];

/** 1 (upright) to 8; 1 for whatever is no JPEG or does not say. */
function orientationOf(bytes: Uint8Array): number {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 1;
  try {
    const { Orientation: found } = ExifReader.load(Uint8Array.from(bytes).buffer);
    const value = typeof found?.value === 'number' ? found.value : 1;
    return value >= 1 && value <= 8 ? value : 1;
  } catch {
    // No EXIF, or none that can be read: then no program turns it either.
    return 1;
  }
}

/** Whether a part of a Word file is a picture, by its name: the type that is given for it may lie. */
export function isPicture(part: string): boolean {
  return /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|heic|webp)$/i.test(part);
}

function readBlocks(bytes: Uint8Array): readonly Block[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 8).equals(pngSignature)) return readPng(file);
  if (file.length > 4 && file.readUInt16BE(0) === 0xffd8) return readJpeg(file);
  // A bitmap has a head and pixels, and but for a profile no place for anything else.
  if (file.length > 18 && file.toString('latin1', 0, 2) === 'BM') return readBitmap(file);
  if (/^GIF8[79]a$/.test(file.toString('latin1', 0, 6))) return readGif(file);
  return null;
}

/** Far beyond any camera or program: a file cut into more was made to fill the memory. */
const mostBlocks = 100_000;
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks that colours and sizes depend on; a colour profile can name the one who made it and is left out. */
const pngPixelChunks = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);
const pngTraces: Readonly<Record<string, PictureTrace>> = {
  eXIf: 'exif',
  tEXt: 'comment',
  zTXt: 'comment',
  iTXt: 'xmp',
  tIME: 'time',
};

function readPng(file: Buffer): readonly Block[] | null {
  const blocks: Block[] = [{ trace: null, start: 0, end: 8 }];
  for (let at = 8; at + 12 <= file.length && blocks.length < mostBlocks;) {
    const end = at + 12 + file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    if (end > file.length) return null;
    blocks.push({
      trace: pngPixelChunks.has(name) ? null : (pngTraces[name] ?? 'application'),
      start: at,
      end,
    });
    if (name === 'IEND') return withTrailing(blocks, file);
    at = end;
  }
  return null;
}

function readJpeg(file: Buffer): readonly Block[] | null {
  const blocks: Block[] = [{ trace: null, start: 0, end: 2 }];
  for (let at = 2; at + 4 <= file.length && blocks.length < mostBlocks;) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      // A byte that only fills; nobody misses it.
      at += 1;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    // Those that begin and end a picture or a part of a scan have no length, and no place here.
    if (end > file.length || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) return null;
    blocks.push({ trace: jpegTrace(marker, file.toString('latin1', at + 4, end)), start: at, end });
    at = end;
    if (marker !== 0xda) continue;
    // Behind the head of a scan come its pixels, up to the next marker that is none of the scan's own.
    const start = at;
    while (at + 1 < file.length && !(file[at] === 0xff && !isInsideScan(file[at + 1] ?? 0))) at += 1;
    blocks.push({ trace: null, start, end: at });
    if (file[at + 1] === 0xd9) {
      blocks.push({ trace: null, start: at, end: at + 2 });
      return withTrailing(blocks, file);
    }
  }
  return null;
}

/** A stuffed zero, a restart, or a byte that only fills. */
function isInsideScan(marker: number): boolean {
  return marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
}

function jpegTrace(marker: number, content: string): PictureTrace | null {
  if (marker === 0xfe) return 'comment';
  if (marker === 0xed) return 'iptc';
  if (marker === 0xe1) return content.startsWith('Exif') ? 'exif' : 'xmp';
  // JFIF says how large a pixel is, Adobe how colours are coded; other segments of applications are not needed.
  if (marker === 0xe0) return content.startsWith('JFIF') ? jfifTrace(content) : 'thumbnail';
  if (marker === 0xee) return content.startsWith('Adobe') && content.length === 12 ? null : 'application';
  return jpegPixelMarkers.has(marker) ? null : 'application';
}

/** Frames, tables, scans and how often they begin anew; 0xc8 and those from 0xf0 are kept for what never came. */
const jpegPixelMarkers = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xda, 0xdb, 0xdc,
  0xdd,
]);

/** The head of JFIF can hold a small picture too. */
function jfifTrace(content: string): PictureTrace | null {
  return content.length > 14 ? 'thumbnail' : null;
}

function readBitmap(file: Buffer): readonly Block[] | null {
  const end = file.readUInt32LE(2);
  // A colour profile can lie in a folder that is named, or behind the pixels.
  if (/^(?:KNIL|DEBM)$/.test(file.toString('latin1', 70, 74)) && file.readUInt32LE(14) >= 124) return null;
  return end > file.length ? null : withTrailing([{ trace: null, start: 0, end }], file);
}

function readGif(file: Buffer): readonly Block[] | null {
  const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const pastSubBlocks = (from: number): number => {
    let at = from;
    while (at < file.length && file[at] !== 0) at += 1 + (file[at] ?? 0);
    return at + 1;
  };
  if (file.length < 14) return null;
  let at = 13 + tableBytes(file[10] ?? 0);
  const blocks: Block[] = [{ trace: null, start: 0, end: at }];
  while (at < file.length && blocks.length < mostBlocks) {
    const start = at;
    let trace: PictureTrace | null = null;
    if (file[at] === 0x3b) {
      blocks.push({ trace, start, end: at + 1 });
      return withTrailing(blocks, file);
    }
    if (file[at] === 0x2c && at + 10 < file.length) {
      at = pastSubBlocks(at + 10 + tableBytes(file[at + 9] ?? 0) + 1);
    } else if (file[at] === 0x21) {
      const label = file[at + 1];
      if (label === 0xfe) trace = 'comment';
      else if (label !== 0xf9) trace = 'application';
      at = pastSubBlocks(at + 2);
    } else {
      return null;
    }
    blocks.push({ trace, start, end: at });
  }
  return null;
}

/** What follows the end of a picture is shown by nobody and read by whoever looks. */
function withTrailing(blocks: readonly Block[], file: Buffer): readonly Block[] {
  const end = blocks.at(-1)?.end ?? 0;
  return end < file.length ? [...blocks, { trace: 'trailing', start: end, end: file.length }] : blocks;
}

function insideExif(bytes: Uint8Array): readonly PictureTrace[] {
  try {
    const { buffer, byteOffset, byteLength } = bytes;
    const tags = ExifReader.load(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, {
      expanded: true,
    });
    return [
      ...(tags.gps === undefined ? [] : (['place'] as const)),
      ...(tags.Thumbnail === undefined ? [] : (['thumbnail'] as const)),
    ];
  } catch {
    // Thrown where the notes of the camera are broken; that there are some was found without reading them.
    return [];
  }
}
