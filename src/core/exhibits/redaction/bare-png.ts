const signature = Buffer.from('89504e470d0a1a0a', 'hex');
/** Chunks without which the picture would not be seen as it is. */
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/**
 * Takes away what a PNG says about itself: texts, times, EXIF, profiles, and whatever stands behind its end. Null where it
 * does not come to its end.
 *
 * Source: RFC 2083, 3 and 4.
 */
export function barePng(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(signature)) return null;
  const kept: Uint8Array[] = [signature];
  let hasPicture = false;
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (end > file.length || (at === 8) !== (kind === 'IHDR')) return null;
    if (needed.has(kind)) kept.push(file.subarray(at, end));
    if (kind === 'IDAT') hasPicture = true;
    if (kind === 'IEND') return hasPicture ? new Uint8Array(Buffer.concat(kept)) : null;
    at = end;
  }
  return null;
}
