import type { ReadableDatabase } from '../db/database';
import { identifier, sql, type Sql, type SqlValue } from '../db/sql';

/** A table of the schema, as its rows stand on the disk. */
export interface TableShape {
  readonly name: string;
  /** In the order of the record. */
  readonly columns: readonly ColumnShape[];
  readonly tree: 'rows' | 'keys';
  readonly references: readonly ReferenceShape[];
  /** Empty for a table without row ids, which is an index itself. */
  readonly indexes: readonly IndexShape[];
}

export interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** It stands for the row id, and is null in the record. */
  readonly isRowId: boolean;
}

export interface ReferenceShape {
  readonly column: string;
  readonly table: string;
  readonly to: string;
  /** What becomes of a row whose parent is gone. */
  readonly withoutParent: 'goes' | 'losesLink';
}

export interface IndexShape {
  readonly name: string;
  /** In the order of the record, without the row id at its end. */
  readonly columns: readonly string[];
}

/**
 * The tables whose rows a salvage carries over, from a database that has the schema and no rows. Those of the search index
 * are left out: they are drawn from the others again.
 */
export function readShapes(db: ReadableDatabase): readonly TableShape[] {
  const tables = db.all<{ readonly name: string; readonly withoutRowId: number }>(sql`
    SELECT name, wr AS withoutRowId
    FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
    ORDER BY name
  `);
  return tables.map(({ name, withoutRowId }) => readShape(db, name, withoutRowId === 1));
}

/** A tree whose rows are not carried over: its pages must not be taken for lost ones of another. */
export interface LeftOutTree {
  readonly name: string;
  readonly tree: 'rows' | 'keys';
}

/** Tables of the search index, those that the full-text index makes for itself, and their indexes. */
export function readLeftOutTrees(db: ReadableDatabase): readonly LeftOutTree[] {
  const tables = db.all<{ readonly name: string; readonly withoutRowId: number }>(sql`
    SELECT name, wr AS withoutRowId
    FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'shadow') AND name LIKE 'search_%'
    ORDER BY name
  `);
  return tables.flatMap(({ name, withoutRowId }): readonly LeftOutTree[] => [
    { name, tree: withoutRowId === 1 ? 'keys' : 'rows' },
    ...db
      .all<{ readonly name: string }>(sql`SELECT name FROM pragma_index_list(${name})`)
      .map((index): LeftOutTree => ({ name: index.name, tree: 'keys' })),
  ]);
}

function readShape(db: ReadableDatabase, name: string, withoutRowId: boolean): TableShape {
  const found = db.all<{ name: string; type: string; notNull: number; key: number }>(sql`
    SELECT name, type, "notnull" AS "notNull", pk AS "key" FROM pragma_table_info(${name}) ORDER BY cid
  `);
  const keys = found.filter(({ key }) => key > 0);
  const columns = found.map((column): ColumnShape => ({
    name: column.name,
    type: column.type,
    notNull: column.notNull === 1,
    isRowId: !withoutRowId && column.key === 1 && keys.length === 1 && column.type === 'INTEGER',
  }));
  const indexes = db.all<{ name: string; origin: string; partial: number }>(sql`
    SELECT name, origin, partial FROM pragma_index_list(${name})
  `);
  const columnsOf = (index: string) =>
    db.all<{ name: string | null }>(sql`SELECT name FROM pragma_index_xinfo(${index}) ORDER BY seqno`);
  const keyIndex = indexes.find(({ origin }) => origin === 'pk');
  const inRecord =
    withoutRowId && keyIndex !== undefined
      ? columnsOf(keyIndex.name).flatMap(({ name: wanted }) => columns.filter((each) => each.name === wanted))
      : columns;
  const references = db.all<{ column: string; table: string; to: string; onDelete: string }>(sql`
    SELECT "from" AS "column", "table" AS "table", coalesce("to", 'id') AS "to", on_delete AS onDelete
    FROM pragma_foreign_key_list(${name})
  `);
  return {
    name,
    columns: inRecord,
    tree: withoutRowId ? 'keys' : 'rows',
    references: references.map(({ column, table, to, onDelete }) => ({
      column,
      table,
      to,
      withoutParent: onDelete === 'SET NULL' ? 'losesLink' : 'goes',
    })),
    indexes: withoutRowId
      ? []
      : indexes.map((index) => ({
          name: index.name,
          columns: columnsOf(index.name).flatMap((column) => (column.name === null ? [] : [column.name])),
        })),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The columns that name records: all that may be told of one that is lost. */
export function idColumns(shape: TableShape): readonly Sql[] {
  return shape.columns
    .filter(({ name, isRowId }) => isRowId || name === 'id' || name.endsWith('_id'))
    .map(({ name }) => identifier(name));
}

/** True when a record may be a row of this table, as far as its columns tell. */
export function fitsShape(shape: TableShape, values: readonly (SqlValue | undefined)[]): boolean {
  if (values.length !== shape.columns.length) return false;
  return shape.columns.every((column, index) => {
    const value = values[index];
    if (column.isRowId) return value === null;
    if (value === null || value === undefined) return value === null && !column.notNull;
    if (isId(shape, column)) return typeof value === 'string' && uuid.test(value);
    // Where a record of an index could be taken for a row.
    if (
      shape.tree === 'keys' &&
      !column.name.endsWith('_id') &&
      typeof value === 'string' &&
      uuid.test(value)
    )
      return false;
    switch (column.type) {
      case 'TEXT':
        return typeof value === 'string';
      case 'INTEGER':
        return typeof value === 'bigint' || Number.isSafeInteger(value);
      case 'REAL':
        return typeof value === 'number';
      case 'BLOB':
        return value instanceof Uint8Array;
      default:
        return true;
    }
  });
}

/** Ids of records are UUIDs everywhere, which tells tables of similar columns apart. */
function isId(shape: TableShape, { name, type }: ColumnShape): boolean {
  return (
    type === 'TEXT' &&
    (name === 'id' || shape.references.some(({ column, to }) => column === name && to === 'id'))
  );
}
