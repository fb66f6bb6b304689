import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { version } from '../../../package.json';
import type { Backup, BackupFolder, ListedBackup } from '../../shared/backups/schemas';
import { backupIdSchema, backupSchema } from '../../shared/backups/schemas';
import { backupsToRemove } from '../../shared/backups/rotation';
import type { MakeFailure } from '../../shared/backups/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import { sql } from '../db/sql';
import { originalPath } from '../evidence/originals';
import { syncFolder, writeFileAtomically } from '../kernel/atomic-file';
import type { VaultDeps } from '../kernel/deps';
import { isInsideVault } from '../vault/create-vault';
import { vaultFiles } from '../vault/vault-files';
import type { WorkContext } from '../work/registry';
import {
  certificateToText,
  isCertificateTrue,
  readCertificate,
  signCertificate,
  type Certificate,
} from './certificate';
import { headerToText } from '../vault/header';
import {
  backupsRoot,
  certificateFileName,
  listSnapshots,
  listUnfinished,
  originalsListFileName,
  sharedOriginals,
  snapshotFolders,
} from './layout';
import { runOffThread } from './off-thread';
import { insertBackup, listKnownBackups, markBackupRemoved } from './store';
import type { TaskFailure, TestedSnapshot } from './task';

/** How often a copy is begun anew because something checked the vault, and wrote to its file, meanwhile. */
const copiesTried = 3;
/** Folders, certificate, header and what a disk keeps for itself. */
const bytesBesides = 2 * 1024 * 1024;
/** FAT32 ends one byte before. Source: Microsoft, "FAT: General Overview of On-Disk Format". */
const fat32Type = 0x4d44;
const fat32Limit = 2 ** 32 - 1;

/** Makes a backup into a folder. It is there under its name only when it stood the whole test. */
export async function makeBackup(
  deps: VaultDeps,
  work: WorkContext,
  folder: string,
): Promise<Result<Backup, MakeFailure>> {
  const { vault, db, clock } = deps;
  if (vault.describe().readOnly) return err({ kind: 'vaultReadOnly' });
  if (!isFolder(folder)) return err({ kind: 'folderMissing' });
  const refused = refusalOfFolder(folder);
  if (refused !== null) return err(refused);

  const root = backupsRoot(folder, vault.id);
  const takenAt = clock.now();
  const begun = performance.now();
  let unfinished: string | null = null;
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    for (const left of listUnfinished(root)) rmSync(left, { recursive: true, force: true });
    const room = roomFor(deps, root);
    if (!room.ok) return room;
    const names = snapshotFolders(root, takenAt);
    unfinished = names.unfinished;

    for (let tried = 1; ; tried += 1) {
      rmSync(unfinished, { recursive: true, force: true });
      mkdirSync(unfinished, { mode: 0o700 });
      const copied = await copyAndTest(deps, work, root, unfinished);
      if (!copied.ok && copied.error.kind === 'changedMeanwhile' && tried < copiesTried) continue;
      if (!copied.ok) return err(failureOf(copied.error, folder));
      // The vault was locked meanwhile; there is nowhere to write down that this backup exists.
      if (deps.session.current() !== vault) return err({ kind: 'cancelled' });
      work.pointOfNoReturn();
      const { tested, certificateKey, epoch } = copied.value;
      const certificate = signCertificate(
        {
          format: 'dossier-backup',
          formatVersion: 1,
          vaultId: vault.id,
          epoch,
          schemaVersion: tested.schemaVersion,
          id: backupIdSchema.parse(deps.newId()),
          takenAt,
          pages: tested.pages,
          bytes: tested.bytes,
          rows: tested.rows,
          originals: tested.originals,
          damagedOriginals: tested.damagedOriginals,
          durationMs: Math.round(performance.now() - begun),
          programVersion: version,
          databaseSha256: tested.databaseSha256,
          headerSha256: tested.headerSha256,
        },
        certificateKey,
      );
      finish(unfinished, names.finished, certificate, tested);
      unfinished = null;
      db.transaction(() => {
        insertBackup(db, { folder: names.finished, certificate });
        deps.audit({ action: 'backup.made', subjectId: certificate.id, caseId: null });
      });
      removeOldBackups(deps, root, certificateKey);
      certificateKey.fill(0);
      return ok(backupOf(certificate));
    }
  } catch (failure) {
    const known = systemFailure(failure, folder);
    // What the vault's own disk says is not about the backup: the router has words for it.
    if (known === null || unfinished === null) throw failure;
    return err(known);
  } finally {
    if (unfinished !== null) removeQuietly(unfinished);
  }
}

/** What is shown of a certificate. */
export function backupOf(certificate: Certificate): Backup {
  const { id, takenAt, pages, bytes, rows, originals, damagedOriginals, durationMs, programVersion } =
    certificate;
  return backupSchema.parse({
    id,
    takenAt,
    pages,
    bytes,
    rows,
    originals,
    damagedOriginals,
    durationMs,
    programVersion,
  });
}

