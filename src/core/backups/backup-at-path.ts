import { parse } from 'node:path';
import type { Backup } from '../../shared/backups/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { PaperFailure } from '../../shared/recovery/contract';
import type { OpenDeps } from '../kernel/deps';
import { testFinished, type TestFailure } from './check-backup';
import { findSnapshots } from './layout';
import { backupOf } from './make-backup';
import {
  unlockBackup,
  unlockBackupWithPapers,
  type UnlockBackupFailure,
  type UnlockedBackup,
} from './opened-backups';
import { keysOf, openRestored, restoreBackup, type RestoreFolderFailure } from './restore-backup';
import type { TestedSnapshot } from './task';

// Backups named by a path, for the command line. The page never names one, so none of this is a channel.

/** What opens a backup: a passphrase of its time, or what stands on a sheet or on two shares. */
export type BackupSecret = { readonly passphrase: string } | { readonly papers: readonly string[] };

type UnlockFailure = UnlockBackupFailure | PaperFailure | { readonly kind: 'notABackup' };

/** Opens the newest backup in a folder. Counts no wrong passphrases, as `openVaultAtPath` does not. */
async function unlockNewest(
  folder: string,
  secret: BackupSecret,
): Promise<Result<UnlockedBackup, UnlockFailure>> {
  const [newest] = findSnapshots(folder);
  if (newest === undefined) return err({ kind: 'notABackup' });
  return 'passphrase' in secret
    ? unlockBackup(newest.folder, secret.passphrase)
    : unlockBackupWithPapers(newest.folder, secret.papers, () => null);
}

/**
 * Tests a backup, or the newest of those in a folder, as before a restore.
 *
 * @returns what the test counted, and the certificate when there is one that the vault signed
 */
export async function checkBackupAtPath(
  deps: OpenDeps,
  folder: string,
  secret: BackupSecret,
): Promise<
  Result<
    { readonly folder: string; readonly tested: TestedSnapshot; readonly certificate: Backup | null },
    UnlockFailure | TestFailure
  >
> {
  const unlocked = await unlockNewest(folder, secret);
  if (!unlocked.ok) return unlocked;
  const { folder: snapshot, originals, certificate } = unlocked.value;
  const tested = await deps.work.run('verify', (work) =>
    testFinished(work, {
      kind: 'check',
      of: { snapshot, originals, ...keysOf(unlocked.value) },
      expected: certificate,
      withOriginals: true,
    }),
  );
  if (!tested.ok) return tested;
  return ok({
    folder: snapshot,
    tested: tested.value,
    certificate: certificate === null ? null : backupOf(certificate),
  });
}

/** Makes a vault from a backup, or from the newest of those in a folder, and leaves it closed. Gives its path. */
export async function restoreBackupAtPath(
  deps: OpenDeps,
  folder: string,
  secret: BackupSecret,
  wanted: { readonly vault: string; readonly withoutDamagedOriginals: boolean },
): Promise<Result<string, UnlockFailure | RestoreFolderFailure>> {
  const unlocked = await unlockNewest(folder, secret);
  if (!unlocked.ok) return unlocked;
  const { dir, base } = parse(wanted.vault);
  const restored = await deps.work.run('restore', (work) =>
    restoreBackup(work, unlocked.value, {
      parent: dir,
      name: base.replace(/\.dossier$/, ''),
      withoutDamagedOriginals: wanted.withoutDamagedOriginals,
    }),
  );
  if (!restored.ok) return restored;
  openRestored(deps, restored.value, unlocked.value, {
    clock: deps.clock,
    lastSeen: null,
    noteSeen: () => true,
  }).close();
  return restored;
}
