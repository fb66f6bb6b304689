import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open as openFile, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { casesContract } from '../../shared/cases/contract';
import { caseIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { transferContract } from '../../shared/transfer/contract';
import {
  openCaseHeadSchema,
  openCaseSchema,
  openCaseVersion,
  type OpenCase,
} from '../../shared/transfer/open-case';
import { findCaseTables, type CaseTable, type RowsByTable } from '../backups/case-rows';
import { noteOriginalId } from '../backups/original-ids';
import { insertRow } from '../backups/restore-case';
import { listCases } from '../cases/list-cases';
import { takeCode } from '../cases/store';
import { errorCode } from '../db/driver';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { identifier, sql, type SqlValue } from '../db/sql';
import { takeInOriginal, withdrawOriginals } from '../evidence/loose-originals';
import type { StoredOriginal } from '../evidence/originals';
import { areSealsWhole } from '../interviews/came-sealed';
import type { VaultDeps } from '../kernel/deps';
import { keepVersion, openShelf } from '../packs/shelf';
import { indexWholeCase } from '../search/index-store';
import type { WorkContext } from '../work/registry';
import { countRows, readOpenRows } from './open-rows';
import { readEveryScreen } from './read-every-screen';

type Imported = z.output<(typeof transferContract)['cases.importOpen']['output']>;
type ImportFailure = z.output<(typeof transferContract)['cases.importOpen']['failure']>;

export const mostBytes = 200 * 1024 * 1024;
export const mostRows = 500_000;

/** Brings the case of an export into the vault: everything is read and compared first, and nothing stays of what failed. */
export async function importCase(
  deps: VaultDeps,
  context: WorkContext,
  folder: string,
): Promise<Result<Imported, ImportFailure>> {
  const { db, vault } = deps;
  if (vault.describe().readOnly) return err({ kind: 'vaultReadOnly' });
  const read = await readOpenCase(folder);
  if (!read.ok) return read;
  const open = read.value;
  const tables = findCaseTables(db);
  const fitting = readFittingRows(open, tables);
  if (!fitting.ok) return fitting;
  const rows = fitting.value;
  if (!areSealsWhole(rows, open.earlierIds)) return err({ kind: 'sealBroken', code: open.code });
  const here = codeOfPresent(deps, open, tables, rows);
  if (here !== null) return err({ kind: 'caseIsHere', code: here });
  const rules = rulesOf(rows);
  const pack = rules === null ? undefined : openShelf(deps).exactly(rules.pack, rules.version);
  if (rules !== null && pack === undefined) return err({ kind: 'rulesMissing', ...rules });

  const written: StoredOriginal[] = [];
  const storedAs = new Map<string, string>();
  let isKept = false;
  try {
    const total = open.originals.reduce((sum, { byteLength }) => sum + byteLength, 0);
    let done = 0;
    for (const original of open.originals) {
      context.signal.throwIfAborted();
      const file = await openPlainFile(folder, original.path);
      if (file === null) return err({ kind: 'exportFileChanged', path: original.path });
      try {
        if ((await file.stat()).size !== original.byteLength) {
          return err({ kind: 'exportFileChanged', path: original.path });
        }
        const stored = await takeInOriginal(deps, blocksOf(file, original.byteLength), {
          signal: context.signal,
          breathe: context.breathe,
          onBytes: (count) => {
            done += count;
            context.report({ done, total });
          },
        });
        written.push(stored);
        if (stored.sha256 !== original.sha256 || stored.byteLength !== original.byteLength) {
          return err({ kind: 'exportFileChanged', path: original.path });
        }
        storedAs.set(original.id, stored.storedAs);
      } finally {
        await file.close();
      }
    }
    context.signal.throwIfAborted();
    if (deps.session.current() !== vault) return err({ kind: 'cancelled' });
    context.pointOfNoReturn();
    const code = db.transaction(() => {
      if (pack !== undefined) keepVersion(deps, pack);
      const newCode = insertCase(deps, { open, tables, rows, storedAs });
      const caseId = caseIdSchema.parse(open.caseId);
      deps.audit({ action: 'case.imported', subjectId: caseId, caseId });
      return newCode;
    });
    isKept = true;
    return ok({
      caseId: caseIdSchema.parse(open.caseId),
      code,
      rows: countRows(rows),
      originals: written.length,
    });
  } catch (failure) {
    if (context.signal.aborted) return err({ kind: 'cancelled' });
    return refusalOf(failure);
  } finally {
    if (!isKept) await withdrawOriginals(deps, written);
  }
}

/** The rows of an export, if they are those of one case, with its originals, and not too many. */
export function readFittingRows(
  open: OpenCase,
  tables: readonly CaseTable[],
): Result<
  RowsByTable,
  { readonly kind: 'exportDoesNotFit'; readonly where: string } | { readonly kind: 'exportTooLarge' }
> {
  const count = Object.values(open.tables).reduce((sum, { length }) => sum + length, 0);
  if (count > mostRows) return err({ kind: 'exportTooLarge' });
  const fitting = readOpenRows(open, tables);
  if ('doesNotFit' in fitting) return err({ kind: 'exportDoesNotFit', where: fitting.doesNotFit });
  const { rows } = fitting;
  const strange = strangeOriginal(open, rows);
  if (strange !== null) return err({ kind: 'exportDoesNotFit', where: strange });
  const ids = new Set([...rows.values()].flat().map(({ id }) => id));
  if (open.earlierIds.some(({ id }) => !ids.has(id))) {
    return err({ kind: 'exportDoesNotFit', where: 'earlierIds' });
  }
  return ok(rows);
}

/**
 * Writes the rows of a case that is not here yet, in the transaction under way; throws when one cannot be read, so that
 * nothing of it stays.
 *
 * @param storedAs names of the age files of its originals, by their ids
 * @returns its code here
 */
export function insertCase(
  deps: VaultDeps,
  incoming: {
    readonly open: Pick<OpenCase, 'caseId' | 'code' | 'earlierIds'>;
    readonly tables: readonly CaseTable[];
    readonly rows: RowsByTable;
    readonly storedAs: ReadonlyMap<string, string>;
    /** Left this vault as it comes back to it; see `readAsScreensDo`. */
    readonly isOwn?: boolean;
  },
): string {
  const { db } = deps;
  const { open, tables, rows, storedAs, isOwn = false } = incoming;
  const newCode = takeCodeFor(deps, open.code);
  // The parents come last, as triggers ask about them: a break of a sealed interview may not begin.
  db.run(sql`PRAGMA defer_foreign_keys = ON`);
  for (const table of tables.toReversed()) {
    for (const row of rows.get(table.name) ?? []) {
      if (table.name === 'cases') insertRow(db, table, { ...row, code: newCode });
      else if (table.name === 'evidence_files') {
        insertRow(db, table, { ...row, stored_as: storedAs.get(String(row['id'])) ?? null });
      } else insertRow(db, table, row);
    }
  }
  for (const { id, earlierId } of open.earlierIds) noteOriginalId(db, id, earlierId);
  readAsScreensDo(deps, caseIdSchema.parse(open.caseId), newCode, { isOwn });
  return newCode;
}

/**
 * Reads what has come as the screens do: rows that nobody has read before must not keep the list of cases, or one of their
 * own screens, from being shown. Throws when something cannot be read; the transaction then takes all of it back.
 *
 * @param isOwn what comes back to the vault it left brings no faults that it had not, and is only indexed and listed
 */
export function readAsScreensDo(
  deps: VaultDeps,
  caseId: CaseId,
  code: string,
  {
    index = indexWholeCase,
    isOwn = false,
  }: { readonly index?: typeof indexWholeCase; readonly isOwn?: boolean } = {},
): void {
  try {
    // Words to search for are read out of every document and list.
    index(deps.db, caseId);
    const list = listCases(deps, { filter: code, state: 'all', page: 0, withNames: false });
    casesContract['cases.list'].output.parse(list);
    if (!isOwn) readEveryScreen(deps, caseId);
  } catch (failure) {
    // Errors with a code come from the database or the disk, and not from what was read.
    if (errorCode(failure) !== null) throw failure;
    throw Object.assign(new Error('A row could not be read', { cause: failure }), { code: unreadable });
  }
}

const unreadable = 'ROW_UNREADABLE';

/** Whether the database or a reader of its content refused rows that came from outside; anything else is a fault of ours. */
export function isRefusedRow(failure: unknown): boolean {
  const errorText = errorCode(failure) ?? '';
  return errorText.startsWith('SQLITE_CONSTRAINT') || errorText === unreadable;
}

function refusalOf(failure: unknown): Result<never, ImportFailure> {
  if (isRefusedRow(failure)) return err({ kind: 'exportDoesNotFit', where: 'case.json' });
  const errorText = errorCode(failure) ?? '';
  switch (errorText) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return err({ kind: 'diskFull' });
    default:
  }
  throw failure;
}

