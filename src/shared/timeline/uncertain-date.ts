import { err, exhaustiveCheck, ok, type Result } from '../kernel/result';
import { languages, type Language } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';
import {
  firstBound,
  firstBoundAfter,
  firstDay,
  firstYear,
  isPossibleDay,
  lastBound,
  lastBoundBefore,
  lastDay,
  lastYear,
  seasons,
  weekdayOf,
  type BoundUnit,
  type CalendarUnit,
  type Season,
} from './calendar-units';
import { folded, lexicons, type Role } from './date-lexicon';
import { hasRole, numberOfRole, tokenize, type Token } from './date-tokens';
import {
  at,
  formatEdtf,
  inOrder,
  isBoundUnit,
  oneOf,
  parseEdtf,
  plain,
  rangeOfReading,
  type DateReading,
  type EdtfFailure,
  type Moment,
} from './edtf-text';

/** A date as far as someone knows it. */
export interface UncertainDate {
  /** EDTF (ISO 8601-2) in the one form this program writes. */
  readonly edtf: string;
  /** First and last day it may mean, without widening "about"; null where it is open. */
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  readonly reading: DateReading;
}

export const dateWarnings = [
  /** It begins after today. */
  'futureDate',
  /** Before 1900, which no client remembers: a slip, or a year of another calendar. */
  'longAgo',
  /** The century was not typed. */
  'twoDigitYear',
  /** The day of the week that was typed is not that of the date. */
  'weekdayDiffers',
] as const;
export type DateWarning = (typeof dateWarnings)[number];

export interface ReadDate extends UncertainDate {
  readonly warnings: readonly DateWarning[];
  /** Other things the same words may mean, the likeliest first; empty when there is only one. */
  readonly alternatives: readonly UncertainDate[];
}

export type DateFailure =
  | EdtfFailure
  /** A day or month without a year. */
  | { readonly kind: 'yearMissing' }
  /** 05/06/2023 in a language whose readers count both ways. The day-first reading comes first. */
  | { readonly kind: 'ambiguousDayMonth'; readonly readings: readonly [UncertainDate, UncertainDate] };

export interface DateContext {
  /** Decides the order of day and month, and which language's words are tried first. */
  readonly language: Language;
  readonly today: CivilDate;
}

export const maxDateTextLength = 200;

/**
 * Reads what a person types for a date, in French, Dutch, German or English whatever the language of the screen, or as
 * EDTF. Never guesses silently: what may mean two things comes back as a failure with both or with alternatives, and
 * `describeUncertainDate` says in words what was understood.
 */
export function readUncertainDate(text: string, context: DateContext): Result<ReadDate, DateFailure> {
  if (text.length > maxDateTextLength) return err({ kind: 'notADate' });

  const edtf = parseEdtf(text.trim().replace(/x/g, 'X'));
  if (edtf.ok) return ok(finish(edtf.value, new Set(), context, alternativesToEdtf(edtf.value)));
  if (edtf.error.kind !== 'notADate') return edtf;

  const plainText = folded(text);
  const order = [context.language, ...languages.filter((language) => language !== context.language)];
  let failure: DateFailure = { kind: 'notADate' };
  for (const language of order) {
    const tokens = tokenize(plainText, lexicons[language]);
    if (tokens === null || tokens.length === 0) continue;
    const read = readTokens(tokens, { ...context, language });
    if (read.ok) return read;
    // Words of another language may make sense of it; what was understood and is wrong stays wrong.
    if (read.error.kind === 'ambiguousDayMonth' || read.error.kind === 'impossibleDate') return read;
    if (failure.kind === 'notADate') failure = read.error;
  }
  return err(failure);
}

/** The date behind a stored EDTF text; null for one this program does not know. */
export function uncertainDateOfEdtf(edtf: string): UncertainDate | null {
  const reading = parseEdtf(edtf);
  return reading.ok ? dateOf(reading.value) : null;
}

export function isValidEdtf(text: string): boolean {
  return parseEdtf(text).ok;
}

