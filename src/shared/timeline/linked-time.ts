import type { FactId } from '../kernel/ids';
import type { CivilDate } from '../kernel/time';
import { firstDay, firstYear, lastDay, lastYear, type BoundUnit, type CalendarUnit } from './calendar-units';
import { parseEdtf, rangeOfReading, type DateReading, type Moment } from './edtf-text';

// What follows for the days of facts from what is said of one beside another: "two weeks after", "before the baby". Every
// statement is a bound on the days between two facts, so the whole is a simple temporal problem, and shortest paths give
// the narrowest ranges there are, why, and the statements that cannot all be true. See docs/adr/0010-linked-time.md.

export const constraintKinds = ['before', 'after', 'during'] as const;
export type ConstraintKind = (typeof constraintKinds)[number];

export const gapUnits = ['day', 'week', 'month', 'year'] as const;
export type GapUnit = (typeof gapUnits)[number];

/** How long before or after. */
export interface Gap {
  readonly amount: number;
  readonly unit: GapUnit;
  /** "About": a quarter more or less, and at least half a unit. */
  readonly approximate: boolean;
}

/** That a fact lies before, after or during another. */
export interface FactConstraint {
  readonly factId: FactId;
  readonly kind: ConstraintKind;
  readonly otherFactId: FactId;
  /** Null where nobody knows how long, and always with `during`. */
  readonly gap: Gap | null;
}

/** A fact and its date; '' when it has none. */
export interface DatedFact {
  readonly id: FactId;
  readonly edtf: string;
}

/** One thing that is said, from which a bound follows. */
export type Step =
  /** The date that the fact has itself. */
  | { readonly kind: 'date'; readonly factId: FactId }
  | { readonly kind: 'constraint'; readonly constraint: FactConstraint };

export interface WorkedOutRange {
  /** First and last day that it can have begun, and ended; null where nothing bounds it. */
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  /** From the fact itself to the date that the bound begins at; empty where nothing bounds it. */
  readonly whyEarliest: readonly Step[];
  readonly whyLatest: readonly Step[];
}

/** What cannot all be true. None of its constraints is used for any range until one of them is mended. */
export interface Contradiction {
  readonly factIds: readonly FactId[];
  readonly steps: readonly Step[];
}

export interface LinkedTime {
  /** Facts of which the constraints say more than their date does. */
  readonly ranges: ReadonlyMap<FactId, WorkedOutRange>;
  readonly contradictions: readonly Contradiction[];
}

/**
 * Works out when facts can have been. A fact is a moment, unless its date says that it lasted or another is said to fall
 * during it. Two facts on one day are neither before nor after each other for sure, so "before" may be the same day.
 *
 * The order of what is given changes nothing.
 */
export function workOutTimes(
  facts: readonly DatedFact[],
  constraints: readonly FactConstraint[],
): LinkedTime {
  const known = new Set(facts.map(({ id }) => id));
  let kept: readonly FactConstraint[] = constraints
    .filter(
      ({ factId, otherFactId }) => factId !== otherFactId && known.has(factId) && known.has(otherFactId),
    )
    .toSorted((left, right) => (constraintKey(left) < constraintKey(right) ? -1 : 1));
  const surrounding = new Set(
    kept.filter(({ kind }) => kind === 'during').map(({ otherFactId }) => otherFactId),
  );
  const linked = new Set(kept.flatMap(({ factId, otherFactId }) => [factId, otherFactId]));
  const spans = facts
    .filter(({ id }) => linked.has(id))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .map((fact) => spanOf(fact, surrounding.has(fact.id)));

  const contradictions: Contradiction[] = [];
  let graph = buildGraph(spans, kept);
  for (;;) {
    const cycle = findNegativeCycle(graph);
    if (cycle === null) break;
    const contradiction = contradictionOf(cycle);
    const apart = new Set(
      contradiction.steps.flatMap((step) => (step.kind === 'constraint' ? [step.constraint] : [])),
    );
    if (apart.size === 0) throw new Error('The date of a fact contradicts itself');
    contradictions.push(contradiction);
    kept = kept.filter((constraint) => !apart.has(constraint));
    graph = buildGraph(spans, kept);
  }

  const latest = shortestPaths(graph, 'out');
  const earliest = shortestPaths(graph, 'in');
  const ranges = new Map<FactId, WorkedOutRange>();
  for (const span of spans) {
    const { start, end } = graph.nodesByFact.get(span.id) ?? { start: 0, end: 0 };
    const from = -distanceAt(earliest, start);
    const until = distanceAt(latest, end);
    const isNarrower = from > (span.start.earliest ?? -Infinity) || until < (span.end.latest ?? Infinity);
    if (!isNarrower) continue;
    ranges.set(span.id, {
      earliest: civilDateOf(from),
      latest: civilDateOf(until),
      whyEarliest: pathFrom(graph, earliest, start, 'in'),
      whyLatest: pathFrom(graph, latest, end, 'out'),
    });
  }
  return { ranges, contradictions };
}