async function readOpenCase(folder: string): Promise<Result<OpenCase, ImportFailure>> {
  const file = await openPlainFile(folder, 'case.json');
  if (file === null) return err({ kind: 'notAnExport' });
  let bytes: Buffer;
  try {
    if ((await file.stat()).size > mostBytes) return err({ kind: 'exportTooLarge' });
    bytes = await file.readFile();
  } finally {
    await file.close();
  }
  const content = parseJson(bytes);
  const head = openCaseHeadSchema.safeParse(content);
  if (!head.success) return err({ kind: 'notAnExport' });
  if (head.data.version > openCaseVersion || head.data.databaseVersion > latestVersion(migrations)) {
    return err({ kind: 'exportNewer' });
  }
  const listed = await listedHash(folder, 'case.json');
  if (listed !== createHash('sha256').update(bytes).digest('hex')) {
    return err({ kind: 'exportFileChanged', path: 'case.json' });
  }
  const parsed = openCaseSchema.safeParse(content);
  if (parsed.success) return ok(parsed.data);
  return err({ kind: 'exportDoesNotFit', where: parsed.error.issues[0]?.path.join('.') ?? 'case.json' });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Any file may be called so; one that is no JSON is no export.
    return null;
  }
}

async function listedHash(folder: string, path: string): Promise<string | null> {
  const file = await openPlainFile(folder, 'manifest-sha256.txt');
  if (file === null) return null;
  try {
    if ((await file.stat()).size > mostBytes) return null;
    const lines = (await readFile(file, 'utf8')).split('\n');
    return lines.find((line) => line.slice(64) === `  ${path}`)?.slice(0, 64) ?? null;
  } finally {
    await file.close();
  }
}

