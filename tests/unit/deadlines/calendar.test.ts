import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  isCivilDate,
  lastDayOfMonths,
  weekdayOf,
} from '../../../src/shared/deadlines/calendar';

const day = 86_400_000;
const anyDate = fc
  .integer({ min: Date.UTC(1901, 0, 1) / day, max: Date.UTC(2190, 11, 31) / day })
  .map((number) => new Date(number * day).toISOString().slice(0, 10));

describe('the calendar', () => {
  it('adds days as the platform does in UTC', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        const expected = new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
        expect(addDays(date, days)).toBe(expected);
        expect(daysBetween(date, expected)).toBe(days);
      }),
    );
  });

  it('names the weekday as the platform does in UTC', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(weekdayOf(date) % 7).toBe(new Date(Date.parse(date)).getUTCDay());
      }),
    );
  });

  it('accepts exactly the days that exist', () => {
    fc.assert(fc.property(anyDate, (date) => isCivilDate(date)));
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-4-1',
      '02/03/2026',
      '',
      '1899-12-31',
    ]) {
      expect(isCivilDate(text)).toBe(false);
    }
    expect(isCivilDate('2028-02-29')).toBe(true);
  });

  it('counts months from a date to the eve of the same date', () => {
    expect(lastDayOfMonths('2026-03-02', 3)).toBe('2026-06-01');
    expect(lastDayOfMonths('2026-03-01', 3)).toBe('2026-05-31');
    expect(lastDayOfMonths('2026-12-15', 6)).toBe('2027-06-14');
    expect(lastDayOfMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(lastDayOfMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(lastDayOfMonths('2024-02-29', 36)).toBe('2027-02-28');
  });

  it('never lets a period of months run into a second month too many', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 120 }), (date, months) => {
        const length = daysBetween(date, lastDayOfMonths(date, months)) + 1;
        expect(length).toBeGreaterThanOrEqual(months * 30 - Math.ceil(months / 6) - 2);
        expect(length).toBeLessThanOrEqual(months * 31);
      }),
    );
  });
});
