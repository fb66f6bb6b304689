import { errorCode, type Connection } from '../db/driver';
import { identifier, listOf, sql, type Sql, type SqlValue } from '../db/sql';
import type { WorkContext } from '../work/registry';
import type { DamagedFile } from './damaged-file';
import { fitsShape, type LeftOutTree, type TableShape } from './shapes';
import { createTreeReader, type Found, type FoundRecord, type TreeReader } from './trees';

/** What is known of a row that is not in the new database, or not as it was. */
export type KnownColumns = Readonly<Record<string, SqlValue>>;

export interface LostRow {
  readonly table: string;
  readonly known: KnownColumns;
}

export interface CopiedRows {
  /** Rows that came over whole, in all tables. */
  readonly copied: number;
  /** Rows that could not be read, as far as something tells of them. */
  readonly lost: readonly LostRow[];
  /** Tables of which parts are lost that nothing tells the rows of. */
  readonly incomplete: readonly string[];
  /** Pages of trees that fit no table, or more than one. */
  readonly unplacedPages: number;
}

const rowsPerTransaction = 400;
/** Page 1 holds the root of the schema's own table. */
const schemaRoot = 1;

/**
 * Copies every row that can be read whole into a database of the same schema, whose references and triggers are off.
 * Nothing is mended here: what refers to a lost row is the caller's to settle.
 */
export async function copyRows(
  file: DamagedFile,
  target: Connection,
  shapes: readonly TableShape[],
  leftOut: readonly LeftOutTree[],
  work: WorkContext,
): Promise<CopiedRows> {
  const reader = createTreeReader(file);
  const { roots, schemaWhole } = readRoots(reader, file);
  const tables = shapes.map((shape) => createTableCopy(shape, target));
  let pagesRead = 0;

  async function takeAll(table: TableCopy, found: Iterable<Found>): Promise<void> {
    for (const part of found) {
      table.take(part);
      pagesRead += 1;
      if (pagesRead % 16 !== 0) continue;
      work.signal.throwIfAborted();
      work.report({ step: 'rows', done: pagesRead, total: file.pages });
      await work.breathe();
    }
    table.flush();
  }

  for (const table of tables) {
    const root = roots.get(table.shape.name);
    if (root === undefined) table.noteRootLost();
    else await takeAll(table, reader.walk(root, table.shape.tree));
  }
  const told = new Map<TableCopy, ToldByIndexes>();
  for (const table of tables.filter((each) => each.hasHoles())) {
    told.set(table, await readIndexes(table, reader, roots, work));
  }
  const indexes = shapes.flatMap((shape) => shape.indexes);
  for (const { name, tree } of [
    ...indexes.map((index) => ({ ...index, tree: 'keys' as const })),
    ...leftOut,
  ]) {
    // So that their pages are not taken for rows below.
    const root = roots.get(name);
    if (root !== undefined) for (const part of reader.walk(root, tree)) void part;
  }

  let unplacedPages = 0;
  if (!schemaWhole || tables.some((table) => table.hasHoles())) {
    const orphans = reader
      .orphans()
      .map(({ page, tree }) => ({ tree, found: [...reader.walk(page, tree)] }))
      .map((orphan) => ({ ...orphan, fitting: tables.filter((table) => fitsOrphan(table, orphan)) }))
      // Those that fit one table alone come first: what they hold helps to place the others.
      .toSorted((a, b) => a.fitting.length - b.fitting.length);
    for (const { tree, found, fitting } of orphans) {
      const table =
        tree === 'rows' && fitting.length === 1 ? fitting[0] : mostFulfilled(fitting, tree, found, tables);
      if (table !== undefined) await takeAll(table, found);
      // Pages of indexes hold nothing of their own.
      else if (tree === 'rows') unplacedPages += found.filter((part) => part !== null).length;
    }
  }

  // When something led to each lost page, and each page that is left was placed, then a table of which only the beginning
  // is lost is there as a whole.
  const allPagesTold = reader.missed() >= file.damagedPages && unplacedPages === 0;
  return {
    copied: tables.reduce((sum, table) => sum + table.copied(), 0),
    lost: tables.flatMap((table) => lostOf(table, told.get(table))),
    incomplete: tables
      .filter((table) => table.lacksPages(allPagesTold) && told.get(table)?.complete !== true)
      .map((table) => table.shape.name),
    unplacedPages,
  };
}

