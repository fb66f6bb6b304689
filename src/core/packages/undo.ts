import { z } from 'zod';
import { caseIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import {
  findCaseTables,
  readCaseRows,
  type CaseTable,
  type Row,
  type RowsByTable,
} from '../backups/case-rows';
import { insertRow } from '../backups/restore-case';
import type { WritableDatabase } from '../db/database';
import { identifier, listOf, schemaStatement, sql } from '../db/sql';
import { noteLooseOriginals, withdrawOriginals } from '../evidence/loose-originals';
import type { VaultDeps } from '../kernel/deps';
import { indexCaseAgain } from '../search/index-store';
import { fromOpenRow, toOpenRow } from '../transfer/open-rows';
import { openValueSchema } from '../../shared/transfer/open-case';
import { whereKey } from './bring-together';
import { rowKey } from './fields';
import { hashOfFields } from './row-hash';
import { clearCasePlace, markUndone, readUndo, removeStates, restoreCasePlace } from './store';

// An import is undone by rows: what was added goes, what was changed or taken out is as it was. It is offered for as long as
// nothing of it was changed or used since, so that no work of anybody goes along.

const rowSchema = z.record(z.string(), openValueSchema);

const undoSchema = z.array(
  z.strictObject({
    caseId: caseIdSchema,
    /** The case came with the package, and goes with it. */
    isNew: z.boolean(),
    /** Where the case was worked on before; its row of `case_places`. */
    place: rowSchema.nullable(),
    rows: z.array(
      z.strictObject({
        table: z.string(),
        key: z.string(),
        before: rowSchema.nullable(),
        /** Hash of the row as it stood afterwards; null for one that was taken out. */
        after: z.string().nullable(),
      }),
    ),
  }),
);
export type Undo = z.infer<typeof undoSchema>;
type UndoneRow = Undo[number]['rows'][number];

/** Written by themselves when somebody only looks: no work that could be lost. */
const writtenByLooking: ReadonlySet<string> = new Set(['evidence_words', 'timeline_settings']);

/** What was changed between two moments, so that it can be taken back. */
export function undoOf(
  tables: readonly CaseTable[],
  change: {
    readonly caseId: CaseId;
    readonly before: RowsByTable;
    readonly after: RowsByTable;
    readonly place: Row | null;
  },
): Undo[number] {
  const { caseId, before, after, place } = change;
  const isNew = (before.get('cases') ?? []).length === 0;
  const rows = tables.flatMap((table): UndoneRow[] => {
    const was = byKey(table, before);
    const is = byKey(table, after);
    const touched = [...is].flatMap(([key, row]): UndoneRow[] => {
      const old = was.get(key);
      const hash = hashOfFields(row, table.columns);
      if (old !== undefined && hashOfFields(old, table.columns) === hash) return [];
      return [{ table: table.name, key, before: old === undefined ? null : toOpenRow(old), after: hash }];
    });
    const gone = [...was].flatMap(([key, row]): UndoneRow[] =>
      is.has(key) ? [] : [{ table: table.name, key, before: toOpenRow(row), after: null }],
    );
    return [...touched, ...gone];
  });
  return { caseId, isNew, place: place === null ? null : toOpenRow(place), rows };
}

/** Takes a package out again that was taken in, wholly or not at all. */
export async function undoPackage(
  deps: VaultDeps,
  packageId: string,
): Promise<Result<{ readonly cases: number }, { readonly kind: 'packageNotFound' | 'changedSince' }>> {
  const { db, clock } = deps;
  const undo = undoSchema.safeParse(readUndo(db, packageId));
  if (!undo.success) return err({ kind: 'packageNotFound' });
  const tables = findCaseTables(db);
  const originals: string[] = [];
  const outcome = db.transaction((): Result<null, { readonly kind: 'changedSince' }> => {
    for (const each of undo.data) {
      const now = readCaseRows(db, tables, each.caseId);
      if (!isUntouched(tables, each, now)) return err({ kind: 'changedSince' });
      const added = each.rows.filter(({ before }) => before === null);
      const names = byKey(tableOf(tables, 'evidence_files'), now);
      for (const { table, key } of added) {
        const storedAs = table === 'evidence_files' ? names.get(key)?.['stored_as'] : null;
        if (typeof storedAs === 'string') originals.push(storedAs);
      }
      takeBack(db, tables, each, now);
      if (!each.isNew) {
        clearCasePlace(db, each.caseId);
        if (each.place !== null) restoreCasePlace(db, fromOpenRow(each.place));
        indexCaseAgain(db, each.caseId);
      }
      deps.audit({ action: 'package.undone', subjectId: packageId, caseId: each.caseId });
    }
    noteLooseOriginals(db, originals);
    removeStates(db, packageId);
    markUndone(db, packageId, clock.now());
    return ok(null);
  });
  if (!outcome.ok) return outcome;
  await withdrawOriginals(
    deps,
    originals.map((storedAs) => ({ storedAs })),
  );
  return ok({ cases: undo.data.length });
}

function isUntouched(tables: readonly CaseTable[], undo: Undo[number], now: RowsByTable): boolean {
  const added = keysByTable(undo.rows.filter(({ before }) => before === null));
  const left = keysByTable(undo.rows);
  for (const table of tables) {
    const rows = byKey(table, now);
    const isUnchanged = undo.rows
      .filter((each) => each.table === table.name)
      .every(({ key, after }) => {
        const row = rows.get(key);
        return row === undefined ? after === null : hashOfFields(row, table.columns) === after;
      });
    if (!isUnchanged) return false;
    if (writtenByLooking.has(table.name)) continue;
    // What was added to it since, or was hung since on something that came with it, is somebody's work.
    for (const [key, row] of rows) {
      if (left.get(table.name)?.has(key) === true) continue;
      const hangs = table.references.some(({ from, table: target }) => {
        const value = row[from] ?? null;
        return value !== null && added.get(target)?.has(JSON.stringify([value])) === true;
      });
      if (hangs || undo.isNew) return false;
    }
  }
  return true;
}

function keysByTable(rows: readonly UndoneRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { table, key } of rows) keys.set(table, (keys.get(table) ?? new Set()).add(key));
  return keys;
}

