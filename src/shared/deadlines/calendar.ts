import type { CivilDate } from '../kernel/time';

// Legal dates have no time and no zone, so a Date with its local midnight has no place here: days are counted as whole
// numbers from 1970-01-01 in the proleptic Gregorian calendar.

/** Days since 1970-01-01. */
type DayNumber = number;

/** 1 for Monday to 7 for Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Years in which the arithmetic holds and a public holiday list makes sense. */
const firstYear = 1900;
const lastYear = 2199;

/** Whether the text names a day that exists, between 1900 and 2199. */
export function isCivilDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * Last day of a period of months whose first day counts, "de quantième à veille de quantième": from 2 March, three
 * months end on 1 June. Where the month has no such day the period ends with the month: from 31 January, one month
 * ends on the last of February.
 */
export function lastDayOfMonths(firstDay: CivilDate, months: number): CivilDate {
  const { year, month, day } = split(firstDay);
  const index = year * 12 + (month - 1) + months;
  const endYear = Math.floor(index / 12);
  const endMonth = (index % 12) + 1;
  const length = daysInMonth(endYear, endMonth);
  return day > length ? join(endYear, endMonth, length) : addDays(join(endYear, endMonth, day), -1);
}

export function weekdayOf(date: CivilDate): Weekday {
  // 1970-01-01 was a Thursday. The remainder is 0 to 6, so the sum is a Weekday.
  return (((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function yearOf(date: CivilDate): number {
  return split(date).year;
}

export function earlierOf(one: CivilDate, other: CivilDate): CivilDate {
  return one <= other ? one : other;
}

function split(date: CivilDate): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function join(year: number, month: number, day: number): CivilDate {
  const [yyyy, mm, dd] = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ];
  return `${yyyy}-${mm}-${dd}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

// Both conversions shift the year to begin in March, so that the leap day is the last of its year.
function toDayNumber(date: CivilDate): DayNumber {
  const { year, month, day } = split(date);
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * shifted + leapDaysBefore(shifted) + dayOfYear - 719_468;
}

function fromDayNumber(number: DayNumber): CivilDate {
  const shiftedNumber = number + 719_468;
  // 400 years have 146 097 days.
  let shifted = Math.floor((400 * shiftedNumber) / 146_097) + 1;
  while (365 * shifted + leapDaysBefore(shifted) > shiftedNumber) shifted -= 1;
  const dayOfYear = shiftedNumber - 365 * shifted - leapDaysBefore(shifted);
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return join(month > 2 ? shifted : shifted + 1, month, day);
}

function leapDaysBefore(shiftedYear: number): number {
  return Math.floor(shiftedYear / 4) - Math.floor(shiftedYear / 100) + Math.floor(shiftedYear / 400);
}