/** Days from one to the other that a gap may be: a month is 28 to 31. */
export function daysOfGap({ amount, unit, approximate }: Gap): {
  readonly least: number;
  readonly most: number;
} {
  const [least, most] = exactDays(amount, unit);
  if (!approximate) return { least, most };
  const unitDays = { day: 1, week: 7, month: 30, year: 365 }[unit];
  const slack = Math.max(Math.ceil(unitDays / 2), Math.ceil((amount * unitDays) / 4));
  return { least: Math.max(0, least - slack), most: most + slack };
}

function exactDays(amount: number, unit: GapUnit): readonly [number, number] {
  if (unit === 'day') return [amount, amount];
  if (unit === 'week') return [amount * 7, amount * 7];
  const months = unit === 'year' ? amount * 12 : amount;
  let [least, most] = [Infinity, 0];
  // Every way that months can follow each other, with a leap year that fell out and one that did not.
  for (const firstOf of [1896, 2000]) {
    for (let month = 0; month < 108; month += 1) {
      const days = (Date.UTC(firstOf, month + months, 1) - Date.UTC(firstOf, month, 1)) / dayMs;
      least = Math.min(least, days);
      most = Math.max(most, days);
    }
  }
  return [least, most];
}

const dayMs = 86_400_000;

function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** Null beyond the years that this program writes, as for no bound at all. */
function civilDateOf(day: number): CivilDate | null {
  if (!Number.isFinite(day)) return null;
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  return year < firstYear || year > lastYear ? null : date.toISOString().slice(0, 10);
}

/** Days since 1970; null where open. */
interface DayRange {
  readonly earliest: number | null;
  readonly latest: number | null;
}

interface Span {
  readonly id: FactId;
  readonly start: DayRange;
  readonly end: DayRange;
  readonly isMoment: boolean;
}

const openRange: DayRange = { earliest: null, latest: null };

function spanOf({ id, edtf }: DatedFact, surrounds: boolean): Span {
  const read = edtf === '' ? null : parseEdtf(edtf);
  if (read === null || !read.ok) return { id, start: openRange, end: openRange, isMoment: !surrounds };
  const reading = read.value;
  if (reading.kind === 'lasting') {
    return { id, start: rangeOfEnd(reading.from), end: rangeOfEnd(reading.until), isMoment: false };
  }
  const range = rangeWithSlack(reading);
  return { id, start: range, end: range, isMoment: !surrounds };
}

function rangeOfEnd(moment: Moment<BoundUnit> | null): DayRange {
  if (moment === null) return openRange;
  const slack = moment.approximate ? slackOf(moment.unit) : 0;
  return {
    earliest: dayNumber(firstDay(moment.unit)) - slack,
    latest: dayNumber(lastDay(moment.unit)) + slack,
  };
}

function rangeWithSlack(reading: Exclude<DateReading, { kind: 'lasting' }>): DayRange {
  const { earliest, latest } = rangeOfReading(reading);
  const slack = reading.kind === 'at' && reading.moment.approximate ? slackOf(reading.moment.unit) : 0;
  return {
    earliest: earliest === null ? null : dayNumber(earliest) - slack,
    latest: latest === null ? null : dayNumber(latest) + slack,
  };
}

