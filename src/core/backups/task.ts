import type { BackupDamage } from '../../shared/backups/schemas';
import type { AgeIdentity } from '../evidence/age-keys';

// What goes between core and the thread that copies and tests. Plain values alone: they are cloned on their way.

/** A backup on the disk and the keys to test it with. The thread fills its copies of the keys with zeros. */
export interface SnapshotPlace {
  /** Holds vault.db and the header. */
  readonly snapshot: string;
  /** Stands for the vault's folder where originals are looked for. */
  readonly originals: string;
  readonly databaseKey: Uint8Array;
  readonly evidenceKeys: AgeIdentity;
}

/** Copies a held vault into an unfinished backup and tests what was written. */
export interface MakeTask {
  readonly kind: 'make';
  readonly to: SnapshotPlace;
  /** The vault's folder. */
  readonly from: string;
  readonly headerText: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** Hashes of files of a backup, as its certificate gives them. Without a certificate there is nothing to expect. */
export interface ExpectedFiles {
  readonly databaseSha256: string;
  readonly headerSha256: string;
}

/** Tests a finished backup. */
export interface CheckTask {
  readonly kind: 'check';
  readonly of: SnapshotPlace;
  readonly expected: ExpectedFiles | null;
  /** False to leave the originals alone: whoever takes one over tests it then. */
  readonly withOriginals: boolean;
}

/** Tests a finished backup, then copies it to a new vault folder and reads back what was written. */
export interface RestoreTask {
  readonly kind: 'restore';
  readonly of: SnapshotPlace;
  readonly expected: ExpectedFiles | null;
  /** An empty folder. */
  readonly to: string;
  readonly withoutDamagedOriginals: boolean;
}

export type BackupTask = MakeTask | CheckTask | RestoreTask;

/** What the test of a backup counted; nothing was wrong with the database. */
export interface TestedSnapshot {
  readonly pages: number;
  readonly bytes: number;
  readonly rows: number;
  readonly originals: number;
  readonly damagedOriginals: number;
  readonly databaseSha256: string;
  /** Of the header, which is all that a passphrase or a recovery sheet opens. */
  readonly headerSha256: string;
  readonly schemaVersion: number;
  /** Names of all originals that belong to it, damaged ones left out. */
  readonly storedNames: readonly string[];
}

export type TaskFailure =
  | { readonly kind: 'cancelled' }
  /** The database file was written to while it was copied. To be tried again. */
  | { readonly kind: 'changedMeanwhile' }
  | { readonly kind: 'backupDamaged'; readonly damage: BackupDamage }
  | { readonly kind: 'backupNewer' }
  /** Neither copy of the header is the one that was written. */
  | { readonly kind: 'headerDamaged' }
  /** A failure of the system, by its code, e.g. `ENOSPC`. */
  | { readonly kind: 'system'; readonly code: string };

export type TaskOutcome =
  { readonly ok: true; readonly value: TestedSnapshot } | { readonly ok: false; readonly error: TaskFailure };

/** What the thread is given. */
export interface TaskOrder {
  readonly task: BackupTask;
  /** One integer that becomes 1 when the person cancels. */
  readonly cancelled: SharedArrayBuffer;
}

export interface TaskProgress {
  readonly step: 'copying' | 'testing' | 'originals' | 'restoring' | 'restoringOriginals';
  readonly done: number;
  readonly total: number | null;
}

/** What the thread says: how far it is, that the vault's own file is no longer needed, and how it ended. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'databaseCopied' }
  | { readonly kind: 'ended'; readonly outcome: TaskOutcome }
  /** Something that should not happen; its text may quote anything and stays in the thread's own error. */
  | { readonly kind: 'broken'; readonly name: string; readonly stack: string };
