import { randomBytes } from 'node:crypto';
import { findAllCaseTables, isOfCase, type CaseTable } from '../../src/core/backups/case-rows';
import { insertRow } from '../../src/core/backups/restore-case';
import { identifier, sql, type Sql, type SqlValue } from '../../src/core/db/sql';
import type { CaseId } from '../../src/shared/kernel/ids';
import type { TestCore } from './core';

// A case that is given away by any scrap of it: each column of each of its tables holds a word of its own.

/** What every planted word begins with. It stands nowhere else. */
export const marker = 'zqxremnant';

export interface Planted {
  /** Words, each with the column it stands in. */
  readonly words: readonly string[];
  /** Pieces of what is stored as bytes, in which a word could be compressed. */
  readonly pieces: readonly Uint8Array[];
  /** Columns of text that take no such word: references, ids, hashes and closed lists. */
  readonly withoutWord: readonly string[];
}

/** What stays when a case is destroyed. */
const kept: ReadonlySet<string> = new Set([
  'cases.code',
  'cases.opened_on',
  'cases.closed_on',
  'cases.created_at',
]);

/** Puts a row into each table of the case that has none, and a word of its own into each column of text of every row. */
export function plantWords(core: TestCore, caseId: CaseId): Planted {
  const { db } = core.vaultDeps();
  const tables = findAllCaseTables(db);
  fillEmptyTables(core, caseId, tables);
  const triggers = db.all<{ readonly name: string; readonly sql: string }>(
    sql`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE%'`,
  );
  const words: string[] = [];
  const withoutWord: string[] = [];
  // What never changes by the rules of the schema is planted all the same.
  for (const { name } of triggers) db.run(sql`DROP TRIGGER ${identifier(name)}`);
  for (const table of tables) {
    const columns = db.all<{ readonly name: string; readonly type: string }>(
      sql`SELECT name, type FROM pragma_table_info(${table.name})`,
    );
    for (const { name, type } of columns) {
      if (type !== 'TEXT') continue;
      const word = `${marker}${table.name}${name}`.replaceAll('_', '');
      if (kept.has(`${table.name}.${name}`)) continue;
      const isKey =
        name === 'id' || name.endsWith('_id') || table.references.some(({ from }) => from === name);
      if (isKey || !appendWord(core, table, tables, caseId, name, word)) {
        withoutWord.push(`${table.name}.${name}`);
      } else words.push(word);
    }
  }
  for (const trigger of triggers) db.run(fixed(trigger.sql));
  return { words, pieces: piecesOfBytes(core, tables, caseId), withoutWord };
}

function appendWord(
  core: TestCore,
  table: CaseTable,
  tables: readonly CaseTable[],
  caseId: CaseId,
  column: string,
  word: string,
): boolean {
  const { db } = core.vaultDeps();
  const name = identifier(column);
  // The index knows words without capitals, and divides them where a space is.
  const value = sql`coalesce(${name}, '') || ' ' || ${word}`;
  try {
    db.transaction(() =>
      db.run(sql`
        UPDATE ${identifier(table.name)} SET ${name} = ${value} WHERE ${isOfCase(table, tables, caseId)}
      `),
    );
    return true;
  } catch (failure) {
    if (failure instanceof Error && failure.message.includes('CHECK constraint')) return false;
    throw failure;
  }
}

function piecesOfBytes(core: TestCore, tables: readonly CaseTable[], caseId: CaseId): readonly Uint8Array[] {
  const { db } = core.vaultDeps();
  const pieceBytes = 32;
  return tables.flatMap((table) =>
    db
      .all<{ readonly name: string }>(
        sql`SELECT name FROM pragma_table_info(${table.name}) WHERE type = 'BLOB'`,
      )
      .flatMap(({ name }) =>
        db
          .all<{ readonly bytes: Uint8Array }>(
            sql`
              SELECT ${identifier(name)} AS bytes FROM ${identifier(table.name)}
              WHERE ${identifier(name)} IS NOT NULL AND (${isOfCase(table, tables, caseId)})
            `,
          )
          .flatMap(({ bytes }) =>
            Array.from({ length: Math.floor(bytes.byteLength / 512) }, (_, index) =>
              bytes.slice(index * 512, index * 512 + pieceBytes),
            ),
          ),
      ),
  );
}

/** What stands in these rows means nothing, but that there is one. */
function fillEmptyTables(core: TestCore, caseId: CaseId, tables: readonly CaseTable[]): void {
  const { db, newId } = core.vaultDeps();
  for (const table of tables) {
    const isOf = isOfCase(table, tables, caseId);
    if (db.get(sql`SELECT 1 AS found FROM ${identifier(table.name)} WHERE ${isOf}`) !== undefined) continue;
    const columns = db.all<{
      name: string;
      type: string;
      required: number;
      standard: string | null;
      pk: number;
    }>(
      sql`SELECT name, type, "notnull" AS required, dflt_value AS standard, pk FROM pragma_table_info(${table.name})`,
    );
    const schema = db.get<{ readonly sql: string }>(
      sql`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ${table.name}`,
    );
    const row: Record<string, SqlValue> = {};
    for (const { name, type, required, standard, pk } of columns) {
      const reference = table.references.find(({ from }) => from === name);
      if (reference !== undefined) {
        row[name] = aRowOf(core, tables, caseId, reference.table, reference.to, Object.values(row));
      } else if (pk === 1 && name === 'id') row[name] = newId();
      else if (type === 'BLOB' || (required === 1 && standard === null)) {
        row[name] = firstOfList(schema, name) ?? fillings[type] ?? null;
      }
    }
    insertRow(db, table, { ...row, ...fillingsByTable[table.name] });
  }
}

/** The first value of a closed list that the schema gives for a column; null where it gives none. */
function firstOfList(schema: { readonly sql: string } | undefined, column: string): string | null {
  return new RegExp(`CHECK \\(${column} IN \\('([^']+)'`).exec(schema?.sql ?? '')?.[1] ?? null;
}

/** A row of the case in this table, by this column: where there are several, one that is not referred to yet. */
function aRowOf(
  core: TestCore,
  tables: readonly CaseTable[],
  caseId: CaseId,
  name: string,
  column: string,
  taken: readonly SqlValue[],
): SqlValue {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`${name} is no table of cases`);
  const found = core.vaultDeps().db.all<{ readonly value: SqlValue }>(sql`
    SELECT ${identifier(column)} AS value FROM ${identifier(name)} WHERE ${isOfCase(table, tables, caseId)}
  `);
  const values = found.map(({ value }) => value);
  return values.find((value) => !taken.includes(value)) ?? values[0] ?? null;
}

const fillings: Readonly<Record<string, SqlValue>> = {
  TEXT: '2026-03-01T00:00:00.000Z',
  INTEGER: 1,
  // Not a filing of the program, but bytes that are known again.
  BLOB: randomBytes(20_000),
};

/** Where a check of the schema wants more. */
const fillingsByTable: Readonly<Record<string, Readonly<Record<string, SqlValue>>>> = {
  dispatches: { filing_kind: 'F7' },
  fact_citations: { exhibit_id: null },
  accounts: { exhibit_id: null },
  // One that is in force would keep the case.
  legal_holds: { lifted_at: '2026-03-01T00:00:00.000Z', lifting_reason: 'Over' },
};

/** The text of a trigger, as the schema itself gave it. */
function fixed(text: string): Sql {
  return { text, values: [] } as unknown as Sql;
}
