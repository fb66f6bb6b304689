import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FoundBackup } from '../../shared/backups/schemas';
import type { VaultId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { PaperFailure } from '../../shared/recovery/contract';
import type { ReadableDatabase } from '../db/database';
import type { OriginalsPlace } from '../evidence/originals';
import type { OpenDeps } from '../kernel/deps';
import { unlockWithPapers } from '../recovery/unlock-with-papers';
import { backupCertificateKey } from '../vault/keys';
import type { UnlockedHeader } from '../vault/open-vault';
import type { Session } from '../vault/session';
import { readVaultHeaders, unlockHeader } from '../vault/unlock-vault';
import { vaultFiles } from '../vault/vault-files';
import { isCertificateTrue, readCertificate, type Certificate } from './certificate';
import { findSnapshots, sharedOriginals } from './layout';

/** A backup whose database is open, to take cases from. */
export interface OpenedBackup {
  readonly db: ReadableDatabase;
  readonly originals: OriginalsPlace;
  readonly takenAt: Instant | null;
  readonly close: () => void;
}

interface KnownToSession {
  /** Folders of the backups that the person pointed to. The page knows them by a handle and never by their path. */
  readonly folders: Map<string, string>;
  readonly opened: Map<string, OpenedBackup>;
}

/** What was pointed to and opened, as long as the process lasts. */
const knownBySession = new WeakMap<Session, KnownToSession>();

function known(session: Session): KnownToSession {
  const found = knownBySession.get(session) ?? { folders: new Map(), opened: new Map() };
  knownBySession.set(session, found);
  return found;
}

export function findPointed(session: Session, handle: string): string | undefined {
  return known(session).folders.get(handle);
}

/** Keeps an opened backup under a handle of its own, in place of those before. */
export function keepOpened(deps: Pick<OpenDeps, 'session' | 'newId'>, backup: OpenedBackup): string {
  closeOpened(deps.session);
  const handle = deps.newId();
  known(deps.session).opened.set(handle, backup);
  return handle;
}

export function findOpened(session: Session, handle: string): OpenedBackup | undefined {
  return known(session).opened.get(handle);
}

export function closeOpened(session: Session): void {
  const { opened } = known(session);
  for (const backup of opened.values()) backup.close();
  opened.clear();
}

/** The backups in a folder that the person chose, newest first, each with a handle. */
export function pointTo(deps: OpenDeps, folder: string): readonly FoundBackup[] {
  return findSnapshots(folder).flatMap((found) => {
    const headers = readVaultHeaders(found.folder);
    const certificate = readCertificate(found.folder);
    const vaultId =
      found.vaultId ?? certificate?.vaultId ?? (headers.ok ? headers.value[0]?.vaultId : undefined);
    if (vaultId === undefined) return [];
    const handle = deps.newId();
    known(deps.session).folders.set(handle, found.folder);
    return [
      {
        handle,
        vaultId,
        takenAt: certificate?.takenAt ?? null,
        bytes: statSync(vaultFiles(found.folder).database, { throwIfNoEntry: false })?.size ?? 0,
        vaultIsHere: isVaultHere(deps, vaultId),
      },
    ];
  });
}

function isVaultHere(deps: OpenDeps, vaultId: VaultId): boolean {
  const vault = deps.knownVaults.find(vaultId);
  return vault !== undefined && existsSync(vault.folder);
}

/** A backup whose header was opened. */
export interface UnlockedBackup {
  readonly folder: string;
  /** Stands for the vault's folder where originals are looked for. */
  readonly originals: string;
  readonly unlocked: UnlockedHeader;
  /** Null when there is none, or the vault did not sign it. */
  readonly certificate: Certificate | null;
}

export type UnlockBackupFailure =
  | { readonly kind: 'backupMissing' }
  | { readonly kind: 'headerDamaged' }
  | { readonly kind: 'backupNewer' }
  | { readonly kind: 'wrongPassphrase' };

/** Opens the header of a backup with a passphrase of its time. */
export async function unlockBackup(
  folder: string,
  passphrase: string,
): Promise<Result<UnlockedBackup, UnlockBackupFailure>> {
  const headers = readVaultHeaders(folder);
  if (!headers.ok) {
    if (headers.error.kind === 'vaultNewer') return err({ kind: 'backupNewer' });
    return err({ kind: headers.error.kind === 'headerDamaged' ? 'headerDamaged' : 'backupMissing' });
  }
  let failure: UnlockBackupFailure = { kind: 'headerDamaged' };
  for (const header of headers.value) {
    const unlocked = await unlockHeader(header, passphrase);
    if (unlocked.ok) return ok(describeUnlocked(folder, unlocked.value));
    // A wrong passphrase may be mended by typing it again; told before damage in the other copy.
    if (failure.kind !== 'wrongPassphrase') failure = unlocked.error;
  }
  return err(failure);
}

/** Opens the header of a backup with a sheet or two shares of its time. */
export async function unlockBackupWithPapers(
  folder: string,
  typed: readonly string[],
  nameOf: (fingerprint: string) => string | null,
): Promise<
  Result<UnlockedBackup, Exclude<UnlockBackupFailure, { readonly kind: 'wrongPassphrase' }> | PaperFailure>
> {
  const headers = readVaultHeaders(folder);
  if (!headers.ok) {
    if (headers.error.kind === 'vaultNewer') return err({ kind: 'backupNewer' });
    return err({ kind: headers.error.kind === 'headerDamaged' ? 'headerDamaged' : 'backupMissing' });
  }
  const [header] = headers.value;
  if (header === undefined) return err({ kind: 'backupMissing' });
  const unlocked = await unlockWithPapers(headers.value, header.vaultId, typed, nameOf);
  if (unlocked.ok) return ok(describeUnlocked(folder, unlocked.value));
  const { error } = unlocked;
  return error.kind === 'vaultMissing' ? err({ kind: 'backupMissing' }) : err(error);
}

/** As `unlockBackup`; wrong passphrases count as they do for the vault, and make the next try wait. */
export async function unlockBackupCounted(
  deps: Pick<OpenDeps, 'attempts' | 'clock'>,
  folder: string,
  passphrase: string,
): Promise<
  Result<
    UnlockedBackup,
    | Exclude<UnlockBackupFailure, { readonly kind: 'wrongPassphrase' }>
    | { readonly kind: 'wrongPassphrase'; readonly retryAfterMs: number }
    | { readonly kind: 'tooSoon'; readonly retryAfterMs: number }
  >
> {
  const { attempts, clock } = deps;
  const headers = readVaultHeaders(folder);
  const vaultId = headers.ok ? headers.value[0]?.vaultId : undefined;
  const waitMs = vaultId === undefined ? 0 : attempts.waitMs(vaultId, clock.now());
  if (waitMs > 0) return err({ kind: 'tooSoon', retryAfterMs: waitMs });
  const unlocked = await unlockBackup(folder, passphrase);
  if (unlocked.ok) {
    attempts.clear(unlocked.value.unlocked.header.vaultId);
    return unlocked;
  }
  const { kind } = unlocked.error;
  if (kind !== 'wrongPassphrase') return err({ kind });
  const retryAfterMs = vaultId === undefined ? 0 : attempts.recordFailure(vaultId, clock.now());
  return err({ kind, retryAfterMs });
}

/** What follows from an opened header: the certificate, if the vault signed it, and where the originals are. */
function describeUnlocked(folder: string, unlocked: UnlockedHeader): UnlockedBackup {
  const { header, vaultKey } = unlocked;
  const key = backupCertificateKey(vaultKey, header.vaultId);
  return {
    folder,
    originals: originalsOf(folder, header.epoch),
    unlocked,
    certificate: readOwnCertificate(folder, header.vaultId, key),
  };
}

/** The certificate of a backup when this vault signed it under this key; null otherwise. */
export function readOwnCertificate(
  folder: string,
  vaultId: VaultId,
  certificateKey: Uint8Array,
): Certificate | null {
  const certificate = readCertificate(folder);
  const isOurs =
    certificate !== null && certificate.vaultId === vaultId && isCertificateTrue(certificate, certificateKey);
  return isOurs ? certificate : null;
}

/** Beside the backup as it was made, or inside it where somebody put the two together by hand. */
export function originalsOf(snapshot: string, epoch: number): string {
  return existsSync(join(snapshot, 'evidence')) ? snapshot : sharedOriginals(dirname(snapshot), epoch);
}