/** The only order of dates: by the text of `timeSortKey`. */
export function compareUncertainDates(
  left: Pick<UncertainDate, 'earliest' | 'latest'> | null,
  right: Pick<UncertainDate, 'earliest' | 'latest'> | null,
): number {
  const leftKey = timeSortKey(left);
  const rightKey = timeSortKey(right);
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

/**
 * Sorts by earliest, then latest, as text. "Before March 2022" stands at its latest, where a reader looks for it; an open
 * end comes after every known one; without a date (null) last of all, since the undated inherits no date.
 */
export function timeSortKey(date: Pick<UncertainDate, 'earliest' | 'latest'> | null): string {
  const start = date?.earliest ?? date?.latest;
  if (date === null || start === null || start === undefined) return undatedSortKey;
  return `${start} ${date.latest ?? '9999-12-31'}`;
}

/** After every date; `~` is the last printable character of ASCII. */
export const undatedSortKey = '~';

function dateOf(reading: DateReading): UncertainDate {
  return { edtf: formatEdtf(reading), ...rangeOfReading(reading), reading };
}

function finish(
  reading: DateReading,
  seen: ReadonlySet<DateWarning>,
  { today }: DateContext,
  alternatives: readonly DateReading[],
): ReadDate {
  const date = dateOf(reading);
  const warnings = dateWarnings.filter((warning) => {
    switch (warning) {
      case 'futureDate':
        return date.earliest !== null && date.earliest > today;
      case 'longAgo':
        return date.latest !== null && date.latest < '1900-01-01';
      case 'twoDigitYear':
      case 'weekdayDiffers':
        return seen.has(warning);
      default:
        return exhaustiveCheck(warning);
    }
  });
  return { ...date, warnings, alternatives: alternatives.map(dateOf) };
}

/** "2021-22" is the summer of 2021 in EDTF, and for most people two years. */
function alternativesToEdtf(reading: DateReading): readonly DateReading[] {
  if (reading.kind !== 'at') return [];
  const match = /^(\d{4})-(2[1-4]|3[3-9]|4[01])$/.exec(formatEdtf(reading));
  if (match === null) return [];
  const from = Number(match[1]);
  const until = Math.floor(from / 100) * 100 + Number(match[2]);
  if (until <= from) return [];
  return [
    {
      kind: 'lasting',
      from: plain({ kind: 'year', year: from }),
      until: plain({ kind: 'year', year: until }),
    },
  ];
}

// Words ------------------------------------------------------------------------------------------------------------

function readTokens(tokens: readonly Token[], context: DateContext): Result<ReadDate, DateFailure> {
  const dayFirst = readInOrder(tokens, context, 'dayFirst');
  if (!dayFirst.ambiguous || context.language !== 'en') return dayFirst.result;

  const monthFirst = readInOrder(tokens, context, 'monthFirst');
  if (!dayFirst.result.ok) return monthFirst.result.ok ? monthFirst.result : dayFirst.result;
  if (!monthFirst.result.ok || monthFirst.result.value.edtf === dayFirst.result.value.edtf)
    return dayFirst.result;
  const readings = [dateOf(dayFirst.result.value.reading), dateOf(monthFirst.result.value.reading)] as const;
  return err({ kind: 'ambiguousDayMonth', readings });
}

type NumberOrder = 'dayFirst' | 'monthFirst';

function readInOrder(
  tokens: readonly Token[],
  context: DateContext,
  numberOrder: NumberOrder,
): { readonly result: Result<ReadDate, DateFailure>; readonly ambiguous: boolean } {
  const grammar = createGrammar(context, numberOrder);
  const outcome = grammar.expression(tokens);
  const ambiguous = grammar.sawAmbiguous();
  if (outcome === null) return { result: err({ kind: 'notADate' }), ambiguous };
  if (!outcome.ok) return { result: outcome, ambiguous };
  const reading = outcome.value;
  const alternatives =
    reading.kind === 'eitherWinter'
      ? [reading.year - 1, reading.year].map((year) => at({ kind: 'season', season: 'winter', year }))
      : [];
  return { result: ok(finish(reading, grammar.warnings(), context, alternatives)), ambiguous };
}

/** Null: not understood this way, try another. */
type Outcome<Value> = Result<Value, DateFailure> | null;

interface Context {
  /** Year and month a shorter neighbour may borrow: "between 3 and 7 May 2023". */
  readonly year?: number;
  readonly month?: number;
}

/** A unit, or the two winters that "winter 2021" may be. */
type Point = { readonly moments: readonly [Moment, ...Moment[]] };

function createGrammar(context: DateContext, numberOrder: NumberOrder) {
  let ambiguous = false;
  const warnings = new Set<DateWarning>();

  function expression(tokens: readonly Token[]): Outcome<DateReading> {
    return (
      betweenExpression(tokens) ??
      openExpression(tokens) ??
      pointExpression(tokens) ??
      choiceExpression(tokens) ??
      lastingExpression(tokens)
    );
  }

  function betweenExpression(tokens: readonly Token[]): Outcome<DateReading> {
    const start = withoutFillers(tokens);
    if (!hasRole(start[0], 'between')) return null;
    return splits(
      start.slice(1),
      (token) => hasRole(token, 'and') || isTo(token),
      (left, right) =>
        ends(left, right, (first, last) => {
          const sure = [...first.moments, ...last.moments].every((moment) => !isVague(moment));
          // EDTF has no "about" within a set, and an interval with it says nearly the same.
          return sure
            ? { kind: 'between', first: startOf(first).unit, last: endOf(last).unit }
            : { kind: 'lasting', from: startOf(first), until: endOf(last) };
        }),
    );
  }

  function lastingExpression(tokens: readonly Token[]): Outcome<DateReading> {
    const start = hasRole(tokens[0], 'since') ? tokens.slice(1) : tokens;
    return splits(start, isTo, (left, right) =>
      ends(left, right, (first, last) => ({ kind: 'lasting', from: startOf(first), until: endOf(last) })),
    );
  }

  function ends(
    left: readonly Token[],
    right: readonly Token[],
    make: (first: Point, last: Point) => DateReading,
  ): Outcome<DateReading> {
    const pair = neighbours(left, right);
    if (pair === null || !pair.ok) return pair;
    const [first, last] = pair.value;
    return inOrder(make(first, last));
  }

  /** Two points, each of which may lend the other its year and month. */
  function neighbours(left: readonly Token[], right: readonly Token[]): Outcome<[Point, Point]> {
    const lastAlone = point(right, {});
    if (lastAlone !== null && lastAlone.ok) {
      const unit = lastAlone.value.moments[0].unit;
      const first = point(left, { year: unit.year, ...('month' in unit ? { month: unit.month } : {}) });
      if (first === null || !first.ok) return first;
      return ok([first.value, lastAlone.value]);
    }
    const first = point(left, {});
    if (first === null || !first.ok) return first ?? lastAlone;
    const last = point(right, { year: first.value.moments[0].unit.year });
    if (last === null || !last.ok) return last;
    return ok([first.value, last.value]);
  }

  /** Before, after, until, since, no later than, no sooner than. */
  function openExpression(tokens: readonly Token[]): Outcome<DateReading> {
    const start = withoutFillers(tokens);
    const outer = start.findIndex((token) => !hasRole(token, 'maybe') && !hasRole(token, 'about'));
    const word = start[outer];
    const lastWord = start.at(-1);
    for (const role of openRoles) {
      const rest = hasRole(word, role)
        ? [...start.slice(0, outer), ...start.slice(outer + 1)]
        : (role === 'noLaterThan' || role === 'noSoonerThan') && hasRole(lastWord, role)
          ? start.slice(0, -1)
          : null;
      if (rest === null) continue;
      const found = point(rest, {});
      if (found === null) continue;
      if (!found.ok) return found;
      const reading = openReading(role, found.value);
      if (reading !== null) return ok(reading);
    }
    return null;
  }

  function openReading(role: (typeof openRoles)[number], found: Point): DateReading | null {
    const first = found.moments[0];
    const last = found.moments.at(-1) ?? first;
    const vague = found.moments.some(isVague);
    switch (role) {
      case 'before':
      case 'noLaterThan': {
        // EDTF has no "about" in a set. Near enough is then the unit itself, as far as it goes.
        if (vague) return { kind: 'lasting', from: null, until: endOf(found) };
        const unit = role === 'before' ? lastBoundBefore(last.unit) : lastBound(last.unit);
        return unit === null ? null : { kind: 'before', last: unit };
      }
      case 'after':
      case 'noSoonerThan': {
        if (vague) return { kind: 'lasting', from: startOf(found), until: null };
        const unit = role === 'after' ? firstBoundAfter(first.unit) : firstBound(first.unit);
        return unit === null ? null : { kind: 'after', first: unit };
      }
      case 'until':
        return { kind: 'lasting', from: null, until: endOf(found) };
      case 'since':
        return { kind: 'lasting', from: startOf(found), until: null };
      default:
        return exhaustiveCheck(role);
    }
  }

  function pointExpression(tokens: readonly Token[]): Outcome<DateReading> {
    const [only] = tokens;
    if (tokens.length === 1 && only?.kind === 'yearFirst' && only.day === null && only.second > 12) {
      // 2021/22 has no month 22: two years.
      const until = secondYear(only.year, only.second);
      return inOrder({
        kind: 'lasting',
        from: plain({ kind: 'year', year: only.year }),
        until: plain({ kind: 'year', year: until }),
      });
    }
    const found = point(tokens, {});
    if (found === null || !found.ok) return found;
    const [moment, other] = found.value.moments;
    if (other === undefined) return ok({ kind: 'at', moment });
    // "About winter 2021": the two winters together, since a set of months takes no "about".
    if (isVague(moment)) {
      return ok({ kind: 'lasting', from: startOf(found.value), until: endOf(found.value) });
    }
    return ok({ kind: 'eitherWinter', year: other.unit.year });
  }

  function choiceExpression(tokens: readonly Token[]): Outcome<DateReading> {
    const start = withoutFillers(tokens);
    if (!start.some((token) => hasRole(token, 'or'))) return null;
    // "2019, 2020 or 2021"; but the comma of "June 5, 2023 or June 6, 2023" parts nothing.
    return (
      choice(splitAll(start, (token) => hasRole(token, 'or'))) ??
      choice(splitAll(start, (token) => hasRole(token, 'or') || hasRole(token, 'comma')))
    );
  }

  function choice(parts: readonly (readonly Token[])[]): Outcome<DateReading> {
    const points: Point[] = [];
    let lender: Context = {};
    // From the right, since the last one usually carries the year: "May or June 2023".
    for (const part of parts.toReversed()) {
      const found = point(part, lender);
      if (found === null || !found.ok) return found;
      const { unit } = found.value.moments[0];
      lender = { year: unit.year, ...('month' in unit ? { month: unit.month } : {}) };
      points.unshift(found.value);
    }
    if (points.some(({ moments }) => moments.some(isVague))) return null;
    const units = points.flatMap(({ moments }) => moments.map(({ unit }) => unit));
    if (units.every(isBoundUnit)) return ok(oneOf(units));
    const [first, second] = units;
    const areWinters =
      units.length === 2 && units.every((unit) => unit.kind === 'season' && unit.season === 'winter');
    if (
      areWinters &&
      first !== undefined &&
      second !== undefined &&
      Math.abs(first.year - second.year) === 1
    ) {
      return ok({ kind: 'eitherWinter', year: Math.max(first.year, second.year) });
    }
    // EDTF has no seasons in a set: from the first of them to the last.
    const starts = units.map(firstBound).sort((left, right) => (firstDay(left) < firstDay(right) ? -1 : 1));
    const stops = units.map(lastBound).sort((left, right) => (lastDay(left) < lastDay(right) ? 1 : -1));
    const [start] = starts;
    const [stop] = stops;
    return start === undefined || stop === undefined
      ? null
      : inOrder({ kind: 'between', first: start, last: stop });
  }

  /** One unit with what qualifies it. */
  function point(tokens: readonly Token[], lender: Context): Outcome<Point> {
    let approximate = false;
    let uncertain = false;
    const rest = tokens.filter((token) => {
      const about = hasRole(token, 'about');
      const maybe = hasRole(token, 'maybe');
      approximate ||= about;
      uncertain ||= maybe;
      return !about && !maybe && !hasRole(token, 'filler');
    });
    const units = unitsOf(rest, lender);
    if (units === null || !units.ok) return units;
    const [first, ...others] = units.value;
    if (first === undefined) return null;
    const qualify = (moment: Moment): Moment => ({
      unit: moment.unit,
      approximate: approximate || moment.approximate,
      uncertain: uncertain || moment.uncertain,
    });
    return ok({ moments: [qualify(first), ...others.map(qualify)] });
  }

  function unitsOf(tokens: readonly Token[], lender: Context): Outcome<readonly Moment[]> {
    const weekday = numberOfRole(tokens[0], 'weekday');
    if (weekday !== null && tokens.length > 1) {
      const units = unitsOf(tokens.slice(1), lender);
      const unit = units?.ok === true ? units.value[0]?.unit : undefined;
      if (unit === undefined) return units;
      if (unit.kind !== 'day') return null;
      if (weekdayOf(unit) !== weekday) warnings.add('weekdayDiffers');
      return units;
    }
    const numeric = numericUnit(tokens);
    if (numeric !== null) return numeric;
    const unit =
      dayUnit(tokens, lender) ??
      partUnit(tokens) ??
      monthUnit(tokens, lender) ??
      decadeUnit(tokens) ??
      yearUnit(tokens);
    if (unit !== null) return unit.ok ? ok([plain(unit.value)]) : unit;
    return seasonUnits(tokens, lender);
  }

  /** Dates written with numbers alone. */
  function numericUnit(tokens: readonly Token[]): Outcome<readonly Moment[]> {
    const [token] = tokens;
    if (tokens.length !== 1 || token === undefined) return null;
    switch (token.kind) {
      case 'iso': {
        const reading = parseEdtf(token.text);
        if (!reading.ok) return reading;
        return reading.value.kind === 'at' ? ok([reading.value.moment]) : null;
      }
      case 'slashed':
        return asMoments(slashedDay(token));
      case 'monthYear':
        return asMoments(calendarMonth(token.year, token.month));
      case 'yearFirst':
        if (token.day !== null) return asMoments(calendarDay(token.year, token.second, token.day));
        return asMoments(calendarMonth(token.year, token.second));
      case 'decade':
        return asMoments(decade(token.year));
      case 'word': {
        const daysAgo = hasRole(token, 'today') ? 0 : hasRole(token, 'yesterday') ? 1 : null;
        if (daysAgo === null) return null;
        const [year = 0, month = 0, day = 0] = context.today.split('-').map(Number);
        const date = new Date(Date.UTC(year, month - 1, day - daysAgo));
        return asMoments(calendarDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()));
      }
      case 'number':
      case 'part':
      case 'dash':
        return null;
      default:
        return exhaustiveCheck(token);
    }
  }

  function slashedDay(token: Extract<Token, { readonly kind: 'slashed' }>): Outcome<CalendarUnit> {
    const { first, second, separator } = token;
    const year = token.yearDigits === 2 ? fullYear(token.year) : token.year;
    if (token.yearDigits === 2) warnings.add('twoDigitYear');
    // With full stops it is the day first everywhere.
    const bothWays = separator !== '.' && context.language === 'en';
    if (bothWays && first <= 12 && second <= 12 && first !== second) ambiguous = true;
    const monthFirst =
      bothWays && (second > 12 || (numberOrder === 'monthFirst' && first <= 12)) && first <= 12;
    return monthFirst ? calendarDay(year, first, second) : calendarDay(year, second, first);
  }

  /** The latest year that ends in these two digits and has begun. */
  function fullYear(twoDigits: number): number {
    const thisYear = Number(context.today.slice(0, 4));
    const inThisCentury = Math.floor(thisYear / 100) * 100 + twoDigits;
    return inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury;
  }

  function dayUnit(tokens: readonly Token[], lender: Context): Outcome<CalendarUnit> {
    const [first, second, third] = tokens;
    if (tokens.length === 3) {
      const orders = [
        [first, second, third],
        [second, first, third],
        [third, second, first],
      ] as const;
      for (const [dayToken, monthToken, yearToken] of orders) {
        const day = dayNumber(dayToken);
        const month = numberOfRole(monthToken, 'month');
        const year = yearNumber(yearToken);
        if (day !== null && month !== null && year !== null) return calendarDay(year, month, day);
      }
      return null;
    }
    if (tokens.length === 2) {
      const [day, month] = [
        dayNumber(first) ?? dayNumber(second),
        numberOfRole(first, 'month') ?? numberOfRole(second, 'month'),
      ];
      if (day === null || month === null) return null;
      return lender.year === undefined ? err({ kind: 'yearMissing' }) : calendarDay(lender.year, month, day);
    }
    if (tokens.length === 1) {
      const day = dayNumber(first);
      if (day === null || lender.year === undefined || lender.month === undefined) return null;
      return calendarDay(lender.year, lender.month, day);
    }
    return null;
  }

  function monthUnit(tokens: readonly Token[], lender: Context): Outcome<CalendarUnit> {
    const [first, second] = tokens;
    if (tokens.length === 1) {
      const month = numberOfRole(first, 'month');
      if (month === null) return null;
      return lender.year === undefined ? err({ kind: 'yearMissing' }) : calendarMonth(lender.year, month);
    }
    if (tokens.length !== 2) return null;
    const month = numberOfRole(first, 'month') ?? numberOfRole(second, 'month');
    const year = yearNumber(second) ?? yearNumber(first);
    return month === null || year === null ? null : calendarMonth(year, month);
  }

  /** Early, mid and late; quarters; halves. */
  function partUnit(tokens: readonly Token[]): Outcome<CalendarUnit> {
    const third = thirds.findIndex((role) => hasRole(tokens[0], role)) + 1;
    if (third > 0) {
      const whole = unitsOf(tokens.slice(1), {});
      if (whole === null || !whole.ok) return whole;
      const [moment] = whole.value;
      const unit = moment?.unit;
      if (unit?.kind === 'year') return ok({ kind: 'yearThird', year: unit.year, third });
      if (unit?.kind === 'month')
        return ok({ kind: 'monthThird', year: unit.year, month: unit.month, third });
      // "The end of summer 2022", "the early 2010s": the whole of it is wider and still true.
      if ((unit?.kind === 'season' || unit?.kind === 'decade') && whole.value.length === 1) return ok(unit);
      return null;
    }
    const part = tokens.find((token) => token.kind === 'part');
    if (part !== undefined && tokens.length === 2) {
      const year = yearNumber(tokens.find((token) => token !== part));
      return year === null ? null : partOfYear(part.of, part.value, year);
    }
    const [ordinal, unit, yearToken] = tokens;
    const of = hasRole(unit, 'quarter') ? 'quarter' : hasRole(unit, 'half') ? 'half' : null;
    if (tokens.length !== 3 || of === null) return null;
    const last = hasRole(ordinal, 'ordinal:4') && of === 'half' ? 2 : null;
    const value = last ?? numberOfRole(ordinal, 'ordinal') ?? dayNumber(ordinal);
    const year = yearNumber(yearToken);
    return value === null || year === null ? null : partOfYear(of, value, year);
  }

  function decadeUnit(tokens: readonly Token[]): Outcome<CalendarUnit> {
    const numbers = tokens.filter((token) => token.kind === 'number');
    const [number] = numbers;
    const named = tokens.some((token) => hasRole(token, 'decade'));
    if (number === undefined || numbers.length !== 1 || tokens.length > 2) return null;
    if (tokens.length === 2 && !named) return null;
    if (!number.plural && !named) return null;
    if (number.value % 10 !== 0 || number.ordinal) return null;
    if (number.digits === 2) return decade(fullYear(number.value));
    return number.digits === 4 ? decade(number.value) : null;
  }

  function yearUnit(tokens: readonly Token[]): Outcome<CalendarUnit> {
    const year = tokens.length === 1 ? yearNumber(tokens[0]) : null;
    return year === null ? null : ok({ kind: 'year', year });
  }

  function seasonUnits(tokens: readonly Token[], lender: Context): Outcome<readonly Moment[]> {
    const season = seasons.find((candidate) => tokens.some((token) => hasRole(token, candidate)));
    if (season === undefined) return null;
    const rest = tokens.filter((token) => !hasRole(token, season));
    if (rest.length !== tokens.length - 1) return null;
    const years = yearsOf(rest);
    if (years === null) {
      if (rest.length > 0) return null;
      return lender.year === undefined ? err({ kind: 'yearMissing' }) : ok(seasonsOf(season, lender.year));
    }
    const [from, until] = years;
    if (until === undefined) return ok(seasonsOf(season, from));
    // Only winter lies in two years, and they follow each other.
    if (season !== 'winter' || until !== from + 1) return null;
    return ok([plain({ kind: 'season', season, year: from })]);
  }

  /** The one or two years beside a season: 2021, 2021-2022, 2021/22, 2021-22. */
  function yearsOf(tokens: readonly Token[]): readonly [number, number?] | null {
    const years = tokens.filter((token) => token.kind !== 'dash');
    const [first, second] = years;
    if (first?.kind === 'yearFirst' && years.length === 1 && first.day === null) {
      return [first.year, secondYear(first.year, first.second)];
    }
    if (first?.kind === 'iso' && years.length === 1) {
      const [from, until] = first.text.split('-').map(Number);
      return from === undefined || until === undefined || first.text.length !== 7
        ? null
        : [from, secondYear(from, until)];
    }
    const from = yearNumber(first);
    if (from === null || years.length > 2) return null;
    if (second === undefined) return [from];
    if (second.kind !== 'number') return null;
    if (second.digits === 2) return [from, secondYear(from, second.value)];
    const until = yearNumber(second);
    return until === null ? null : [from, until];
  }

  return { expression, sawAmbiguous: () => ambiguous, warnings: () => warnings };
}

