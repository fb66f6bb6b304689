import type { Row, RowsByTable } from '../backups/case-rows';
import type { SqlValue } from '../db/sql';

/** Whether a row with this value is there, such as one that a reference points to. */
export type Presence = (table: string, column: string, value: SqlValue) => boolean;

/** @param sides tables may be added to them while it is asked */
export function createPresence(...sides: readonly RowsByTable[]): Presence {
  const known = new Map<string, { readonly values: Set<SqlValue>; readonly counted: Set<readonly Row[]> }>();
  return (table, column, value) => {
    const name = `${table}.${column}`;
    const { values, counted } = known.get(name) ?? { values: new Set(), counted: new Set() };
    known.set(name, { values, counted });
    for (const side of sides) {
      const rows = side.get(table);
      if (rows === undefined || counted.has(rows)) continue;
      for (const row of rows) values.add(row[column] ?? null);
      counted.add(rows);
    }
    return values.has(value);
  };
}
