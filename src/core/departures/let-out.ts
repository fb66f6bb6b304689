import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CopyShape } from '../../shared/departures/copies';
import { copyIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { syncFolder, writeNewFile } from '../kernel/atomic-file';
import type { VaultDeps } from '../kernel/deps';
import { targetFailureOf } from '../kernel/target-failure';
import { deleteCopy, insertCopy, markWritten, setProblem } from './copies-store';
import { recordCopy, type CopyRecord } from './copy-record';

// Whatever leaves the vault as a file or a folder is written by way of `beginCopy`. The vault knows of it before its first
// byte, and until it is written down that it left: should the program end in between, `settleCopies` settles it.

/** What is behind the chosen name while a copy is not whole. */
export const temporaryEndings = { file: 'tmp', folder: 'incomplete' } as const satisfies Readonly<
  Record<CopyShape, string>
>;

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
  /** Takes away what was written; after a failure. Never throws: what cannot be taken away is told to the person. */
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
  statSync(dirname(path));
  const temporary = `${path}.${randomBytes(4).toString('hex')}.${temporaryEndings[shape]}`;
  const id = copyIdSchema.parse(newId());
  // A vault that is open for reading only keeps no record; what would need one is refused by the database.
  const isNoted = record.departures.length > 0 || !vault.describe().readOnly;
  if (isNoted) {
    insertCopy(db, {
      id,
      path,
      temporaryPath: temporary,
      shape,
      sha256,
      sizeBytes,
      record: JSON.stringify(record),
      begunAt: clock.now(),
      memberId: actor,
      problem: null,
    });
  }
  let written = temporary;
  return {
    temporary,
    finish: (content, finished = record) => {
      if (isNoted && (sha256 === null || finished !== record)) {
        markWritten(db, { id, ...content, record: JSON.stringify(finished) });
      }
      renameSync(temporary, path);
      written = path;
      syncFolder(dirname(path));
      db.transaction(() => {
        recordCopy(deps, finished, {
          fileName: basename(path),
          sha256: shape === 'folder' ? '' : content.sha256,
          sizeBytes: content.sizeBytes,
        });
        if (isNoted) deleteCopy(db, id);
      });
    },
    withdraw: () => {
      const problem = remove(written);
      if (!isNoted) return;
      try {
        if (problem === null) deleteCopy(db, id);
        else setProblem(db, id, problem);
      } catch {
        // The vault was locked meanwhile, or the disk is full: the next opening comes to it.
      }
    },
  };
}

function remove(path: string): 'placeMissing' | 'notRemoved' | null {
  try {
    rmSync(path, { recursive: true, force: true });
    // Not there is not gone, where the folder went too.
    return statSync(dirname(path), { throwIfNoEntry: false }) === undefined ? 'placeMissing' : null;
  } catch {
    return 'notRemoved';
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
