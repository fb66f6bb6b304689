import { err, ok, type Result } from '../kernel/result';
import type { CivilDate } from '../kernel/time';
import {
  firstBound,
  firstDay,
  firstYear,
  isPossibleDay,
  lastBound,
  lastDay,
  lastYear,
  padded,
  rangeOf,
  seasons,
  type BoundUnit,
  type CalendarUnit,
} from './calendar-units';

/** A unit as someone remembers it: near it (`~` in EDTF), perhaps not it at all (`?`), or both (`%`). */
export interface Moment<Unit extends CalendarUnit = CalendarUnit> {
  readonly unit: Unit;
  readonly approximate: boolean;
  readonly uncertain: boolean;
}

/**
 * What a date says. EDTF tells apart one moment that is not known exactly (a set in square brackets) and something that
 * lasted (an interval with a slash): her passport was taken between May and August, but she worked there from May to
 * August.
 */
export type DateReading =
  | { readonly kind: 'at'; readonly moment: Moment }
  /** Some time, at the latest in this unit: `[..2022-02]`, in words "before March 2022". */
  | { readonly kind: 'before'; readonly last: BoundUnit }
  /** Some time, at the earliest in this unit: `[2022-04..]`, in words "after March 2022". */
  | { readonly kind: 'after'; readonly first: BoundUnit }
  /** Some time in the range: `[2023-05..2023-08]`. */
  | { readonly kind: 'between'; readonly first: BoundUnit; readonly last: BoundUnit }
  | { readonly kind: 'oneOf'; readonly units: readonly BoundUnit[] }
  /** "Winter 2021", which may be the one that began in December of the year before or of that year. */
  | { readonly kind: 'eitherWinter'; readonly year: number }
  /** It went on over the range; a null end is open. Never both. */
  | {
      readonly kind: 'lasting';
      readonly from: Moment<BoundUnit> | null;
      readonly until: Moment<BoundUnit> | null;
    };

export interface DateRange {
  /** Null where the range is open. */
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
}

export type EdtfFailure =
  | { readonly kind: 'notADate' }
  /** A month or day that the calendar does not have, e.g. 31 February. */
  | { readonly kind: 'impossibleDate'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'rangeBackwards' };

/** Longest EDTF text this program makes or takes. */
export const maxEdtfLength = 200;
const maxSetMembers = 12;

const notADate = err({ kind: 'notADate' as const });

/**
 * Reads EDTF (ISO 8601-2), levels 0 to 2 without times of day, years of other than four digits and partly unknown
 * digits. Bounds are our own: the `edtf` package counts winter as October to December, the third of a year from May as
 * five months, 29 February of a common year as 1 March, and an unknown start as 1970.
 */
export function parseEdtf(text: string): Result<DateReading, EdtfFailure> {
  if (text.length > maxEdtfLength) return notADate;
  if (text.startsWith('[') && text.endsWith(']')) return parseSet(text.slice(1, -1));
  if (text.includes('/')) return parseInterval(text);
  const moment = parseMoment(text);
  return moment.ok ? ok({ kind: 'at', moment: moment.value }) : moment;
}

export function formatEdtf(reading: DateReading): string {
  switch (reading.kind) {
    case 'at':
      return formatMoment(reading.moment);
    case 'before':
      return `[..${formatUnit(reading.last)}]`;
    case 'after':
      return `[${formatUnit(reading.first)}..]`;
    case 'between':
      return `[${formatUnit(reading.first)}..${formatUnit(reading.last)}]`;
    case 'oneOf':
      return `[${reading.units.map(formatUnit).join(',')}]`;
    case 'eitherWinter':
      return `[${winterMonths(reading.year).map(formatUnit).join(',')}]`;
    case 'lasting': {
      const from = reading.from === null ? '..' : formatMoment(reading.from);
      const until = reading.until === null ? '..' : formatMoment(reading.until);
      return `${from}/${until}`;
    }
  }
}

export function rangeOfReading(reading: DateReading): DateRange {
  switch (reading.kind) {
    case 'at':
      return rangeOf(reading.moment.unit);
    case 'before':
      return { earliest: null, latest: lastDay(reading.last) };
    case 'after':
      return { earliest: firstDay(reading.first), latest: null };
    case 'between':
      return { earliest: firstDay(reading.first), latest: lastDay(reading.last) };
    case 'oneOf':
      return {
        earliest: reading.units.map(firstDay).reduce((left, right) => (left < right ? left : right)),
        latest: reading.units.map(lastDay).reduce((left, right) => (left > right ? left : right)),
      };
    case 'eitherWinter':
      return {
        earliest: rangeOf({ kind: 'season', season: 'winter', year: reading.year - 1 }).earliest,
        latest: rangeOf({ kind: 'season', season: 'winter', year: reading.year }).latest,
      };
    case 'lasting':
      return {
        earliest: reading.from === null ? null : firstDay(reading.from.unit),
        latest: reading.until === null ? null : lastDay(reading.until.unit),
      };
  }
}

