import type { CaseId } from '../../shared/kernel/ids';
import type { CivilDate } from '../../shared/kernel/time';
import { isQualified } from '../../shared/timeline/edtf-text';
import {
  arrangeLane,
  isInWindow,
  type DayWindow,
  type LaneKind,
  type MarkShape,
  type Placeable,
} from '../../shared/timeline/picture';
import type { FactFilter, PictureLane, PictureMark } from '../../shared/timeline/schemas';
import { uncertainDateOfEdtf } from '../../shared/timeline/uncertain-date';
import type { ReadableDatabase } from '../db/database';
import { linkedTimeOf } from './linked-time';
import { listFactsToPlace, readNamedFacts, type FactToPlace } from './store';

/** Lanes with a name. Facts of all further people, places or elements share one. */
const mostLanes = 12;
const rowsOfOneLane = 8;
const rowsOfLane = 4;
const longestStatement = 120;

interface PlaceableFact extends Placeable {
  readonly fact: FactToPlace;
  readonly isWorkedOut: boolean;
}

/** Lays out the facts of a case that pass a filter, over a window of days or over all of them. */
export function pictureOf(
  db: ReadableDatabase,
  request: {
    readonly caseId: CaseId;
    readonly filter: FactFilter;
    readonly lanes: LaneKind;
    readonly window: DayWindow | null;
    readonly columns: number;
  },
): { readonly extent: DayWindow | null; readonly lanes: PictureLane[]; readonly placeless: number } {
  const facts = listFactsToPlace(db, request.caseId, request.filter, request.lanes);
  const placed = placeableFacts(db, request.caseId, facts);
  const extent = extentOf(placed);
  const placeless = facts.length - placed.length;
  const window = request.window ?? extent;
  if (window === null) return { extent, lanes: [], placeless };
  const lanes = lanesOf(
    placed.filter((fact) => isInWindow(fact, window)),
    request.lanes,
  ).map((lane): PictureLane => {
    const factsById = new Map(lane.facts.map((each) => [each.id, each]));
    const { rows, marks } = arrangeLane(lane.facts, window, {
      columns: request.columns,
      mostRows: request.lanes === 'one' ? rowsOfOneLane : rowsOfLane,
    });
    const singles = marks.flatMap((mark) => (mark.kind === 'fact' ? [mark.id] : []));
    const statements = new Map(readNamedFacts(db, singles).map(({ id, statement }) => [id, statement]));
    const shown = marks.flatMap((mark): PictureMark[] => {
      if (mark.kind === 'bundle') return [mark];
      const found = factsById.get(mark.id);
      if (found === undefined) return [];
      const { edtf, confidence, disputed } = found.fact;
      return [
        {
          ...mark,
          shape: shapeOf(found),
          statement: (statements.get(mark.id) ?? '').slice(0, longestStatement),
          edtf,
          from: found.from,
          until: found.until,
          confidence,
          disputed: disputed === 1,
        },
      ];
    });
    return { kind: lane.kind, key: lane.key, facts: lane.facts.length, rows, marks: shown };
  });
  return { extent, lanes, placeless };
}

/** By their first day. Facts without a date stand where links in time put them, and nowhere else. */
function placeableFacts(
  db: ReadableDatabase,
  caseId: CaseId,
  facts: readonly FactToPlace[],
): readonly PlaceableFact[] {
  const ranges = new Map(linkedTimeOf(db, caseId).ranges.map(({ factId, range }) => [factId, range]));
  return facts
    .flatMap((fact): readonly PlaceableFact[] => {
      const range = fact.edtf === '' ? ranges.get(fact.id) : undefined;
      if (fact.edtf === '' && range === undefined) return [];
      return [
        {
          id: fact.id,
          from: range === undefined ? fact.earliest : range.earliest,
          until: range === undefined ? fact.latest : range.latest,
          disputed: fact.disputed === 1,
          fact,
          isWorkedOut: range !== undefined,
        },
      ];
    })
    .toSorted((left, right) =>
      (left.from ?? '') < (right.from ?? '') ? -1 : left.from === right.from ? 0 : 1,
    );
}

function extentOf(facts: readonly Placeable[]): DayWindow | null {
  let [from, until]: [CivilDate | null, CivilDate | null] = [null, null];
  for (const fact of facts) {
    for (const day of [fact.from, fact.until]) {
      if (day === null) continue;
      if (from === null || day < from) from = day;
      if (until === null || day > until) until = day;
    }
  }
  return from === null || until === null ? null : { from, until };
}

interface Lane {
  readonly kind: PictureLane['kind'];
  readonly key: string;
  readonly facts: readonly PlaceableFact[];
}

/** The lane with the most facts first; those of none at the end. A fact of two people is in the lanes of both. */
function lanesOf(facts: readonly PlaceableFact[], kind: LaneKind): readonly Lane[] {
  if (kind === 'one') return [{ kind: 'all', key: '', facts }];
  const factsByKey = new Map<string, PlaceableFact[]>();
  for (const fact of facts) {
    for (const key of fact.fact.keys) {
      const lane = factsByKey.get(key);
      if (lane === undefined) factsByKey.set(key, [fact]);
      else lane.push(fact);
    }
  }
  const keys = [...factsByKey.keys()].toSorted(
    (left, right) =>
      (factsByKey.get(right)?.length ?? 0) - (factsByKey.get(left)?.length ?? 0) || (left < right ? -1 : 1),
  );
  const further = new Set(keys.slice(mostLanes));
  const lanes = keys
    .slice(0, mostLanes)
    .map((key): Lane => ({ kind: 'named', key, facts: factsByKey.get(key) ?? [] }));
  const rest = facts.filter(({ fact }) => fact.keys.some((key) => further.has(key)));
  const unnamed = facts.filter(({ fact }) => fact.keys.length === 0);
  return [
    ...lanes,
    ...(rest.length > 0 ? [{ kind: 'rest', key: '', facts: rest } as const] : []),
    ...(unnamed.length > 0 ? [{ kind: 'unnamed', key: '', facts: unnamed } as const] : []),
  ];
}

function shapeOf({ fact, isWorkedOut }: PlaceableFact): MarkShape {
  if (isWorkedOut) return 'workedOut';
  const reading = uncertainDateOfEdtf(fact.edtf)?.reading;
  if (reading === undefined || isQualified(reading)) return 'vague';
  if (reading.kind === 'lasting') return 'lasting';
  return reading.kind === 'at' && reading.moment.unit.kind === 'day' ? 'day' : 'range';
}
