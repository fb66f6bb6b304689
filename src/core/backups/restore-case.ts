import { statSync } from 'node:fs';
import type { RestoreCaseFailure } from '../../shared/backups/contract';
import type { BackedUpCase } from '../../shared/backups/schemas';
import { caseIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { WritableDatabase, ReadableDatabase } from '../db/database';
import { identifier, listOf, sql, type SqlValue } from '../db/sql';
import {
  checkOriginal,
  originalPath,
  rewrapOriginal,
  type OriginalsPlace,
  type StoredOriginal,
} from '../evidence/originals';
import type { VaultDeps } from '../kernel/deps';
import { announceOriginal, withdrawOriginals } from '../evidence/loose-originals';
import { indexWholeCase } from '../search/index-store';
import { carryPack } from '../packs/store';
import type { WorkContext } from '../work/registry';
import {
  countRowsOfCase,
  findCaseTables,
  hashOfRows,
  readCaseRows,
  type CaseTable,
  type Row,
  type RowsByTable,
} from './case-rows';
import { freeBytes } from './make-backup';
import { noteOriginalId, originalId } from './original-ids';

/** The cases of a backup beside the same cases today, in the order of their codes. */
export async function compareCases(
  backup: ReadableDatabase,
  present: ReadableDatabase,
  breathe: () => Promise<void>,
): Promise<readonly BackedUpCase[]> {
  const tablesThen = findCaseTables(backup);
  const tablesNow = findCaseTables(present);
  const cases = backup.all<{ readonly id: string; readonly code: string }>(
    sql`SELECT id, code FROM cases ORDER BY code`,
  );
  const compared: BackedUpCase[] = [];
  for (const { id, code } of cases) {
    const caseId = caseIdSchema.parse(id);
    const then = readCaseRows(backup, tablesThen, caseId);
    const now = readCaseRows(present, tablesNow, caseId);
    const isThere = (now.get('cases') ?? []).length > 0;
    compared.push({
      caseId,
      code,
      inBackup: countRowsOfCase(then),
      today: isThere ? countRowsOfCase(now) : null,
      changed: hashOfRows(then) !== hashOfRows(now),
    });
    await breathe();
  }
  return compared;
}

/**
 * Brings a case of a backup into the open vault, rows and originals. When the case is still there it becomes a copy
 * beside it, with new ids and the next free code.
 */
export async function restoreCase(
  deps: VaultDeps,
  work: WorkContext,
  backup: { readonly db: ReadableDatabase; readonly originals: OriginalsPlace },
  caseId: CaseId,
  takeCode: (db: WritableDatabase) => string,
): Promise<
  Result<
    { readonly caseId: CaseId; readonly code: string; readonly damagedOriginals: number },
    RestoreCaseFailure
  >
> {
  const { db, vault } = deps;
  if (vault.describe().readOnly) return err({ kind: 'vaultReadOnly' });
  const presentTables = findCaseTables(db);
  const tables = commonTables(findCaseTables(backup.db), presentTables);
  const rows = readCaseRows(backup.db, tables, caseId);
  if ((rows.get('cases') ?? []).length === 0) return err({ kind: 'caseNotFound' });

  const originals = backup.db.all<StoredOriginal>(sql`
    SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files WHERE case_id = ${caseId}
  `);
  const neededBytes = originals.reduce(
    (sum, original) => sum + sizeOf(backup.originals, original),
    1024 * 1024,
  );
  const free = freeBytes(vault.originals.folder);
  if (free !== null && free < neededBytes)
    return err({ kind: 'notEnoughRoom', neededBytes, freeBytes: free });

  const newNames = new Map<string, string>();
  let damagedOriginals = 0;
  let isKept = false;
  try {
    for (const [index, original] of originals.entries()) {
      if (work.signal.aborted) return err({ kind: 'cancelled' });
      work.report({ step: 'originals', done: index, total: originals.length });
      const storedAs = announceOriginal(db);
      newNames.set(original.storedAs, storedAs);
      const isWhole = (await checkOriginal(backup.originals, original, work)) === 'whole';
      const to = { folder: vault.originals.folder, recipient: vault.originals.keys.recipient, storedAs };
      const wrapped = isWhole ? await rewrapOriginal(backup.originals, original, to, work) : null;
      // Its row comes along all the same, and the check of the vault says that the file is missing.
      if (wrapped?.ok !== true) damagedOriginals += 1;
    }
    if (deps.session.current() !== vault) return err({ kind: 'cancelled' });
    work.pointOfNoReturn();
    const restored = db.transaction(() => {
      const ids = newIdsFor(deps, tables, rows);
      const code = ids.size === 0 && !isCodeTaken(db, rows) ? codeOf(rows) : takeCode(db);
      const restoredId = caseIdSchema.parse(ids.get(caseId) ?? caseId);
      // The parents come last, as triggers ask about them: a break of a sealed interview may not begin.
      db.run(sql`PRAGMA defer_foreign_keys = ON`);
      for (const table of tables.toReversed()) {
        for (const row of rows.get(table.name) ?? []) {
          insertRow(db, table, renamed(table, row, ids, newNames, code));
        }
      }
      carryPack(backup.db, db, caseId);
      indexWholeCase(db, restoredId);
      for (const id of idsOf(tables, rows)) noteOriginalId(db, ids.get(id) ?? id, originalId(backup.db, id));
      deps.audit({ action: 'case.restored', subjectId: restoredId, caseId: restoredId });
      return { caseId: restoredId, code };
    });
    isKept = true;
    return ok({ ...restored, damagedOriginals });
  } catch (failure) {
    if (work.signal.aborted) return err({ kind: 'cancelled' });
    throw failure;
  } finally {
    if (!isKept) {
      await withdrawOriginals(
        deps,
        [...newNames.values()].map((storedAs) => ({ storedAs })),
      );
    }
  }
}

/** Tables and columns that both have; an older backup lacks some, and what it lacks keeps its default. */
function commonTables(then: readonly CaseTable[], now: readonly CaseTable[]): readonly CaseTable[] {
  return then.flatMap((table) => {
    const present = now.find(({ name }) => name === table.name);
    if (present === undefined) return [];
    return [{ ...table, columns: table.columns.filter((column) => present.columns.includes(column)) }];
  });
}

function sizeOf(place: OriginalsPlace, original: StoredOriginal): number {
  return statSync(originalPath(place, original), { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * New ids for every row that has one of its own, by the old id; none when the vault has none of them, so that a case
 * that is gone comes back as it was.
 */
function newIdsFor(
  deps: VaultDeps,
  tables: readonly CaseTable[],
  rows: RowsByTable,
): ReadonlyMap<string, string> {
  const isTaken = tables
    .filter(hasOwnId)
    .some((table) =>
      (rows.get(table.name) ?? []).some(
        ({ id = null }) =>
          deps.db.get(sql`SELECT 1 AS found FROM ${identifier(table.name)} WHERE id = ${id}`) !== undefined,
      ),
    );
  return new Map(isTaken ? idsOf(tables, rows).map((id) => [id, deps.newId()]) : []);
}

function idsOf(tables: readonly CaseTable[], rows: RowsByTable): readonly string[] {
  return tables
    .filter(hasOwnId)
    .flatMap((table) =>
      (rows.get(table.name) ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
    );
}

/** True for a table whose rows are named by an id of their own, not by that of another row. */
function hasOwnId(table: CaseTable): boolean {
  return (
    table.primaryKey.length === 1 &&
    table.primaryKey[0] === 'id' &&
    table.references.every(({ from }) => from !== 'id')
  );
}

function isCodeTaken(db: ReadableDatabase, rows: RowsByTable): boolean {
  return db.get(sql`SELECT 1 AS found FROM cases WHERE code = ${codeOf(rows)}`) !== undefined;
}

function codeOf(rows: RowsByTable): string {
  return String(rows.get('cases')?.[0]?.code);
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The row with new ids wherever one of the old ones stands, inside of JSON too, and the names of its originals. */
function renamed(
  table: CaseTable,
  row: Row,
  ids: ReadonlyMap<string, string>,
  storedNames: ReadonlyMap<string, string>,
  code: string,
): Row {
  return Object.fromEntries(
    table.columns.map((column): [string, SqlValue] => {
      const value = row[column] ?? null;
      if (table.name === 'cases' && column === 'code') return [column, code];
      if (typeof value !== 'string') return [column, value];
      if (column === 'stored_as') return [column, storedNames.get(value) ?? value];
      return [column, ids.size === 0 ? value : value.replace(uuids, (id) => ids.get(id) ?? id)];
    }),
  );
}

export function insertRow(db: WritableDatabase, table: CaseTable, row: Row): void {
  const columns = Object.keys(row);
  db.run(sql`
    INSERT INTO ${identifier(table.name)} (${listOf(columns.map(identifier))})
    VALUES (${listOf(columns.map((column) => sql`${row[column] ?? null}`))})
  `);
}
