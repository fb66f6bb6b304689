import { createHash } from 'node:crypto';
import type { ReadableDatabase } from '../../../src/core/db/database';
import { isDamage } from '../../../src/core/db/driver';
import { identifier, sql } from '../../../src/core/db/sql';

/** A fingerprint of each row of every table, by the table's name. */
export type Rows = ReadonlyMap<string, ReadonlySet<string>>;

/** Every table that the program's schema has, with its rows. A table that the engine refuses to read is left out. */
export function readRows(db: ReadableDatabase): Rows {
  const tables = unlessDamaged(
    () =>
      db.all<{ name: string }>(sql`
        SELECT name
        FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'
      `),
    [],
  );
  return new Map(
    tables.flatMap(({ name }) => {
      const rows = unlessDamaged(() => rowsOf(db, name), null);
      return rows === null ? [] : [[name, rows] as const];
    }),
  );
}

function rowsOf(db: ReadableDatabase, table: string): ReadonlySet<string> {
  const rows = db.all<Readonly<Record<string, unknown>>>(sql`SELECT * FROM ${identifier(table)}`);
  return new Set(rows.map((row) => createHash('sha1').update(textOf(row)).digest('base64')));
}

function textOf(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(row, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

function unlessDamaged<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    return otherwise;
  }
}
