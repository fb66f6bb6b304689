import type { CheckFailure, OpenCasesFailure } from '../../shared/backups/contract';
import type { BackedUpCase, Backup, BackupDamage } from '../../shared/backups/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { errorCode, isDamage } from '../db/driver';
import type { VaultDeps } from '../kernel/deps';
import { vaultFiles } from '../vault/vault-files';
import type { WorkContext } from '../work/registry';
import { backupOf } from './make-backup';
import { runOffThread } from './off-thread';
import { originalsOf, readOwnCertificate, type OpenedBackup, type UnlockedBackup } from './opened-backups';
import { keysOf } from './restore-backup';
import { compareCases } from './restore-case';
import { openForReading } from './run-task';
import { markBackupTested, type KnownBackup } from './store';
import type { CheckTask, TaskFailure, TestedSnapshot } from './task';

export type TestFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'backupMissing' }
  | { readonly kind: 'backupNewer' }
  | { readonly kind: 'headerDamaged' }
  | { readonly kind: 'backupDamaged'; readonly damage: BackupDamage };

/** Tests a backup that the vault knows, as before a restore, and keeps how that ended. */
export async function checkKnownBackup(
  deps: VaultDeps,
  work: WorkContext,
  known: KnownBackup,
): Promise<Result<Backup, CheckFailure>> {
  const { vault, db, clock } = deps;
  const { folder, certificate } = known;
  const keys = vault.backupKeys();
  keys.certificateKey.fill(0);
  if (certificate.epoch !== keys.epoch) return err({ kind: 'earlierKey' });
  const tested = await testFinished(work, {
    kind: 'check',
    of: {
      snapshot: folder,
      originals: originalsOf(folder, certificate.epoch),
      databaseKey: keys.databaseKey,
      evidenceKeys: vault.originals.keys,
    },
    expected: certificate,
    withOriginals: true,
  });
  keys.databaseKey.fill(0);
  const outcome = tested.ok ? damageSince(certificate, tested.value) : tested;
  if (deps.session.current() !== vault) return err({ kind: 'cancelled' });
  const isAboutBackup =
    outcome.ok || outcome.error.kind === 'backupDamaged' || outcome.error.kind === 'headerDamaged';
  if (isAboutBackup && !vault.describe().readOnly) {
    db.transaction(() => markBackupTested(db, certificate.id, { at: clock.now(), isWhole: outcome.ok }));
  }
  return outcome.ok ? ok(backupOf(certificate)) : outcome;
}

/** Originals that were damaged when the backup was made are no news; any more of them are. */
function damageSince(
  certificate: Backup,
  tested: TestedSnapshot,
): Result<null, { readonly kind: 'backupDamaged'; readonly damage: BackupDamage }> {
  if (tested.damagedOriginals <= certificate.damagedOriginals) return ok(null);
  return err({
    kind: 'backupDamaged',
    damage: {
      database: 'whole',
      pages: tested.pages,
      damagedPages: 0,
      originals: tested.originals + tested.damagedOriginals,
      damagedOriginals: tested.damagedOriginals,
    },
  });
}

/**
 * Tests the database of a backup, opens it for reading, and compares its cases with those of the vault.
 *
 * @param unlocked null to try it with the vault's own keys, which open what was made under them
 */
export async function openCases(
  deps: VaultDeps,
  work: WorkContext,
  folder: string,
  unlocked: UnlockedBackup | null,
): Promise<
  Result<
    { readonly backup: OpenedBackup; readonly cases: readonly BackedUpCase[] },
    Extract<OpenCasesFailure, { readonly kind: TestFailure['kind'] | 'passphraseNeeded' }>
  >
> {
  const place = unlocked === null ? placeOfOwn(deps, folder) : placeOfUnlocked(unlocked);
  if (place === null) return err({ kind: 'passphraseNeeded' });
  const { certificate, ...of } = place;
  try {
    const tested = await testFinished(work, {
      kind: 'check',
      of,
      expected: certificate,
      withOriginals: false,
    });
    if (!tested.ok) return tested;
    if (deps.session.current() !== deps.vault) return err({ kind: 'cancelled' });
    const db = openForReading(vaultFiles(folder).database, of.databaseKey);
    try {
      const cases = await compareCases(db, deps.db, work.breathe);
      const backup: OpenedBackup = {
        db,
        originals: { folder: of.originals, keys: of.evidenceKeys },
        takenAt: certificate?.takenAt ?? null,
        close: db.close,
      };
      return ok({ backup, cases });
    } catch (failure) {
      db.close();
      throw failure;
    }
  } catch (failure) {
    // It was whole a moment ago: the stick was pulled out, or its disk no longer reads.
    if (isDamage(failure) || errorCode(failure) === null) throw failure;
    return err({ kind: 'backupMissing' });
  } finally {
    of.databaseKey.fill(0);
  }
}

function placeOfOwn({ vault }: VaultDeps, folder: string) {
  const { epoch, databaseKey, certificateKey } = vault.backupKeys();
  const certificate = readOwnCertificate(folder, vault.id, certificateKey);
  certificateKey.fill(0);
  if (certificate?.epoch !== epoch) {
    databaseKey.fill(0);
    return null;
  }
  const originals = originalsOf(folder, epoch);
  return { snapshot: folder, originals, databaseKey, evidenceKeys: vault.originals.keys, certificate };
}

function placeOfUnlocked(backup: UnlockedBackup) {
  const { folder, originals, certificate } = backup;
  return { snapshot: folder, originals, ...keysOf(backup), certificate };
}

/** Runs the test of a finished backup in its thread. */
export async function testFinished(
  work: Pick<WorkContext, 'signal' | 'report'>,
  task: CheckTask,
): Promise<Result<TestedSnapshot, TestFailure>> {
  const outcome = await runOffThread(task, { signal: work.signal, onProgress: work.report });
  return outcome.ok ? outcome : err(failureOf(outcome.error));
}

function failureOf(failure: TaskFailure): TestFailure {
  switch (failure.kind) {
    case 'cancelled':
    case 'backupDamaged':
    case 'backupNewer':
    case 'headerDamaged':
      return failure;
    case 'changedMeanwhile':
      throw new Error('Nothing was held while a backup was tested');
    case 'system':
      // The stick was pulled out, or its disk no longer reads.
      return { kind: 'backupMissing' };
  }
}
