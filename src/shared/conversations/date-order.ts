import type { CivilDate } from '../kernel/time';
import { fullYear, gregorianDate } from './calendars';
import { chatCalendars, type ChatCalendar, type DateOrder, type DateOrderReading } from './report';

/** The three numbers of a date as they stand, before it is known which is which. */
export interface WrittenDate {
  readonly numbers: readonly [number, number, number];
  /** Digits of the first and the last number: four are a year. */
  readonly firstDigits: number;
  readonly lastDigits: number;
  readonly separator: string;
  /** Named by the export itself, as in `1402 AP`. */
  readonly calendar: ChatCalendar | null;
  /** Written with Persian digits: a year of two digits may then be Persian. */
  readonly persianDigits: boolean;
  /** Minutes since midnight; null where the hour does not exist. */
  readonly minutes: number | null;
  readonly position: number;
}

export interface OrderedDates {
  readonly readings: readonly DateOrderReading[];
  /** By the reading chosen; null where there is no such day in it. In the order of the dates given. */
  readonly days: readonly (CivilDate | null)[];
  /** Indices of dates out of the order of time, in the reading chosen. */
  readonly outOfTime: ReadonlySet<number>;
  readonly ambiguous: boolean;
  readonly possible: readonly DateOrder[];
}

const dayMs = 86_400_000;
const dayMinutes = 1440;
/** How far a change of the clock, or a message that arrived late, moves a line. */
const toleranceMinutes = 60;

export interface OrderOptions {
  /** What is proposed among orders that nothing tells apart. */
  readonly usual: DateOrder;
  /** What the advocate chose; null leaves the choice to what contradicts each reading. */
  readonly chosen?: DateOrder | undefined;
  /** Whether the newest may stand first, as in tables that somebody sorted. */
  readonly mayFall?: boolean;
}

/**
 * Chooses the order of day, month and year by what contradicts each: days that do not exist, and days that jump out of the
 * order of time. Where nothing tells two orders apart the reading is ambiguous, and the usual one is proposed.
 */
export function orderDates(
  dates: readonly WrittenDate[],
  { usual, chosen, mayFall = false }: OrderOptions,
): OrderedDates {
  const candidates = candidatesFor(dates).map(({ order, calendar, unusual }) => {
    const days = readDays(dates, order, calendar);
    const moments = days.map((day, index) => momentOf(day, dates[index]?.minutes ?? null));
    const outOfTime = mayFall ? outOfEitherOrder(moments) : outOfOrder(moments);
    const impossible = days.flatMap((day, index) => (day === null ? [index] : []));
    const contradicting = [...impossible, ...outOfTime].sort((one, other) => one - other);
    // What somebody quoted is no part of the conversation's own time.
    const known = days.filter((day, index): day is CivilDate => day !== null && !outOfTime.has(index)).sort();
    const reading: DateOrderReading = {
      order,
      calendar,
      chosen: false,
      unusual,
      contradictedBy: contradicting.length,
      impossibleDates: impossible.length,
      outOfOrder: outOfTime.size,
      contradictingLines: contradicting.slice(0, 5).map((index) => dates[index]?.position ?? 0),
      first: known[0] ?? null,
      last: known.at(-1) ?? null,
    };
    // Where a third is out of time the lines are in no order at all, and none can be told to be a quotation.
    const isDisorder = outOfTime.size * 3 > dates.length && outOfTime.size > 5;
    return { reading, days, outOfTime: isDisorder ? new Set<number>() : outOfTime };
  });
  const ranked = [...candidates].sort(
    (one, other) =>
      Number(other.reading.order === chosen) - Number(one.reading.order === chosen) ||
      one.reading.contradictedBy - other.reading.contradictedBy ||
      Number(one.reading.unusual) - Number(other.reading.unusual) ||
      Number(other.reading.order === usual) - Number(one.reading.order === usual),
  );
  const [best] = ranked;
  if (best === undefined) {
    return {
      readings: [],
      days: dates.map(() => null),
      outOfTime: new Set(),
      ambiguous: false,
      possible: [],
    };
  }
  const rivals = ranked.filter(
    ({ reading, days }) =>
      reading !== best.reading &&
      // 5/5/2023 is the same day whatever comes first.
      days.some((day, index) => day !== best.days[index]) &&
      (!reading.unusual || best.reading.unusual) &&
      (reading.contradictedBy <= best.reading.contradictedBy ||
        // Where the best one is contradicted too, only a day that cannot exist speaks against another.
        (best.reading.contradictedBy > 0 && reading.impossibleDates === 0)),
  );
  return {
    readings: ranked.map(({ reading }) =>
      reading === best.reading ? { ...reading, chosen: true } : reading,
    ),
    days: best.days,
    outOfTime: best.outOfTime,
    ambiguous: rivals.length > 0,
    possible: [...new Set([best, ...rivals].map(({ reading }) => reading.order))],
  };
}

interface Candidate {
  readonly order: DateOrder;
  readonly calendar: ChatCalendar;
  readonly unusual: boolean;
}

