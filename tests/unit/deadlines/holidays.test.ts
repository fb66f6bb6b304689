import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHolidayLookup } from '../../../src/core/deadlines/holidays';
import { shippedPack } from '../../../src/core/procedures/pack-loader';
import { addDays, weekdayOf } from '../../../src/shared/deadlines/calendar';

const pack = shippedPack(resolve(import.meta.dirname, '../../../resources'), 'be-thb');
if (pack === undefined) throw new Error('The Belgian pack is missing');
const holidayOn = createHolidayLookup(pack);

/** Easter Sunday of the Gregorian calendar, after Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}

/** The list of BE-H, worked out without any library. */
function expectedHolidays(year: number): Record<string, string> {
  const easter = easterSunday(year);
  return {
    [`${year}-01-01`]: 'newYear',
    [addDays(easter, 1)]: 'easterMonday',
    [`${year}-05-01`]: 'labourDay',
    [addDays(easter, 39)]: 'ascension',
    [addDays(easter, 50)]: 'whitMonday',
    [`${year}-07-21`]: 'nationalDay',
    [`${year}-08-15`]: 'assumption',
    [`${year}-11-01`]: 'allSaints',
    [`${year}-11-11`]: 'armistice',
    [`${year}-12-25`]: 'christmas',
  };
}

function holidaysOf(year: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const id = holidayOn(date);
    if (id !== null) found[date] = id;
  }
  return found;
}

describe('the Belgian public holidays', () => {
  it.each([2024, 2025, 2026, 2027, 2028, 2029, 2030])('are the ten of the law in %i', (year) => {
    const found = holidaysOf(year);
    expect(found).toEqual(expectedHolidays(year));
    expect(Object.keys(found)).toHaveLength(10);
  });

  it('fall on the days of the almanac in 2026', () => {
    expect(Object.keys(holidaysOf(2026))).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });
});

/** The public holidays of 2026 on a weekday, after the calendars of the countries. */
const weekdayHolidays2026 = {
  'fr-thb': ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '11-11', '12-25'],
  'nl-thb': ['01-01', '04-06', '04-27', '05-14', '05-25', '12-25'],
  'de-thb': ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '12-25'],
  'lu-thb': ['01-01', '04-06', '05-01', '05-14', '05-25', '06-23', '12-25'],
  'es-thb': ['01-01', '01-06', '04-03', '05-01', '10-12', '12-08', '12-25'],
  'it-thb': ['01-01', '01-06', '04-06', '05-01', '06-02', '12-08', '12-25'],
  // Boxing Day is a Saturday: Monday 28 December stands in for it.
  'uk-thb': ['01-01', '04-03', '04-06', '05-04', '05-25', '12-25', '12-28'],
  'ie-thb': ['01-01', '02-02', '03-17', '04-06', '05-04', '06-01', '08-03', '10-26', '12-25'],
};

describe.each(Object.entries(weekdayHolidays2026))('the public holidays of %s', (packId, expected) => {
  const other = shippedPack(resolve(import.meta.dirname, '../../../resources'), packId);
  if (other === undefined) throw new Error(`The pack ${packId} is missing`);
  const otherHolidayOn = createHolidayLookup(other);
  const daysOf = (year: number): string[] => {
    const found: string[] = [];
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      if (otherHolidayOn(date) !== null) found.push(date);
    }
    return found;
  };

  it('fall on these weekdays in 2026', () => {
    expect(daysOf(2026).filter((date) => weekdayOf(date) < 6)).toEqual(expected.map((day) => `2026-${day}`));
  });

  it('are found in every year from 2024 to 2030', () => {
    for (let year = 2024; year <= 2030; year += 1) {
      expect(daysOf(year).length).toBeGreaterThanOrEqual(expected.length);
    }
  });
});
