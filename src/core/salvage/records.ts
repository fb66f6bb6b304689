import type { SqlValue } from '../db/sql';
import { usableBytes } from '../vault/page-format';

// The B-trees of SQLite, as far as reading needs them. Source: fileformat2.html, "B-tree Pages" and "Record Format".
// A page that comes here is as it was written; an older version of it put back may still point to what is another
// page's by now, so nothing is taken on trust.

export interface Cell {
  /** Page of the subtree to the left of this cell; null in a leaf. */
  readonly left: number | null;
  /** In a tree of rows; null in a tree of an index. */
  readonly rowId: number | null;
  /** Null in the inner pages of a tree of rows, which hold none. */
  readonly payload: Payload | null;
}

export interface Payload {
  readonly length: number;
  /** The part of it in the page itself. */
  readonly local: Buffer;
  /** First of the pages with the rest; 0 when all is in the page. */
  readonly overflow: number;
}

export interface TreePage {
  /** `rows` for a table, `keys` for an index or a table without row ids. */
  readonly tree: 'rows' | 'keys';
  readonly cells: readonly Cell[];
  /** Page of the last subtree; null in a leaf. */
  readonly right: number | null;
  /** Cells that do not fit into the page. */
  readonly brokenCells: number;
}

const kinds: Readonly<Record<number, { readonly tree: 'rows' | 'keys'; readonly leaf: boolean }>> = {
  2: { tree: 'keys', leaf: false },
  5: { tree: 'rows', leaf: false },
  10: { tree: 'keys', leaf: true },
  13: { tree: 'rows', leaf: true },
};

/** Null for a page that is none of a tree. Overflow pages and free pages begin with a zero. */
export function parseTreePage(page: Buffer, number: number): TreePage | null {
  const at = number === 1 ? 100 : 0;
  const kind = kinds[page.readUInt8(at)];
  if (kind === undefined) return null;
  const { tree, leaf } = kind;
  const count = page.readUInt16BE(at + 3);
  const pointersAt = at + (leaf ? 8 : 12);
  if (pointersAt + 2 * count > usableBytes) return null;
  const cells: Cell[] = [];
  let brokenCells = 0;
  for (let index = 0; index < count; index += 1) {
    const cell = parseCell(page, page.readUInt16BE(pointersAt + 2 * index), tree, leaf);
    if (cell === null) brokenCells += 1;
    else cells.push(cell);
  }
  return { tree, cells, right: leaf ? null : page.readUInt32BE(at + 8), brokenCells };
}

function parseCell(page: Buffer, start: number, tree: 'rows' | 'keys', leaf: boolean): Cell | null {
  try {
    let at = start;
    let left: number | null = null;
    if (!leaf) {
      left = page.readUInt32BE(at);
      at += 4;
    }
    if (tree === 'rows' && !leaf) return { left, rowId: null, payload: null };
    const [length, afterLength] = readVarint(page, at);
    at = afterLength;
    let rowId: number | null = null;
    if (tree === 'rows') [rowId, at] = readVarint(page, at);
    const localBytes = localLength(length, tree);
    const end = at + localBytes;
    if (end + (localBytes < length ? 4 : 0) > usableBytes) return null;
    const overflow = localBytes < length ? page.readUInt32BE(end) : 0;
    return { left, rowId, payload: { length, local: page.subarray(at, end), overflow } };
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

/** How much of a payload stands in the page. Source: "B-tree Cell Format", the letters U, P, X, M, K. */
function localLength(length: number, tree: 'rows' | 'keys'): number {
  const most = tree === 'rows' ? usableBytes - 35 : Math.floor(((usableBytes - 12) * 64) / 255) - 23;
  if (length <= most) return length;
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usableBytes - 4));
  return wanted <= most ? wanted : least;
}

/** Follows the chain of a payload; what it gives is shorter than the payload when the chain is broken. */
export function readPayload(payload: Payload, takePage: (number: number) => Buffer | null): Buffer {
  const parts: Buffer[] = [payload.local];
  let missing = payload.length - payload.local.byteLength;
  let next = payload.overflow;
  while (missing > 0) {
    const page = next === 0 ? null : takePage(next);
    if (page === null) break;
    const taken = Math.min(missing, usableBytes - 4);
    parts.push(page.subarray(4, 4 + taken));
    missing -= taken;
    next = page.readUInt32BE(0);
    // A chain that goes on after its end belongs to another record.
    if (missing === 0 && next !== 0) return payload.local;
  }
  return Buffer.concat(parts);
}

export interface ParsedRecord {
  /** As many as the record says it has; undefined for those beyond what could be read. */
  readonly values: readonly (SqlValue | undefined)[];
  /** False when a value is missing or is not what its type says. */
  readonly whole: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null when not even its header can be read. */
export function parseRecord(bytes: Buffer): ParsedRecord | null {
  try {
    const [headerLength, afterLength] = readVarint(bytes, 0);
    if (headerLength > bytes.byteLength) return null;
    const types: number[] = [];
    let at = afterLength;
    while (at < headerLength) {
      const [type, next] = readVarint(bytes, at);
      types.push(type);
      at = next;
    }
    if (at !== headerLength) return null;
    let whole = true;
    const values = types.map((type) => {
      const length = valueLength(type);
      const value = length === null ? undefined : readValue(bytes, at, type, length);
      at += length ?? 0;
      if (value === undefined) whole = false;
      return value;
    });
    return { values, whole };
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8] as const;

/** Null for a type that does not occur. */
function valueLength(type: number): number | null {
  if (type >= 12) return Math.floor((type - 12) / 2);
  if (type === 7) return 8;
  if (type === 8 || type === 9) return 0;
  return integerLengths[type] ?? null;
}

function readValue(bytes: Buffer, at: number, type: number, length: number): SqlValue | undefined {
  if (at + length > bytes.byteLength) return undefined;
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(at);
  const content = bytes.subarray(at, at + length);
  if (type >= 12 && type % 2 === 0) return new Uint8Array(content);
  if (type >= 13) {
    try {
      return utf8.decode(content);
    } catch (failure) {
      // The one expected failure of a strict decoder.
      if (failure instanceof TypeError) return undefined;
      throw failure;
    }
  }
  if (length <= 6) return bytes.readIntBE(at, length);
  const large = bytes.readBigInt64BE(at);
  return Number.isSafeInteger(Number(large)) ? Number(large) : large;
}

/** A number of up to nine bytes, and where it ends. Only such as fit into a number are of use here. */
function readVarint(bytes: Buffer, start: number): readonly [number, number] {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes.readUInt8(start + index);
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (byte < 0x80 || index === 8) {
      if (!Number.isSafeInteger(value)) throw new RangeError('A number beyond what is used here');
      return [value, start + index + 1];
    }
  }
  throw new RangeError('A number without an end');
}