/** How far "about" may reach beyond a unit on either side: one more such unit, and a week for a day. */
function slackOf(unit: CalendarUnit): number {
  switch (unit.kind) {
    case 'day':
      return 7;
    case 'monthThird':
      return 11;
    case 'month':
    case 'season':
    case 'quarter':
    case 'yearThird':
    case 'half':
      return 31;
    case 'year':
    case 'decade':
      return 366;
  }
}

/** `to` is at most `most` days after `from`. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  /** Null for what needs no word: an end is not before its start. */
  readonly step: Step | null;
}

interface Graph {
  readonly edges: readonly Edge[];
  /** Indexes into `edges` by node. */
  readonly out: readonly (readonly number[])[];
  readonly in: readonly (readonly number[])[];
  /** Of a moment both are one. */
  readonly nodesByFact: ReadonlyMap<FactId, { readonly start: number; readonly end: number }>;
}

/** The day that days are counted from. */
const origin = 0;

function buildGraph(spans: readonly Span[], constraints: readonly FactConstraint[]): Graph {
  const edges: Edge[] = [];
  const nodesByFact = new Map<FactId, { readonly start: number; readonly end: number }>();
  let nodes = 1;
  for (const span of spans) {
    const start = nodes;
    const end = span.isMoment ? start : start + 1;
    nodes = end + 1;
    nodesByFact.set(span.id, { start, end });
    if (!span.isMoment) edges.push({ from: end, to: start, most: 0, step: null });
    const step: Step = { kind: 'date', factId: span.id };
    const ends = span.isMoment
      ? ([[start, span.start]] as const)
      : ([
          [start, span.start],
          [end, span.end],
        ] as const);
    for (const [node, { earliest, latest }] of ends) {
      if (latest !== null) edges.push({ from: origin, to: node, most: latest, step });
      if (earliest !== null) edges.push({ from: node, to: origin, most: -earliest, step });
    }
  }
  for (const constraint of constraints) {
    const fact = nodesByFact.get(constraint.factId);
    const other = nodesByFact.get(constraint.otherFactId);
    if (fact === undefined || other === undefined) continue;
    const step: Step = { kind: 'constraint', constraint };
    if (constraint.kind === 'during') {
      edges.push({ from: fact.start, to: other.start, most: 0, step });
      edges.push({ from: other.end, to: fact.end, most: 0, step });
      continue;
    }
    const [first, second] = constraint.kind === 'after' ? [other, fact] : [fact, other];
    const gap = constraint.gap === null ? null : daysOfGap(constraint.gap);
    edges.push({ from: second.start, to: first.end, most: gap === null ? 0 : -gap.least, step });
    if (gap !== null) edges.push({ from: first.end, to: second.start, most: gap.most, step });
  }
  const out: number[][] = Array.from({ length: nodes }, () => []);
  const into: number[][] = Array.from({ length: nodes }, () => []);
  edges.forEach((edge, index) => {
    out[edge.from]?.push(index);
    into[edge.to]?.push(index);
  });
  return { edges, out, in: into, nodesByFact };
}

interface Paths {
  readonly distances: Float64Array;
  /** The edge that a node was reached by, -1 for none. */
  readonly reachedBy: Int32Array;
}

type Direction = 'out' | 'in';

/** From the origin along the edges, or against them. Only for a graph without a negative cycle. */
function shortestPaths(graph: Graph, direction: Direction): Paths {
  const paths = noPaths(graph, Infinity);
  paths.distances[origin] = 0;
  relax(graph, direction, paths, [origin]);
  return paths;
}

/** The edges of a cycle on which the days add up to less than nothing; null when there is none. */
function findNegativeCycle(graph: Graph): readonly Edge[] | null {
  // Every node as a beginning: a cycle need not hang on any date.
  const paths = noPaths(graph, 0);
  return relax(graph, 'out', paths, [...graph.out.keys()]);
}

function noPaths(graph: Graph, distance: number): Paths {
  return {
    distances: new Float64Array(graph.out.length).fill(distance),
    reachedBy: new Int32Array(graph.out.length).fill(-1),
  };
}

