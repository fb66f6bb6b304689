import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCivilDate, writeCivilDate } from '../../../src/renderer/lib/civil-dates';

const anyDay = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('readCivilDate', () => {
  it('reads back every day as it is written', () => {
    fc.assert(fc.property(anyDay, (day) => readCivilDate(writeCivilDate(day)) === day));
  });

  it('reads every day year first', () => {
    fc.assert(fc.property(anyDay, (day) => readCivilDate(day) === day));
  });

  it.each([
    ['2/3/2026', '2026-03-02'],
    ['02.03.2026', '2026-03-02'],
    [' 2-3-2026 ', '2026-03-02'],
    ['2 3 2026', '2026-03-02'],
    ['2026-3-2', '2026-03-02'],
    ['29/02/2028', '2028-02-29'],
  ])('reads %s as the day that is meant in Belgium', (typed, day) => {
    expect(readCivilDate(typed)).toBe(day);
  });

  it.each([
    '',
    '31/02/2026',
    '29/02/2026',
    '13/13/2026',
    '2/3/26',
    '2026',
    'March 2026',
    '2/3/2026 or so',
    '٢/٣/٢٠٢٦',
  ])('does not guess a day from “%s”', (typed) => {
    expect(readCivilDate(typed)).toBeNull();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => readCivilDate(typed) === null || typed.trim() !== '',
      ),
    );
  });
});
