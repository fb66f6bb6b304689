import type { CaseId } from '../../shared/kernel/ids';
import type { PurgeCounts } from '../../shared/retention/schemas';
import { findAllCaseTables, isOfCase, type CaseTable } from '../backups/case-rows';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { identifier, sql } from '../db/sql';
import { forgetUndoOfCase } from '../packages/store';
import { unindexCase } from '../search/index-store';
import { deleteOwnWordsOfCase } from '../spelling/store';

/** How much belongs to a case, in the tables that the schema hangs on it. */
export function countCase(db: ReadableDatabase, caseId: CaseId): PurgeCounts {
  const tables = findAllCaseTables(db);
  const rowsByTable = new Map(
    tables.map((table) => [
      table.name,
      count(
        db.get(
          sql`SELECT count(*) AS count FROM ${identifier(table.name)} WHERE ${isOfCase(table, tables, caseId)}`,
        ),
      ),
    ]),
  );
  const rowsOf = (table: string) => rowsByTable.get(table) ?? 0;
  return {
    people: rowsOf('people'),
    interviews: rowsOf('interviews'),
    facts: rowsOf('facts'),
    exhibits: rowsOf('exhibits'),
    filings: rowsOf('filings'),
    originals: rowsOf('evidence_files'),
    originalBytes: count(
      db.get(
        sql`SELECT coalesce(sum(byte_length), 0) AS count FROM evidence_files WHERE case_id = ${caseId}`,
      ),
    ),
    rows: [...rowsByTable.values()].reduce((sum, each) => sum + each, 0),
  };
}

/** Names of the age files of a case. */
export function listStoredOriginals(db: ReadableDatabase, caseId: CaseId): readonly string[] {
  return db
    .all<{ readonly storedAs: string }>(
      sql`SELECT stored_as AS storedAs FROM evidence_files WHERE case_id = ${caseId}`,
    )
    .map(({ storedAs }) => storedAs);
}

/** Deletes everything of a case from the tables and the search index, in the transaction under way. */
export function deleteCase(db: WritableDatabase, caseId: CaseId): void {
  const tables = findAllCaseTables(db);
  deleteOwnWordsOfCase(db, caseId);
  unindexCase(db, caseId);
  forgetUndoOfCase(db, caseId);
  // What holds on to another record of the case would keep it from going; all others go along with what they belong to.
  for (const table of tables.filter((each) => holdsOn(db, each)).toReversed()) {
    db.run(sql`DELETE FROM ${identifier(table.name)} WHERE ${isOfCase(table, tables, caseId)}`);
  }
  db.run(sql`DELETE FROM cases WHERE id = ${caseId}`);
  forgetIdsOfNothing(db, tables);
}

function holdsOn(db: ReadableDatabase, table: CaseTable): boolean {
  const holding = db.get(sql`
    SELECT 1 AS found FROM pragma_foreign_key_list(${table.name}) WHERE on_delete IN ('RESTRICT', 'NO ACTION')
  `);
  return holding !== undefined;
}

/** Ids that rows once had, where the rows are gone. */
function forgetIdsOfNothing(db: WritableDatabase, tables: readonly CaseTable[]): void {
  const known = tables
    .filter(({ columns }) => columns.includes('id'))
    .map(({ name }) => sql`SELECT id FROM ${identifier(name)}`)
    .reduce((all, ids) => sql`${all} UNION ALL ${ids}`);
  db.run(sql`DELETE FROM restored_ids WHERE id NOT IN (${known})`);
}

/** Rows that name the case, and rows of any kind that refer to one that is gone. */
export function countRowsLeft(db: ReadableDatabase, caseId: CaseId): number {
  const naming = findAllCaseTables(db).flatMap((table) => {
    const direct = table.references.find((reference) => reference.table === 'cases');
    const column = table.name === 'cases' ? 'id' : direct?.from;
    if (column === undefined) return [];
    return [
      count(
        db.get(
          sql`SELECT count(*) AS count FROM ${identifier(table.name)} WHERE ${identifier(column)} = ${caseId}`,
        ),
      ),
    ];
  });
  const dangling = count(db.get(sql`SELECT count(*) AS count FROM pragma_foreign_key_check`));
  return naming.reduce((sum, each) => sum + each, dangling);
}

function count(row: { readonly count: number } | undefined): number {
  return row?.count ?? 0;
}
