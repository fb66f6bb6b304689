import { join } from 'node:path';
import type { backupsContract, MakeFailure } from '../../shared/backups/contract';
import type { Backup, BackupId } from '../../shared/backups/schemas';
import type { WorkKind } from '../../shared/work/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { takeCode } from '../cases/store';
import { vaultDepsOf, type OpenDeps, type VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { nameOfFingerprint } from '../recovery/handlers';
import { describeReopened } from '../recovery/reopen';
import { openOptions } from '../vault/handlers';
import type { OpenVault } from '../vault/session';
import { checkKnownBackup, openCases } from './check-backup';
import { describeFolder, isFolder, listBackups, makeBackup, refusalOfFolder } from './make-backup';
import {
  closeOpened,
  findOpened,
  findPointed,
  keepOpened,
  pointTo,
  unlockBackupCounted,
  unlockBackupWithPapers,
  type UnlockedBackup,
} from './opened-backups';
import { openRestored, restoreBackup, type RestoreFolderFailure } from './restore-backup';
import { restoreCase } from './restore-case';
import {
  findKnownBackup,
  newestBackupAt,
  newestRestore,
  readBackupSettings,
  worthBackingUpSince,
  writeBackupSettings,
} from './store';

const dayMs = 24 * 60 * 60 * 1000;

export const backupsHandlers: Handlers<typeof backupsContract> = {
  'backups.status': (deps) => {
    const { remindAfterDays } = readBackupSettings(deps.db);
    const folder = backupFolderOf(deps);
    return ok({
      folder: folder === null ? null : describeFolder(folder, deps.vault.originals.folder),
      backups: [...listBackups(deps)],
      remindAfterDays,
      restored: newestRestore(deps.db),
    });
  },

  'backups.reminder': ({ db, clock }) => {
    const { remindAfterDays, reminderAsideUntil } = readBackupSettings(db);
    const newest = newestBackupAt(db);
    const now = clock.now();
    const daysSince = newest === null ? null : wholeDays(newest, now);
    const since = newest ?? worthBackingUpSince(db);
    const isAside = reminderAsideUntil !== null && now < reminderAsideUntil;
    const due =
      remindAfterDays !== null && since !== null && !isAside && wholeDays(since, now) >= remindAfterDays;
    return ok({ due, daysSince });
  },

  'backups.chooseFolder': async (deps) => {
    const chosen = await chooseFolder(deps);
    return chosen.ok ? ok(describeFolder(chosen.value, deps.vault.originals.folder)) : chosen;
  },

  'backups.make': async (deps, { place }) => {
    if (isOtherWorkUnderWay(deps)) return err({ kind: 'otherWorkUnderWay' });
    const chosen = place === 'choose' ? await chooseFolder(deps) : ok(backupFolderOf(deps));
    if (!chosen.ok) return chosen;
    const folder = chosen.value;
    if (folder === null) return err({ kind: 'noFolderChosen' });
    return backUp(deps, folder);
  },

  'backups.check': async (deps, { id }) => {
    if (isOtherWorkUnderWay(deps)) return err({ kind: 'otherWorkUnderWay' });
    const known = findKnownBackup(deps.db, id);
    if (known === undefined || !isFolder(known.folder)) return err({ kind: 'backupMissing' });
    return deps.work.run('verify', (work) => checkKnownBackup(deps, work, known));
  },

  'backups.changeReminder': ({ db }, { remindAfterDays }) => {
    db.transaction(() => writeBackupSettings(db, { remindAfterDays, reminderAsideUntil: null }));
    return ok({});
  },

  'backups.putReminderAside': ({ db, clock }) => {
    const until = new Date(Date.parse(clock.now()) + dayMs).toISOString();
    db.transaction(() => writeBackupSettings(db, { reminderAsideUntil: until }));
    return ok({});
  },

  'backups.find': async (deps) => {
    const folder = await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.findBackup') });
    if (folder === null) return err({ kind: 'dialogCancelled' });
    const backups = pointTo(deps, folder);
    return backups.length === 0 ? err({ kind: 'notABackup' }) : ok({ backups: [...backups] });
  },

  'backups.restore': async (deps, { handle, passphrase, ...wanted }) => {
    const restored = await restoreVault(deps, handle, wanted, (folder) =>
      unlockBackupCounted(deps, folder, passphrase),
    );
    if (!restored.ok) return restored;
    deps.session.open(restored.value);
    return ok(restored.value.describe());
  },

  'backups.restoreWithPapers': async (deps, { handle, typed, ...wanted }) => {
    const restored = await restoreVault(deps, handle, wanted, (folder) =>
      unlockBackupWithPapers(folder, typed, nameOfFingerprint(deps)),
    );
    if (!restored.ok) return restored;
    const vault = restored.value;
    deps.session.reopen(vault);
    vault.audit({ action: 'recovery.used', subjectId: vault.member, caseId: null });
    return ok(describeReopened(vault));
  },

  'backups.openCases': async (deps, { backup, passphrase, typed }) => {
    if (isOtherWorkUnderWay(deps)) return err({ kind: 'otherWorkUnderWay' });
    const folder =
      backup.kind === 'known'
        ? folderOfKnown(deps, backup.id)
        : (findPointed(deps.session, backup.handle) ?? null);
    if (folder === null) return err({ kind: 'backupUnknown' });
    if (!isFolder(folder)) return err({ kind: 'backupMissing' });
    const unlocked =
      typed !== null
        ? await unlockBackupWithPapers(folder, typed, nameOfFingerprint(deps))
        : passphrase !== null
          ? await unlockBackupCounted(deps, folder, passphrase)
          : ok(null);
    if (!unlocked.ok) return unlocked;
    const opened = await deps.work.run('verify', (work) => openCases(deps, work, folder, unlocked.value));
    if (!opened.ok) return opened;
    const { backup: found, cases } = opened.value;
    return ok({ handle: keepOpened(deps, found), takenAt: found.takenAt, cases: [...cases] });
  },

  'backups.restoreCase': async (deps, { handle, caseId }) => {
    if (isOtherWorkUnderWay(deps)) return err({ kind: 'otherWorkUnderWay' });
    const backup = findOpened(deps.session, handle);
    if (backup === undefined) return err({ kind: 'backupUnknown' });
    return deps.work.run('restoreCase', (work) =>
      restoreCase(deps, work, backup, caseId, (db) => takeCode(db, Number(deps.clock.today().slice(0, 4)))),
    );
  },

  'backups.closeCases': ({ session }) => {
    closeOpened(session);
    return ok({});
  },
};

/** Makes a vault from a backup that was pointed to, once `unlock` has opened its header, and gives it open. */
async function restoreVault<Failure>(
  deps: OpenDeps,
  handle: string,
  wanted: {
    readonly name: string;
    readonly place: 'default' | 'choose';
    readonly withoutDamagedOriginals: boolean;
  },
  unlock: (folder: string) => Promise<Result<UnlockedBackup, Failure>>,
): Promise<
  Result<
    OpenVault,
    | Failure
    | RestoreFolderFailure
    | { readonly kind: 'vaultAlreadyOpen' | 'otherWorkUnderWay' | 'backupUnknown' | 'dialogCancelled' }
  >
> {
  if (deps.session.current() !== null) return err({ kind: 'vaultAlreadyOpen' });
  if (isOtherWorkUnderWay(deps)) return err({ kind: 'otherWorkUnderWay' });
  const folder = findPointed(deps.session, handle);
  if (folder === undefined) return err({ kind: 'backupUnknown' });
  const backup = await unlock(folder);
  if (!backup.ok) return backup;
  const parent =
    wanted.place === 'default'
      ? join(deps.documentsFolder, 'Dossier')
      : await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.restoreVaultIn') });
  if (parent === null) return err({ kind: 'dialogCancelled' });

  const { name, withoutDamagedOriginals } = wanted;
  const restored = await deps.work.run('restore', (work) =>
    restoreBackup(work, backup.value, { parent, name, withoutDamagedOriginals }),
  );
  if (!restored.ok) return restored;
  const { vaultId } = backup.value.unlocked.header;
  // What this laptop saw in the vault before is newer than the backup; that is what a restore is for. The restored one
  // takes the place of another it knows.
  deps.knownVaults.remember({ id: vaultId, folder: restored.value, lastOpenedAt: null, lastSeen: null });
  const options = openOptions(deps, vaultId, restored.value);
  return ok(openRestored(deps, restored.value, backup.value, options));
}

const excluding: ReadonlySet<WorkKind> = new Set(['backup', 'restore', 'restoreCase', 'rekey', 'salvage']);

/** Two of these at once would write over each other, or copy what is about to change. */
function isOtherWorkUnderWay({ work }: OpenDeps): boolean {
  return work.list().some(({ kind }) => excluding.has(kind));
}

async function chooseFolder(
  deps: VaultDeps,
): Promise<
  Result<
    string,
    { readonly kind: 'dialogCancelled' | 'folderFixed' } | NonNullable<ReturnType<typeof refusalOfFolder>>
  >
> {
  const { kind } = deps.policy.rules.backups;
  if (kind === 'fixed' || kind === 'asRemembered') return err({ kind: 'folderFixed' });
  const folder = await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.chooseBackupFolder') });
  if (folder === null) return err({ kind: 'dialogCancelled' });
  const refused = refusalOfFolder(folder);
  if (refused !== null) return err(refused);
  deps.db.transaction(() => writeBackupSettings(deps.db, { folder }));
  return ok(folder);
}

/** Makes a backup of the vault that is open, where its backups go. Null when none is open. */
export async function backupOpenVault(deps: OpenDeps): Promise<Result<Backup | null, MakeFailure>> {
  const vault = deps.session.current();
  if (vault === null) return ok(null);
  const vaultDeps = vaultDepsOf(deps, vault);
  const folder = backupFolderOf(vaultDeps);
  return folder === null ? err({ kind: 'noFolderChosen' }) : backUp(vaultDeps, folder);
}

async function backUp(deps: VaultDeps, folder: string): Promise<Result<Backup, MakeFailure>> {
  const made = await deps.work.run('backup', (work) => makeBackup(deps, work, folder));
  if (!made.ok) return made;
  const known = findKnownBackup(deps.db, made.value.id);
  if (known !== undefined) {
    const { schemaVersion, takenAt } = known.certificate;
    deps.updateNotes.noteBackup(deps.vault.id, { schemaVersion, takenAt, folder: known.folder });
  }
  return made;
}

/** Where backups go; null while nobody has decided it. */
function backupFolderOf({ db, policy }: VaultDeps): string | null {
  const { backups } = policy.rules;
  const { folder } = readBackupSettings(db);
  switch (backups.kind) {
    case 'fixed':
      return backups.folder;
    case 'suggested':
      return folder ?? backups.folder;
    case 'free':
    case 'asRemembered':
      return folder;
  }
}

function folderOfKnown(deps: VaultDeps, id: BackupId): string | null {
  return findKnownBackup(deps.db, id)?.folder ?? null;
}

/** Never negative, whatever the clock said at the time. */
function wholeDays(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMs));
}
