import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, writeSync } from './file-system';
import { dirname, join } from 'node:path';
import { err, type Result } from '../../shared/kernel/result';
import { syncFolder } from '../kernel/atomic-file';
import { readTar, type TarRefusal } from './tar';

export type UnpackRefusal = TarRefusal | { readonly kind: 'tooLarge' };

/** More than was signed: the archive is read no further. */
class TooLarge extends Error {}

/**
 * Unpacks a program into a folder that is not there yet, and lets all of it last. What is there after a refusal, or when
 * this throws, is the caller's to take away.
 *
 * @throws the system's error when the disk is full or the folder refuses
 */
export async function unpackProgram(
  source: AsyncIterable<Uint8Array>,
  into: string,
  most: { readonly unpackedBytes: number; readonly files: number },
): Promise<Result<null, UnpackRefusal>> {
  let bytes = 0;
  let files = 0;
  let file: number | null = null;
  mkdirSync(into, { mode: 0o755 });
  try {
    const read = await readTar(source, {
      begin: (entry) => {
        bytes += entry.bytes;
        files += entry.kind === 'file' ? 1 : 0;
        if (bytes > most.unpackedBytes || files > most.files) throw new TooLarge();
        const path = join(into, ...entry.name.split('/'));
        if (entry.kind === 'folder') {
          mkdirSync(path, { recursive: true, mode: 0o755 });
          return;
        }
        mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
        file = openSync(path, 'wx', entry.isExecutable ? 0o755 : 0o644);
      },
      write: (piece) => {
        if (file !== null) writeAll(file, piece);
      },
      end: () => {
        if (file === null) return;
        fsyncSync(file);
        closeSync(file);
        file = null;
      },
    });
    if (read.ok) syncFolders(into);
    return read;
  } catch (failure) {
    if (failure instanceof TooLarge) return err({ kind: 'tooLarge' });
    throw failure;
  } finally {
    if (file !== null) closeSync(file);
  }
}

export function writeAll(file: number, piece: Uint8Array): void {
  let written = 0;
  while (written < piece.byteLength) written += writeSync(file, piece, written);
}

function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name));
  }
  syncFolder(folder);
}
