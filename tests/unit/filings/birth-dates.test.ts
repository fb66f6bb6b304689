import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printBirthDate } from '../../../src/shared/filings/dates';
import { birthDateRange, isBirthDate } from '../../../src/shared/people/birth-date';

describe('a date of birth in a filing', () => {
  it.each([
    ['1998-05-01', '1er mai 1998', '1 mei 1998'],
    ['2010-11', 'novembre 2010', 'november 2010'],
    ['1998-XX-XX', '1998', '1998'],
    ['1995~', 'vers 1995', 'rond 1995'],
    ['1998-05?', 'peut-être mai 1998', 'mogelijk mei 1998'],
    ['1995/1999', 'entre 1995 et 1999', 'tussen 1995 en 1999'],
    ['198X?', 'peut-être entre 1980 et 1989', 'mogelijk tussen 1980 en 1989'],
    ['198X~', 'entre 1980 et 1989 environ', 'ongeveer tussen 1980 en 1989'],
    ['198X-02-29/199X', 'entre le 29 février 1980 et 1999', 'tussen 29 februari 1980 en 1999'],
    ['198X/198X-02-29', 'entre 1980 et février 1989', 'tussen 1980 en februari 1989'],
    ['198X-05-12', '12 mai, entre 1980 et 1989', '12 mei, tussen 1980 en 1989'],
    ['', '', ''],
  ])('%s', (edtf, french, dutch) => {
    expect([printBirthDate(edtf, 'fr'), printBirthDate(edtf, 'nl')]).toEqual([french, dutch]);
  });

  it('is put into words, and has a first and a last day, whatever was accepted for a person', () => {
    const unknown = (digits: number) => fc.constant('X'.repeat(digits));
    const year = fc
      .tuple(fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 0, max: 2 }))
      .map(([number, hidden]) => String(number).slice(0, 4 - hidden) + 'X'.repeat(hidden));
    const part = (max: number) =>
      fc.oneof(
        unknown(2),
        fc.integer({ min: 1, max }).map((number) => String(number).padStart(2, '0')),
      );
    const mark = fc.constantFrom('', '?', '~', '%');
    const one = fc
      .tuple(year, fc.option(part(12), { nil: undefined }), fc.option(part(31), { nil: undefined }), mark)
      .map(([first, month, day, end]) => {
        const parts =
          month === undefined ? [first] : day === undefined ? [first, month] : [first, month, day];
        return parts.join('-') + end;
      });
    const any = fc
      .oneof(
        one,
        fc.tuple(one, one).map(([from, until]) => `${from}/${until}`),
      )
      .filter(isBirthDate);
    fc.assert(
      fc.property(any, fc.constantFrom('fr' as const, 'nl' as const), (edtf, language) => {
        const words = printBirthDate(edtf, language);
        expect(words).toMatch(/\d/u);
        expect(words).not.toMatch(/[X?~%/]| {2}| $|^ /u);
        const range = birthDateRange(edtf);
        expect(range !== null && range.earliest <= range.latest).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
