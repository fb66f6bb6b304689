import type { CaseId } from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

export interface Journey {
  readonly packageId: string;
  readonly fileName: string;
  readonly sha256: string;
}

export function insertJourney(db: WritableDatabase, purgeId: string, journey: Journey): void {
  db.run(sql`
    INSERT INTO journeys (purge_id, package_id, file_name, sha256)
    VALUES (${purgeId}, ${journey.packageId}, ${journey.fileName}, ${journey.sha256})
  `);
}

/** Whether this very file was read back here before its cases were left behind in it. */
export function isJourney(
  db: ReadableDatabase,
  { head, sha256 }: { readonly head: { readonly packageId: string }; readonly sha256: string },
): boolean {
  const row = db.get(sql`
    SELECT 1 AS found FROM journeys WHERE package_id = ${head.packageId} AND sha256 = ${sha256} LIMIT 1
  `);
  return row !== undefined;
}

interface CaseHere {
  readonly caseId: CaseId;
  readonly code: string;
  readonly closedOn: CivilDate | null;
  readonly onHold: boolean;
}

export function listCasesHere(db: ReadableDatabase): readonly CaseHere[] {
  return db
    .all<Omit<CaseHere, 'onHold'> & { readonly onHold: number }>(
      sql`
      SELECT id AS caseId, code, closed_on AS closedOn,
        EXISTS (SELECT 1 FROM legal_holds WHERE case_id = cases.id AND lifted_at IS NULL) AS onHold
      FROM cases
      ORDER BY code
    `,
    )
    .map(({ onHold, ...rest }) => ({ ...rest, onHold: onHold === 1 }));
}

interface CaseAway extends Journey {
  readonly caseId: CaseId;
  readonly code: string;
  readonly since: Instant;
  readonly isGone: boolean;
}

/** Left behind and not in the vault again, newest first; of a case that travelled more than once, the last journey. */
export function listCasesAway(db: ReadableDatabase): readonly CaseAway[] {
  return db
    .all<Omit<CaseAway, 'isGone'> & { readonly isGone: number }>(
      sql`
      SELECT case_id AS caseId, case_code AS code, begun_at AS since, package_id AS packageId,
        file_name AS fileName, sha256, finished_at IS NOT NULL AS isGone
      FROM journeys
      JOIN purges ON purges.id = journeys.purge_id
      WHERE case_id NOT IN (SELECT id FROM cases)
        AND NOT EXISTS (
          SELECT 1 FROM purges AS later WHERE later.case_id = purges.case_id AND later.id > purges.id
        )
      ORDER BY begun_at DESC, case_code
    `,
    )
    .map(({ isGone, ...rest }) => ({ ...rest, isGone: isGone === 1 }));
}
