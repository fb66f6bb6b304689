import type { CivilDate } from '../kernel/time';
import { addDays, weekdayOf } from './calendar';

/** Why nobody works on a day. */
export type RestReason =
  | { readonly kind: 'saturday' }
  | { readonly kind: 'sunday' }
  /** Id of the day in the pack's list, e.g. `easterMonday`. */
  | { readonly kind: 'holiday'; readonly id: string };

/** Id of the public holiday on a day, or null. The list comes from the pack, the dates from core. */
export type HolidayLookup = (date: CivilDate) => string | null;

export interface RestDay {
  readonly date: CivilDate;
  readonly reason: RestReason;
}

/** Why the day is no working day, or null when it is one. A holiday is named even when it falls on a weekend. */
export function restReason(date: CivilDate, holidayOn: HolidayLookup): RestReason | null {
  const id = holidayOn(date);
  if (id !== null) return { kind: 'holiday', id };
  const weekday = weekdayOf(date);
  if (weekday === 6) return { kind: 'saturday' };
  return weekday === 7 ? { kind: 'sunday' } : null;
}

/** The day itself when it is a working day, else the next one that is, with the days passed over. */
export function nextWorkingDay(
  date: CivilDate,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly passed: readonly RestDay[] } {
  return searchWorkingDay(date, 1, holidayOn);
}

/** The day itself when it is a working day, else the last one before it. */
export function lastWorkingDay(
  date: CivilDate,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly passed: readonly RestDay[] } {
  return searchWorkingDay(date, -1, holidayOn);
}

/** The nth working day after a day that does not count itself. */
export function nthWorkingDayAfter(
  date: CivilDate,
  nth: number,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly passed: readonly RestDay[] } {
  let current = date;
  const passed: RestDay[] = [];
  for (let count = 0; count < nth; count += 1) {
    const found = nextWorkingDay(addDays(current, 1), holidayOn);
    passed.push(...found.passed);
    current = found.date;
  }
  return { date: current, passed };
}

function searchWorkingDay(
  start: CivilDate,
  step: 1 | -1,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly passed: readonly RestDay[] } {
  const passed: RestDay[] = [];
  let date = start;
  for (let reason = restReason(date, holidayOn); reason !== null; reason = restReason(date, holidayOn)) {
    passed.push({ date, reason });
    date = addDays(date, step);
  }
  return { date, passed };
}