function takeBack(
  db: WritableDatabase,
  tables: readonly CaseTable[],
  undo: Undo[number],
  now: RowsByTable,
): void {
  withoutGuards(db, () => {
    db.run(sql`PRAGMA defer_foreign_keys = ON`);
    const of = (table: CaseTable) => undo.rows.filter((each) => each.table === table.name);
    for (const table of tables.toReversed()) {
      const rows = byKey(table, now);
      for (const { key, before } of of(table)) {
        const row = rows.get(key);
        if (before === null && row !== undefined) {
          db.run(sql`DELETE FROM ${identifier(table.name)} WHERE ${whereKey(table, row)}`);
        }
      }
    }
    // Two exhibits never share a number, not even for a moment.
    for (const { key, before } of of(tableOf(tables, 'exhibits'))) {
      const [id] = z.array(z.string()).parse(JSON.parse(key));
      if (before !== null) db.run(sql`UPDATE exhibits SET number = -number WHERE id = ${id ?? null}`);
    }
    for (const table of tables) {
      const rows = byKey(table, now);
      for (const { key, before } of of(table)) {
        if (before === null) continue;
        const old = fromOpenRow(before);
        if (!rows.has(key)) {
          insertRow(db, table, old);
          continue;
        }
        const columns = table.columns.filter((column) => !table.primaryKey.includes(column));
        if (columns.length === 0) continue;
        db.run(sql`
          UPDATE ${identifier(table.name)}
          SET ${listOf(columns.map((column) => sql`${identifier(column)} = ${old[column] ?? null}`))}
          WHERE ${whereKey(table, old)}
        `);
      }
    }
  });
}

/**
 * Lets rows go and change that never do otherwise, such as an original or a sealed statement that came with the package. The
 * triggers that keep them come back in the same transaction, as the schema wrote them.
 */
function withoutGuards(db: WritableDatabase, work: () => void): void {
  const guards = db.all<{ readonly name: string; readonly text: string }>(sql`
    SELECT name, sql AS text FROM sqlite_schema
    WHERE type = 'trigger' AND name LIKE '%\\_never\\_%' ESCAPE '\\' AND tbl_name <> 'audit_entries'
  `);
  for (const { name } of guards) db.run(sql`DROP TRIGGER ${identifier(name)}`);
  work();
  for (const { text } of guards) db.run(schemaStatement(text));
}

function byKey(table: CaseTable, rows: RowsByTable): ReadonlyMap<string, Row> {
  return new Map((rows.get(table.name) ?? []).map((row) => [rowKey(table, row), row]));
}

function tableOf(tables: readonly CaseTable[], name: string): CaseTable {
  const found = tables.find((table) => table.name === name);
  if (found === undefined) throw new Error(`There is no table ${name}`);
  return found;
}
