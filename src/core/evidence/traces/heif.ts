import { boxesIn, boxNamed, emptyBox, NotFollowed, type Box } from './boxes';

/** What else can stand beside them, such as a film of the moment before, may say more. */
const knownBoxes = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip']);
const knownInMeta = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'grpl']);
/** Room that is not used, and where else data could stand, which no item may be in. */
const emptied = new Set(['free', 'skip', 'dinf']);

/** Pictures, and those that are put together of others. */
const pictureTypes = new Set(['hvc1', 'av01', 'avc1', 'jpeg', 'grid', 'iden', 'iovl', 'tmap']);
const tellingTypes = new Set(['Exif', 'mime', 'uri ']);

/** How pictures are packed, their size, colours and light, and how they are turned, cut and laid over each other. */
const drawnProperties = new Set(
  'hvcC av1C avcC jpgC ispe pixi pasp colr irot imir clap auxC lsel a1op a1lx rloc clli mdcv cclv amve'.split(
    ' ',
  ),
);
/** What somebody calls a picture, and when it was made and changed. */
const tellingProperties = new Set(['udes', 'altt', 'crtt', 'mdft', 'free', 'skip']);

/**
 * An HEIC or AVIF of one picture whose notes of the camera, XMP, small form, words and whatever stands between its pictures are
 * written over in their place, so that no other byte moves. Whether it is to be turned does not stand in them. Null where it is none,
 * holds anything that is not known, or cannot be followed.
 *
 * Source: ISO/IEC 23008-12 (HEIF), 6 and annex A; ISO/IEC 14496-12, 8.11.3 (iloc), 8.11.6 (iinf), 8.11.12 (iref).
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
    if (inner.some(({ name }) => !knownInMeta.has(name) && !emptied.has(name))) return null;
    const bare = Buffer.from(file);
    for (const box of [...outer, ...inner]) if (emptied.has(box.name)) emptyBox(bare, box);
    const { inside: hdlr, end: hdlrEnd } = boxNamed(inner, 'hdlr');
    bare.fill(0, Math.min(hdlr + 24, hdlrEnd), hdlrEnd);
    for (const property of propertiesIn(file, inner)) {
      if (tellingProperties.has(property.name)) emptyBox(bare, property);
      else if (!drawnProperties.has(property.name)) return null;
    }
    const small = smallForms(file, inner);
    for (const { at } of small) bare.write('free', at + 4, 'latin1');
    emptyItems(file, bare, { outer, inner, small: new Set(small.map(({ from }) => from)) });
    return bare.equals(file) ? bytes : bare;
  } catch (failure) {
    if (failure instanceof NotFollowed || failure instanceof RangeError) return null;
    throw failure;
  }
}

/** Whether it holds a small form of itself, as far as it can be followed. */
export function hasSmallHeif(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString('latin1', 4, 8) !== 'ftyp') return false;
  try {
    const meta = boxNamed(boxesIn(file, 0, file.length), 'meta');
    return smallForms(file, boxesIn(file, meta.inside + 4, meta.end)).length > 0;
  } catch (failure) {
    if (failure instanceof NotFollowed || failure instanceof RangeError) return false;
    throw failure;
  }
}

/** Where the notes begin, and notes in big-endian order with no entry. */
const emptyNotes = Buffer.from('000000004d4d002a00000008000000000000', 'hex');