const openRoles = [
  'before',
  'after',
  'noLaterThan',
  'noSoonerThan',
  'until',
  'since',
] as const satisfies readonly Role[];
const thirds = ['early', 'mid', 'late'] as const satisfies readonly Role[];

function secondYear(from: number, twoDigits: number): number {
  const century = Math.floor(from / 100) * 100;
  // 1999-00 runs into the next century.
  return twoDigits < from % 100 ? century + 100 + twoDigits : century + twoDigits;
}

function seasonsOf(season: Season, year: number): readonly Moment[] {
  const unit = (of: number): Moment => plain({ kind: 'season', season, year: of });
  return season === 'winter' && year > firstYear ? [unit(year - 1), unit(year)] : [unit(year)];
}

function calendarDay(year: number, month: number, day: number): Result<CalendarUnit, DateFailure> {
  if (year < firstYear || year > lastYear) return err({ kind: 'notADate' });
  return isPossibleDay(year, month, day)
    ? ok({ kind: 'day', year, month, day })
    : err({ kind: 'impossibleDate', year, month, day });
}

function calendarMonth(year: number, month: number): Result<CalendarUnit, DateFailure> {
  if (year < firstYear || year > lastYear) return err({ kind: 'notADate' });
  return month >= 1 && month <= 12
    ? ok({ kind: 'month', year, month })
    : err({ kind: 'impossibleDate', year, month, day: 1 });
}

