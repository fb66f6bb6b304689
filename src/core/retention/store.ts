import type { CaseId } from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import {
  retentionPeriodSchema,
  type LegalHold,
  type PurgeObstacle,
  type RetentionPeriod,
} from '../../shared/retention/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { isCopyUnderWay } from '../departures/copies-store';

/** Null until the office has set one. */
export function readPeriod(db: ReadableDatabase): RetentionPeriod | null {
  const row = db.get(sql`SELECT amount, unit FROM retention_settings`);
  return row === undefined ? null : retentionPeriodSchema.parse(row);
}

export function writePeriod(db: WritableDatabase, period: RetentionPeriod | null): void {
  if (period === null) {
    db.run(sql`DELETE FROM retention_settings`);
    return;
  }
  db.run(sql`
    INSERT INTO retention_settings (singleton, amount, unit) VALUES (1, ${period.amount}, ${period.unit})
    ON CONFLICT (singleton) DO UPDATE SET amount = excluded.amount, unit = excluded.unit
  `);
}

/** A case as far as keeping it is concerned. */
export interface KeptCase {
  readonly code: string;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly createdAt: Instant;
  readonly closingReason: string;
  readonly keepUntil: CivilDate | null;
}

/** Undefined when there is no such case. */
export function readKeptCase(db: ReadableDatabase, caseId: CaseId): KeptCase | undefined {
  return db.get<KeptCase>(sql`
    SELECT code, opened_on AS openedOn, closed_on AS closedOn, created_at AS createdAt,
      coalesce(closing_reason, '') AS closingReason, keep_until AS keepUntil
    FROM cases
    LEFT JOIN case_retention ON case_retention.case_id = cases.id
    WHERE cases.id = ${caseId}
  `);
}

export function writeClosing(
  db: WritableDatabase,
  caseId: CaseId,
  closing: Pick<KeptCase, 'closingReason' | 'keepUntil'>,
): void {
  db.run(sql`
    INSERT INTO case_retention (case_id, closing_reason, keep_until)
    VALUES (${caseId}, ${closing.closingReason}, ${closing.keepUntil})
    ON CONFLICT (case_id) DO UPDATE SET
      closing_reason = excluded.closing_reason, keep_until = excluded.keep_until
  `);
}

/** A case that is opened again is kept; its next closing sets another day. */
export function forgetClosing(db: WritableDatabase, caseId: CaseId): void {
  db.run(sql`DELETE FROM case_retention WHERE case_id = ${caseId}`);
}

/** Newest first. */
export function listHolds(db: ReadableDatabase, caseId: CaseId): readonly LegalHold[] {
  return db.all<LegalHold>(sql`
    SELECT id, reason, placed_at AS placedAt, placed_by AS placedBy, lifted_at AS liftedAt, lifted_by AS liftedBy,
      lifting_reason AS liftingReason
    FROM legal_holds
    WHERE case_id = ${caseId}
    ORDER BY placed_at DESC, id DESC
  `);
}

export function insertHold(
  db: WritableDatabase,
  hold: Pick<LegalHold, 'id' | 'reason' | 'placedAt' | 'placedBy'> & { readonly caseId: CaseId },
): void {
  db.run(sql`
    INSERT INTO legal_holds (id, case_id, reason, placed_at, placed_by)
    VALUES (${hold.id}, ${hold.caseId}, ${hold.reason}, ${hold.placedAt}, ${hold.placedBy})
  `);
}

export function liftHold(
  db: WritableDatabase,
  lifted: { readonly id: string; readonly at: Instant; readonly by: string; readonly reason: string },
): void {
  db.run(sql`
    UPDATE legal_holds
    SET lifted_at = ${lifted.at}, lifted_by = ${lifted.by}, lifting_reason = ${lifted.reason}
    WHERE id = ${lifted.id}
  `);
}

/** What keeps a case from being destroyed; null when nothing does. */
export function obstacleOf(
  db: ReadableDatabase,
  caseId: CaseId,
  { closedOn, keepUntil }: Pick<KeptCase, 'closedOn' | 'keepUntil'>,
  today: CivilDate,
): PurgeObstacle | null {
  if (isOnHold(db, caseId)) return 'onHold';
  if (closedOn === null) return 'caseOpen';
  if (keepUntil !== null && keepUntil >= today) return 'keptUntil';
  return isCopyUnderWay(db, caseId) ? 'copyUnderWay' : null;
}

function isOnHold(db: ReadableDatabase, caseId: CaseId): boolean {
  return (
    db.get(sql`SELECT 1 AS found FROM legal_holds WHERE case_id = ${caseId} AND lifted_at IS NULL`) !==
    undefined
  );
}

export interface DueCase {
  readonly caseId: CaseId;
  readonly code: string;
  readonly closedOn: CivilDate;
  readonly keepUntil: CivilDate;
  readonly onHold: boolean;
}

/** Closed cases whose last day lies before today. */
export function listDueCases(db: ReadableDatabase, today: CivilDate): readonly DueCase[] {
  return db
    .all<Omit<DueCase, 'onHold'> & { readonly onHold: number }>(
      sql`
      SELECT cases.id AS caseId, code, closed_on AS closedOn, keep_until AS keepUntil,
        EXISTS (
          SELECT 1 FROM legal_holds WHERE legal_holds.case_id = cases.id AND lifted_at IS NULL
        ) AS onHold
      FROM cases
      JOIN case_retention ON case_retention.case_id = cases.id
      WHERE closed_on IS NOT NULL AND keep_until < ${today}
      ORDER BY keep_until, code
    `,
    )
    .map(({ onHold, ...due }) => ({ ...due, onHold: onHold === 1 }));
}
