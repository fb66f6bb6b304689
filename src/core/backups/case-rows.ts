import { createHash } from 'node:crypto';
import type { CaseCounts } from '../../shared/backups/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import type { ReadableDatabase } from '../db/database';
import { identifier, listOf, sql, type Sql, type SqlValue } from '../db/sql';

// Which rows belong to a case is read from the foreign keys of the schema, so that a table added later comes along
// without a word here.

/**
 * Tables that hang on a case and are not carried from one vault to another. An import that was not finished names files
 * of a laptop, and would begin to read them again. What search looks through is drawn from the records that came. What went
 * to and fro as packages, and who has the case at present, is told of this vault; the package of a journey, which comes back to
 * it, has the former beside the case. Pictures of exhibits are drawn anew.
 */
const leftBehind: ReadonlySet<string> = new Set([
  'evidence_batches',
  'evidence_batch_files',
  'search_passages',
  'exhibit_pictures',
  'package_states',
  'package_decisions',
  'case_places',
]);

interface ForeignKey {
  readonly from: string;
  readonly table: string;
  readonly to: string;
}

/** A table with a way to `cases`. */
export interface CaseTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly primaryKey: readonly string[];
  /** Columns that may hold nothing. */
  readonly optional: readonly string[];
  /** Its references to other such tables. */
  readonly references: readonly ForeignKey[];
}

export type Row = Readonly<Record<string, SqlValue>>;
export type RowsByTable = ReadonlyMap<string, readonly Row[]>;

/** Every table whose rows belong to cases and travel with them, `cases` first, each after the tables it refers to. */
export function findCaseTables(db: ReadableDatabase): readonly CaseTable[] {
  return findTables(db, leftBehind);
}

/** The same, with those that do not travel: all that goes when a case goes. */
export function findAllCaseTables(db: ReadableDatabase): readonly CaseTable[] {
  return findTables(db, new Set());
}

/** The rows of a table that belong to a case, as a condition on its columns. */
export function isOfCase(table: CaseTable, tables: readonly CaseTable[], caseId: string): Sql {
  if (table.name === 'cases') return sql`id = ${caseId}`;
  const direct = table.references.find((reference) => reference.table === 'cases');
  if (direct !== undefined) return sql`${identifier(direct.from)} = ${caseId}`;
  return table.references
    .flatMap(({ from, table: name, to }) => {
      const parent = tables.find((each) => each.name === name);
      if (parent === undefined || parent.name === table.name) return [];
      return [
        sql`${identifier(from)} IN (
          SELECT ${identifier(to)} FROM ${identifier(name)} WHERE ${isOfCase(parent, tables, caseId)}
        )`,
      ];
    })
    .reduce((either, condition) => sql`${either} OR ${condition}`);
}

function findTables(db: ReadableDatabase, without: ReadonlySet<string>): readonly CaseTable[] {
  const names = db
    .all<{ readonly name: string }>(
      sql`
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
    `,
    )
    .map(({ name }) => name);
  const keysByTable = new Map(
    names.map((name) => [
      name,
      db.all<ForeignKey>(sql`
        SELECT "from" AS "from", "table" AS "table", coalesce("to", 'id') AS "to"
        FROM pragma_foreign_key_list(${name})
      `),
    ]),
  );
  const found = new Set(['cases']);
  for (;;) {
    const more = names.filter(
      (name) =>
        !found.has(name) &&
        !without.has(name) &&
        (keysByTable.get(name) ?? []).some(({ table }) => found.has(table)),
    );
    if (more.length === 0) break;
    for (const name of more) found.add(name);
  }
  const ordered: CaseTable[] = [];
  const waiting = [...found];
  while (waiting.length > 0) {
    const index = waiting.findIndex((name) =>
      (keysByTable.get(name) ?? []).every(({ table }) => table === name || !waiting.includes(table)),
    );
    // Two tables that refer to each other: either may come first, since the keys are checked at the end.
    const [name] = waiting.splice(Math.max(0, index), 1);
    if (name === undefined) break;
    const columns = db.all<{ readonly name: string; readonly pk: number; readonly required: number }>(
      sql`SELECT name, pk, "notnull" AS required FROM pragma_table_info(${name})`,
    );
    ordered.push({
      name,
      columns: columns.map((column) => column.name),
      primaryKey: columns
        .filter(({ pk }) => pk > 0)
        .toSorted((left, right) => left.pk - right.pk)
        .map((column) => column.name),
      optional: columns.filter(({ pk, required }) => pk === 0 && required === 0).map((column) => column.name),
      references: (keysByTable.get(name) ?? []).filter(({ table }) => found.has(table)),
    });
  }
  return ordered;
}

/** All rows of a case, by table. */
export function readCaseRows(
  db: ReadableDatabase,
  tables: readonly CaseTable[],
  caseId: CaseId,
): RowsByTable {
  const rowsByTable = new Map<string, readonly Row[]>();
  for (const table of tables) {
    const columns = listOf(table.columns.map(identifier));
    const rows =
      table.name === 'cases'
        ? db.all<Row>(sql`SELECT ${columns} FROM cases WHERE id = ${caseId}`)
        : readReferring(db, table, columns, rowsByTable);
    rowsByTable.set(table.name, rows);
  }
  return rowsByTable;
}

function readReferring(
  db: ReadableDatabase,
  table: CaseTable,
  columns: Sql,
  found: RowsByTable,
): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const key of table.references) {
    if (key.table === table.name) continue;
    const values = [...new Set((found.get(key.table) ?? []).map((row) => row[key.to]))];
    for (const value of values) {
      if (value === null || value === undefined) continue;
      const referring = db.all<Row>(sql`
        SELECT ${columns} FROM ${identifier(table.name)} WHERE ${identifier(key.from)} = ${value}
      `);
      for (const row of referring) rows.set(keyOf(table, row), row);
    }
  }
  return [...rows.values()];
}

function keyOf(table: CaseTable, row: Row): string {
  return JSON.stringify(table.primaryKey.map((column) => String(row[column])));
}

/** Equal for equal rows, whatever order they were read in. */
export function hashOfRows(rows: RowsByTable): string {
  const hash = createHash('sha256');
  for (const [name, tableRows] of [...rows].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const texts = tableRows.map((row) =>
      JSON.stringify(
        Object.keys(row)
          .toSorted()
          .map((column) => [column, comparable(row[column])]),
      ),
    );
    for (const text of texts.toSorted()) hash.update(`${name}\n${text}\n`);
  }
  return hash.digest('hex');
}

function comparable(value: SqlValue | undefined): string | number | null {
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  return typeof value === 'bigint' ? value.toString() : (value ?? null);
}

export function countRowsOfCase(rows: RowsByTable): CaseCounts {
  const count = (table: string) => rows.get(table)?.length ?? 0;
  return {
    people: count('people'),
    interviews: count('interviews'),
    facts: count('facts'),
    exhibits: count('exhibits'),
    filings: count('filings'),
  };
}
