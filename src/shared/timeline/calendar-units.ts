import type { CivilDate } from '../kernel/time';

/** A stretch of the calendar that people name when they say when something was. Months count from 1. */
export type CalendarUnit = Day | Month | Year | LooseUnit;

export type Day = {
  readonly kind: 'day';
  readonly year: number;
  readonly month: number;
  readonly day: number;
};
export type Month = { readonly kind: 'month'; readonly year: number; readonly month: number };
export type Year = { readonly kind: 'year'; readonly year: number };

/** Units that EDTF allows at the end of an interval or in a set. */
export type BoundUnit = Day | Month | Year;

export type LooseUnit =
  | { readonly kind: 'decade'; readonly year: number }
  /** Northern seasons. Winter begins in December of `year` and ends in the year after. */
  | { readonly kind: 'season'; readonly year: number; readonly season: Season }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly kind: 'half'; readonly year: number; readonly half: number }
  /** Early, mid and late in a year: four months each. */
  | { readonly kind: 'yearThird'; readonly year: number; readonly third: number }
  /** Early, mid and late in a month: day 1 to 10, 11 to 20, 21 to the end. */
  | { readonly kind: 'monthThird'; readonly year: number; readonly month: number; readonly third: number };

export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const;
export type Season = (typeof seasons)[number];

/** Years this program reads and writes. A year outside is far more likely a slip or another calendar. */
export const firstYear = 1000;
export const lastYear = 2999;

export interface UnitRange {
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
}

/** First and last day of a unit. A season takes every month that any usual count gives it, e.g. winter December to March. */
export function rangeOf(unit: CalendarUnit): UnitRange {
  return { earliest: firstDay(firstBound(unit)), latest: lastDay(lastBound(unit)) };
}

export function firstDay(unit: BoundUnit): CivilDate {
  switch (unit.kind) {
    case 'day':
      return civilDate(unit.year, unit.month, unit.day);
    case 'month':
      return civilDate(unit.year, unit.month, 1);
    case 'year':
      return civilDate(unit.year, 1, 1);
  }
}

export function lastDay(unit: BoundUnit): CivilDate {
  switch (unit.kind) {
    case 'day':
      return civilDate(unit.year, unit.month, unit.day);
    case 'month':
      return civilDate(unit.year, unit.month, daysInMonth(unit.year, unit.month));
    case 'year':
      return civilDate(unit.year, 12, 31);
  }
}

/** The unit as the beginning of a range: itself, or the first month, day or year of a looser one. */
export function firstBound(unit: CalendarUnit): BoundUnit {
  switch (unit.kind) {
    case 'day':
    case 'month':
    case 'year':
      return unit;
    case 'decade':
      return { kind: 'year', year: unit.year };
    case 'monthThird':
      return { kind: 'day', year: unit.year, month: unit.month, day: unit.third * 10 - 9 };
    case 'season':
      return month(unit.year, 3 + 3 * seasons.indexOf(unit.season));
    case 'quarter':
      return month(unit.year, unit.quarter * 3 - 2);
    case 'half':
      return month(unit.year, unit.half * 6 - 5);
    case 'yearThird':
      return month(unit.year, unit.third * 4 - 3);
  }
}

/** The unit as the end of a range. */
export function lastBound(unit: CalendarUnit): BoundUnit {
  switch (unit.kind) {
    case 'day':
    case 'month':
    case 'year':
      return unit;
    case 'decade':
      return { kind: 'year', year: unit.year + 9 };
    case 'monthThird': {
      const day = unit.third === 3 ? daysInMonth(unit.year, unit.month) : unit.third * 10;
      return { kind: 'day', year: unit.year, month: unit.month, day };
    }
    case 'season':
      // From the first of the month of the meteorological season to the end of that of the astronomical one.
      return month(unit.year, 6 + 3 * seasons.indexOf(unit.season));
    case 'quarter':
      return month(unit.year, unit.quarter * 3);
    case 'half':
      return month(unit.year, unit.half * 6);
    case 'yearThird':
      return month(unit.year, unit.third * 4);
  }
}

/** Last moment that may still be called "before" the unit; null before the first year there is. */
export function lastBoundBefore(unit: CalendarUnit): BoundUnit | null {
  // A season begins somewhere in its first month; "before the end of May" may be the end of May.
  if (unit.kind === 'season') return firstBound(unit);
  if (unit.kind === 'yearThird' || unit.kind === 'monthThird') return lastBound(unit);
  return neighbour(firstBound(unit), -1);
}

/** First moment that may already be called "after" the unit; null after the last year there is. */
export function firstBoundAfter(unit: CalendarUnit): BoundUnit | null {
  if (unit.kind === 'season') return lastBound(unit);
  if (unit.kind === 'yearThird' || unit.kind === 'monthThird') return firstBound(unit);
  return neighbour(lastBound(unit), 1);
}

/** The day, month or year beside this one. */
export function neighbour(unit: BoundUnit, step: 1 | -1): BoundUnit | null {
  const moved = ((): BoundUnit => {
    switch (unit.kind) {
      case 'year':
        return { kind: 'year', year: unit.year + step };
      case 'month':
        return month(unit.year, unit.month + step);
      case 'day': {
        const date = new Date(Date.UTC(unit.year, unit.month - 1, unit.day + step));
        return {
          kind: 'day',
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        };
      }
    }
  })();
  return moved.year < firstYear || moved.year > lastYear ? null : moved;
}

/** A month counted on from January of a year: month 15 of 2021 is March 2022, month 0 December 2020. */
export function month(year: number, count: number): Month {
  return { kind: 'month', year: year + Math.floor((count - 1) / 12), month: ((count + 11) % 12) + 1 };
}

export function daysInMonth(year: number, monthOfYear: number): number {
  return new Date(Date.UTC(year, monthOfYear, 0)).getUTCDate();
}

export function isPossibleDay(year: number, monthOfYear: number, day: number): boolean {
  return monthOfYear >= 1 && monthOfYear <= 12 && day >= 1 && day <= daysInMonth(year, monthOfYear);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(unit: Day): number {
  return ((new Date(Date.UTC(unit.year, unit.month - 1, unit.day)).getUTCDay() + 6) % 7) + 1;
}

export function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

function civilDate(year: number, monthOfYear: number, day: number): CivilDate {
  return `${padded(year, 4)}-${padded(monthOfYear, 2)}-${padded(day, 2)}`;
}
