import { z } from 'zod';
import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import { fieldGroups, isMerged, neverChanges, rowKey } from './fields';
import { hashOfList, isList, listsByOwner, listsOf } from './lists';
import { hashOfFields } from './row-hash';

/** How a case stood: by table and key of a row the hash of each group of its fields, and of each list that belongs to it. */
export const caseStateSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())));
export type CaseState = z.infer<typeof caseStateSchema>;
export type RowState = CaseState[string][string];

export function stateOf(tables: readonly CaseTable[], rows: RowsByTable): CaseState {
  return Object.fromEntries(
    tables
      .filter((table) => isMerged(table) && !isList(table))
      .map((table) => [table.name, statesOfRows(table, rows)]),
  );
}

/** By key. */
export function statesOfRows(table: CaseTable, rows: RowsByTable): Readonly<Record<string, RowState>> {
  const lists = listsOf(table.name).map((list) => [list, listsByOwner(list, rows)] as const);
  return Object.fromEntries(
    (rows.get(table.name) ?? []).map((row) => [
      rowKey(table, row),
      {
        ...stateOfRow(table, row),
        ...Object.fromEntries(lists.map(([list, of]) => [list, hashOfList(of.get(String(row['id'])) ?? [])])),
      },
    ]),
  );
}

/** Null for a state that an older program wrote in another way: then there is nothing to begin with. */
export function readCaseState(stored: unknown): CaseState | null {
  return caseStateSchema.safeParse(stored).data ?? null;
}

function stateOfRow(table: CaseTable, row: Row): RowState {
  // Of what never changes it is enough to know that it was there.
  if (neverChanges(table.name)) return {};
  return Object.fromEntries(fieldGroups(table).map((group) => [group.join(' '), hashOfFields(row, group)]));
}
