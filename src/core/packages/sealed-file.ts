import { createHash, randomBytes, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import {
  headerLength,
  longestHeader,
  nonceBytes,
  openChunk,
  payloadKey,
  prepareChunks,
  sealedChunkBytes,
} from '../evidence/age-file';
import { createSealer, createWriter } from '../evidence/originals';
import { paddedLength } from '../evidence/padding';
import type { WorkContext } from '../work/registry';
import { endOfArchive, tarFill, tarHeader } from './tar';
import type { LockedHeader } from './locks';

/** An encrypted archive while it is written. */
export interface SealedArchive {
  readonly add: (
    path: string,
    byteLength: number,
    content: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  ) => Promise<{ readonly path: string; readonly sha256: string; readonly byteLength: number }>;
}

/**
 * Writes an encrypted archive where no file is, down to the disk. Its length says little about what is in it.
 *
 * @throws the system's error, or what `fill` throws; what was written is the caller's to take away
 */
export async function writeSealedArchive(
  path: string,
  { header, fileKey }: LockedHeader,
  fill: (archive: SealedArchive) => Promise<void>,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  await prepareChunks();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    const writer = createWriter(file);
    const write = async (pieces: readonly Uint8Array[]): Promise<void> => {
      for (const piece of pieces) {
        hash.update(piece);
        sizeBytes += piece.byteLength;
      }
      await writer.write(pieces);
    };
    const nonce = randomBytes(nonceBytes);
    const sealer = createSealer(payloadKey(fileKey, nonce));
    await write([header, nonce]);
    let plainBytes = 0;
    const put = async (bytes: Uint8Array): Promise<void> => {
      plainBytes += bytes.byteLength;
      await write(sealer.push(bytes));
    };
    await fill({
      add: async (name, byteLength, content) => {
        await put(tarHeader({ path: name, byteLength }));
        const contentHash = createHash('sha256');
        let written = 0;
        for await (const bytes of content) {
          contentHash.update(bytes);
          written += bytes.byteLength;
          await put(bytes);
        }
        if (written !== byteLength) throw new Error('A file of a package is not as long as was said');
        await put(tarFill(byteLength));
        return { path: name, sha256: contentHash.digest('hex'), byteLength };
      },
    });
    await put(endOfArchive);
    const zeros = Buffer.alloc(1024 * 1024);
    let missing = paddedLength(plainBytes) - plainBytes;
    while (missing > 0) {
      const taken = Math.min(missing, zeros.byteLength);
      await put(zeros.subarray(0, taken));
      missing -= taken;
    }
    await write(sealer.end());
    await writer.settle();
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Thrown while an encrypted file is read: what comes next is not what was written, or is missing. */
export class SealBroken extends Error {}

/** The header of an age file, if this is one. */
export async function readSealedHeader(file: FileHandle): Promise<Uint8Array | null> {
  const beginning = Buffer.alloc(longestHeader);
  const { bytesRead } = await file.read(beginning, 0, longestHeader, 0);
  const length = headerLength(beginning.subarray(0, bytesRead));
  return length === null ? null : beginning.subarray(0, length);
}

/**
 * What an age file holds, from the front, in blocks that were each verified. Its last one was sealed as the last: where it
 * comes to an end without a throw, nothing was cut off.
 *
 * @param hash is fed with every byte of the file as it lies there
 */
export async function* readSealed(
  file: FileHandle,
  { header, fileKey }: LockedHeader,
  hash: Hash,
  context: Pick<WorkContext, 'signal' | 'breathe' | 'report'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  await prepareChunks();
  const { size } = await file.stat();
  const nonce = await readAt(file, header.byteLength, nonceBytes);
  if (nonce.byteLength < nonceBytes) throw new SealBroken('It ends in its header');
  hash.update(header).update(nonce);
  const key = payloadKey(fileKey, nonce);
  const payloadAt = header.byteLength + nonceBytes;
  const last = Math.max(0, Math.ceil((size - payloadAt) / sealedChunkBytes) - 1);
  const chunksAtOnce = 16;
  for (let index = 0; index <= last; index += chunksAtOnce) {
    context.signal.throwIfAborted();
    const position = payloadAt + index * sealedChunkBytes;
    const wanted = Math.min(chunksAtOnce * sealedChunkBytes, size - position);
    const sealed = await readAt(file, position, Math.max(0, wanted));
    if (sealed.byteLength < wanted || wanted <= 0) throw new SealBroken('It ends too early');
    hash.update(sealed);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < sealed.byteLength; at += sealedChunkBytes) {
      const chunk = index + at / sealedChunkBytes;
      const plain = openChunk(key, chunk, chunk === last, sealed.subarray(at, at + sealedChunkBytes));
      if (plain === null) throw new SealBroken('A part is not as it was sealed');
      chunks.push(plain);
    }
    context.report({ done: position + sealed.byteLength, total: size });
    yield Buffer.concat(chunks);
    await context.breathe();
  }
}

async function readAt(file: FileHandle, position: number, count: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(count);
  let filled = 0;
  while (filled < count) {
    const { bytesRead } = await file.read(bytes, filled, count - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