/** Where the tree of each table and index begins, from what is left of the schema's own table. */
function readRoots(
  reader: TreeReader,
  file: DamagedFile,
): { readonly roots: ReadonlyMap<string, number>; readonly schemaWhole: boolean } {
  const roots = new Map<string, number>();
  let schemaWhole = true;
  function take(parts: Iterable<Found>): void {
    for (const part of parts) {
      for (const record of part?.records ?? [null]) {
        const entry = schemaEntry(record);
        if (entry === null) schemaWhole = false;
        else if (entry.root > 0) roots.set(entry.name, entry.root);
      }
    }
  }
  take(reader.walk(schemaRoot, 'rows'));
  if (!schemaWhole) {
    // Pages of it that nothing leads to any more tell by what stands in them. Looked at by a reader of their own, since a
    // page that has been walked counts as used.
    const looker = createTreeReader(file);
    take(looker.walk(schemaRoot, 'rows'));
    for (const { page, tree } of looker.orphans()) {
      const records = tree === 'rows' ? recordsIn([...looker.walk(page, tree)]) : [];
      if (records.length > 0 && records.every((record) => schemaEntry(record) !== null))
        take(reader.walk(page, tree));
    }
  }
  return { roots, schemaWhole };
}

function schemaEntry(record: FoundRecord | null): { readonly name: string; readonly root: number } | null {
  // type, name, tbl_name, rootpage, sql
  const [type, name, , root] = record?.values ?? [];
  const isEntry = typeof type === 'string' && ['table', 'index', 'trigger', 'view'].includes(type);
  return isEntry && typeof name === 'string' && typeof root === 'number' ? { name, root } : null;
}

interface TableCopy {
  readonly shape: TableShape;
  readonly take: (found: Found) => void;
  readonly flush: () => void;
  readonly copied: () => number;
  readonly noteRootLost: () => void;
  /** Whether some of its pages or rows could not be read. */
  readonly hasHoles: () => boolean;
  readonly hasRow: (rowId: number) => boolean;
  /** Rows of which a part was read, by row id. */
  readonly broken: () => ReadonlyMap<number | null, KnownColumns>;
  /** Whether there may be rows of which not even a part was read. */
  readonly lacksPages: (allPagesTold: boolean) => boolean;
  readonly holds: (column: string, value: SqlValue) => boolean;
}

function createTableCopy(shape: TableShape, target: Connection): TableCopy {
  const rowIds = new Set<number>();
  const broken = new Map<number | null, KnownColumns>();
  const waiting: { readonly record: FoundRecord; readonly known: KnownColumns }[] = [];
  let copied = 0;
  let rootLost = false;
  let lostPages = 0;
  let lostCells = 0;

  function columnsOf(record: FoundRecord): KnownColumns {
    return Object.fromEntries(
      shape.columns.flatMap((column, index) => {
        const value = column.isRowId ? record.rowId : record.values[index];
        return value === undefined ? [] : [[column.name, value]];
      }),
    );
  }

  function insert({ record, known }: (typeof waiting)[number]): void {
    const names = Object.keys(known);
    try {
      target.run(sql`
        INSERT INTO ${identifier(shape.name)} (${listOf(names.map(identifier))})
        VALUES (${listOf(names.map((name): Sql => sql`${known[name] ?? null}`))})
      `);
    } catch (failure) {
      // It contradicts a row that is there already, as after an older page was put back.
      if (errorCode(failure)?.startsWith('SQLITE_CONSTRAINT') !== true) throw failure;
      broken.set(record.rowId, known);
      return;
    }
    copied += 1;
    if (record.rowId !== null) rowIds.add(record.rowId);
  }

  function flush(): void {
    const batch = waiting.splice(0);
    target.transaction(() => {
      for (const each of batch) insert(each);
    });
  }

  return {
    shape,
    take: (found) => {
      if (found === null) lostPages += 1;
      for (const record of found?.records ?? []) {
        if (record === null) lostCells += 1;
        else if (record.whole && record.values.length <= shape.columns.length) {
          waiting.push({ record, known: columnsOf(record) });
        } else broken.set(record.rowId, columnsOf(record));
      }
      if (waiting.length >= rowsPerTransaction) flush();
    },
    flush,
    copied: () => copied,
    noteRootLost: () => {
      rootLost = true;
    },
    hasHoles: () => rootLost || lostPages + lostCells + broken.size > 0,
    hasRow: (rowId) => rowIds.has(rowId),
    broken: () => broken,
    lacksPages: (allPagesTold) => lostPages + lostCells > 0 || (rootLost && !allPagesTold),
    holds: (column, value) =>
      target.get(sql`
        SELECT 1 AS found FROM ${identifier(shape.name)} WHERE ${identifier(column)} = ${value}
      `) !== undefined,
  };
}

interface ToldByIndexes {
  readonly known: readonly KnownColumns[];
  /** Of the rows in `known`. */
  readonly rowIds: ReadonlySet<number>;
  /** At least one index was read to its end, so that no other row is missing. */
  readonly complete: boolean;
}