/** Why nothing may be written into a folder; null when it may. */
export function refusalOfFolder(
  folder: string,
): { readonly kind: 'folderInsideVault' } | { readonly kind: 'folderNotWritable' } | null {
  if (isInsideVault(resolve(folder))) return { kind: 'folderInsideVault' };
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    // Whatever keeps it from being written to, another folder is the answer.
    return { kind: 'folderNotWritable' };
  }
}

/** What the page is told about the folder. */
export function describeFolder(folder: string, vaultFolder: string): BackupFolder {
  const present = isFolder(folder);
  const name = basename(folder) || folder;
  if (!present) return { name, present, sameDisk: false, freeBytes: null };
  return {
    name,
    present,
    sameDisk: statSync(folder).dev === statSync(vaultFolder).dev,
    freeBytes: freeBytes(folder),
  };
}

export function freeBytes(folder: string): number | null {
  try {
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize;
  } catch {
    // Some network and phone folders do not tell. The copy then ends where the room does.
    return null;
  }
}

function roomFor(deps: VaultDeps, root: string): Result<null, MakeFailure> {
  const { db, vault } = deps;
  const database = statSync(vaultFiles(vault.originals.folder).database).size;
  const log =
    statSync(`${vaultFiles(vault.originals.folder).database}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const epoch = db.get<{ readonly epoch: number }>(sql`SELECT epoch FROM vault_state`)?.epoch ?? 1;
  const shared = { folder: sharedOriginals(root, epoch) };
  const missing = db
    .all<{ readonly storedAs: string }>(sql`SELECT stored_as AS storedAs FROM evidence_files`)
    .flatMap((original) => {
      const length = statSync(originalPath(vault.originals, original), { throwIfNoEntry: false })?.size ?? 0;
      const kept = statSync(originalPath(shared, original), { throwIfNoEntry: false })?.size;
      return kept === length ? [] : [length];
    });
  const lengths = [database + log, ...missing];
  if (isFat32(root) && lengths.some((length) => length > fat32Limit)) return err({ kind: 'fileTooLarge' });
  const neededBytes = lengths.reduce((sum, length) => sum + length, bytesBesides);
  const free = freeBytes(root);
  return free !== null && free < neededBytes
    ? err({ kind: 'notEnoughRoom', neededBytes, freeBytes: free })
    : ok(null);
}

function isFat32(folder: string): boolean {
  try {
    return statfsSync(folder).type === fat32Type;
  } catch {
    // As for `freeBytes`; a file that is too long is then refused by the disk.
    return false;
  }
}

async function copyAndTest(
  deps: VaultDeps,
  work: WorkContext,
  root: string,
  unfinished: string,
): Promise<
  Result<
    { readonly tested: TestedSnapshot; readonly certificateKey: Uint8Array; readonly epoch: number },
    TaskFailure
  >
> {
  const { vault } = deps;
  const moment = vault.holdMoment();
  let isHeld = true;
  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    // A vault that was locked meanwhile has let go by itself.
    if (deps.session.current() === vault) moment.release();
  };
  try {
    const { epoch } = moment.header;
    const outcome = await runOffThread(
      {
        kind: 'make',
        from: moment.folder,
        to: {
          snapshot: unfinished,
          originals: sharedOriginals(root, epoch),
          databaseKey: moment.databaseKey,
          evidenceKeys: vault.originals.keys,
        },
        headerText: headerToText(moment.header),
        rows: moment.rows,
      },
      { signal: work.signal, onProgress: work.report, onDatabaseCopied: release },
    );
    if (!outcome.ok) return err(outcome.error);
    return ok({ tested: outcome.value, certificateKey: moment.certificateKey, epoch });
  } finally {
    moment.databaseKey.fill(0);
    release();
  }
}

/** Gives the backup its name, with which it begins to count. */
function finish(
  unfinished: string,
  finished: string,
  certificate: Certificate,
  tested: TestedSnapshot,
): void {
  const list = {
    format: 'dossier-backup-originals',
    epoch: certificate.epoch,
    storedNames: tested.storedNames,
  };
  writeFileAtomically(join(unfinished, originalsListFileName), `${JSON.stringify(list)}\n`);
  writeFileAtomically(join(unfinished, certificateFileName), certificateToText(certificate));
  renameSync(unfinished, finished);
  syncFolder(resolve(finished, '..'));
}

/**
 * Takes away what `backupsToRemove` names, and originals that no backup left refers to. Backups whose certificate this
 * vault did not sign are neither counted nor touched. What the disk refuses stays: the new backup is safe already.
 */
function removeOldBackups(deps: VaultDeps, root: string, certificateKey: Uint8Array): void {
  const known = listKnownBackups(deps.db);
  const damaged = new Set(
    known.flatMap(({ certificate, damagedAt }) => (damagedAt === null ? [] : [certificate.id])),
  );
  // Those from before a new key were signed under the earlier one; the vault remembers what it signed.
  const remembered = new Set(known.map(({ certificate }) => certificateToText(certificate)));
  const proved = listSnapshots(root).flatMap((folder) => {
    const certificate = readCertificate(folder);
    if (certificate === null || damaged.has(certificate.id)) return [];
    const isOurs =
      remembered.has(certificateToText(certificate)) ||
      (certificate.vaultId === deps.vault.id && isCertificateTrue(certificate, certificateKey));
    return isOurs ? [{ folder, certificate }] : [];
  });
  const moments = backupsToRemove(proved.map(({ certificate }) => certificate.takenAt));
  const old = proved.filter(({ certificate }) => moments.includes(certificate.takenAt));
  for (const { folder, certificate } of old) {
    // First out of the list, so that what is half removed is never taken for a backup.
    const away = folder.replace(/\.dossier$/, '.unfinished');
    try {
      renameSync(folder, away);
      rmSync(away, { recursive: true, force: true });
    } catch (failure) {
      if (systemCode(failure) === null) throw failure;
      continue;
    }
    deps.db.transaction(() => {
      markBackupRemoved(deps.db, certificate.id, deps.clock.now());
      deps.audit({ action: 'backup.removed', subjectId: certificate.id, caseId: null });
    });
  }
  if (old.length > 0) removeUnusedOriginals(root);
}

const originalsListSchema = z.object({ epoch: z.int().positive(), storedNames: z.array(z.string()) });

function removeUnusedOriginals(root: string): void {
  const used = new Map<number, Set<string>>();
  for (const snapshot of listSnapshots(root)) {
    const list = readOriginalsList(snapshot);
    // One whose list can't be read may need any of them.
    if (list === null) return;
    const names = used.get(list.epoch) ?? new Set<string>();
    for (const name of list.storedNames) names.add(name);
    used.set(list.epoch, names);
  }
  const epochs = join(root, 'originals');
  if (!existsSync(epochs)) return;
  for (const epochFolder of readdirSync(epochs)) {
    const epoch = Number(/^epoch-(\d+)$/.exec(epochFolder)?.[1]);
    const evidence = join(epochs, epochFolder, 'evidence');
    if (Number.isNaN(epoch) || !existsSync(evidence)) continue;
    for (const part of readdirSync(evidence)) {
      for (const name of readdirSync(join(evidence, part))) {
        const isUsed = name.endsWith('.age') && used.get(epoch)?.has(name.slice(0, -'.age'.length)) === true;
        if (!isUsed) removeQuietly(join(evidence, part, name));
      }
    }
  }
}

function readOriginalsList(snapshot: string): z.infer<typeof originalsListSchema> | null {
  try {
    const text = readFileSync(join(snapshot, originalsListFileName), 'utf8');
    return originalsListSchema.parse(JSON.parse(text));
  } catch {
    // Missing, unreadable or not JSON: one answer for all.
    return null;
  }
}

function failureOf(failure: TaskFailure, folder: string): MakeFailure {
  switch (failure.kind) {
    case 'cancelled':
      return failure;
    case 'backupDamaged':
      // It was written a moment ago.
      if (failure.damage.database === 'missing') return { kind: 'folderLost' };
      // The copy equals the vault's file byte for byte: the damage was there before.
      return failure.damage.database === 'damaged' ? { ...failure, kind: 'vaultFileDamaged' } : failure;
    case 'headerDamaged':
      // What was written a moment ago reads back as something else: the disk fails.
      return { kind: 'folderLost' };
    case 'changedMeanwhile':
      return { kind: 'otherWorkUnderWay' };
    case 'system':
      return (
        systemFailure(Object.assign(new Error(failure.code), { code: failure.code }), folder) ?? {
          kind: 'folderLost',
        }
      );
    case 'backupNewer':
      throw new Error('A vault that is open can not be newer than the program');
  }
}

/** What a failure of the disk that backups go to means to a person; null for what is no such failure. */
function systemFailure(failure: unknown, folder: string): MakeFailure | null {
  const code = systemCode(failure);
  if (code === null) return null;
  if (!isFolder(folder)) return { kind: 'folderLost' };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return { kind: 'notEnoughRoom', neededBytes: 1, freeBytes: freeBytes(folder) ?? 0 };
    case 'EFBIG':
      return { kind: 'fileTooLarge' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { kind: 'folderNotWritable' };
    default:
      return { kind: 'folderLost' };
  }
}

function systemCode(failure: unknown): string | null {
  if (!(failure instanceof Error) || !('code' in failure) || typeof failure.code !== 'string') return null;
  return failure.code.startsWith('ERR_') ? null : failure.code;
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // A stick pulled out answers with an error of the disk.
    return false;
  }
}

/** What can't be removed now is removed by the next backup. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (failure) {
    if (systemCode(failure) === null) throw failure;
  }
}

/** Where the vault's known backups are, with whether each can be found now. */
export function listBackups(deps: VaultDeps): readonly ListedBackup[] {
  return listKnownBackups(deps.db).map(({ folder, certificate, checkedAt, damagedAt }) => ({
    ...backupOf(certificate),
    present: isFolder(folder),
    checkedAt,
    damagedAt,
  }));
}