/** Whether the date says "about" or "perhaps" anywhere. */
export function isQualified(reading: DateReading): boolean {
  const moments =
    reading.kind === 'at'
      ? [reading.moment]
      : reading.kind === 'lasting'
        ? [reading.from, reading.until]
        : [];
  return moments.some((moment) => moment !== null && (moment.approximate || moment.uncertain));
}

/** A range in order of time; backwards is a failure, since nobody can say which end was meant. */
export function inOrder<Reading extends DateReading>(reading: Reading): Result<Reading, EdtfFailure> {
  const { earliest, latest } = rangeOfReading(reading);
  const backwards = earliest !== null && latest !== null && earliest > latest;
  return backwards ? err({ kind: 'rangeBackwards' }) : ok(reading);
}

/** Sorted, each once; a single one is no set. Needs at least one unit. */
export function oneOf(units: readonly BoundUnit[]): DateReading {
  const unitsByText = new Map(units.map((unit) => [formatUnit(unit), unit]));
  const sorted = [...unitsByText.entries()].sort(([left], [right]) =>
    left < right ? -1 : left > right ? 1 : 0,
  );
  const texts = sorted.map(([text]) => text).join(',');
  const first = sorted[0]?.[1];
  if (first === undefined) throw new Error('A set of dates has members');
  if (sorted.length === 1) return at(first);
  const winterYear = first.kind === 'month' ? first.year + 1 : null;
  if (winterYear !== null && texts === winterMonths(winterYear).map(formatUnit).join(',')) {
    return { kind: 'eitherWinter', year: winterYear };
  }
  return { kind: 'oneOf', units: sorted.map(([, unit]) => unit) };
}

export function at(unit: CalendarUnit): DateReading {
  return { kind: 'at', moment: plain(unit) };
}

export function plain<Unit extends CalendarUnit>(unit: Unit): Moment<Unit> {
  return { unit, approximate: false, uncertain: false };
}

/** EDTF has no seasons in a set, so the two winters are told by their months. */
function winterMonths(year: number): readonly BoundUnit[] {
  return [year - 1, year].flatMap((start): BoundUnit[] => [
    { kind: 'month', year: start, month: 12 },
    { kind: 'month', year: start + 1, month: 1 },
    { kind: 'month', year: start + 1, month: 2 },
    { kind: 'month', year: start + 1, month: 3 },
  ]);
}

function parseSet(inside: string): Result<DateReading, EdtfFailure> {
  const range = /^([^.,]*)\.\.([^.,]*)$/.exec(inside);
  if (range !== null) {
    const [, firstText = '', lastText = ''] = range;
    if (firstText === '' && lastText === '') return notADate;
    const first = firstText === '' ? null : parseBound(firstText);
    const last = lastText === '' ? null : parseBound(lastText);
    if (first !== null && !first.ok) return first;
    if (last !== null && !last.ok) return last;
    if (first === null) return last === null ? notADate : ok({ kind: 'before', last: last.value });
    if (last === null) return ok({ kind: 'after', first: first.value });
    return inOrder({ kind: 'between', first: first.value, last: last.value });
  }
  const texts = inside.split(',');
  if (texts.length > maxSetMembers) return notADate;
  const units: BoundUnit[] = [];
  for (const text of texts) {
    const unit = parseBound(text.trim());
    if (!unit.ok) return unit;
    units.push(unit.value);
  }
  return ok(oneOf(units));
}

function parseInterval(text: string): Result<DateReading, EdtfFailure> {
  const ends = text.split('/');
  const [fromText, untilText] = ends;
  if (ends.length !== 2 || fromText === undefined || untilText === undefined) return notADate;
  const from = parseIntervalEnd(fromText);
  const until = parseIntervalEnd(untilText);
  if (!from.ok) return from;
  if (!until.ok) return until;
  if (from.value === null && until.value === null) return notADate;
  const reading = inOrder({ kind: 'lasting', from: from.value, until: until.value });
  if (!reading.ok) return reading;
  return ok(monthThirdIn(reading.value) ?? reading.value);
}

