import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, err, type Result } from '../../shared/kernel/result';
import type { WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { syncFolder } from '../kernel/atomic-file';
import {
  chunkBytes,
  headerLength,
  longestHeader,
  nonceBytes,
  openChunk,
  payloadKey,
  prepareChunks,
  readHeader,
  sealChunk,
  sealedChunkBytes,
  sealedLength,
  writeHeader,
} from './age-file';
import type { AgeIdentity } from './age-keys';
import { endOfFile, paddedLength } from './padding';

// Originals are what survivors brought, byte for byte, each in an age file of its own. docs/vault-format.md says how to
// read one without this program. Rows about them are written by `store-original.ts`.

/** The vault whose originals are meant, and the key pair they are encrypted to. */
export interface OriginalsPlace {
  /** The vault's folder. */
  readonly folder: string;
  readonly keys: AgeIdentity;
}

/** What must be known to find and check an original. */
export interface StoredOriginal {
  /** Name of the age file without its ending: 32 hexadecimal digits, random. */
  readonly storedAs: string;
  /** Of the bytes as received, hexadecimal. */
  readonly sha256: string;
  /** Of the bytes as received. */
  readonly byteLength: number;
}

/** What long work with an original may be given: see `WorkContext`. */
export interface OriginalWork {
  /** Makes the work stop with the signal's reason as error; nothing is left behind. */
  readonly signal?: AbortSignal;
  /** Told how many bytes were read since the last time. */
  readonly onBytes?: (count: number) => void;
  /** Awaited about every mebibyte. */
  readonly breathe?: () => Promise<void>;
}

export type OriginalState = 'whole' | 'missing' | 'damaged';

/** Thrown while an original is being read, when what comes next is not what was stored. */
export interface OriginalDamaged {
  readonly kind: 'originalDamaged';
}

export function isOriginalDamaged(failure: unknown): failure is Error & OriginalDamaged {
  return failure instanceof Error && 'kind' in failure && failure.kind === 'originalDamaged';
}

export function evidenceFolder(place: { readonly folder: string }): string {
  return join(place.folder, 'evidence');
}

/** Where an original lies, whether it is there or not. */
export function originalPath(
  place: { readonly folder: string },
  original: { readonly storedAs: string },
): string {
  const { storedAs } = original;
  if (!/^[0-9a-f]{32}$/.test(storedAs)) throw new Error('Not the name of an original');
  return join(evidenceFolder(place), storedAs.slice(0, 2), `${storedAs}.age`);
}

export function newStoredName(): string {
  return randomBytes(16).toString('hex');
}

// Large enough that a turn of the event loop costs little, small enough that what a person types waits a few milliseconds.
const blockBytes = 16 * chunkBytes;
const sealedBlockBytes = 16 * sealedChunkBytes;

/**
 * Encrypts bytes into the vault's folder. They are on the disk, under their final name, when this answers; a row that
 * refers to them is the caller's to write, and to remove them when that fails.
 *
 * @throws the system's error when the disk is full or fails, what the source throws, and the signal's reason; no file
 *   is left then
 */
export async function writeOriginal(
  place: OriginalsPlace,
  source: AsyncIterable<Uint8Array>,
  work: OriginalWork & { readonly storedAs?: string } = {},
): Promise<StoredOriginal> {
  const storedAs = work.storedAs ?? newStoredName();
  await prepareChunks();
  const hash = createHash('sha256');
  let byteLength = 0;

  await writeAgeFile(originalPath(place, { storedAs }), async (file) => {
    const fileKey = randomBytes(16);
    const nonce = randomBytes(nonceBytes);
    const sealer = createSealer(payloadKey(fileKey, nonce));
    const writer = createWriter(file);
    await writer.write([writeHeader(fileKey, place.keys.recipient), nonce]);
    for await (const bytes of source) {
      work.signal?.throwIfAborted();
      for (let at = 0; at < bytes.byteLength; at += blockBytes) {
        const block = bytes.subarray(at, at + blockBytes);
        hash.update(block);
        await writer.write(sealer.push(block));
        byteLength += block.byteLength;
        work.onBytes?.(block.byteLength);
        await work.breathe?.();
      }
    }
    for (const padding of paddingAfter(byteLength)) {
      work.signal?.throwIfAborted();
      await writer.write(sealer.push(padding));
    }
    await writer.write(sealer.end());
    await writer.settle();
  });
  return { storedAs, sha256: hash.digest('hex'), byteLength };
}

/** Takes away an original that no row refers to. */
export async function removeOriginal(
  place: { readonly folder: string },
  original: { readonly storedAs: string },
): Promise<void> {
  await rm(originalPath(place, original), { force: true });
}

/**
 * Takes away an original for good, and at once. Its key stands at the beginning of its own file, closed with the key of the
 * vault, so that part is written over first: on a disk that writes in place the rest is then closed to everybody. A disk
 * with flash cells may keep the old bytes for a while.
 */
export function destroyOriginal(
  place: { readonly folder: string },
  original: { readonly storedAs: string },
): void {
  const path = originalPath(place, original);
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    const noise = randomBytes(Math.min(fstatSync(file).size, chunkBytes));
    writeSync(file, noise, 0, noise.byteLength, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
  syncFolder(dirname(path));
}

/**
 * Opens an original for reading. Its bytes come in blocks, each verified before it is handed over; the iteration throws
 * an error for which `isOriginalDamaged` is true at the first one that is not as it was stored, and at the end when the
 * whole does not have the hash it should. Read from the beginning to the end it is proved whole.
 *
 * @param range the bytes wanted, `end` not included; verified block by block, but not against the hash of the whole
 */
export async function openOriginal(
  place: OriginalsPlace,
  original: StoredOriginal,
  range?: { readonly start: number; readonly end: number },
): Promise<Result<AsyncGenerator<Uint8Array, void, undefined>, { readonly kind: 'missing' | 'damaged' }>> {
  await prepareChunks();
  const file = await openIfThere(originalPath(place, original));
  if (file === null) return err({ kind: 'missing' });
  try {
    const found = await readBeginning(file, place.keys.identity);
    const expected = found === null ? 0 : found.payloadAt + sealedLength(paddedLength(original.byteLength));
    if (found === null || (await file.stat()).size !== expected) {
      await file.close();
      return err({ kind: 'damaged' });
    }
    const wanted = {
      start: Math.min(Math.max(range?.start ?? 0, 0), original.byteLength),
      end: Math.min(Math.max(range?.end ?? original.byteLength, 0), original.byteLength),
    };
    const parts = { file, key: found.key, payloadAt: found.payloadAt, original };
    return ok(range === undefined ? readWhole(parts) : readRange(parts, wanted));
  } catch (failure) {
    await file.close();
    if (isUnreadableDisk(failure)) return err({ kind: 'damaged' });
    throw failure;
  }
}

/** Reads an original through and says whether it is what was received. */
export async function checkOriginal(
  place: OriginalsPlace,
  original: StoredOriginal,
  work: OriginalWork = {},
): Promise<OriginalState> {
  const opened = await openOriginal(place, original);
  if (!opened.ok) return opened.error.kind;
  try {
    for await (const bytes of opened.value) {
      work.signal?.throwIfAborted();
      work.onBytes?.(bytes.byteLength);
      await work.breathe?.();
    }
    return 'whole';
  } catch (failure) {
    if (isOriginalDamaged(failure)) return 'damaged';
    throw failure;
  }
}

/**
 * Encrypts an original to another recipient without touching its payload: a new header before the same bytes. The new
 * file takes the place of the old one, or lies beside it when `to.storedAs` differs. To be repeated after a crash; one
 * that is for the new recipient already is only found by opening it with the new identity.
 */
export async function rewrapOriginal(
  from: OriginalsPlace,
  original: { readonly storedAs: string },
  to: { readonly folder: string; readonly recipient: string; readonly storedAs: string },
  work: OriginalWork = {},
): Promise<Result<null, { readonly kind: 'missing' | 'damaged' }>> {
  const file = await openIfThere(originalPath(from, original));
  if (file === null) return err({ kind: 'missing' });
  try {
    const found = await readBeginning(file, from.keys.identity);
    if (found === null) return err({ kind: 'damaged' });
    await writeAgeFile(originalPath(to, to), async (target) => {
      const writer = createWriter(target);
      await writer.write([writeHeader(found.fileKey, to.recipient)]);
      let position = found.payloadAt - nonceBytes;
      for (;;) {
        work.signal?.throwIfAborted();
        const block = Buffer.allocUnsafe(blockBytes);
        const { bytesRead } = await file.read(block, 0, blockBytes, position);
        if (bytesRead === 0) break;
        await writer.write([block.subarray(0, bytesRead)]);
        position += bytesRead;
        work.onBytes?.(bytesRead);
        await work.breathe?.();
      }
      await writer.settle();
    });
    return ok(null);
  } finally {
    await file.close();
  }
}

/** Names of all age files in the folder, in no order. */
export function listStoredNames(place: { readonly folder: string }): readonly string[] {
  return listFiles(place).flatMap((name) => (/^[0-9a-f]{32}\.age$/.test(name) ? [name.slice(0, 32)] : []));
}

/**
 * Takes away what a crash left: files that were not finished, and finished ones whose import never came to its row.
 * Other files without a row stay, since they may be all that is left after an older database was put back; `verify`
 * names them.
 */
export function sweepOriginals(place: { readonly folder: string }, db: WritableDatabase): void {
  for (const name of listFiles(place)) {
    if (/^[0-9a-f]{32}\.age\.part$/.test(name)) {
      rmSync(join(evidenceFolder(place), name.slice(0, 2), name), { force: true });
    }
  }
  const unfinished = db.all<{ readonly storedAs: string }>(sql`
    SELECT stored_as AS storedAs FROM loose_originals EXCEPT SELECT stored_as FROM evidence_files
  `);
  for (const original of unfinished) rmSync(originalPath(place, original), { force: true });
  if (unfinished.length > 0) db.run(sql`DELETE FROM loose_originals`);
}

function listFiles(place: { readonly folder: string }): readonly string[] {
  const folder = evidenceFolder(place);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name) ? readdirSync(join(folder, entry.name)) : [],
  );
}

