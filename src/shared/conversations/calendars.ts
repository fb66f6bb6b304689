import { daysInMonth, padded } from '../timeline/calendar-units';
import type { CivilDate } from '../kernel/time';
import type { ChatCalendar } from './report';

/**
 * Years of each calendar that fall into 2009 to 2045, so into the life of messengers. They do not overlap, so a year of four
 * digits says its calendar, and a laptop whose clock is wrong changes nothing.
 */
const yearsByCalendar: Readonly<Record<ChatCalendar, readonly [number, number]>> = {
  gregorian: [2009, 2045],
  buddhist: [2552, 2588],
  persian: [1387, 1424],
  hijri: [1430, 1469],
};

/** Of a year as written in full or with two digits; null when the calendar has no such year in the life of messengers. */
export function fullYear(calendar: ChatCalendar, written: number, digits: number): number | null {
  const [first, last] = yearsByCalendar[calendar];
  // Four digits are never another calendar's year, so text messages older than messengers can be read too.
  const oldest = calendar === 'gregorian' ? 1990 : first;
  if (digits > 2) return written >= oldest && written <= last ? written : null;
  for (const century of new Set([first - (first % 100), last - (last % 100)])) {
    const year = century + written;
    if (year >= first && year <= last) return year;
  }
  return null;
}

const dayFormats = new Map<ChatCalendar, Intl.DateTimeFormat>();

/** The day on the Gregorian calendar; null when there is no such day. */
export function gregorianDate(
  calendar: ChatCalendar,
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
): CivilDate | null {
  if (month < 1 || month > 12 || day < 1) return null;
  switch (calendar) {
    case 'gregorian':
      return day > daysInMonth(year, month) ? null : civilDate(year, month, day);
    case 'buddhist':
      return day > daysInMonth(year - 543, month) ? null : civilDate(year - 543, month, day);
    case 'persian':
    case 'hijri':
      return day > 31 ? null : searchDay(calendar, year, month, day);
  }
}

/** Steps towards the day by what the calendar of the runtime says of each try. */
function searchDay(
  calendar: 'persian' | 'hijri',
  year: number,
  month: number,
  day: number,
): CivilDate | null {
  const isPersian = calendar === 'persian';
  const yearLength = isPersian ? 365.2422 : 354.367;
  const epoch = isPersian ? Date.UTC(622, 2, 22) : Date.UTC(622, 6, 19);
  const monthLength = yearLength / 12;
  const dayMs = 86_400_000;
  let time = epoch + Math.round((year - 1) * yearLength + (month - 1) * monthLength + (day - 1)) * dayMs;
  for (let step = 0; step < 8; step += 1) {
    const found = partsOf(calendar, time);
    const off = Math.round(
      (year - found.year) * yearLength + (month - found.month) * monthLength + (day - found.day),
    );
    if (year === found.year && month === found.month && day === found.day) {
      return new Date(time).toISOString().slice(0, 10);
    }
    time += (off === 0 ? 1 : off) * dayMs;
  }
  return null;
}

function partsOf(
  calendar: 'persian' | 'hijri',
  time: number,
): { readonly year: number; readonly month: number; readonly day: number } {
  const known = dayFormats.get(calendar);
  const format =
    known ??
    new Intl.DateTimeFormat(`en-u-ca-${calendar === 'persian' ? 'persian' : 'islamic-umalqura'}-nu-latn`, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
  if (known === undefined) dayFormats.set(calendar, format);
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 };
}

function civilDate(year: number, month: number, day: number): CivilDate {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}
