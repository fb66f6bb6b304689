import { z } from 'zod';
import { memberIdSchema, type MemberId } from '../../shared/kernel/ids';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import { shareNumbers, type ShareNumber } from '../../shared/recovery/code';
import { recoveryKindSchema, type RecoveryWay } from '../../shared/recovery/contract';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

const wayRowSchema = z.object({
  memberId: memberIdSchema,
  kind: recoveryKindSchema,
  number: z.int(),
  label: z.string(),
  madeAt: instantSchema,
  rehearsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
const paperRowSchema = z.object({ memberId: memberIdSchema, share: z.int(), keptAt: z.string() });

/** What the database holds of a way; whether a rehearsal is due follows from the day it is asked on. */
export type StoredWay = Omit<RecoveryWay, 'rehearsalDue'>;

/** All there ever were, by number. */
export function listRecoveryWays(db: ReadableDatabase): readonly StoredWay[] {
  const papers = db
    .all(sql`SELECT member_id AS memberId, share, kept_at AS keptAt FROM recovery_papers ORDER BY share`)
    .map((row) => paperRowSchema.parse(row));
  const ways = db.all(sql`
    SELECT
      member_id AS memberId,
      kind,
      number,
      label,
      made_at AS madeAt,
      rehearsed_at AS rehearsedAt,
      revoked_at AS revokedAt
    FROM recovery_ways
    ORDER BY number
  `);
  return ways.map((found) => {
    const way = wayRowSchema.parse(found);
    return {
      ...way,
      papers: papers
        .filter(({ memberId }) => memberId === way.memberId)
        .map(({ share, keptAt }) => ({ share: shareNumberOf(share), keptAt })),
    };
  });
}

export function insertRecoveryWay(
  db: WritableDatabase,
  way: Omit<StoredWay, 'rehearsedAt' | 'revokedAt'>,
): void {
  db.run(sql`
    INSERT INTO recovery_ways (member_id, kind, number, label, made_at)
    VALUES (${way.memberId}, ${way.kind}, ${way.number}, ${way.label}, ${way.madeAt})
  `);
  for (const { share, keptAt } of way.papers) {
    db.run(sql`
      INSERT INTO recovery_papers (member_id, share, kept_at)
      VALUES (${way.memberId}, ${share ?? 0}, ${keptAt})
    `);
  }
}

/** False when there is no such paper of a way that still counts. */
export function updatePlace(
  db: WritableDatabase,
  paper: { readonly memberId: MemberId; readonly share: ShareNumber | null; readonly keptAt: string },
): boolean {
  const { memberId, share, keptAt } = paper;
  const updated = db.run(sql`
    UPDATE recovery_papers SET kept_at = ${keptAt} WHERE member_id = ${memberId} AND share = ${share ?? 0}
  `);
  return updated.changes > 0;
}

/** For one that never came to count. */
export function deleteRecoveryWay(db: WritableDatabase, memberId: MemberId): void {
  db.run(sql`DELETE FROM recovery_papers WHERE member_id = ${memberId}`);
  db.run(sql`DELETE FROM recovery_ways WHERE member_id = ${memberId}`);
}

export function markRehearsed(db: WritableDatabase, memberId: MemberId, at: Instant): void {
  db.run(sql`UPDATE recovery_ways SET rehearsed_at = ${at} WHERE member_id = ${memberId}`);
}

/** Null when the reminder was never put off. */
export function readReminderPutOff(db: ReadableDatabase): Instant | null {
  const row = db.get(sql`SELECT put_off_until AS until FROM recovery_reminder WHERE singleton = 1`);
  return row === undefined ? null : z.object({ until: instantSchema }).parse(row).until;
}

export function putOffReminder(db: WritableDatabase, until: Instant): void {
  db.run(sql`
    INSERT INTO recovery_reminder (singleton, put_off_until) VALUES (1, ${until})
    ON CONFLICT (singleton) DO UPDATE SET put_off_until = excluded.put_off_until
  `);
}

function shareNumberOf(stored: number): ShareNumber | null {
  return shareNumbers.find((number) => number === stored) ?? null;
}
