import type { Side } from '../../shared/packages/schemas';
import { exhibitIdSchema, type CaseId } from '../../shared/kernel/ids';
import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import { insertRow } from '../backups/restore-case';
import { identifier, listOf, sql, type Sql, type SqlValue } from '../db/sql';
import { renumber } from '../exhibits/numbers';
import type { ReadableDatabase } from '../db/database';
import type { VaultDeps } from '../kernel/deps';
import { writeSearchTexts } from '../timeline/store';
import { isKeptAside, listRowsOf, wholeRow, type GroupDifference, type RowDifference } from './compare';
import { isMerged, isOptional, rowKey } from './fields';
import { isList, listsOf, ownerField } from './lists';
import { keepDraftOfTakenPlace, keepOtherDraft, keepOtherText } from './other-texts';
import { createPresence, type Presence } from './presence';

/** Which side counts for a group of fields: what a person chose, else what changed there alone, else what is here. */
export type SideOf = (difference: RowDifference, group: GroupDifference) => Side;

interface Sides {
  readonly caseId: CaseId;
  readonly tables: readonly CaseTable[];
  readonly differences: readonly RowDifference[];
  readonly here: RowsByTable;
  readonly there: RowsByTable;
  readonly sideOf: SideOf;
}

/**
 * The differences once it is known what was chosen. An addendum is sealed over the statement it is added to: it comes with that
 * seal, whenever it is taken, and is kept aside from a text that is not sealed here.
 */
export function settleAddenda({
  differences,
  here,
  there,
  sideOf,
}: Omit<Sides, 'caseId' | 'tables'>): readonly RowDifference[] {
  const unsealed = new Set(
    (here.get('interviews') ?? []).filter((row) => row['sealed_at'] === null).map(({ id }) => id),
  );
  const takenSeals = new Set(
    differences.flatMap((difference) => {
      const seal = difference.groups.find(({ fields }) => fields.includes('sealed_at'));
      const isTaken = seal !== undefined && difference.here !== null && sideOf(difference, seal) === 'there';
      return isTaken ? [difference.here['id']] : [];
    }),
  );
  const present = new Set((here.get('interview_addenda') ?? []).map(({ id }) => id));
  const others = differences.filter(({ table }) => table !== 'interview_addenda');
  const told = differences.filter(({ table }) => table === 'interview_addenda');
  const settled = told.map((difference): RowDifference => {
    const isOnText = unsealed.has(difference.there?.['interview_id']);
    if (!isOnText || takenSeals.has(difference.there?.['interview_id'])) return difference;
    return { ...difference, kind: 'sealedHere', groups: [{ fields: [wholeRow], isConflict: false }] };
  });
  const known = new Set(told.map(({ there: row }) => row?.['id']));
  const along = (there.get('interview_addenda') ?? [])
    .filter(({ id, interview_id: of }) => takenSeals.has(of) && !present.has(id) && !known.has(id))
    .map((row): RowDifference => {
      const key = JSON.stringify([row['id']]);
      return { kind: 'new', table: 'interview_addenda', key, here: null, there: row, groups: [] };
    });
  return [...others, ...settled, ...along];
}

