import type { CaseId } from '../../shared/kernel/ids';
import {
  defaultCodePrefix,
  type CaseCounts,
  type CaseFields,
  type CaseRecord,
  type FileLanguage,
} from '../../shared/cases/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import { indexCase } from '../search/index-store';

interface CaseRow extends CaseFields {
  readonly id: CaseId;
  readonly code: string;
  readonly fileLanguage: FileLanguage;
  readonly closedOn: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Null when there is no such case. */
export function readCase(db: ReadableDatabase, caseId: CaseId): CaseRecord | null {
  return (
    db.get<CaseRow>(sql`
      SELECT id, code, file_language AS fileLanguage, immigration_office_number AS immigrationOfficeNumber,
        prosecution_number AS prosecutionNumber, police_report_number AS policeReportNumber,
        advocate_name AS advocateName, centre_name AS centreName, centre_address AS centreAddress, note,
        opened_on AS openedOn, closed_on AS closedOn, created_at AS createdAt, updated_at AS updatedAt
      FROM cases
      WHERE id = ${caseId}
    `) ?? null
  );
}

export function hasCase(db: ReadableDatabase, caseId: CaseId): boolean {
  return db.get(sql`SELECT 1 FROM cases WHERE id = ${caseId}`) !== undefined;
}

export function insertCase(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  added: CaseFields & { readonly id: CaseId; readonly code: string },
): void {
  const now = deps.clock.now();
  deps.db.run(sql`
    INSERT INTO cases (
      id, code, file_language, immigration_office_number, prosecution_number, police_report_number, advocate_name,
      centre_name, centre_address, note, opened_on, closed_on, created_at, updated_at
    ) VALUES (
      ${added.id}, ${added.code}, ${added.fileLanguage}, ${added.immigrationOfficeNumber}, ${added.prosecutionNumber},
      ${added.policeReportNumber}, ${added.advocateName}, ${added.centreName}, ${added.centreAddress}, ${added.note},
      ${added.openedOn}, ${null}, ${now}, ${now}
    )
  `);
  indexCase(deps.db, added.id);
}

export function updateCase(deps: Pick<VaultDeps, 'db' | 'clock'>, caseId: CaseId, fields: CaseFields): void {
  deps.db.run(sql`
    UPDATE cases
    SET file_language = ${fields.fileLanguage}, immigration_office_number = ${fields.immigrationOfficeNumber},
      prosecution_number = ${fields.prosecutionNumber}, police_report_number = ${fields.policeReportNumber},
      advocate_name = ${fields.advocateName}, centre_name = ${fields.centreName},
      centre_address = ${fields.centreAddress}, note = ${fields.note}, opened_on = ${fields.openedOn},
      updated_at = ${deps.clock.now()}
    WHERE id = ${caseId}
  `);
  indexCase(deps.db, caseId);
}

/** Null opens the case again. */
export function writeClosedOn(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  caseId: CaseId,
  closedOn: string | null,
): void {
  deps.db.run(
    sql`UPDATE cases SET closed_on = ${closedOn}, updated_at = ${deps.clock.now()} WHERE id = ${caseId}`,
  );
}

/** Marks a case as worked on now. */
export function touchCase(deps: Pick<VaultDeps, 'db' | 'clock'>, caseId: CaseId): void {
  deps.db.run(sql`UPDATE cases SET updated_at = ${deps.clock.now()} WHERE id = ${caseId}`);
}

export function readCodePrefix(db: ReadableDatabase): string {
  return (
    db.get<{ readonly codePrefix: string }>(sql`SELECT code_prefix AS codePrefix FROM case_settings`)
      ?.codePrefix ?? defaultCodePrefix
  );
}

export function writeCodePrefix(db: WritableDatabase, codePrefix: string): void {
  db.run(sql`
    INSERT INTO case_settings (singleton, code_prefix) VALUES (1, ${codePrefix})
    ON CONFLICT (singleton) DO UPDATE SET code_prefix = excluded.code_prefix
  `);
}

/** The next free code of a year, e.g. `BR-2026-014`. A number once given out is never given again. */
export function takeCode(db: WritableDatabase, year: number): string {
  const prefix = readCodePrefix(db);
  for (;;) {
    const taken = db.get<{ readonly lastNumber: number }>(sql`
      INSERT INTO case_code_series (prefix, year, last_number) VALUES (${prefix}, ${year}, 1)
      ON CONFLICT (prefix, year) DO UPDATE SET last_number = last_number + 1
      RETURNING last_number AS lastNumber
    `);
    if (taken === undefined) throw new Error('No number came back for a new code');
    const code = `${prefix}-${year}-${String(taken.lastNumber).padStart(3, '0')}`;
    // A case that came from another vault keeps its code, which the series here does not know of.
    if (db.get(sql`SELECT 1 AS found FROM cases WHERE code = ${code}`) === undefined) return code;
  }
}

/** What the list of cases sorts and filters by, for every case. */
export interface CaseHead {
  readonly id: CaseId;
  readonly code: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly updatedAt: string;
  readonly immigrationOfficeNumber: string;
  readonly prosecutionNumber: string;
  readonly policeReportNumber: string;
}

export function readCaseHeads(db: ReadableDatabase): readonly CaseHead[] {
  return db.all<CaseHead>(sql`
    SELECT id, code, opened_on AS openedOn, closed_on AS closedOn, updated_at AS updatedAt,
      immigration_office_number AS immigrationOfficeNumber, prosecution_number AS prosecutionNumber,
      police_report_number AS policeReportNumber
    FROM cases
  `);
}

/** Name keys of the clients of every case, one line per way of writing. */
export function readClientNameKeys(db: ReadableDatabase): ReadonlyMap<CaseId, readonly string[]> {
  const rows = db.all<{ readonly caseId: CaseId; readonly nameKeys: string }>(sql`
    SELECT case_id AS caseId, name_keys AS nameKeys FROM people WHERE role = 'client' AND name_keys <> ''
  `);
  const keysByCase = new Map<CaseId, readonly string[]>();
  for (const { caseId, nameKeys } of rows) {
    keysByCase.set(caseId, [...(keysByCase.get(caseId) ?? []), ...nameKeys.split('\n')]);
  }
  return keysByCase;
}

export function countParts(db: ReadableDatabase, caseId: CaseId): CaseCounts {
  const counts = db.get<CaseCounts>(sql`
    SELECT
      (SELECT COUNT(*) FROM people WHERE case_id = ${caseId}) AS people,
      (SELECT COUNT(*) FROM interviews WHERE case_id = ${caseId} AND removed_at IS NULL) AS interviews,
      (SELECT COUNT(*) FROM facts WHERE case_id = ${caseId}) AS facts,
      (SELECT COUNT(*) FROM exhibits WHERE case_id = ${caseId}) AS exhibits
  `);
  if (counts === undefined) throw new Error('Counting gave no row');
  return counts;
}

/** The last change to a case or anything in it. Looking at names is none. */
export function readTouchedAt(db: ReadableDatabase, head: Pick<CaseHead, 'id' | 'updatedAt'>): string {
  const audited = db.get<{ readonly at: string }>(sql`
    SELECT at FROM audit_entries
    WHERE case_id = ${head.id} AND action <> 'case.namesShown'
    ORDER BY sequence DESC
    LIMIT 1
  `);
  // What is typed into an interview is saved more often than it is audited.
  const typed = db.get<{ readonly at: string | null }>(
    sql`SELECT MAX(updated_at) AS at FROM interviews WHERE case_id = ${head.id}`,
  );
  return [head.updatedAt, audited?.at ?? '', typed?.at ?? ''].reduce((latest, at) =>
    at > latest ? at : latest,
  );
}
