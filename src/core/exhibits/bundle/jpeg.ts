/** A JPEG without anything but its picture, and how it has to be turned. */
export interface BareJpeg {
  readonly bytes: Uint8Array;
  /** Clockwise, to be looked at upright. */
  readonly turn: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * Takes away what a JPEG says about itself: EXIF with place, time and device, XMP, comments, thumbnails, and whatever stands
 * behind its end (a second picture, a film). What is needed to show it stays: JFIF without its thumbnail and Adobe's colour
 * transform. A colour profile can name a screen with its number, and no PDF looks at it. Null where it does not come to its end.
 *
 * Source: ITU-T T.81, annex B; EXIF 2.32, 4.6.4 A (orientation).
 */
export function bareJpeg(bytes: Uint8Array): BareJpeg | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      if (!hasScan) return null;
      kept.push(bytes.subarray(at, at + 2));
      return { bytes: join(kept), ...turnOf(orientation) };
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation;
    const needed = neededOf(marker, segment);
    if (needed !== null) kept.push(needed);
    at = end;
    if (marker !== startOfScan) continue;
    hasScan = true;
    const scanEnd = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  return null;
}

/** Of what describes the file: JFIF (0) and Adobe (14); no comment; all that makes up the picture. */
function neededOf(marker: number, segment: Uint8Array): Uint8Array | null {
  if (marker === 0xfe) return null;
  if (marker < 0xe0 || marker > 0xef) return segment;
  const name = Buffer.from(segment.subarray(4, 16)).toString('latin1');
  if (marker === 0xe0 && name.startsWith('JFIF\0')) return withoutThumbnail(segment);
  // A segment that is longer than Adobe's own holds something else behind it.
  return marker === 0xee && name.startsWith('Adobe') && segment.length === adobeBytes ? segment : null;
}

const jfifBytes = 18;
const adobeBytes = 16;

/**
 * The small picture in JFIF can show what was cut off the large one.
 *
 * Source: ITU-T T.871, 10.1 (the segment ends with the width and height of the thumbnail, and its points).
 */
function withoutThumbnail(segment: Uint8Array): Uint8Array | null {
  if (segment.length < jfifBytes) return null;
  const bare = Uint8Array.from(segment.subarray(0, jfifBytes));
  bare.set([0, jfifBytes - 2], 2);
  bare.set([0, 0], jfifBytes - 2);
  return bare;
}

function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/**
 * Width and height in points as they are stored, before any turning; null where it does not say.
 *
 * Source: ITU-T T.81, B.2.2 (frame header).
 */
export function sizeOfJpeg(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < file.length && file[at] === 0xff;) {
    const marker = file[at + 1] ?? 0;
    // C4, C8 and CC are tables between the frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

function orientationOf(segment: Uint8Array): number | null {
  const exif = Buffer.from(segment.buffer, segment.byteOffset + 4, segment.byteLength - 4);
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0' || exif.length < 20) return null;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return null;
  const count = short(directory);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.length) return null;
    if (short(entry) === 0x0112) return short(entry + 8);
  }
  return null;
}

function turnOf(orientation: number): Pick<BareJpeg, 'turn' | 'isMirrored'> {
  const turns = [0, 0, 180, 180, 270, 90, 90, 270] as const;
  return {
    turn: turns[orientation - 1] ?? 0,
    isMirrored: [2, 4, 5, 7].includes(orientation),
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