/** Rows that are added to a case, with those that hang on something which is not here left out. */
export function rowsToAdd(sides: Sides): ReadonlyMap<string, readonly Row[]> {
  const wanted = new Map<string, Row[]>();
  const isAdded = (difference: RowDifference): boolean =>
    difference.kind === 'new' ||
    (difference.kind === 'removedHere' &&
      sides.sideOf(difference, { fields: [wholeRow], isConflict: true }) === 'there');
  const add = (table: string, row: Row): void => {
    const rows = wanted.get(table);
    if (rows === undefined) wanted.set(table, [row]);
    else rows.push(row);
  };
  for (const difference of sides.differences) {
    if (difference.there === null || !isAdded(difference)) continue;
    add(difference.table, difference.there);
    const id = String(difference.there['id'] ?? '');
    for (const [list, rows] of listRowsOf(difference.table, id, sides.there)) {
      for (const row of rows) add(list, row);
    }
  }
  for (const [table, row] of rowsThatComeAlong(sides, isAdded)) add(table, row);
  const added = new Map<string, readonly Row[]>();
  const isThere = createPresence(sides.here, added);
  for (const table of sides.tables) {
    const coming = wanted.get(table.name) ?? [];
    // A consent that is struck comes together with the entry that strikes it.
    const isOfItself = table.references.some((reference) => reference.table === table.name);
    const isThereOrComes = isOfItself
      ? createPresence(sides.here, added, new Map([[table.name, coming]]))
      : isThere;
    const rows = coming.map((row) => withPresent(table, row, isThereOrComes)).filter((row) => row !== null);
    if (rows.length > 0) added.set(table.name, rows);
  }
  return added;
}

/**
 * Rows that went here only because the record went on which they hang, such as the rules for reaching a person. When that is
 * brought back, they are as they are there.
 */
function rowsThatComeAlong(
  { tables, differences, here, there }: Sides,
  isAdded: (difference: RowDifference) => boolean,
): readonly (readonly [table: string, row: Row])[] {
  const nameOf = (table: string, key: string) => `${table} ${key}`;
  const told = new Set(differences.map(({ table, key }) => nameOf(table, key)));
  const back = new Set(
    differences
      .filter((difference) => difference.kind === 'removedHere' && isAdded(difference))
      .map(({ table, key }) => nameOf(table, key)),
  );
  const along: (readonly [string, Row])[] = [];
  if (back.size === 0) return along;
  for (const table of tables) {
    if (!isMerged(table) || isList(table)) continue;
    const present = new Set((here.get(table.name) ?? []).map((row) => rowKey(table, row)));
    for (const row of there.get(table.name) ?? []) {
      const key = rowKey(table, row);
      const hangs = table.references.some(
        ({ from, table: target }) =>
          !isOptional(table, from) && back.has(nameOf(target, JSON.stringify([row[from] ?? null]))),
      );
      // What was changed there since, or is new there, is told and settled by itself.
      if (!hangs || present.has(key) || told.has(nameOf(table.name, key))) continue;
      along.push([table.name, row]);
      back.add(nameOf(table.name, key));
    }
  }
  return along;
}

/**
 * Writes what comes from there into the case, in the transaction under way. What does not count any more of a text that was
 * written on both sides stays in its history.
 *
 * @param storedAs names of the age files of originals that are new, by their ids
 */
export function bringTogether(
  deps: VaultDeps,
  sides: Sides,
  added: ReadonlyMap<string, readonly Row[]>,
  storedAs: ReadonlyMap<string, string>,
): void {
  const { db } = deps;
  const isThere = createPresence(sides.here, added);
  db.run(sql`PRAGMA defer_foreign_keys = ON`);
  const numbers = createNumbers(db, sides);
  const change = (difference: RowDifference): void => {
    const { here, there } = difference;
    const table = sides.tables.find(({ name }) => name === difference.table);
    if (difference.table === 'filing_drafts' && difference.kind === 'placeTaken' && there !== null) {
      keepDraftOfTakenPlace(deps, there);
    }
    if (here === null || there === null || table === undefined || isKeptAside(difference.kind)) return;
    const taken = difference.groups
      .filter((group) => sides.sideOf(difference, group) === 'there')
      .flatMap(({ fields }) => fields);
    if (table.name === 'interviews') keepOtherText(deps, { here, there }, taken, numbers);
    if (table.name === 'filing_drafts') keepOtherDraft(deps, { here, there }, taken);
    takeFields(deps, sides, { table, here, there }, taken, isThere, numbers);
  };
  // What leaves its place there leaves it here before another takes it.
  for (const difference of sides.differences.filter(leavesItsPlace)) change(difference);
  // The parents come last, as triggers ask about them: a break of a sealed interview may not begin.
  for (const table of sides.tables.toReversed()) {
    for (const row of added.get(table.name) ?? [])
      insertRow(db, table, numbers.fit(table.name, row, storedAs));
  }
  for (const difference of sides.differences) if (!leavesItsPlace(difference)) change(difference);
  const exhibits = added.get('exhibits') ?? [];
  if (exhibits.length > 0) {
    const order = db.all<{ readonly id: string }>(
      sql`SELECT id FROM exhibits WHERE case_id = ${sides.caseId} ORDER BY number`,
    );
    renumber(
      db,
      sides.caseId,
      order.map(({ id }) => exhibitIdSchema.parse(id)),
    );
  }
  // A version above the text itself would keep the next one from being written down.
  db.run(sql`
    UPDATE interviews SET revision = (SELECT max(revision) FROM interview_versions WHERE interview_id = interviews.id)
    WHERE case_id = ${sides.caseId} AND sealed_at IS NULL
      AND revision < (SELECT max(revision) FROM interview_versions WHERE interview_id = interviews.id)
  `);
  writeSearchTexts(db, sides.caseId);
}