/** Writes a new file under a temporary name, and gives it its own once every byte is on the disk. */
async function writeAgeFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  makeFolders(dirname(path));
  const temporary = `${path}.part`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (failure) {
    await rm(temporary, { force: true });
    throw failure;
  }
  syncFolder(dirname(path));
}

/** Makes `evidence/ab` and lets its name last. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
  syncFolder(dirname(dirname(folder)));
}

/** Writes one list of pieces while the next is being made. */
export function createWriter(file: FileHandle) {
  let underWay: Promise<unknown> = Promise.resolve();
  async function settle(): Promise<void> {
    await underWay;
  }
  return {
    write: async (pieces: readonly Uint8Array[]) => {
      await underWay;
      underWay = writeAll(file, pieces);
      // It is awaited by the next call; a failure before that must not end the process.
      underWay.catch(() => {});
    },
    settle,
  };
}

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  const total = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  if (total === 0) return;
  const { bytesWritten } = await file.writev([...pieces]);
  if (bytesWritten === total) return;
  // A disk that is nearly full takes a part, and refuses the next call.
  let rest = Buffer.concat(pieces).subarray(bytesWritten);
  while (rest.byteLength > 0) rest = rest.subarray((await file.write(rest)).bytesWritten);
}

/** Cuts bytes into chunks and seals them. The last chunk is known as such only when all has been pushed. */
export function createSealer(key: Uint8Array) {
  const held = Buffer.allocUnsafe(chunkBytes);
  let heldBytes = 0;
  let index = 0;
  return {
    push: (bytes: Uint8Array): readonly Uint8Array[] => {
      const sealed: Uint8Array[] = [];
      let at = 0;
      while (at < bytes.byteLength) {
        if (heldBytes === chunkBytes) {
          sealed.push(...sealChunk(key, index, false, held));
          index += 1;
          heldBytes = 0;
        }
        if (heldBytes === 0 && bytes.byteLength - at > chunkBytes) {
          sealed.push(...sealChunk(key, index, false, bytes.subarray(at, at + chunkBytes)));
          index += 1;
          at += chunkBytes;
          continue;
        }
        const taken = Math.min(chunkBytes - heldBytes, bytes.byteLength - at);
        held.set(bytes.subarray(at, at + taken), heldBytes);
        heldBytes += taken;
        at += taken;
      }
      return sealed;
    },
    end: (): readonly Uint8Array[] => sealChunk(key, index, true, held.subarray(0, heldBytes)),
  };
}