function candidatesFor(dates: readonly WrittenDate[]): readonly Candidate[] {
  const [sample] = dates;
  if (sample === undefined) return [];
  const shortYearFirst = seemsYearFirst(dates);
  const yearFirst = sample.firstDigits > 2;
  const yearLast = sample.lastDigits > 2;
  const orders: readonly Omit<Candidate, 'calendar'>[] = yearFirst
    ? [{ order: 'yearMonthDay', unusual: false }]
    : [
        { order: 'dayMonthYear', unusual: !yearLast && shortYearFirst },
        { order: 'monthDayYear', unusual: !yearLast && shortYearFirst },
        // Korean writes `23. 5. 12.`; with other signs two digits of a year hardly ever come first.
        ...(yearLast
          ? []
          : [{ order: 'yearMonthDay' as const, unusual: sample.separator !== '. ' && !shortYearFirst }]),
      ];
  const named = sample.calendar;
  return orders.flatMap(({ order, unusual }) => {
    const index = order === 'yearMonthDay' ? 0 : 2;
    const digits = index === 0 ? sample.firstDigits : sample.lastDigits;
    const calendars = chatCalendars.filter((calendar) => {
      if (named !== null) return calendar === named;
      if (digits <= 2 && calendar === 'hijri') return false;
      if (digits <= 2 && calendar === 'persian') return sample.persianDigits;
      // A calendar in which no date of the export has a year is no reading of it.
      return dates.some(({ numbers }) => fullYear(calendar, numbers[index], digits) !== null);
    });
    const held = calendars.length === 0 ? (['gregorian'] as const) : calendars;
    return held.map((calendar) => ({
      order,
      calendar,
      unusual: unusual || (digits <= 2 && calendar !== 'gregorian' && held.length > 1),
    }));
  });
}

function readDays(
  dates: readonly WrittenDate[],
  order: DateOrder,
  calendar: ChatCalendar,
): readonly (CivilDate | null)[] {
  const known = new Map<string, CivilDate | null>();
  return dates.map(({ numbers, firstDigits, lastDigits }) => {
    const key = numbers.join('/');
    const found = known.get(key);
    if (found !== undefined) return found;
    const [one, two, three] = numbers;
    const [written, month, day, digits] =
      order === 'yearMonthDay'
        ? [one, two, three, firstDigits]
        : order === 'monthDayYear'
          ? [three, one, two, lastDigits]
          : [three, two, one, lastDigits];
    const year = fullYear(calendar, written, digits);
    const date = year === null ? null : gregorianDate(calendar, { year, month, day });
    known.set(key, date);
    return date;
  });
}

/** Whether the last number changes as days do while the first hardly does. */
function seemsYearFirst(dates: readonly WrittenDate[]): boolean {
  const firsts = new Set(dates.map(({ numbers }) => numbers[0]));
  const lasts = new Set(dates.map(({ numbers }) => numbers[2]));
  return lasts.size > firsts.size * 2;
}

/** Minutes since 1970; null for a day or an hour that does not exist. */
function momentOf(day: CivilDate | null, minutes: number | null): number | null {
  return day === null || minutes === null ? null : (Date.parse(day) / dayMs) * dayMinutes + minutes;
}

/** Lines out of the order of time, by an hour or, where so many are that hours must be in disorder, by a day. */
function outOfOrder(moments: readonly (number | null)[]): ReadonlySet<number> {
  const fine = outOfTimeBy(moments, toleranceMinutes);
  const many = Math.max(10, moments.length / 10);
  return fine.size > many ? outOfTimeBy(moments, dayMinutes) : fine;
}

function outOfEitherOrder(moments: readonly (number | null)[]): ReadonlySet<number> {
  const rising = outOfOrder(moments);
  if (rising.size === 0) return rising;
  const falling = outOfOrder(moments.map((moment) => (moment === null ? null : -moment)));
  return falling.size < rising.size ? falling : rising;
}

/**
 * The moments that must be taken away so that the others stand in the order of time, unless they are nearly in it. The first
 * one wins over later ones.
 */
function outOfTimeBy(moments: readonly (number | null)[], tolerance: number): ReadonlySet<number> {
  const chain = longestChain(moments);
  const inChain = new Set(chain);
  const out = new Set<number>();
  let next = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, moment] of moments.entries()) {
    if (moment === null) continue;
    if (inChain.has(index)) {
      before = moment;
      next += 1;
      continue;
    }
    const following = chain[next];
    const after = following === undefined ? Number.POSITIVE_INFINITY : (moments[following] ?? before);
    if (moment < before - tolerance || moment > after + tolerance) out.add(index);
  }
  return out;
}

/**
 * Indices of a longest run of numbers that never fall. The first line of an export is nobody's quotation, so the run begins
 * there, unless that leaves out more than half of the longest one: then it is the first line that is wrong.
 */
function longestChain(numbers: readonly (number | null)[]): readonly number[] {
  const free = longestChainFrom(numbers, Number.NEGATIVE_INFINITY);
  const first = numbers.find((number) => number !== null) ?? null;
  if (first === null) return free;
  const pinned = longestChainFrom(numbers, first);
  return pinned.length * 2 >= free.length ? pinned : free;
}

/** By patience sorting; of equally long runs the one that ends soonest. */
function longestChainFrom(numbers: readonly (number | null)[], least: number): readonly number[] {
  const tails: number[] = [];
  const before = new Map<number, number>();
  for (const [index, number] of numbers.entries()) {
    if (number === null || number < least) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    const previous = tails[low - 1];
    if (previous !== undefined) before.set(index, previous);
    tails[low] = index;
  }
  const chain: number[] = [];
  let at = tails.at(-1);
  while (at !== undefined) {
    chain.push(at);
    at = before.get(at);
  }
  return chain.toReversed();
}