/** A copy that does not stand in for its original any more, and a hold that was lifted. */
function leavesItsPlace({ table, there }: RowDifference): boolean {
  if (table === 'redacted_copies') return there?.['stands_in'] === 0;
  return table === 'legal_holds' && there !== null && there['lifted_at'] !== null;
}

function takeFields(
  deps: VaultDeps,
  sides: Sides,
  { table, here, there }: { readonly table: CaseTable; readonly here: Row; readonly there: Row },
  fields: readonly string[],
  isThere: Presence,
  numbers: Numbers,
): void {
  const { db } = deps;
  const id = String(here['id'] ?? '');
  const lists = listsOf(table.name);
  for (const list of fields.filter((field) => lists.includes(field))) {
    const listTable = sides.tables.find(({ name }) => name === list);
    if (listTable === undefined) continue;
    db.run(sql`DELETE FROM ${identifier(list)} WHERE ${identifier(ownerField(list))} = ${id}`);
    for (const row of listRowsOf(table.name, id, sides.there).get(list) ?? []) {
      const present = withPresent(listTable, row, isThere);
      if (present !== null) insertRow(db, listTable, present);
    }
  }
  const columns = fields.filter((field) => table.columns.includes(field));
  if (columns.length === 0) return;
  const taken = withPresent(table, there, isThere);
  // What it refers to was taken out here, so that it has nothing to stand on.
  if (taken === null) return;
  const values = numbers.fitChanged(
    table.name,
    here,
    Object.fromEntries(columns.map((name) => [name, taken[name] ?? null])),
  );
  const changedAt = ['updated_at', 'saved_at']
    .filter((name) => table.columns.includes(name))
    .map((name) => [name, later(here[name], there[name])] as const);
  const set = [...Object.entries(values), ...changedAt];
  db.run(sql`
    UPDATE ${identifier(table.name)}
    SET ${listOf(set.map(([column, value]) => sql`${identifier(column)} = ${value}`))}
    WHERE ${whereKey(table, here)}
  `);
}

/** The row without references to what is not there; null when it cannot be without one. */
function withPresent(table: CaseTable, row: Row, isThere: Presence): Row | null {
  const absent = table.references.filter(({ from, table: target, to }) => {
    const value = row[from] ?? null;
    return value !== null && !isThere(target, to, value);
  });
  if (absent.length === 0) return row;
  if (absent.some(({ from }) => !isOptional(table, from))) return null;
  return { ...row, ...Object.fromEntries(absent.map(({ from }) => [from, null])) };
}

