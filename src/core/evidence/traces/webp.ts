import ExifReader from 'exifreader';

const pixelChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
/** In the first byte of VP8X: colour profile, EXIF, XMP. */
const flagsOfTraces = 0x20 | 0x08 | 0x04;

/**
 * A WebP without EXIF, XMP, colour profile and whatever else does not make its pixels. Null where it is none, where it cannot be
 * followed to its end, and where only its EXIF says how it is to be turned.
 *
 * Source: RFC 9649 (WebP), section 2.
 */
export function bareWebp(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    file.length < 20 ||
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WEBP'
  ) {
    return null;
  }
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) return null;
  const kept: Buffer[] = [];
  let hasTraces = end < file.length;
  for (let at = 12; at < end;) {
    if (at + 8 > end) return null;
    const length = file.readUInt32LE(at + 4);
    // Chunks stand at even places.
    const next = at + 8 + length + (length % 2);
    if (next > end) return null;
    const name = file.toString('latin1', at, at + 4);
    if (pixelChunks.has(name)) {
      const chunk = Buffer.from(file.subarray(at, next));
      if (name === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] ?? 0) & ~flagsOfTraces;
      kept.push(chunk);
    } else hasTraces = true;
    at = next;
  }
  if (!kept.some((chunk) => /^(?:VP8[ L]|ANMF)$/.test(chunk.toString('latin1', 0, 4)))) return null;
  if (!hasTraces) return bytes;
  if (isTurned(bytes)) return null;
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...kept]);
}

function isTurned(bytes: Uint8Array): boolean {
  try {
    const { Orientation: found } = ExifReader.load(Uint8Array.from(bytes).buffer);
    return typeof found?.value === 'number' && found.value !== 1;
  } catch {
    // No EXIF, or none that can be read: then no program turns it either.
    return false;
  }
}
