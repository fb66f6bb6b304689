import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from './file-system';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { OrganisationKey } from '../../shared/policy/rules';
import { syncFolder } from '../kernel/atomic-file';
import { keepOnly, currentVersion, switchToUnpacked, unfinishedFolder } from './installation';
import { unpackProgram, writeAll, type UnpackRefusal } from './unpack';
import { readUpdateFile, type PayloadTaker, type SignedUpdate, type UpdateFileRefusal } from './update-file';

export interface InstallOrder {
  /** The file on the stick. It is read anew, and counts only when it is the one that was looked at. */
  readonly path: string;
  readonly keys: readonly OrganisationKey[];
  readonly manifestSha256: string;
  readonly onProgress: (done: number, total: number) => Promise<void>;
}

export type InstallFailure =
  | { readonly kind: 'fileUnreadable' }
  | { readonly kind: 'contentChanged' }
  | { readonly kind: 'contentRefused' };

/**
 * Unpacks the new version beside the one of now and makes it the one that starts next. Until the very last step nothing of what
 * starts is touched; what is half done is taken away, or by the next update when the process was killed.
 *
 * @throws the system's error when the disk is full or the folder refuses; all is as it was then
 */
export async function installIntoFolder(
  order: InstallOrder,
  root: string,
  running: { readonly version: string; readonly schemaVersion: number },
): Promise<Result<SignedUpdate, InstallFailure>> {
  const unfinished = unfinishedFolder(root);
  const kept = [running.version, currentVersion(root) ?? running.version];
  keepOnly(root, kept);
  let isSwitched = false;
  try {
    const gunzip = createGunzip();
    // Whoever reads from it is told; when nobody does, what went wrong is told by the file itself.
    gunzip.on('error', () => undefined);
    let unpacked: Promise<Result<null, UnpackRefusal>> | null = null;
    const read = await readAgain(order, {
      begin: ({ manifest }) => {
        unpacked = unpackProgram(gunzip, unfinished, manifest.payload);
        // Awaited below; until then its failure is nobody's.
        unpacked.catch(() => undefined);
      },
      write: async (piece) => {
        if (unpacked === null || gunzip.write(piece)) return;
        // What is refused is not read on: without this the wait would have no end.
        await Promise.race([once(gunzip, 'drain'), unpacked]);
      },
    });
    gunzip.end();
    const outcome = unpacked === null ? null : await settled(unpacked);
    if (!read.ok) return read;
    if (outcome === null || !outcome.ok) return err({ kind: 'contentRefused' });
    const { version, schemaVersion } = read.value.manifest;
    try {
      accessSync(join(unfinished, 'dossier'), constants.X_OK);
    } catch {
      // Signed, and no program.
      return err({ kind: 'contentRefused' });
    }
    keepOnly(root, [...kept, '.unfinished']);
    switchToUnpacked(root, { version, schemaVersion }, running);
    isSwitched = true;
    return read;
  } finally {
    if (!isSwitched) rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Lays the Debian package ready, whole or not at all. */
export async function stagePackage(
  order: InstallOrder,
  folder: string,
): Promise<Result<{ readonly update: SignedUpdate; readonly path: string }, InstallFailure>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, 'unfinished');
  const file = openSync(unfinished, 'wx', 0o600);
  let isStaged = false;
  try {
    const read = await readAgain(order, {
      begin: () => undefined,
      write: (piece) => writeAll(file, piece),
    });
    if (!read.ok) return read;
    fsyncSync(file);
    const path = join(folder, `dossier_${read.value.manifest.version}.deb`);
    renameSync(unfinished, path);
    syncFolder(dirname(path));
    isStaged = true;
    return ok({ update: read.value, path });
  } finally {
    closeSync(file);
    if (!isStaged) rmSync(folder, { recursive: true, force: true });
  }
}

async function readAgain(
  { path, keys, manifestSha256, onProgress }: InstallOrder,
  taker: PayloadTaker,
): Promise<Result<SignedUpdate, InstallFailure>> {
  let done = 0;
  let total = 0;
  let isAnother = false;
  const read = await readUpdateFile(path, keys, {
    begin: async (update) => {
      isAnother = update.manifestSha256 !== manifestSha256;
      total = update.manifest.payload.bytes;
      if (!isAnother) await taker.begin(update);
    },
    write: async (piece) => {
      if (isAnother) return;
      await taker.write(piece);
      done += piece.byteLength;
      await onProgress(done, total);
    },
  });
  if (read.ok) return isAnother ? err({ kind: 'contentChanged' }) : read;
  return err({ kind: readFailure(read.error) });
}

function readFailure({ kind }: UpdateFileRefusal): 'fileUnreadable' | 'contentChanged' {
  return kind === 'fileUnreadable' ? kind : 'contentChanged';
}

/** What is damaged as gzip is refused like what is damaged as tar; a failure of the disk goes on. */
async function settled(
  unpacking: Promise<Result<null, UnpackRefusal>>,
): Promise<Result<null, UnpackRefusal>> {
  try {
    return await unpacking;
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    if (code.startsWith('Z_')) return err({ kind: 'notATar' });
    throw failure;
  }
}
