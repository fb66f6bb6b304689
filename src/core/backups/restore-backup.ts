import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RestoreFailure } from '../../shared/backups/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import { listStoredNames, originalPath } from '../evidence/originals';
import { syncFolder } from '../kernel/atomic-file';
import type { OpenDeps } from '../kernel/deps';
import { isInsideVault, isUsableName } from '../vault/create-vault';
import { writeHeaderCopies } from '../vault/header-files';
import { databaseKey, evidenceIdentity } from '../vault/keys';
import { lockVault, openUnlockedVault, type OpenOptions } from '../vault/open-vault';
import type { OpenVault } from '../vault/session';
import { vaultFiles, vaultFolderIn } from '../vault/vault-files';
import type { WorkContext } from '../work/registry';
import { freeBytes } from './make-backup';
import { runOffThread } from './off-thread';
import type { UnlockedBackup } from './opened-backups';
import { insertRestore } from './store';
import type { TaskFailure } from './task';

export type RestoreFolderFailure = Extract<
  RestoreFailure,
  {
    readonly kind:
      | 'nameNotUsable'
      | 'nameTaken'
      | 'folderInsideVault'
      | 'folderNotWritable'
      | 'notEnoughRoom'
      | 'fileTooLarge'
      | 'backupMissing'
      | 'backupDamaged'
      | 'backupNewer'
      | 'headerDamaged'
      | 'cancelled';
  }
>;

/**
 * Makes a vault from a backup: the test first, then the copy, then its name. It keeps the id, the members and every
 * passphrase and recovery sheet of the backup, since all of them are bound to the id.
 *
 * @returns the path of the new vault's folder, closed
 */
export async function restoreBackup(
  work: WorkContext,
  backup: UnlockedBackup,
  wanted: { readonly parent: string; readonly name: string; readonly withoutDamagedOriginals: boolean },
): Promise<Result<string, RestoreFolderFailure>> {
  const name = wanted.name.normalize('NFC').trim();
  if (!isUsableName(name)) return err({ kind: 'nameNotUsable' });
  if (isInsideVault(wanted.parent)) return err({ kind: 'folderInsideVault' });
  const folder = vaultFolderIn(wanted.parent, name);
  if (existsSync(folder)) return err({ kind: 'nameTaken' });

  let unfinished: string | null = null;
  try {
    mkdirSync(wanted.parent, { recursive: true });
    const neededBytes = lengthOf(backup);
    const free = freeBytes(wanted.parent);
    if (free !== null && free < neededBytes)
      return err({ kind: 'notEnoughRoom', neededBytes, freeBytes: free });
    unfinished = mkdtempSync(join(wanted.parent, '.dossier-unfinished-'));
    const outcome = await runOffThread(
      {
        kind: 'restore',
        of: {
          snapshot: backup.folder,
          originals: backup.originals,
          ...keysOf(backup),
        },
        expected: backup.certificate,
        to: unfinished,
        withoutDamagedOriginals: wanted.withoutDamagedOriginals,
      },
      { signal: work.signal, onProgress: work.report },
    );
    if (!outcome.ok) return err(failureOf(outcome.error, wanted.parent));
    work.pointOfNoReturn();
    writeHeaderCopies(unfinished, backup.unlocked.header);
    // Somebody may have made one of this name meanwhile; an empty folder would be replaced without a word.
    if (existsSync(folder)) return err({ kind: 'nameTaken' });
    renameSync(unfinished, folder);
    unfinished = null;
    syncFolder(wanted.parent);
    return ok(folder);
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    if (code === 'ENOSPC' || code === 'EDQUOT') return err(noRoom(wanted.parent));
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return err({ kind: 'folderNotWritable' });
    throw failure;
  } finally {
    if (unfinished !== null) rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Opens a vault that was just restored, and writes in it that it was. */
export function openRestored(
  deps: OpenDeps,
  folder: string,
  backup: UnlockedBackup,
  options: OpenOptions,
): OpenVault {
  const locked = lockVault(folder);
  const opened = locked.ok ? openUnlockedVault(folder, backup.unlocked, locked.value, options) : locked;
  // It was tested and copied a moment ago, and nobody else knows of it.
  if (!opened.ok) throw new Error(`A vault that was just restored does not open: ${opened.error.kind}`);
  const vault = opened.value;
  // One that was open for reading only when it was copied is so again, and keeps no record.
  if (vault.describe().readOnly) return vault;
  try {
    const restoredAt = deps.clock.now();
    const takenAt = backup.certificate?.takenAt ?? restoredAt;
    vault.db.transaction(() => {
      insertRestore(vault.db, { id: deps.newId(), restoredAt, takenAt });
      vault.audit({ action: 'vault.restored', subjectId: null, caseId: null });
    });
    return vault;
  } catch (failure) {
    vault.close();
    throw failure;
  }
}

/** Fresh copies of the keys that a backup is tested with. */
export function keysOf(backup: UnlockedBackup) {
  const { header, vaultKey } = backup.unlocked;
  return {
    databaseKey: databaseKey(vaultKey, header.vaultId, header.epoch),
    evidenceKeys: evidenceIdentity(vaultKey, header.vaultId),
  };
}

function lengthOf(backup: UnlockedBackup): number {
  const place = { folder: backup.originals };
  // All originals of the epoch: which of them belong to this backup is known only when it is open.
  const originals = listStoredNames(place).map(
    (storedAs) => statSync(originalPath(place, { storedAs }), { throwIfNoEntry: false })?.size ?? 0,
  );
  const database = statSync(vaultFiles(backup.folder).database, { throwIfNoEntry: false })?.size ?? 0;
  return originals.reduce((sum, length) => sum + length, database + 1024 * 1024);
}

function failureOf(failure: TaskFailure, parent: string): RestoreFolderFailure {
  switch (failure.kind) {
    case 'cancelled':
    case 'backupDamaged':
    case 'backupNewer':
    case 'headerDamaged':
      return failure;
    case 'changedMeanwhile':
      throw new Error('Nothing was held while a backup was restored');
    case 'system':
      switch (failure.code) {
        case 'ENOSPC':
        case 'EDQUOT':
          return noRoom(parent);
        case 'EFBIG':
          return { kind: 'fileTooLarge' };
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
          return { kind: 'folderNotWritable' };
        default:
          // The stick was pulled out, or its disk no longer reads.
          return { kind: 'backupMissing' };
      }
  }
}

function noRoom(parent: string): RestoreFolderFailure {
  return { kind: 'notEnoughRoom', neededBytes: 1, freeBytes: freeBytes(parent) ?? 0 };
}
