import { boxesIn, boxNamed, NotFollowed, type Box } from './boxes';

/** What else can stand beside them, such as a film of the moment before, may say more. */
const knownBoxes = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip']);

/**
 * An HEIC or AVIF of one picture whose notes of the camera and XMP are written over in their place, so that no other byte moves.
 * Whether it is to be turned does not stand in them. Null where it is none, holds anything that is not known, or cannot be followed.
 *
 * Source: ISO/IEC 23008-12 (HEIF), annex A; ISO/IEC 14496-12, 8.11.3 (iloc), 8.11.6 (iinf).
 */
export function bareHeif(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString('latin1', 4, 8) !== 'ftyp') return null;
  try {
    const outer = boxesIn(file, 0, file.length);
    const meta = outer.filter(({ name }) => name === 'meta');
    const [only] = meta;
    if (only === undefined || meta.length > 1 || outer.some(({ name }) => !knownBoxes.has(name))) return null;
    const inner = boxesIn(file, only.inside + 4, only.end);
    if (inner.some(({ name }) => name === 'uuid' || name === 'xml ')) return null;
    const telling = tellingItems(file, boxNamed(inner, 'iinf'));
    if (telling.size === 0) return bytes;
    const bare = Buffer.from(file);
    const idat = inner.find(({ name }) => name === 'idat');
    for (const { id, start, end } of extents(file, boxNamed(inner, 'iloc'), idat)) {
      const type = telling.get(id);
      if (type === undefined) continue;
      if (start < 0 || end > file.length || start > end) return null;
      bare.fill(0, start, end);
      if (type === 'Exif' && end - start >= emptyNotes.length) emptyNotes.copy(bare, start);
      telling.delete(id);
    }
    return telling.size > 0 ? null : bare;
  } catch (failure) {
    if (failure instanceof NotFollowed || failure instanceof RangeError) return null;
    throw failure;
  }
}

/** Where the notes begin, and notes in big-endian order with no entry. */
const emptyNotes = Buffer.from('000000004d4d002a00000008000000000000', 'hex');

/** Items that are no part of the picture, with their type, by their number. */
function tellingItems(file: Buffer, { inside, end }: Box): Map<number, string> {
  const telling = new Map<number, string>();
  const isLarge = file[inside] !== 0;
  for (const entry of boxesIn(file, inside + 4 + (isLarge ? 4 : 2), end)) {
    const version = file[entry.inside] ?? 0;
    if (entry.name !== 'infe' || version < 2) throw new NotFollowed();
    const id = version === 2 ? file.readUInt16BE(entry.inside + 4) : file.readUInt32BE(entry.inside + 4);
    const typeAt = entry.inside + (version === 2 ? 8 : 10);
    const type = file.toString('latin1', typeAt, typeAt + 4);
    if (type === 'Exif' || type === 'mime' || type === 'uri ') telling.set(id, type);
  }
  return telling;
}

function extents(
  file: Buffer,
  { inside, end }: Box,
  idat: Box | undefined,
): readonly { readonly id: number; readonly start: number; readonly end: number }[] {
  const version = file[inside] ?? 0;
  let at = inside + 4;
  const number = (bytes: number): number => {
    if (at + bytes > end || ![0, 2, 4, 8].includes(bytes)) throw new NotFollowed();
    const value =
      bytes === 0 ? 0 : bytes === 8 ? Number(file.readBigUInt64BE(at)) : file.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  const sizes = number(2);
  const sizeOf = (shift: number): number => (sizes >> shift) & 0xf;
  const found: { id: number; start: number; end: number }[] = [];
  const count = number(version < 2 ? 2 : 4);
  for (let index = 0; index < count; index += 1) {
    const id = number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : number(2) & 0xf;
    number(2);
    const base = number(sizeOf(4));
    const pieces = number(2);
    for (let piece = 0; piece < pieces; piece += 1) {
      if (version > 0) number(sizeOf(0));
      const offset = number(sizeOf(12));
      const length = number(sizeOf(8));
      if (method > 1 || (method === 1 && idat === undefined) || length === 0) throw new NotFollowed();
      const start = base + offset + (method === 1 ? (idat?.inside ?? 0) : 0);
      found.push({ id, start, end: start + length });
    }
  }
  return found;
}
