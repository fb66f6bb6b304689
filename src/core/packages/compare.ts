import type { EntryKind } from '../../shared/packages/schemas';
import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import type { SqlValue } from '../db/sql';
import { fixedFieldsOf, isMerged, isOptional, neverChanges, rowKey } from './fields';
import { isList, listsByOwner, listsOf } from './lists';
import { createPresence, type Presence } from './presence';
import { hashOfFields, isSame } from './row-hash';
import { statesOfRows, type CaseState, type RowState } from './state';

/** One row in which the two sides differ. */
export interface RowDifference {
  readonly kind: EntryKind;
  readonly table: string;
  readonly key: string;
  readonly here: Row | null;
  readonly there: Row | null;
  readonly groups: readonly GroupDifference[];
}

/** Fields, and lists by the name of their table, that are taken from one side or the other together. */
export interface GroupDifference {
  readonly fields: readonly string[];
  readonly isConflict: boolean;
}

/** Stands for the whole row where nothing smaller can be chosen. */
export const wholeRow = '*';

export type Comparison =
  | { readonly ok: true; readonly differences: readonly RowDifference[] }
  /** A row that never changes is another one there. */
  | { readonly ok: false; readonly sealedDiffers: string };

/** How a row stood when it was last here, or came and was not wanted; undefined for one that never was. */
export type RowsOnce = (table: string, key: string) => RowState | undefined;

interface Before {
  /**
   * How the case stood when both sides last had the same; null when that is not known, and then every difference is for a
   * person to settle.
   */
  readonly base: CaseState | null;
  readonly once: RowsOnce;
}

/** Lays a case of a package beside the same case here, row by row and field by field. */
export function compareSides(
  tables: readonly CaseTable[],
  before: Before,
  here: RowsByTable,
  there: RowsByTable,
): Comparison {
  const differences: RowDifference[] = [];
  const isHere = createPresence(here);
  for (const table of tables) {
    if (!isMerged(table) || isList(table)) continue;
    const compared = compareTable(table, before, { here, there, isHere });
    if (!compared.ok) return compared;
    differences.push(...compared.differences);
  }
  return { ok: true, differences };
}

function compareTable(
  table: CaseTable,
  { base, once }: Before,
  {
    here,
    there,
    isHere,
  }: { readonly here: RowsByTable; readonly there: RowsByTable; readonly isHere: Presence },
): Comparison {
  const name = table.name;
  const hereByKey = byKey(table, here);
  const thereByKey = byKey(table, there);
  const statesHere = neverChanges(name) ? {} : statesOfRows(table, here);
  const statesThere = neverChanges(name) ? {} : statesOfRows(table, there);
  const before = base?.[name] ?? {};
  const isPlaceTaken = placesTaken(name, { here, there });
  const differences: RowDifference[] = [];
  for (const [key, theirs] of thereByKey) {
    const mine = hereByKey.get(key) ?? null;
    const was = before[key];
    if (mine === null) {
      const row = { was, once: was ?? once(name, key), theirs, now: statesThere[key] };
      const kind = kindOfMissing(table, row, isHere, isPlaceTaken);
      if (kind !== null)
        differences.push({ kind, table: name, key, here: null, there: theirs, groups: whole(kind) });
    } else if (!isSame(fixedFieldsOf(table), mine, theirs)) {
      return { ok: false, sealedDiffers: name };
    } else if (!neverChanges(name)) {
      const states = { was, mine: statesHere[key] ?? {}, theirs: statesThere[key] ?? {} };
      const seals = name === 'interviews' ? compareSeals({ mine, theirs }, states) : null;
      if (seals === 'differ') return { ok: false, sealedDiffers: name };
      const found = seals ?? compareFields(states);
      if (found !== null && found.groups.length > 0)
        differences.push({ ...found, table: name, key, here: mine, there: theirs });
    }
  }
  if (neverChanges(name)) return { ok: true, differences };
  for (const [key, mine] of hereByKey) {
    if (thereByKey.has(key) || before[key] === undefined) continue;
    differences.push({ kind: 'removedThere', table: name, key, here: mine, there: null, groups: [] });
  }
  return { ok: true, differences };
}

interface States {
  readonly was: RowState | undefined;
  readonly mine: RowState;
  readonly theirs: RowState;
}

function compareFields({ was, mine, theirs }: States): Pick<RowDifference, 'kind' | 'groups'> | null {
  const groups: GroupDifference[] = [];
  for (const group of Object.keys(theirs)) {
    if (mine[group] === theirs[group]) continue;
    // A field that did not exist then, in a table of an older program, is one of which nothing is known.
    const before = was?.[group];
    if (before !== undefined && before === theirs[group]) continue;
    groups.push({ fields: group.split(' '), isConflict: before === undefined || before !== mine[group] });
  }
  if (groups.length === 0) return null;
  return { kind: groups.some(({ isConflict }) => isConflict) ? 'conflict' : 'changedThere', groups };
}

/** Fields of an interview that make it a sealed one. */
const sealFields: ReadonlySet<string> = new Set(['sealed_at', 'sealed_hash']);