function* paddingAfter(byteLength: number): Generator<Uint8Array> {
  yield Uint8Array.of(endOfFile);
  const zeros = Buffer.alloc(blockBytes);
  let missing = paddedLength(byteLength) - byteLength - 1;
  while (missing > 0) {
    const taken = Math.min(missing, zeros.byteLength);
    yield zeros.subarray(0, taken);
    missing -= taken;
  }
}

interface OpenParts {
  readonly file: FileHandle;
  readonly key: Uint8Array;
  readonly payloadAt: number;
  readonly original: StoredOriginal;
}

async function* readWhole(parts: OpenParts): AsyncGenerator<Uint8Array, void, undefined> {
  const { file, original } = parts;
  const { byteLength } = original;
  const hash = createHash('sha256');
  try {
    let at = 0;
    for await (const block of readBlocks(parts, 0, paddedLength(byteLength))) {
      const plain = block.subarray(0, Math.max(0, byteLength - at));
      const padding = block.subarray(plain.byteLength);
      if (!isPadding(padding, at + plain.byteLength === byteLength)) throw damaged();
      at += block.byteLength;
      hash.update(plain);
      if (at >= byteLength && plain.byteLength > 0 && hash.copy().digest('hex') !== original.sha256) {
        throw damaged();
      }
      if (plain.byteLength > 0) yield plain;
    }
    if (hash.digest('hex') !== original.sha256) throw damaged();
  } finally {
    await file.close();
  }
}

