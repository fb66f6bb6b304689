import { z } from 'zod';
import type { OpenCase, OpenValue } from '../../shared/transfer/open-case';
import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import type { SqlValue } from '../db/sql';

/** Rows as `case.json` holds them. */
export function toOpenTables(rows: RowsByTable): OpenCase['tables'] {
  return Object.fromEntries([...rows].map(([table, tableRows]) => [table, tableRows.map(toOpenRow)]));
}

export function toOpenRow(row: Row): Record<string, OpenValue> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, toOpen(value)]));
}

export function fromOpenRow(row: Readonly<Record<string, OpenValue>>): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, fromOpen(value)]));
}

function toOpen(value: SqlValue): OpenValue {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  // The schema has no number that JSON could not hold; one that it could not would be lost in silence.
  if (typeof value === 'bigint') throw new Error('A number of a row is too large for JSON');
  return value;
}

function fromOpen(value: OpenValue): SqlValue {
  return typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value;
}

/** A line of a table for programs that read no JSON: fields of which a spreadsheet would make a formula get an apostrophe. */
export function toCsv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => csvField(row[column] ?? null)));
  // Spreadsheets take a file without this mark for one of an old code page.
  return `\uFEFF${[columns, ...lines].map((line) => `${line.join(',')}\r\n`).join('')}`;
}

/**
 * Where a cell can begin with what a spreadsheet takes for a formula. One in French, Dutch or German parts a line at semicolons and
 * knows no quotes in the middle of a cell, so that a cell can also begin inside of a text.
 */
const beginsFormula = /(^|[;\t\r\n])(["' ]*)(?=[=+\-@＝＋－＠])/g;

function csvField(value: SqlValue): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return '(case.json)';
  const harmless = typeof value === 'string' ? value.replaceAll(beginsFormula, "$1$2'") : String(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * The rows of an export, if they are those of one case and of nothing else: known tables and columns only, ids that
 * are some, and every reference leads to a row that came along. Otherwise where the first one stands that does not fit.
 */
export function readOpenRows(
  { tables: given, caseId, code }: OpenCase,
  tables: readonly CaseTable[],
): { readonly rows: RowsByTable } | { readonly doesNotFit: string } {
  const rows = new Map<string, readonly Row[]>();
  for (const [name, openRows] of Object.entries(given)) {
    const table = tables.find((each) => each.name === name);
    if (table === undefined) return { doesNotFit: name };
    for (const column of openRows.flatMap((row) => Object.keys(row))) {
      if (!table.columns.includes(column)) return { doesNotFit: `${name}.${column}` };
    }
    const read = openRows.map(fromOpenRow);
    if (table.columns.includes('id') && read.some(({ id }) => !z.uuid().safeParse(id).success)) {
      return { doesNotFit: `${name}.id` };
    }
    rows.set(name, read);
  }
  const [only, ...others] = rows.get('cases') ?? [];
  if (only?.['id'] !== caseId || only['code'] !== code || others.length > 0) return { doesNotFit: 'cases' };
  for (const table of tables) {
    for (const { from, table: target, to } of table.references) {
      const known = new Set((rows.get(target) ?? []).map((row) => row[to]));
      const strays = (rows.get(table.name) ?? []).some((row) => {
        const value = row[from] ?? null;
        return value !== null && !known.has(value);
      });
      if (strays) return { doesNotFit: `${table.name}.${from}` };
    }
  }
  return { rows };
}

export function countRows(rows: RowsByTable): number {
  return [...rows.values()].reduce((sum, { length }) => sum + length, 0);
}