/** Null for what is missing, or reached by a link: a folder from outside may not point to files of this laptop. */
async function openPlainFile(folder: string, path: string): Promise<FileHandle | null> {
  const target = join(folder, path);
  try {
    if (dirname(target) !== folder && !(await lstat(dirname(target))).isDirectory()) return null;
    if (!(await lstat(target)).isFile()) return null;
    // Windows knows no such flag, and a link was seen above.
    return await openFile(target, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (failure) {
    switch (errorCode(failure)) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ELOOP':
      case 'EACCES':
      case 'EPERM':
        return null;
      default:
        throw failure;
    }
  }
}

/** The file, and no more than was said of it, should it grow meanwhile. */
async function* blocksOf(file: FileHandle, byteLength: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  while (at <= byteLength) {
    const block = Buffer.allocUnsafe(1024 * 1024);
    const { bytesRead } = await file.read(block, 0, block.byteLength, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield block.subarray(0, bytesRead);
  }
}

/** Where originals and their rows do not tell of the same files; null when they do. */
function strangeOriginal(open: OpenCase, rows: RowsByTable): string | null {
  const files = rows.get('evidence_files') ?? [];
  const byId = new Map(open.originals.map((original) => [original.id, original]));
  if (byId.size !== open.originals.length || files.length !== byId.size) return 'originals';
  const fits = files.every((row) => {
    const original = byId.get(String(row['id']));
    return original?.sha256 === row['sha256'] && original?.byteLength === row['byte_length'];
  });
  return fits ? null : 'originals';
}

/** Code of the case in the vault that has this id or the id of one of its rows; null when all are new. */
export function codeOfPresent(
  { db }: Pick<VaultDeps, 'db'>,
  open: Pick<OpenCase, 'caseId' | 'code'>,
  tables: readonly CaseTable[],
  rows: RowsByTable,
): string | null {
  const present = db.get<{ readonly code: string }>(sql`SELECT code FROM cases WHERE id = ${open.caseId}`);
  if (present !== undefined) return present.code;
  const isTaken = (table: CaseTable, id: SqlValue) =>
    db.get(sql`SELECT 1 AS found FROM ${identifier(table.name)} WHERE id = ${id}`) !== undefined;
  const taken = tables
    .filter(({ columns }) => columns.includes('id'))
    .some((table) => (rows.get(table.name) ?? []).some(({ id = null }) => isTaken(table, id)));
  return taken ? open.code : null;
}

function takeCodeFor({ db, clock }: VaultDeps, wanted: string): string {
  const isTaken = db.get(sql`SELECT 1 AS found FROM cases WHERE code = ${wanted}`) !== undefined;
  return isTaken ? takeCode(db, Number(clock.today().slice(0, 4))) : wanted;
}

export function rulesOf(rows: RowsByTable): { readonly pack: string; readonly version: string } | null {
  const row = rows.get('case_procedures')?.[0];
  if (row === undefined) return null;
  return { pack: String(row['pack_id']), version: String(row['pack_version']) };
}