/** Leaves of what items hold the pictures alone; small forms are hidden, so that no program tries to show them. */
function emptyItems(
  file: Buffer,
  bare: Buffer,
  at: { readonly outer: readonly Box[]; readonly inner: readonly Box[]; readonly small: ReadonlySet<number> },
): void {
  const types = new Map<number, string>();
  for (const { id, type, entry, nameAt } of itemsIn(file, boxNamed(at.inner, 'iinf'))) {
    if (types.has(id) || !(pictureTypes.has(type) || tellingTypes.has(type))) throw new NotFollowed();
    types.set(id, type);
    const nameEnd = file.indexOf(0, nameAt);
    bare.fill(0, nameAt, nameEnd < 0 ? entry.end : Math.min(nameEnd, entry.end));
    if (at.small.has(id)) bare[entry.inside + 3] = (bare[entry.inside + 3] ?? 0) | 1;
  }
  const idat = at.inner.find(({ name }) => name === 'idat');
  const holders = [...at.outer.filter(({ name }) => name === 'mdat'), ...(idat === undefined ? [] : [idat])];
  const pieces = extents(file, boxNamed(at.inner, 'iloc'), idat);
  const placed = new Set(pieces.map(({ id }) => id));
  for (const [id, type] of types) if (tellingTypes.has(type) && !placed.has(id)) throw new NotFollowed();
  for (const { inside, end } of holders) bare.fill(0, inside, end);
  const isKept = (id: number): boolean => pictureTypes.has(types.get(id) ?? '') && !at.small.has(id);
  let bytesLeft = file.length;
  for (const { id, start, end } of pieces) {
    // Pictures can share what they are packed in, but not so often that it would take hours.
    bytesLeft -= end - start;
    const isHeld = holders.some((holder) => holder.inside <= start && end <= holder.end);
    if (!types.has(id) || !isHeld || bytesLeft < 0) throw new NotFollowed();
    if (isKept(id)) file.copy(bare, start, start, end);
  }
  for (const { id, start, end } of pieces) {
    if (isKept(id)) continue;
    // What a picture is packed in does not lie over them.
    if (bare.subarray(start, end).some((byte) => byte !== 0)) throw new NotFollowed();
    if (types.get(id) === 'Exif' && end - start >= emptyNotes.length) emptyNotes.copy(bare, start);
  }
}

function propertiesIn(file: Buffer, inner: readonly Box[]): readonly Box[] {
  const all = inner.find(({ name }) => name === 'iprp');
  if (all === undefined) return [];
  const beside = boxesIn(file, all.inside, all.end);
  if (beside.some(({ name }) => name !== 'ipco' && name !== 'ipma')) throw new NotFollowed();
  const { inside, end } = boxNamed(beside, 'ipco');
  return boxesIn(file, inside, end);
}

/** References of small forms to what they are small forms of. */
function smallForms(
  file: Buffer,
  inner: readonly Box[],
): readonly { readonly at: number; readonly from: number }[] {
  const all = inner.find(({ name }) => name === 'iref');
  if (all === undefined) return [];
  const bytes = file[all.inside] === 0 ? 2 : 4;
  return boxesIn(file, all.inside + 4, all.end)
    .filter(({ name }) => name === 'thmb')
    .map(({ at, inside }) => ({ at, from: file.readUIntBE(inside, bytes) }));
}

function itemsIn(file: Buffer, { inside, end }: Box) {
  const isLarge = file[inside] !== 0;
  return boxesIn(file, inside + 4 + (isLarge ? 4 : 2), end).map((entry) => {
    const version = file[entry.inside] ?? 0;
    if (entry.name !== 'infe' || version < 2) throw new NotFollowed();
    const id = version === 2 ? file.readUInt16BE(entry.inside + 4) : file.readUInt32BE(entry.inside + 4);
    const nameAt = entry.inside + (version === 2 ? 12 : 14);
    if (nameAt > entry.end) throw new NotFollowed();
    return { id, type: file.toString('latin1', nameAt - 4, nameAt), entry, nameAt };
  });
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
  const seen = new Set<number>();
  const count = number(version < 2 ? 2 : 4);
  for (let index = 0; index < count; index += 1) {
    const id = number(version < 2 ? 2 : 4);
    if (seen.has(id)) throw new NotFollowed();
    seen.add(id);
    const method = version === 0 ? 0 : number(2) & 0xf;
    // Another file, by the place where it lies.
    if (number(2) !== 0) throw new NotFollowed();
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
