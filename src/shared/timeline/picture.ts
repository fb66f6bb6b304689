import type { FactId } from '../kernel/ids';
import type { CivilDate } from '../kernel/time';

// How facts are laid out in the picture of a timeline: in rows without overlapping, and as a bundle with a count where too
// many lie in one place.

export const laneKinds = ['one', 'person', 'place', 'element'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** What a fact looks like: a day, a stretch that lasted, some time in a range, the same with "about", or worked out. */
export const markShapes = ['day', 'lasting', 'range', 'vague', 'workedOut'] as const;
export type MarkShape = (typeof markShapes)[number];

/** A stretch of days, both with. */
export interface DayWindow {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

export interface Placeable {
  readonly id: FactId;
  /** Null where open. */
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly disputed: boolean;
}

export interface PlacedFact {
  readonly kind: 'fact';
  readonly id: FactId;
  /** From 0 at the top of the lane. */
  readonly row: number;
  /** Columns that are free behind it, for its words. */
  readonly room: number;
}

export interface PlacedBundle {
  readonly kind: 'bundle';
  readonly row: number;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly facts: number;
  readonly disputed: number;
  readonly firstId: FactId;
}

export interface ArrangedLane {
  readonly rows: number;
  readonly marks: readonly (PlacedFact | PlacedBundle)[];
}

/** Columns that a fact wants behind it for its words. */
const wantedRoom = 9;
/** Columns that a bundle takes. */
const bundleColumns = 3;

const dayMs = 86_400_000;

/**
 * Lays facts out in one lane. Those outside the window are left out; every other is in exactly one mark, and no two marks
 * of a row overlap.
 *
 * @param facts by their first day, those that are open at the beginning first
 * @param size.columns   into how many the window is divided; a mark is at least one wide
 * @param size.mostRows  of single facts; what finds no room in them is bundled in one more below
 */
export function arrangeLane(
  facts: readonly Placeable[],
  window: DayWindow,
  size: { readonly columns: number; readonly mostRows: number },
): ArrangedLane {
  const { columns, mostRows } = size;
  const start = dayOf(window.from);
  const perDay = columns / (dayOf(window.until) + 1 - start);
  const columnOf = (date: CivilDate): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((dayOf(date) - start) * perDay)));

  const lastOfRow: { column: number; mark: number }[] = [];
  const marks: (PlacedFact | PlacedBundle)[] = [];
  const left: Unplaced[] = [];
  for (const fact of facts) {
    if (!isInWindow(fact, window)) continue;
    const first = fact.from === null ? 0 : columnOf(fact.from);
    const last = fact.until === null ? columns - 1 : Math.max(first, columnOf(fact.until));
    const row = rowFor(lastOfRow, first, mostRows);
    if (row === null) {
      left.push({ fact, first, last });
      continue;
    }
    const before = lastOfRow[row];
    if (before !== undefined) shorten(marks, before.mark, first - before.column - 1);
    lastOfRow[row] = { column: last, mark: marks.length };
    marks.push({ kind: 'fact', id: fact.id, row, room: columns - 1 - last });
  }
  const bundles = bundled(left, lastOfRow.length, window);
  return { rows: lastOfRow.length + (bundles.length > 0 ? 1 : 0), marks: [...marks, ...bundles] };
}

export function isInWindow({ from, until }: Pick<Placeable, 'from' | 'until'>, window: DayWindow): boolean {
  return (from === null || from <= window.until) && (until === null || until >= window.from);
}

/** One with room for words before it where there is one, else a new row, else any; null when none is free. */
function rowFor(
  lastOfRow: readonly { readonly column: number }[],
  first: number,
  mostRows: number,
): number | null {
  const roomy = lastOfRow.findIndex(({ column }) => first - column > wantedRoom);
  if (roomy !== -1) return roomy;
  if (lastOfRow.length < mostRows) return lastOfRow.length;
  const free = lastOfRow.findIndex(({ column }) => first > column);
  return free === -1 ? null : free;
}

function shorten(marks: (PlacedFact | PlacedBundle)[], index: number, room: number): void {
  const mark = marks[index];
  if (mark?.kind === 'fact') marks[index] = { ...mark, room };
}

interface Unplaced {
  readonly fact: Placeable;
  readonly first: number;
  readonly last: number;
}

/** Facts that begin within a few columns together. One alone stays itself, unless it would lie under its neighbours. */
function bundled(
  left: readonly Unplaced[],
  row: number,
  window: DayWindow,
): readonly (PlacedFact | PlacedBundle)[] {
  const groups: Unplaced[][] = [];
  for (const each of left) {
    const group = groups.at(-1);
    if (group?.[0] === undefined || each.first - group[0].first >= bundleColumns) groups.push([each]);
    else group.push(each);
  }
  return groups.flatMap((group): readonly (PlacedFact | PlacedBundle)[] => {
    const [begins] = group;
    if (begins === undefined) return [];
    if (group.length === 1 && begins.last - begins.first < bundleColumns) {
      return [{ kind: 'fact', id: begins.fact.id, row, room: 0 }];
    }
    const days = group.map(({ fact }) => later(fact.from ?? window.from, window.from));
    return [
      {
        kind: 'bundle',
        row,
        from: days.reduce((one, other) => (one < other ? one : other)),
        until: days.reduce(later),
        facts: group.length,
        disputed: group.filter(({ fact }) => fact.disputed).length,
        firstId: begins.fact.id,
      },
    ];
  });
}

function later(left: CivilDate, right: CivilDate): CivilDate {
  return left > right ? left : right;
}

function dayOf(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}
