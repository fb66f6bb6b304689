import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import { hashOfFields } from './row-hash';

// Rows that are written anew, under new ids, whenever the record they belong to is saved. They are compared as one field of
// that record: row by row they would come twice.

const listed: Readonly<
  Record<string, { readonly owner: string; readonly by: string; readonly order: string }>
> = {
  fact_people: { owner: 'facts', by: 'fact_id', order: 'person_id' },
  fact_citations: { owner: 'facts', by: 'fact_id', order: 'ordinal' },
  fact_constraints: { owner: 'facts', by: 'fact_id', order: 'ordinal' },
  // Part of the statement that is sealed.
  interview_breaks: { owner: 'interviews', by: 'interview_id', order: 'started_at' },
};

export function isList({ name }: Pick<CaseTable, 'name'>): boolean {
  return Object.hasOwn(listed, name);
}

/** Names of the lists that belong to records of a table. */
export function listsOf(table: string): readonly string[] {
  return Object.keys(listed).filter((name) => listed[name]?.owner === table);
}

/** The field of a list that names the record it belongs to. */
export function ownerField(list: string): string {
  return listed[list]?.by ?? '';
}

const known = new WeakMap<RowsByTable, Map<string, ReadonlyMap<string, readonly Row[]>>>();

/** The rows of a list, by the id of the record they belong to, in their order. */
export function listsByOwner(list: string, rows: RowsByTable): ReadonlyMap<string, readonly Row[]> {
  const lists = known.get(rows) ?? new Map<string, ReadonlyMap<string, readonly Row[]>>();
  known.set(rows, lists);
  const before = lists.get(list);
  if (before !== undefined) return before;
  const byOwner = divide(list, rows);
  lists.set(list, byOwner);
  return byOwner;
}

function divide(list: string, rows: RowsByTable): ReadonlyMap<string, readonly Row[]> {
  const rule = listed[list];
  const byOwner = new Map<string, Row[]>();
  if (rule === undefined) return byOwner;
  for (const row of rows.get(list) ?? []) {
    const owner = String(row[rule.by]);
    const there = byOwner.get(owner);
    if (there === undefined) byOwner.set(owner, [row]);
    else there.push(row);
  }
  for (const each of byOwner.values()) {
    each.sort((one, other) => compare(one[rule.order] ?? '', other[rule.order] ?? ''));
  }
  return byOwner;
}

/** Of what stands in a list, whatever ids its rows have. */
export function hashOfList(rows: readonly Row[]): string {
  return rows
    .map((row) =>
      hashOfFields(
        row,
        Object.keys(row)
          .filter((field) => field !== 'id')
          .toSorted(),
      ),
    )
    .join(' ');
}

function compare(one: Row[string], other: Row[string]): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [String(one), String(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
