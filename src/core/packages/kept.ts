import { z } from 'zod';
import type { CaseId } from '../../shared/kernel/ids';
import { openValueSchema } from '../../shared/transfer/open-case';
import { findAllCaseTables, type CaseTable, type Row, type RowsByTable } from '../backups/case-rows';
import { insertRow } from '../backups/restore-case';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { identifier, listOf, sql } from '../db/sql';
import { fromOpenRow, toOpenTables } from '../transfer/open-rows';

// What a vault keeps of the packages a case came and went with: how it stood in each, the logs that came along, both versions
// of what was decided. It is told of this vault alone, so it goes into no package but that of a journey, which comes back here.

const keptTables: ReadonlySet<string> = new Set(['package_states', 'package_decisions']);

/** @param butOf a package whose own state is left out */
export function readKept(db: ReadableDatabase, caseId: CaseId, butOf: string): RowsByTable {
  return new Map(
    tablesOf(db).map((table) => [
      table.name,
      db.all<Row>(sql`
        SELECT ${listOf(table.columns.map(identifier))} FROM ${identifier(table.name)}
        WHERE case_id = ${caseId} AND package_id <> ${butOf}
      `),
    ]),
  );
}

export function keptToJson(kept: RowsByTable): string {
  return JSON.stringify(toOpenTables(kept));
}

const rowsSchema = z.array(z.record(z.string(), openValueSchema));
const keptSchema = z.strictObject({ package_states: rowsSchema, package_decisions: rowsSchema });

/** Null for what is not rows of this case. */
export function jsonToKept(db: ReadableDatabase, caseId: CaseId, content: unknown): RowsByTable | null {
  const parsed = keptSchema.safeParse(content);
  if (!parsed.success) return null;
  const kept = new Map(Object.entries(parsed.data).map(([name, rows]) => [name, rows.map(fromOpenRow)]));
  const fits = tablesOf(db).every(({ name, columns }) =>
    (kept.get(name) ?? []).every(
      (row) => row['case_id'] === caseId && Object.keys(row).every((column) => columns.includes(column)),
    ),
  );
  return fits ? kept : null;
}

export function insertKept(db: WritableDatabase, kept: RowsByTable): void {
  for (const table of tablesOf(db)) {
    for (const row of kept.get(table.name) ?? []) insertRow(db, table, row);
  }
}

function tablesOf(db: ReadableDatabase): readonly CaseTable[] {
  return findAllCaseTables(db).filter(({ name }) => keptTables.has(name));
}
