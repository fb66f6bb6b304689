import type { BackupId, ReminderDays } from '../../shared/backups/schemas';
import { reminderDaysSchema } from '../../shared/backups/schemas';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { certificateToText, parseCertificate, type Certificate } from './certificate';

/** Days after which a reminder comes unless the person chose otherwise. */
const firstRemindAfterDays = 7;

export interface BackupSettings {
  readonly folder: string | null;
  readonly remindAfterDays: ReminderDays;
  readonly reminderAsideUntil: Instant | null;
}

export function readBackupSettings(db: ReadableDatabase): BackupSettings {
  const row = db.get<{
    readonly folder: string | null;
    readonly remindAfterDays: number | null;
    readonly reminderAsideUntil: string | null;
  }>(sql`
    SELECT folder, remind_after_days AS remindAfterDays, reminder_aside_until AS reminderAsideUntil
    FROM backup_settings
  `);
  if (row === undefined) {
    return { folder: null, remindAfterDays: firstRemindAfterDays, reminderAsideUntil: null };
  }
  return { ...row, remindAfterDays: reminderDaysSchema.parse(row.remindAfterDays) };
}

export function writeBackupSettings(db: WritableDatabase, changes: Partial<BackupSettings>): void {
  const { folder, remindAfterDays, reminderAsideUntil } = { ...readBackupSettings(db), ...changes };
  db.run(sql`
    INSERT INTO backup_settings (singleton, folder, remind_after_days, reminder_aside_until)
    VALUES (1, ${folder}, ${remindAfterDays}, ${reminderAsideUntil})
    ON CONFLICT (singleton) DO UPDATE SET
      folder = excluded.folder,
      remind_after_days = excluded.remind_after_days,
      reminder_aside_until = excluded.reminder_aside_until
  `);
}

/** A backup as the vault remembers it. */
export interface KnownBackup {
  readonly folder: string;
  readonly certificate: Certificate;
  readonly checkedAt: Instant | null;
  readonly damagedAt: Instant | null;
}

/** Backups that are kept, newest first. */
export function listKnownBackups(db: ReadableDatabase): readonly KnownBackup[] {
  const rows = db.all<Omit<KnownBackup, 'certificate'> & { readonly certificate: string }>(sql`
    SELECT folder, certificate, checked_at AS checkedAt, damaged_at AS damagedAt
    FROM backups
    WHERE removed_at IS NULL
    ORDER BY taken_at DESC, id DESC
  `);
  return rows.flatMap(({ certificate, ...rest }) => {
    const parsed = parseCertificate(certificate);
    return parsed === null ? [] : [{ ...rest, certificate: parsed }];
  });
}

export function findKnownBackup(db: ReadableDatabase, id: BackupId): KnownBackup | undefined {
  return listKnownBackups(db).find(({ certificate }) => certificate.id === id);
}

export function insertBackup(
  db: WritableDatabase,
  backup: Pick<KnownBackup, 'folder' | 'certificate'>,
): void {
  const { folder, certificate } = backup;
  db.run(sql`
    INSERT INTO backups (id, taken_at, folder, certificate)
    VALUES (${certificate.id}, ${certificate.takenAt}, ${folder}, ${certificateToText(certificate)})
  `);
}

export function markBackupRemoved(db: WritableDatabase, id: BackupId, at: Instant): void {
  db.run(sql`UPDATE backups SET removed_at = ${at} WHERE id = ${id}`);
}

/** Keeps how a later test ended. */
export function markBackupTested(
  db: WritableDatabase,
  id: BackupId,
  outcome: { readonly at: Instant; readonly isWhole: boolean },
): void {
  const { at, isWhole } = outcome;
  // One that was unreadable once may have been so for the cable's sake: a good test takes the mark away again.
  db.run(
    isWhole
      ? sql`UPDATE backups SET checked_at = ${at}, damaged_at = NULL WHERE id = ${id}`
      : sql`UPDATE backups SET damaged_at = ${at} WHERE id = ${id}`,
  );
}

/** The moment of the newest backup of this vault that is kept and, as far as is known, whole; null when there is none. */
export function newestBackupAt(db: ReadableDatabase): Instant | null {
  return (
    db.get<{ readonly takenAt: string | null }>(
      sql`SELECT max(taken_at) AS takenAt FROM backups WHERE removed_at IS NULL AND damaged_at IS NULL`,
    )?.takenAt ?? null
  );
}

export function insertRestore(
  db: WritableDatabase,
  restore: { readonly id: string; readonly restoredAt: Instant; readonly takenAt: Instant },
): void {
  db.run(sql`
    INSERT INTO vault_restores (id, restored_at, taken_at)
    VALUES (${restore.id}, ${restore.restoredAt}, ${restore.takenAt})
  `);
}

export function newestRestore(
  db: ReadableDatabase,
): { readonly at: Instant; readonly takenAt: Instant } | null {
  return (
    db.get<{ readonly at: string; readonly takenAt: string }>(sql`
      SELECT restored_at AS at, taken_at AS takenAt FROM vault_restores ORDER BY restored_at DESC LIMIT 1
    `) ?? null
  );
}

/** What the age of the newest backup is counted from while there is none. Null in a vault that has no case yet. */
export function worthBackingUpSince(db: ReadableDatabase): Instant | null {
  return (
    db.get<{ readonly since: string | null }>(sql`SELECT min(created_at) AS since FROM cases`)?.since ?? null
  );
}
