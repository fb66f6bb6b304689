import {
  purgeSchema,
  type Purge,
  type PurgeCounts,
  type PurgeFindings,
} from '../../shared/retention/schemas';
import type { CaseId, MemberId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { KeptCase } from './store';

export interface BegunPurge {
  readonly id: string;
  readonly caseId: CaseId;
  readonly kept: KeptCase;
  readonly reason: string;
  readonly begunAt: Instant;
  readonly memberId: MemberId;
  readonly memberName: string;
  readonly counts: PurgeCounts;
  /** Names of the age files that go with it. */
  readonly originals: readonly string[];
}

export function insertPurge(db: WritableDatabase, purge: BegunPurge): void {
  const { kept } = purge;
  db.run(sql`
    INSERT INTO purges (
      id, case_id, case_code, opened_on, closed_on, created_at, reason, begun_at, member_id, member_name, counts
    ) VALUES (
      ${purge.id}, ${purge.caseId}, ${kept.code}, ${kept.openedOn}, ${kept.closedOn}, ${kept.createdAt},
      ${purge.reason}, ${purge.begunAt}, ${purge.memberId}, ${purge.memberName}, ${JSON.stringify(purge.counts)}
    )
  `);
  for (const storedAs of purge.originals) {
    db.run(sql`INSERT INTO purge_originals (purge_id, stored_as) VALUES (${purge.id}, ${storedAs})`);
  }
}

export interface UnfinishedPurge {
  readonly id: string;
  readonly caseId: CaseId;
}

/** Oldest first. */
export function listUnfinishedPurges(db: ReadableDatabase): readonly UnfinishedPurge[] {
  return db.all<UnfinishedPurge>(sql`
    SELECT id, case_id AS caseId FROM purges WHERE finished_at IS NULL ORDER BY begun_at, id
  `);
}

export function listPurgedOriginals(db: ReadableDatabase, purgeId: string): readonly string[] {
  return db
    .all<{ readonly storedAs: string }>(
      sql`SELECT stored_as AS storedAs FROM purge_originals WHERE purge_id = ${purgeId} ORDER BY stored_as`,
    )
    .map(({ storedAs }) => storedAs);
}

/** `finishedAt` is null when something was found: the purge is not finished then. */
export function writeFindings(
  db: WritableDatabase,
  purgeId: string,
  findings: PurgeFindings,
  finishedAt: Instant | null,
): void {
  db.run(sql`
    UPDATE purges SET findings = ${JSON.stringify(findings)}, finished_at = ${finishedAt} WHERE id = ${purgeId}
  `);
  if (finishedAt !== null) db.run(sql`DELETE FROM purge_originals WHERE purge_id = ${purgeId}`);
}

interface PurgeRow extends Omit<Purge, 'counts' | 'findings' | 'backups'> {
  readonly createdAt: Instant;
  readonly counts: string;
  readonly findings: string | null;
}

/** Cases that were destroyed, newest first; not those that were left behind before a journey. */
export function listPurges(db: ReadableDatabase): readonly Purge[] {
  return db
    .all<PurgeRow>(
      sql`
      SELECT id, case_id AS caseId, case_code AS caseCode, opened_on AS openedOn, closed_on AS closedOn, reason,
        begun_at AS begunAt, member_name AS memberName, counts, findings, finished_at AS finishedAt,
        created_at AS createdAt
      FROM purges
      WHERE id NOT IN (SELECT purge_id FROM journeys)
      ORDER BY begun_at DESC, id DESC
    `,
    )
    .map(({ createdAt, counts, findings, ...purge }) =>
      purgeSchema.parse({
        ...purge,
        counts: JSON.parse(counts),
        findings: findings === null ? null : JSON.parse(findings),
        backups: listBackupsHolding(db, createdAt, purge.begunAt),
      }),
    );
}

/** Backups that are kept, as far as is known, and were taken while a case was here. */
export function listBackupsHolding(
  db: ReadableDatabase,
  since: Instant,
  until: Instant,
): readonly { readonly takenAt: Instant; readonly folder: string }[] {
  return db.all(sql`
    SELECT taken_at AS takenAt, folder
    FROM backups
    WHERE removed_at IS NULL AND taken_at BETWEEN ${since} AND ${until}
    ORDER BY taken_at DESC
  `);
}