/** Numbers that may stand only once, given anew where both sides have given the same one. */
function createNumbers(db: ReadableDatabase, { here, there }: Sides) {
  const roleNumbers = new Set((here.get('people') ?? []).map((row) => roleKey(row)));
  const revisions = new Map<string, number>();
  const takenRevisions = new Set<string>();
  for (const row of here.get('interview_versions') ?? []) takenRevisions.add(revisionKey(row));
  for (const rows of [here, there]) {
    for (const row of rows.get('interview_versions') ?? [])
      reach(revisions, String(row['interview_id']), row['revision']);
    for (const row of rows.get('interviews') ?? []) reach(revisions, String(row['id']), row['revision']);
  }
  let exhibits = Math.max(0, ...(here.get('exhibits') ?? []).map(({ number }) => Number(number)));
  const exhibitsThere = (there.get('exhibits') ?? []).toSorted(
    (one, other) => Number(one['number']) - Number(other['number']),
  );
  const places = new Map(exhibitsThere.map((row) => [row['id'], (exhibits += 1)]));

  function hasStandIn({ original_id: originalId = null }: Row): boolean {
    const standIn = sql`SELECT 1 AS found FROM redacted_copies WHERE original_id = ${originalId} AND stands_in = 1`;
    return db.get(standIn) !== undefined;
  }
  function nextRevision(interviewId: string): number {
    const next = (revisions.get(interviewId) ?? 0) + 1;
    revisions.set(interviewId, next);
    return next;
  }
  function freeRole(row: Row): Row {
    let number = Number(row['role_number'] ?? 1);
    while (roleNumbers.has(roleKey({ ...row, role_number: number }))) number += 1;
    const free = { ...row, role_number: number };
    roleNumbers.add(roleKey(free));
    return free;
  }
  return {
    nextRevision,
    /** A row that is added, with numbers and names that are free here. */
    fit: (table: string, row: Row, storedAs: ReadonlyMap<string, string>): Row => {
      switch (table) {
        case 'people':
          return freeRole(row);
        case 'exhibits':
          return { ...row, number: places.get(row['id'] ?? null) ?? null };
        case 'evidence_files':
          return { ...row, stored_as: storedAs.get(String(row['id'])) ?? null };
        case 'redacted_copies':
          return hasStandIn(row) ? { ...row, stands_in: 0 } : row;
        case 'interview_versions': {
          if (!takenRevisions.has(revisionKey(row))) return row;
          return { ...row, revision: nextRevision(String(row['interview_id'])) };
        }
        default:
          return row;
      }
    },
    /** Fields that are changed in a row that is here. */
    fitChanged: (table: string, row: Row, changed: Row): Row => {
      if (table === 'people' && 'role' in changed)
        return { ...changed, role_number: freeRole({ ...row, ...changed })['role_number'] ?? null };
      if (table === 'interviews' && 'document' in changed && (changed['sealed_at'] ?? null) === null) {
        // Above every version there is, so that no editor writes an older text over it.
        return { ...changed, revision: nextRevision(String(row['id'])) };
      }
      if (table === 'filing_drafts' && 'blocks' in changed)
        return { ...changed, revision: Number(row['revision']) + 1 };
      if (table === 'redacted_copies' && changed['stands_in'] === 1 && hasStandIn(row))
        return { ...changed, stands_in: 0 };
      return changed;
    },
  };
}

type Numbers = ReturnType<typeof createNumbers>;

function reach(highest: Map<string, number>, key: string, value: SqlValue | undefined): void {
  highest.set(key, Math.max(highest.get(key) ?? 0, Number(value ?? 0)));
}

function roleKey(row: Row): string {
  return JSON.stringify([row['role'] ?? null, row['role_number'] ?? null]);
}

function revisionKey(row: Row): string {
  return JSON.stringify([row['interview_id'] ?? null, row['revision'] ?? null]);
}

function later(one: SqlValue | undefined, other: SqlValue | undefined): SqlValue {
  return String(one) > String(other) ? (one ?? null) : (other ?? null);
}

export function whereKey(table: CaseTable, row: Row): Sql {
  return table.primaryKey.reduce<Sql>(
    (condition, column, index) =>
      index === 0
        ? sql`${identifier(column)} = ${row[column] ?? null}`
        : sql`${condition} AND ${identifier(column)} = ${row[column] ?? null}`,
    sql``,
  );
}