async function* readRange(
  parts: OpenParts,
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (start >= end) return;
    let at = start - (start % chunkBytes);
    for await (const block of readBlocks(parts, at, end)) {
      yield block.subarray(Math.max(0, start - at), end - at);
      at += block.byteLength;
    }
  } finally {
    await parts.file.close();
  }
}

/** The padded content from a chunk's beginning on, up to the chunk that holds `end`; only what was verified. */
async function* readBlocks(
  { file, key, payloadAt, original }: OpenParts,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lastIndex = Math.ceil(paddedLength(original.byteLength) / chunkBytes) - 1;
  const sealedEnd = payloadAt + sealedLength(paddedLength(original.byteLength));
  let index = start / chunkBytes;
  let next = readSealed(index);

  function readSealed(from: number): Promise<Uint8Array | null> {
    const position = payloadAt + from * sealedChunkBytes;
    const wanted = Math.min(sealedBlockBytes, sealedEnd - position);
    const read = wanted <= 0 ? Promise.resolve(null) : readExactly(file, position, wanted);
    // It is awaited later; a failure before that must not end the process.
    read.catch(() => {});
    return read;
  }

  try {
    while (index * chunkBytes < end && index <= lastIndex) {
      const sealed = await next;
      if (sealed === null) throw damaged();
      const chunks: Uint8Array[] = [];
      next = readSealed(index + 16);
      for (let at = 0; at < sealed.byteLength; at += sealedChunkBytes) {
        const plain = openChunk(key, index, index === lastIndex, sealed.subarray(at, at + sealedChunkBytes));
        if (plain === null) throw damaged();
        chunks.push(plain);
        index += 1;
      }
      yield Buffer.concat(chunks);
    }
  } catch (failure) {
    throw isUnreadableDisk(failure) ? damaged() : failure;
  } finally {
    // Read ahead and not wanted any more; what matters of a failure has been thrown above. The file stays open until then.
    await next.catch(() => {});
  }
}

/** The bytes at a place of the file; null when it ends before. */
async function readExactly(file: FileHandle, position: number, count: number): Promise<Uint8Array | null> {
  const bytes = Buffer.allocUnsafe(count);
  let filled = 0;
  while (filled < count) {
    const { bytesRead } = await file.read(bytes, filled, count - filled, position + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return bytes;
}

/** File key, payload key and where the first chunk begins; null when the header is not one for this identity. */
async function readBeginning(file: FileHandle, identity: string) {
  const { size } = await file.stat();
  const beginning = await readExactly(file, 0, Math.min(size, longestHeader));
  const length = beginning === null ? null : headerLength(beginning);
  if (beginning === null || length === null) return null;
  const fileKey = await readHeader(beginning.subarray(0, length), identity);
  const nonce = fileKey === null ? null : await readExactly(file, length, nonceBytes);
  if (fileKey === null || nonce === null) return null;
  return { fileKey, key: payloadKey(fileKey, nonce), payloadAt: length + nonceBytes };
}

function isPadding(bytes: Uint8Array, beginsWithMark: boolean): boolean {
  return bytes.every((byte, index) => byte === (beginsWithMark && index === 0 ? endOfFile : 0));
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return null;
    throw failure;
  }
}

/** A disk that can't give back what it was given; a folder in place of the file is no original either. */
function isUnreadableDisk(failure: unknown): boolean {
  return (
    failure instanceof Error && 'code' in failure && (failure.code === 'EIO' || failure.code === 'EISDIR')
  );
}

function damaged(): Error & OriginalDamaged {
  return Object.assign(new Error('The original is damaged'), { kind: 'originalDamaged' } as const);
}