function parseIntervalEnd(text: string): Result<Moment<BoundUnit> | null, EdtfFailure> {
  // An empty end is unknown, two dots are open: neither gives a bound.
  if (text === '' || text === '..') return ok(null);
  const moment = parseMoment(text);
  if (!moment.ok) return moment;
  const { unit } = moment.value;
  return isBoundUnit(unit) ? ok({ ...moment.value, unit }) : notADate;
}

/** The way "early May" is written: `2023-05-01~/2023-05-10~`. */
function monthThirdIn(reading: DateReading): DateReading | null {
  if (reading.kind !== 'lasting' || reading.from?.unit.kind !== 'day') return null;
  const { year, month: monthOfYear, day } = reading.from.unit;
  const third: CalendarUnit = {
    kind: 'monthThird',
    year,
    month: monthOfYear,
    third: Math.floor((day + 9) / 10),
  };
  return formatUnit(third) === formatEdtf(reading) ? at(third) : null;
}

function parseBound(text: string): Result<BoundUnit, EdtfFailure> {
  const moment = parseMoment(text);
  if (!moment.ok) return moment;
  const { unit, approximate, uncertain } = moment.value;
  return isBoundUnit(unit) && !approximate && !uncertain ? ok(unit) : notADate;
}

export function isBoundUnit(unit: CalendarUnit): unit is BoundUnit {
  return unit.kind === 'day' || unit.kind === 'month' || unit.kind === 'year';
}

function parseMoment(text: string): Result<Moment, EdtfFailure> {
  const decade = /^(\d{3})X$/.exec(text);
  if (decade !== null) {
    const year = Number(decade[1]) * 10;
    return isYear(year) ? ok(plain({ kind: 'decade', year })) : notADate;
  }
  const parts = /^(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)$/.exec(text);
  if (parts === null) return notADate;
  const [, yearText, monthText = 'XX', dayText = 'XX', qualifier] = parts;
  // "Some day of a month that nobody knows" would be the year; "the 5th of some month" nothing we can place.
  if (monthText === 'XX' && dayText !== 'XX') return notADate;
  const year = Number(yearText);
  if (!isYear(year)) return notADate;
  const unit = unitOf(year, monthText, dayText);
  if (!unit.ok) return unit;
  return ok({
    unit: unit.value,
    approximate: qualifier === '~' || qualifier === '%',
    uncertain: qualifier === '?' || qualifier === '%',
  });
}

function unitOf(year: number, monthText: string, dayText: string): Result<CalendarUnit, EdtfFailure> {
  if (monthText === 'XX') return ok({ kind: 'year', year });
  const code = Number(monthText);
  if (dayText === 'XX') {
    const season = seasons[code - 21];
    if (season !== undefined) return ok({ kind: 'season', year, season });
    if (code >= 33 && code <= 36) return ok({ kind: 'quarter', year, quarter: code - 32 });
    if (code >= 37 && code <= 39) return ok({ kind: 'yearThird', year, third: code - 36 });
    if (code === 40 || code === 41) return ok({ kind: 'half', year, half: code - 39 });
    if (code >= 1 && code <= 12) return ok({ kind: 'month', year, month: code });
    return err({ kind: 'impossibleDate', year, month: code, day: 1 });
  }
  const day = Number(dayText);
  return isPossibleDay(year, code, day)
    ? ok({ kind: 'day', year, month: code, day })
    : err({ kind: 'impossibleDate', year, month: code, day });
}

function formatMoment({ unit, approximate, uncertain }: Moment): string {
  // EDTF has no sign for "about the 2010s", and "early May" is approximate already.
  if (unit.kind === 'decade' || unit.kind === 'monthThird') return formatUnit(unit);
  return `${formatUnit(unit)}${approximate && uncertain ? '%' : approximate ? '~' : uncertain ? '?' : ''}`;
}

function formatUnit(unit: CalendarUnit): string {
  const year = padded(unit.year, 4);
  switch (unit.kind) {
    case 'day':
      return `${year}-${padded(unit.month, 2)}-${padded(unit.day, 2)}`;
    case 'month':
      return `${year}-${padded(unit.month, 2)}`;
    case 'year':
      return year;
    case 'decade':
      return `${year.slice(0, 3)}X`;
    case 'season':
      return `${year}-${21 + seasons.indexOf(unit.season)}`;
    case 'quarter':
      return `${year}-${32 + unit.quarter}`;
    case 'yearThird':
      return `${year}-${36 + unit.third}`;
    case 'half':
      return `${year}-${39 + unit.half}`;
    case 'monthThird':
      return `${formatUnit(firstBound(unit))}~/${formatUnit(lastBound(unit))}~`;
  }
}

function isYear(year: number): boolean {
  return year >= firstYear && year <= lastYear;
}