function partOfYear(of: 'quarter' | 'half', value: number, year: number): Outcome<CalendarUnit> {
  if (of === 'quarter')
    return value >= 1 && value <= 4 ? ok({ kind: 'quarter', year, quarter: value }) : null;
  return value === 1 || value === 2 ? ok({ kind: 'half', year, half: value }) : null;
}

function decade(year: number): Outcome<CalendarUnit> {
  return year >= firstYear && year + 9 <= lastYear ? ok({ kind: 'decade', year }) : null;
}

function asMoments(unit: Outcome<CalendarUnit>): Outcome<readonly Moment[]> {
  return unit === null || !unit.ok ? unit : ok([plain(unit.value)]);
}

function dayNumber(token: Token | undefined): number | null {
  if (token?.kind === 'number' && token.digits <= 2 && !token.plural) return token.value;
  return numberOfRole(token, 'ordinal');
}

function yearNumber(token: Token | undefined): number | null {
  if (token?.kind !== 'number' || token.digits !== 4 || token.ordinal || token.plural) return null;
  return token.value >= firstYear && token.value <= lastYear ? token.value : null;
}

function isTo(token: Token): boolean {
  return token.kind === 'dash' || hasRole(token, 'to');
}

function isVague(moment: Moment): boolean {
  return moment.approximate || moment.uncertain;
}

function startOf({ moments: [first] }: Point): Moment<BoundUnit> {
  return { ...first, unit: firstBound(first.unit) };
}

function endOf({ moments }: Point): Moment<BoundUnit> {
  const last = moments.at(-1) ?? moments[0];
  return { ...last, unit: lastBound(last.unit) };
}

function withoutFillers(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex((token) => !hasRole(token, 'filler') || hasRole(token, 'since'));
  return start === -1 ? [] : tokens.slice(start);
}

/** The first place where both sides make sense; else the first failure that understood something. */
function splits(
  tokens: readonly Token[],
  isBreak: (token: Token) => boolean,
  read: (left: readonly Token[], right: readonly Token[]) => Outcome<DateReading>,
): Outcome<DateReading> {
  let failure: Outcome<DateReading> = null;
  for (let place = 1; place < tokens.length - 1; place += 1) {
    const token = tokens[place];
    if (token === undefined || !isBreak(token)) continue;
    const outcome = read(tokens.slice(0, place), tokens.slice(place + 1));
    if (outcome?.ok === true) return outcome;
    failure ??= outcome;
  }
  return failure;
}

function splitAll(
  tokens: readonly Token[],
  isBreak: (token: Token) => boolean,
): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isBreak(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
