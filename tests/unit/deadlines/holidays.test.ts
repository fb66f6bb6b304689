import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHolidayLookup } from '../../../src/core/deadlines/holidays';
import { shippedPack } from '../../../src/core/procedures/pack-loader';
import { addDays } from '../../../src/shared/deadlines/calendar';

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
