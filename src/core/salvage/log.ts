import { fstatSync, readSync } from 'node:fs';
import { pageBytes } from '../vault/page-format';

// SQLite's write-ahead log. Source: fileformat2.html, "The Write-Ahead Log". SQLCipher encrypts the pages in it and
// nothing else; its checksums are over what stands in the file.
const headerBytes = 32;
const frameHeaderBytes = 24;
const magicLittleEndian = 0x377f0682;
const magicBigEndian = 0x377f0683;

export interface LoggedPages {
  /** Pages of the database after the last commit in the log; 0 when it holds none. */
  readonly pages: number;
  /** Where in the log the newest committed version of a page lies, by its number. */
  readonly positions: ReadonlyMap<number, number>;
}

/** Follows the log as SQLite does after a crash: up to the last commit before the first frame that does not fit. */
export function readLog(file: number): LoggedPages {
  const { size } = fstatSync(file);
  const header = Buffer.alloc(headerBytes);
  const nothing: LoggedPages = { pages: 0, positions: new Map() };
  if (size < headerBytes || readSync(file, header, 0, headerBytes, 0) !== headerBytes) return nothing;
  const magic = header.readUInt32BE(0);
  if (magic !== magicLittleEndian && magic !== magicBigEndian) return nothing;
  const bigEndian = magic === magicBigEndian;
  if (header.readUInt32BE(8) !== pageBytes) return nothing;
  let sums = addSums([0, 0], header.subarray(0, 24), bigEndian);
  if (sums[0] !== header.readUInt32BE(24) || sums[1] !== header.readUInt32BE(28)) return nothing;

  const committed = new Map<number, number>();
  let pages = 0;
  let uncommitted: [number, number][] = [];
  const frame = Buffer.alloc(frameHeaderBytes + pageBytes);
  for (let at = headerBytes; at + frame.byteLength <= size; at += frame.byteLength) {
    if (readSync(file, frame, 0, frame.byteLength, at) !== frame.byteLength) break;
    if (!frame.subarray(8, 16).equals(header.subarray(16, 24))) break;
    sums = addSums(sums, frame.subarray(0, 8), bigEndian);
    sums = addSums(sums, frame.subarray(frameHeaderBytes), bigEndian);
    if (sums[0] !== frame.readUInt32BE(16) || sums[1] !== frame.readUInt32BE(20)) break;
    uncommitted.push([frame.readUInt32BE(0), at + frameHeaderBytes]);
    const pagesAfterCommit = frame.readUInt32BE(4);
    if (pagesAfterCommit === 0) continue;
    for (const [number, position] of uncommitted) committed.set(number, position);
    uncommitted = [];
    pages = pagesAfterCommit;
  }
  return { pages, positions: committed };
}

function addSums(
  sums: readonly [number, number],
  bytes: Buffer,
  bigEndian: boolean,
): readonly [number, number] {
  let [first, second] = sums;
  for (let at = 0; at < bytes.byteLength; at += 8) {
    const one = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    const other = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4);
    first = (first + one + second) >>> 0;
    second = (second + other + first) >>> 0;
  }
  return [first, second];
}
