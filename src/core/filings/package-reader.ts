import { crc32, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '../../shared/kernel/result';

/** The parts of a Word file by their path, e.g. `word/document.xml`. */
export type PackageParts = ReadonlyMap<string, Uint8Array>;

/** Why a zip was not read. `part` is the entry's name in the file, null when it concerns the whole. */
export interface PackageRefusal {
  readonly kind: 'packageRefused';
  readonly reason:
    | 'notAZip'
    /** A file of Word before 2007, or another one in its container. */
    | 'oldWordFile'
    | 'encrypted'
    | 'tooManyParts'
    | 'partTooLarge'
    | 'packageTooLarge'
    | 'compressedTooMuch'
    | 'unsafeName'
    | 'duplicateName'
    | 'headersDisagree'
    | 'damagedPart'
    | 'unknownCompression';
  readonly part: string | null;
}

export interface PackageLimits {
  readonly fileBytes: number;
  readonly partBytes: number;
  readonly totalBytes: number;
  readonly parts: number;
  /** A part may be this many times larger than its packed form, beyond `ratioCountsFromBytes`. */
  readonly ratio: number;
  readonly ratioCountsFromBytes: number;
}

export const packageLimits: PackageLimits = {
  fileBytes: 32 * 1024 * 1024,
  partBytes: 20 * 1024 * 1024,
  totalBytes: 100 * 1024 * 1024,
  parts: 2000,
  ratio: 200,
  ratioCountsFromBytes: 1024 * 1024,
};

const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSignature = 0x06054b50;
/** A Word file with a password is no zip: the container of older files, with the zip encrypted inside of it. */
const compoundSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Unpacks a zip that may have been made to harm: the central directory and the local headers must agree, sizes are
 * bounded before and while inflating, and every checksum is compared. Folders are left out.
 */
export function readPackage(
  bytes: Uint8Array,
  limits: PackageLimits = packageLimits,
): Result<PackageParts, PackageRefusal> {
  const refuse = (
    reason: PackageRefusal['reason'],
    part: string | null = null,
  ): Result<never, PackageRefusal> => err({ kind: 'packageRefused', reason, part });
  if (bytes.byteLength > limits.fileBytes) return refuse('packageTooLarge');
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 8).equals(compoundSignature)) {
    return refuse(file.includes(encryptedStream) ? 'encrypted' : 'oldWordFile');
  }
  const end = findEnd(file);
  if (end === null) return refuse('notAZip');
  if (end.entries > limits.parts) return refuse('tooManyParts');

  const parts = new Map<string, Uint8Array>();
  const namesSeen = new Set<string>();
  let total = 0;
  let at = end.directoryAt;
  for (let index = 0; index < end.entries; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== centralSignature) return refuse('notAZip');
    const entry = {
      madeBy: file.readUInt16LE(at + 4),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      checksum: file.readUInt32LE(at + 16),
      packedBytes: file.readUInt32LE(at + 20),
      plainBytes: file.readUInt32LE(at + 24),
      attributes: file.readUInt32LE(at + 38),
      localAt: file.readUInt32LE(at + 42),
    };
    const nameBytes = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes);
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);

    if (!isSafeName(name) || isSymbolicLink(entry)) return refuse('unsafeName', printable(name));
    // Word takes names that differ in case for one part; two programs could then read two different files.
    const folded = name.toLowerCase();
    if (namesSeen.has(folded)) return refuse('duplicateName', name);
    namesSeen.add(folded);
    if ((entry.flags & 0x41) !== 0) return refuse('encrypted', name);
    if (entry.method !== 0 && entry.method !== 8) return refuse('unknownCompression', name);
    if (entry.plainBytes > limits.partBytes) return refuse('partTooLarge', name);
    total += entry.plainBytes;
    if (total > limits.totalBytes) return refuse('packageTooLarge');
    if (
      entry.plainBytes > limits.ratioCountsFromBytes &&
      entry.plainBytes > entry.packedBytes * limits.ratio
    ) {
      return refuse('compressedTooMuch', name);
    }

    const local = entry.localAt;
    if (local + 30 > file.length || file.readUInt32LE(local) !== localSignature)
      return refuse('headersDisagree', name);
    const localNameBytes = file.readUInt16LE(local + 26);
    const localName = file.toString('utf8', local + 30, local + 30 + localNameBytes);
    const sizesFollow = (entry.flags & 0x08) !== 0;
    const sizesAgree =
      file.readUInt32LE(local + 18) === entry.packedBytes &&
      file.readUInt32LE(local + 22) === entry.plainBytes;
    if (localName !== name || file.readUInt16LE(local + 8) !== entry.method || !(sizesAgree || sizesFollow)) {
      return refuse('headersDisagree', name);
    }
    const dataAt = local + 30 + localNameBytes + file.readUInt16LE(local + 28);
    if (dataAt + entry.packedBytes > file.length) return refuse('damagedPart', name);
    if (name.endsWith('/')) {
      if (entry.plainBytes > 0) return refuse('unsafeName', name);
      continue;
    }
    const plain = unpack(file.subarray(dataAt, dataAt + entry.packedBytes), entry);
    if (plain === null) return refuse('damagedPart', name);
    parts.set(name, plain);
  }
  return ok(parts);
}

function unpack(
  packed: Buffer,
  entry: { readonly method: number; readonly plainBytes: number; readonly checksum: number },
): Uint8Array | null {
  let plain: Buffer;
  if (entry.method === 0) {
    plain = Buffer.from(packed);
  } else {
    try {
      // One byte more than promised, so that a part that lies about its size is caught here.
      plain = inflateRawSync(packed, { maxOutputLength: entry.plainBytes + 1 });
    } catch {
      // zlib says only that the data are wrong or larger than allowed; both are the file's fault.
      return null;
    }
  }
  return plain.byteLength === entry.plainBytes && crc32(plain) === entry.checksum ? plain : null;
}

function findEnd(file: Buffer): { readonly entries: number; readonly directoryAt: number } | null {
  const earliest = Math.max(0, file.length - 22 - 0xffff);
  for (let at = file.length - 22; at >= earliest; at -= 1) {
    if (file.readUInt32LE(at) !== endSignature) continue;
    const entries = file.readUInt16LE(at + 10);
    const directoryBytes = file.readUInt32LE(at + 12);
    const directoryAt = file.readUInt32LE(at + 16);
    const commentBytes = file.readUInt16LE(at + 20);
    const fits = directoryAt + directoryBytes === at && at + 22 + commentBytes === file.length;
    // Zip64 and split archives have no place in a Word file of this size.
    const single =
      file.readUInt16LE(at + 4) === 0 && file.readUInt16LE(at + 8) === entries && entries !== 0xffff;
    return fits && single ? { entries, directoryAt } : null;
  }
  return null;
}

function isSafeName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (name === '' || /[\u0000-\u001F\\:]/.test(name) || name.startsWith('/')) return false;
  return name
    .replace(/\/$/, '')
    .split('/')
    .every((step) => step !== '' && step !== '.' && step !== '..');
}

function isSymbolicLink(entry: { readonly madeBy: number; readonly attributes: number }): boolean {
  return entry.madeBy >> 8 === 3 && ((entry.attributes >>> 16) & 0xf000) === 0xa000;
}

function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7E]/g, '?').slice(0, 100);
}