/** What the indexes of a table tell of rows that the table itself no longer gives. */
async function readIndexes(
  table: TableCopy,
  reader: TreeReader,
  roots: ReadonlyMap<string, number>,
  work: WorkContext,
): Promise<ToldByIndexes> {
  const knownByRowId = new Map<number, KnownColumns>();
  let complete = false;
  for (const index of table.shape.indexes) {
    const root = roots.get(index.name);
    if (root === undefined) continue;
    let whole = true;
    for (const part of reader.walk(root, 'keys')) {
      for (const record of part?.records ?? [null]) {
        const rowId = record?.whole === true ? record.values.at(-1) : undefined;
        if (typeof rowId !== 'number') whole = false;
        if (typeof rowId !== 'number' || table.hasRow(rowId)) continue;
        const known = Object.fromEntries(
          index.columns.map((column, place) => [column, record?.values[place] ?? null]),
        );
        knownByRowId.set(rowId, { ...knownByRowId.get(rowId), ...known });
      }
      await work.breathe();
    }
    complete ||= whole;
  }
  const rowIdColumn = table.shape.columns.find(({ isRowId }) => isRowId)?.name;
  const known = [...knownByRowId].map(([rowId, fromIndex]) => ({
    ...fromIndex,
    ...table.broken().get(rowId),
    ...(rowIdColumn === undefined ? {} : { [rowIdColumn]: rowId }),
  }));
  return { known, rowIds: new Set(knownByRowId.keys()), complete };
}

function lostOf(table: TableCopy, told: ToldByIndexes | undefined): readonly LostRow[] {
  // Some that an index names were found after all, in pages that nothing led to.
  const named = (told?.known ?? []).filter((known) => {
    const [key] = keyOf(table.shape, known);
    return key === undefined || !table.holds(key.column, key.value);
  });
  const namedKeys = new Set(named.flatMap((known) => keyOf(table.shape, known).map(({ value }) => value)));
  // A row whose key has several columns is known by its row id alone.
  const unnamed = [...table.broken()].filter(
    ([rowId, known]) =>
      (rowId === null || told?.rowIds.has(rowId) !== true) &&
      keyOf(table.shape, known).every(
        ({ column, value }) => !namedKeys.has(value) && !table.holds(column, value),
      ),
  );
  return [...named, ...unnamed.map(([, known]) => known)].map((known) => ({
    table: table.shape.name,
    known,
  }));
}

/** The column that names a row by itself, where its value is known. */
function keyOf(
  shape: TableShape,
  known: KnownColumns,
): readonly { readonly column: string; readonly value: SqlValue }[] {
  const column = shape.columns.find(({ name, isRowId }) => isRowId || name === 'id')?.name;
  const value = column === undefined ? undefined : known[column];
  return column === undefined || value === undefined || value === null ? [] : [{ column, value }];
}

function fitsOrphan(
  { shape, hasHoles }: TableCopy,
  orphan: { readonly found: readonly Found[]; readonly tree: 'rows' | 'keys' },
): boolean {
  const records = recordsIn(orphan.found).filter((record) => record.whole);
  return (
    hasHoles() &&
    shape.tree === orphan.tree &&
    records.length > 0 &&
    records.every((record) => fitsShape(shape, record.values))
  );
}

const recordsCompared = 50;

/**
 * Of several tables the one whose references the rows fulfil best; undefined when there is no best. A record of an index
 * looks like a row of a table without row ids: there most references must be fulfilled, the first ones to begin with.
 */
function mostFulfilled(
  fitting: readonly TableCopy[],
  tree: 'rows' | 'keys',
  found: readonly Found[],
  tables: readonly TableCopy[],
): TableCopy | undefined {
  const compared = recordsIn(found).slice(0, recordsCompared);
  const scored = fitting
    .map((table) => ({
      table,
      score: countFulfilled(table.shape, compared, tables),
      most: compared.length * table.shape.references.length,
    }))
    .filter(({ score, most }) => tree === 'rows' || score > most / 2)
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best !== undefined && best.score > (second?.score ?? 0) ? best.table : undefined;
}

function countFulfilled(
  shape: TableShape,
  records: readonly FoundRecord[],
  tables: readonly TableCopy[],
): number {
  const fulfilled = shape.references.flatMap(({ column, table, to }) => {
    const place = shape.columns.findIndex(({ name }) => name === column);
    const parent = tables.find((each) => each.shape.name === table);
    return records.filter(({ values }) => {
      const value = values[place];
      return value !== undefined && value !== null && parent?.holds(to, value) === true;
    });
  });
  return fulfilled.length;
}

function recordsIn(found: readonly Found[]): readonly FoundRecord[] {
  return found.flatMap((part) => part?.records ?? []).filter((record) => record !== null);
}