/** Bellman and Ford's, with a queue. Looks for a cycle as often as every node may have been seen once. */
function relax(
  graph: Graph,
  direction: Direction,
  { distances, reachedBy }: Paths,
  beginnings: readonly number[],
): readonly Edge[] | null {
  const nodes = graph.out.length;
  const queue = [...beginnings];
  const isQueued = new Uint8Array(nodes);
  for (const node of beginnings) isQueued[node] = 1;
  for (let place = 0; place < queue.length; place += 1) {
    if (place % nodes === nodes - 1) {
      const cycle = cycleOf(graph, direction, reachedBy);
      if (cycle !== null) return cycle;
    }
    const node = queue[place] ?? origin;
    isQueued[node] = 0;
    for (const index of graph[direction][node] ?? []) {
      const edge = graph.edges[index];
      if (edge === undefined) continue;
      const next = direction === 'out' ? edge.to : edge.from;
      const distance = (distances[node] ?? Infinity) + edge.most;
      if (distance >= (distances[next] ?? Infinity)) continue;
      distances[next] = distance;
      reachedBy[next] = index;
      if (isQueued[next] === 1) continue;
      isQueued[next] = 1;
      queue.push(next);
    }
  }
  return null;
}

/** A cycle among the edges that nodes were last reached by, which there is if and only if it is negative. */
function cycleOf(graph: Graph, direction: Direction, reachedBy: Int32Array): readonly Edge[] | null {
  const seenFrom = new Int32Array(graph.out.length).fill(-1);
  for (let first = 0; first < graph.out.length; first += 1) {
    let node = first;
    while (seenFrom[node] === -1) {
      seenFrom[node] = first;
      const edge = graph.edges[reachedBy[node] ?? -1];
      if (edge === undefined) break;
      node = direction === 'out' ? edge.from : edge.to;
      if (seenFrom[node] !== first) continue;
      const edges: Edge[] = [];
      const closing = node;
      do {
        const back = graph.edges[reachedBy[node] ?? -1];
        if (back === undefined) return null;
        edges.push(back);
        node = direction === 'out' ? back.from : back.to;
      } while (node !== closing);
      return edges;
    }
  }
  return null;
}

function contradictionOf(cycle: readonly Edge[]): Contradiction {
  // Told from a date on where there is one, as one would tell it.
  const atDate = cycle.findIndex(({ from }) => from === origin);
  const told = atDate === -1 ? cycle : [...cycle.slice(atDate + 1), ...cycle.slice(0, atDate + 1)];
  const steps = stepsOf(told);
  const factIds = steps.flatMap((step) =>
    step.kind === 'date' ? [step.factId] : [step.constraint.factId, step.constraint.otherFactId],
  );
  return { steps, factIds: [...new Set(factIds)] };
}

function pathFrom(graph: Graph, { reachedBy }: Paths, node: number, direction: Direction): readonly Step[] {
  const edges: Edge[] = [];
  let at = node;
  for (;;) {
    const edge = at === origin ? undefined : graph.edges[reachedBy[at] ?? -1];
    if (edge === undefined) return stepsOf(edges);
    edges.push(edge);
    at = direction === 'out' ? edge.from : edge.to;
  }
}

function stepsOf(edges: readonly Edge[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { step } of edges) {
    if (step === null) continue;
    const isTold =
      step.kind === 'date'
        ? steps.some((told) => told.kind === 'date' && told.factId === step.factId)
        : steps.some((told) => told.kind === 'constraint' && told.constraint === step.constraint);
    if (!isTold) steps.push(step);
  }
  return steps;
}

function distanceAt({ distances }: Paths, node: number): number {
  return distances[node] ?? Infinity;
}

/** Two constraints with one key say the same. */
function constraintKey({ factId, kind, otherFactId, gap }: FactConstraint): string {
  const size = gap === null ? '' : `${gap.unit} ${gap.amount} ${gap.approximate ? '~' : ''}`;
  return `${factId} ${otherFactId} ${kind} ${size}`;
}
