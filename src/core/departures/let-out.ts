import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CopyProblem, CopyShape } from '../../shared/departures/copies';
import { copyIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { syncFolder, writeNewFile } from '../kernel/atomic-file';
import type { VaultDeps } from '../kernel/deps';
import { isMounted, mountPointOf } from '../kernel/mount-point';
import { targetFailureOf } from '../kernel/target-failure';
import { deleteCopy, insertCopy, markRecorded, markWritten, setProblem } from './copies-store';
import { recordCopy, type CopyRecord } from './copy-record';

// Whatever leaves the vault as a file or a folder is written by way of `beginCopy`. The vault knows of it before its first
// byte, and until it is written down that it left: should the program end in between, `settleCopies` settles it.

/** What is behind the chosen name while a copy is not whole. */
export const temporaryEndings = { file: 'tmp', folder: 'incomplete' } as const satisfies Readonly<
  Record<CopyShape, string>
>;

/** Where an older file of the name of a copy lies until the copy is written down; null for a folder, which replaces none. */
export function olderPathOf({
  temporaryPath,
  shape,
}: {
  readonly temporaryPath: string;
  readonly shape: CopyShape;
}): string | null {
  return shape === 'file' ? temporaryPath.replace(/tmp$/u, 'old') : null;
}

/** A copy while it is written. */
export interface CopyUnderWay {
  /** Where it is written until it is whole. Nothing is there yet. */
  readonly temporary: string;
  /**
   * Gives it its name, in place of an older file of that name, and writes down that it left. Every byte must be on the disk.
   *
   * @param record in place of the one it began with, where more is known since
   * @param content.sha256 of a folder that of its outermost list of hashes
   * @throws what the system or the database throws; then it is to be withdrawn
   */
  readonly finish: (
    content: { readonly sha256: string; readonly sizeBytes: number },
    record?: CopyRecord,
  ) => void;
  /**
   * Takes away what was written, and gives an older file its name back; after a failure. Never throws: what cannot be done is
   * told to the person.
   */
  readonly withdraw: () => void;
}

/**
 * Begins a copy outside of the vault.
 *
 * @throws the system's error where the folder is not there
 */
export function beginCopy(
  deps: VaultDeps,
  {
    path,
    shape,
    record,
    sha256 = null,
    sizeBytes = null,
  }: {
    readonly path: string;
    readonly shape: CopyShape;
    readonly record: CopyRecord;
    /** Where they are known beforehand. */
    readonly sha256?: string | null;
    readonly sizeBytes?: number | null;
  },
): CopyUnderWay {
  const { db, clock, newId, actor, vault } = deps;
  const folder = dirname(path);
  const mountPoint = mountPointOf(folder);
  const temporary = `${path}.${randomBytes(4).toString('hex')}.${temporaryEndings[shape]}`;
  const id = copyIdSchema.parse(newId());
  // A vault that is open for reading only keeps no record; what would need one is refused by the database.
  const isNoted = record.departures.length > 0 || !vault.describe().readOnly;
  if (isNoted) {
    insertCopy(db, {
      id,
      path,
      temporaryPath: temporary,
      mountPoint,
      shape,
      sha256,
      sizeBytes,
      record: JSON.stringify(record),
      begunAt: clock.now(),
      memberId: actor,
    });
  }
  let stands = false;
  /** Where the older file of that name lies now; null while it has its name, and where there is none. */
  let older: string | null = null;

  function takeBack(): CopyProblem | null {
    let problem: CopyProblem | null = null;
    try {
      // In place of what was written, if that stands there.
      if (older !== null) renameSync(older, path);
    } catch {
      problem = stands ? 'notRecorded' : 'olderNotPutBack';
    }
    try {
      if (!stands) rmSync(temporary, { recursive: true, force: true });
      else if (older === null) rmSync(path, { recursive: true, force: true });
    } catch {
      problem = 'notRemoved';
    }
    // Not there is not gone, where the folder went too.
    return isThere(folder, mountPoint) ? problem : 'placeMissing';
  }

  function conclude(problem: CopyProblem | null): void {
    if (!isNoted) return;
    try {
      if (problem === null) deleteCopy(db, id);
      else setProblem(db, id, problem);
    } catch {
      // The vault was locked meanwhile, or the disk is full: the next opening comes to it.
    }
  }

  return {
    temporary,
    finish: (content, finished = record) => {
      if (isNoted && (sha256 === null || finished !== record)) {
        markWritten(db, { id, ...content, record: JSON.stringify(finished) });
      }
      // Without a row nothing would give it its name back after a crash.
      const aside = isNoted && hasFile(path) ? olderPathOf({ temporaryPath: temporary, shape }) : null;
      if (aside !== null) {
        renameSync(path, aside);
        older = aside;
        syncFolder(folder);
      }
      renameSync(temporary, path);
      stands = true;
      syncFolder(folder);
      db.transaction(() => {
        recordCopy(deps, finished, {
          fileName: basename(path),
          sha256: shape === 'folder' ? '' : content.sha256,
          sizeBytes: content.sizeBytes,
        });
        if (!isNoted) return;
        if (older === null) deleteCopy(db, id);
        else markRecorded(db, id);
      });
      // It stands and is written down, whatever becomes of the older one.
      if (older !== null) conclude(takeAway(older));
    },
    withdraw: () => conclude(takeBack()),
  };
}

function takeAway(older: string): CopyProblem | null {
  try {
    rmSync(older);
    syncFolder(dirname(older));
    return null;
  } catch {
    return 'olderNotRemoved';
  }
}

/** A folder of that name is of somebody, and the copy fails at it. */
function hasFile(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isDirectory();
}

/** Whether the folder of a copy is there, with the stick or disk on which the copy was begun. */
export function isThere(folder: string, mountPoint: string | null): boolean {
  try {
    statSync(folder);
    return mountPoint === null || isMounted(mountPoint);
  } catch {
    // A stick that was pulled out can answer with any failure.
    return false;
  }
}

export interface SaveFailure {
  readonly kind: 'targetFull' | 'targetNotWritable' | 'targetMissing' | 'writtenWrongly';
}

/**
 * Writes a document outside the vault: beside its place first, to the disk, where it is read back and compared; then it gets its
 * name, and it is written down that it left. After a failure neither a half file nor a temporary one is left.
 */
export function letOutDocument(
  deps: VaultDeps,
  {
    path,
    document,
    record,
  }: { readonly path: string; readonly document: Uint8Array; readonly record: CopyRecord },
): Result<void, SaveFailure> {
  const content = digestOf(document);
  let copy: CopyUnderWay | null = null;
  try {
    copy = beginCopy(deps, { path, shape: 'file', record, ...content });
    writeNewFile(copy.temporary, document);
    if (digestOf(readFileSync(copy.temporary)).sha256 === content.sha256) {
      copy.finish(content);
      return ok(undefined);
    }
    copy.withdraw();
    return err({ kind: 'writtenWrongly' });
  } catch (failure) {
    copy?.withdraw();
    const kind = targetFailureOf(failure);
    if (kind === null) throw failure;
    return err({ kind });
  }
}

/** What a document is known by. */
export function digestOf(document: Uint8Array): { readonly sha256: string; readonly sizeBytes: number } {
  return { sha256: createHash('sha256').update(document).digest('hex'), sizeBytes: document.byteLength };
}
