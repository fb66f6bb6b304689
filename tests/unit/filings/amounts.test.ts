import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountToCents, printAmount } from '../../../src/shared/filings/amounts';

describe('amountToCents', () => {
  it.each([
    ['12500', 12_500_00],
    ['12 500,50', 12_500_50],
    ['12.500,5', 12_500_50],
    ['1\u00a0234\u00a0567,89 EUR', 1_234_567_89],
    ['€ 300', 300_00],
    ['0', 0],
  ])('reads %s', (typed, cents) => {
    expect(amountToCents(typed)).toBe(cents);
  });

  it.each(['', 'mille', '12.5', '12,500.00', '12 50', '1,234', '-5', '12,', '1e3', '1 2345'])(
    'does not guess what %j means',
    (typed) => {
      expect(amountToCents(typed)).toBeNull();
    },
  );

  it('reads back what is printed, in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_99 }),
        fc.constantFrom('fr' as const, 'nl' as const),
        (cents, language) => {
          expect(amountToCents(printAmount(cents, language))).toBe(cents);
        },
      ),
    );
  });
});
