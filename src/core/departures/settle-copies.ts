import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CopyProblem } from '../../shared/departures/copies';
import { hasCase } from '../cases/store';
import { errorCode } from '../db/driver';
import { syncFolder } from '../kernel/atomic-file';
import type { VaultDeps } from '../kernel/deps';
import { deleteCopy, listCopies, readCopyRecord, setProblem, type CopyRow } from './copies-store';
import { copyRecordSchema, recordCopy } from './copy-record';
import { temporaryEndings } from './let-out';

/**
 * Settles copies that a crash, a lock or a power cut has interrupted: what was written of one is taken away; one that stands whole
 * is written down as it would have been. What cannot be settled stays, and is told to the person.
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
        conclude(deps, copy, found);
      } catch (failure) {
        if (errorCode(failure) === 'SQLITE_FULL') return;
        setProblem(db, copy.id, 'notRecorded');
      }
    }
  });
}

/** What became of a copy: it is not there, or it is whole, or nobody can tell. What was written of it is taken away. */
async function lookFor({
  path,
  temporaryPath,
  shape,
  sha256,
  sizeBytes,
}: CopyRow): Promise<'gone' | 'whole' | CopyProblem> {
  const ending = temporaryPath.slice(path.length);
  const isOurs = temporaryPath.startsWith(path) && /^\.[0-9a-f]{8}\.(?:tmp|incomplete)$/u.test(ending);
  if (!isOurs || !ending.endsWith(temporaryEndings[shape])) return 'notRemoved';
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
      await rm(temporaryPath, { recursive: true });
      syncFolder(dirname(path));
      return 'gone';
    }
  } catch {
    return 'notRemoved';
  }
  try {
    if (sha256 === null || (await kindOf(path)) !== shape) return 'gone';
    if (shape === 'file' && (await stat(path)).size !== sizeBytes) return 'gone';
    return (await hashOf(shape === 'file' ? path : await outermostList(path))) === sha256 ? 'whole' : 'gone';
  } catch (failure) {
    return isMissing(failure) ? 'gone' : 'notRecorded';
  }
}

function conclude(deps: VaultDeps, copy: CopyRow, found: 'gone' | 'whole' | CopyProblem): void {
  const { db, clock, audit } = deps;
  db.transaction(() => {
    if (found !== 'gone' && found !== 'whole') {
      setProblem(db, copy.id, found);
      return;
    }
    const record = copyRecordSchema.safeParse(readCopyRecord(db, copy.id));
    if (!deleteCopy(db, copy.id) || found === 'gone') return;
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