/** What a seal is taken over comes as a whole or not at all. Null when neither side is sealed. */
function compareSeals(
  { mine, theirs }: { readonly mine: Row; readonly theirs: Row },
  { was, mine: stateHere, theirs: stateThere }: States,
): Pick<RowDifference, 'kind' | 'groups'> | 'differ' | null {
  const isSealedHere = mine['sealed_at'] !== null;
  const isSealedThere = theirs['sealed_at'] !== null;
  if (!isSealedHere && !isSealedThere) return null;
  const different = Object.keys(stateThere).filter((group) => stateHere[group] !== stateThere[group]);
  const nothing = { kind: 'changedThere' as const, groups: [] };
  if (isSealedHere && isSealedThere) return different.length === 0 ? nothing : 'differ';
  const content = different.filter((group) => !sealFields.has(group));
  const isSince = (state: RowState) => content.some((group) => was?.[group] !== state[group]);
  if (isSealedHere) {
    if (content.length === 0 || !isSince(stateThere)) return nothing;
    return { kind: 'sealedHere', groups: [{ fields: fieldsOf(content), isConflict: false }] };
  }
  const isConflict = content.length > 0 && isSince(stateHere);
  return {
    kind: isConflict ? 'conflict' : 'changedThere',
    groups: [{ fields: fieldsOf(different), isConflict }],
  };
}

function fieldsOf(groups: readonly string[]): readonly string[] {
  return groups.flatMap((group) => group.split(' '));
}

/** Whether what is there does not come, whatever is chosen: it is kept beside what is here. */
export function isKeptAside(kind: EntryKind): boolean {
  return kind === 'sealedHere' || kind === 'placeTaken';
}

/** Fields by which one row alone has its place: a filing has one draft, a case one hold in force. */
const placesForOne: Readonly<Record<string, readonly string[]>> = {
  filing_drafts: ['case_id', 'filing_kind', 'language'],
  legal_holds: ['case_id'],
};

interface MissingRow {
  /** In the newest package both have had. */
  readonly was: RowState | undefined;
  readonly once: RowState | undefined;
  readonly now: RowState | undefined;
  readonly theirs: Row;
}

/** What becomes of a row that is there and not here; null when that was decided here before. */
function kindOfMissing(
  table: CaseTable,
  { was, once, now, theirs }: MissingRow,
  isHere: Presence,
  isPlaceTaken: (theirs: Row) => boolean,
): EntryKind | null {
  const isChanged =
    once === undefined || Object.entries(now ?? {}).some(([group, hash]) => once[group] !== hash);
  // There it stayed although it is known that it went here: that is asked about once, with what hangs on it.
  const isStillThere = was === undefined && !hangsOnMissing(table, theirs, isHere);
  if (!isChanged && !isStillThere) return null;
  if (isPlaceTaken(theirs)) return table.name === 'interview_addenda' ? 'sealedHere' : 'placeTaken';
  return once === undefined ? 'new' : 'removedHere';
}

/** Whether what a row cannot be without is not here. */
function hangsOnMissing(table: CaseTable, row: Row, isHere: Presence): boolean {
  return table.references.some(
    ({ from, table: target, to }) => !isOptional(table, from) && !isHere(target, to, row[from] ?? null),
  );
}

/** Whether another row stands here where this one would have to stand, so that it is kept aside. */
function placesTaken(
  table: string,
  { here, there }: { readonly here: RowsByTable; readonly there: RowsByTable },
): (theirs: Row) => boolean {
  if (table === 'interview_addenda') return addendaTaken(here.get(table) ?? [], there.get(table) ?? []);
  const place = placesForOne[table];
  if (place === undefined) return () => false;
  // Of holds one is in force at a time: one that was lifted, on either side, leaves its place.
  const isHold = table === 'legal_holds';
  const isInForce = ({ lifted_at: liftedAt }: Row) => liftedAt === null;
  const lifted = new Set((there.get(table) ?? []).filter((row) => !isInForce(row)).map(({ id }) => id));
  const taken = new Set(
    (here.get(table) ?? [])
      .filter((mine) => !isHold || (isInForce(mine) && !lifted.has(mine['id'])))
      .map((mine) => hashOfFields(mine, place)),
  );
  return (theirs) => (!isHold || isInForce(theirs)) && taken.has(hashOfFields(theirs, place));
}

/** Each addendum is sealed over the one before it: from the first on that is another one here, none of theirs can stand. */
function addendaTaken(here: readonly Row[], there: readonly Row[]): (theirs: Row) => boolean {
  const known = new Set(there.map(({ id }) => id));
  const firstApart = new Map<SqlValue, number>();
  for (const { id, interview_id: of, ordinal } of here) {
    if (known.has(id)) continue;
    firstApart.set(
      of ?? null,
      Math.min(Number(ordinal), firstApart.get(of ?? null) ?? Number.MAX_SAFE_INTEGER),
    );
  }
  return ({ interview_id: of, ordinal }) =>
    Number(ordinal) >= (firstApart.get(of ?? null) ?? Number.MAX_SAFE_INTEGER);
}

function whole(kind: EntryKind): readonly GroupDifference[] {
  return kind === 'new' ? [] : [{ fields: [wholeRow], isConflict: kind === 'removedHere' }];
}

function byKey(table: CaseTable, rows: RowsByTable): ReadonlyMap<string, Row> {
  return new Map((rows.get(table.name) ?? []).map((row) => [rowKey(table, row), row]));
}

/** The rows of the lists that belong to a record. */
export function listRowsOf(
  table: string,
  id: string,
  rows: RowsByTable,
): ReadonlyMap<string, readonly Row[]> {
  return new Map(listsOf(table).map((list) => [list, listsByOwner(list, rows).get(id) ?? []]));
}
