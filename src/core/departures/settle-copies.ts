import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CopyProblem } from '../../shared/departures/copies';
import { hasCase } from '../cases/store';
import { errorCode } from '../db/driver';
import { syncFolder } from '../kernel/atomic-file';
import type { VaultDeps } from '../kernel/deps';
import {
  deleteCopy,
  listCopies,
  markRecorded,
  readCopyRecord,
  setProblem,
  type CopyRow,
} from './copies-store';
import { copyRecordSchema, recordCopy } from './copy-record';
import { isThere, olderPathOf, temporaryEndings } from './let-out';

/**
 * Settles copies that a crash, a lock or a power cut has interrupted: what was written of one is taken away, and an older file
 * gets its name back; one that stands whole is written down as it would have been. What cannot be settled stays, and is told to
 * the person.
 *
 * @param which those of an opening, before anything new can begin; or those of which a person was told
 */
export async function settleCopies(deps: VaultDeps, which: 'left' | 'told'): Promise<void> {
  const { db, session, vault, work } = deps;
  if (vault.describe().readOnly) return;
  const copies = listCopies(db).filter(({ problem }) => which === 'left' || problem !== null);
  if (copies.length === 0) return;
  await work.run('settleCopies', async ({ pointOfNoReturn }) => {
    // Not to be stopped by a person: it is no work that anybody asked for, and it stops by itself at a lock.
    pointOfNoReturn();
    for (const copy of copies) {
      const found = await lookFor(copy);
      if (session.current() !== vault) return;
      try {
        if (found === 'gone') deleteCopy(db, copy.id);
        else if (found !== 'whole') setProblem(db, copy.id, found);
        else {
          recordLate(deps, copy);
          const problem = await takeOlderAway(copy);
          if (session.current() !== vault) return;
          if (problem === null) deleteCopy(db, copy.id);
          else setProblem(db, copy.id, problem);
        }
      } catch (failure) {
        if (errorCode(failure) === 'SQLITE_FULL') return;
        setProblem(db, copy.id, 'notRecorded');
      }
    }
  });
}

/** What became of a copy: it is not there, or it is whole, or nobody can tell. What was written of it is taken away. */
async function lookFor(copy: CopyRow): Promise<'gone' | 'whole' | CopyProblem> {
  const { path, temporaryPath, mountPoint, shape, sha256, sizeBytes, recorded } = copy;
  const ending = temporaryPath.slice(path.length);
  const isOurs = temporaryPath.startsWith(path) && /^\.[0-9a-f]{8}\.(?:tmp|incomplete)$/u.test(ending);
  if (!isOurs || !ending.endsWith(temporaryEndings[shape])) return 'notRemoved';
  if (recorded === 1) return 'whole';
  try {
    await stat(dirname(path));
  } catch (failure) {
    return isMissing(failure) ? 'placeMissing' : 'notRemoved';
  }
  try {
    const found = await kindOf(temporaryPath);
    if (found !== 'nothing') {
      // A link, or a folder where there was a file, is of somebody else.
      if (found !== shape) return 'notRemoved';
      const older = await putOlderBack(copy);
      await rm(temporaryPath, { recursive: true });
      syncFolder(dirname(path));
      return older ?? 'gone';
    }
  } catch {
    return 'notRemoved';
  }
  try {
    if (sha256 !== null && (await isWhole({ path, shape, sha256, sizeBytes }))) return 'whole';
  } catch (failure) {
    if (!isMissing(failure)) return 'notRecorded';
  }
  try {
    // That nothing of it is there says something only of the place where it was begun.
    return (await putOlderBack(copy)) ?? (isThere(dirname(path), mountPoint) ? 'gone' : 'placeMissing');
  } catch {
    return 'notRemoved';
  }
}

async function isWhole({
  path,
  shape,
  sha256,
  sizeBytes,
}: Pick<CopyRow, 'path' | 'shape' | 'sha256' | 'sizeBytes'>): Promise<boolean> {
  if ((await kindOf(path)) !== shape) return false;
  if (shape === 'file' && (await stat(path)).size !== sizeBytes) return false;
  return (await hashOf(shape === 'file' ? path : await outermostList(path))) === sha256;
}

/** Gives an older file its name back, if one lies aside and nothing has that name; null where none lies aside. */
async function putOlderBack(copy: CopyRow): Promise<'gone' | 'olderNotPutBack' | null> {
  const older = olderPathOf(copy);
  const found = older === null ? 'nothing' : await kindOf(older);
  if (older === null || found === 'nothing') return null;
  if (found === 'folder' || (await kindOf(copy.path)) !== 'nothing') return 'olderNotPutBack';
  try {
    await rename(older, copy.path);
    syncFolder(dirname(older));
    return 'gone';
  } catch {
    return 'olderNotPutBack';
  }
}

/** Takes away what a copy that is written down has replaced. */
async function takeOlderAway(copy: CopyRow): Promise<CopyProblem | null> {
  const { path, mountPoint } = copy;
  const older = olderPathOf(copy);
  if (older === null) return null;
  try {
    const found = await kindOf(older);
    if (found === 'folder') return 'olderNotRemoved';
    if (found !== 'nothing') {
      await rm(older);
      syncFolder(dirname(older));
      return null;
    }
    const isPlace = (await kindOf(path)) !== 'nothing' || isThere(dirname(path), mountPoint);
    return isPlace ? null : 'placeMissing';
  } catch {
    return 'olderNotRemoved';
  }
}

/** Writes down what stands whole, once. */
function recordLate(deps: VaultDeps, copy: CopyRow): void {
  const { db, clock, audit } = deps;
  db.transaction(() => {
    const record = copyRecordSchema.safeParse(readCopyRecord(db, copy.id));
    if (!markRecorded(db, copy.id)) return;
    if (!record.success) throw new Error('What a copy writes down could not be read');
    // With a case its register went as well.
    if (record.data.departures.some(({ caseId }) => !hasCase(db, caseId))) return;
    recordCopy(
      // As it would have been then.
      { ...deps, actor: copy.memberId, clock: { ...clock, now: () => copy.begunAt } },
      record.data,
      {
        fileName: basename(copy.path),
        sha256: copy.shape === 'folder' ? '' : (copy.sha256 ?? ''),
        sizeBytes: copy.sizeBytes ?? 0,
      },
    );
    for (const caseId of new Set(record.data.audit.map((entry) => entry.caseId))) {
      audit({ action: 'departure.recordedLate', subjectId: null, caseId });
    }
  });
}

async function kindOf(path: string): Promise<'nothing' | 'file' | 'folder' | 'other'> {
  try {
    const found = await lstat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch (failure) {
    if (isMissing(failure)) return 'nothing';
    throw failure;
  }
}

/** The list in which the other files of a bag stand, itself in no list: it is written last. */
async function outermostList(folder: string): Promise<string> {
  const ofTags = join(folder, 'tagmanifest-sha256.txt');
  return (await kindOf(ofTags)) === 'nothing' ? join(folder, 'manifest-sha256.txt') : ofTags;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}

function isMissing(failure: unknown): boolean {
  const code = errorCode(failure);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
