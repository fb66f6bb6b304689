import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLookedUp, wordKey, wordKeys } from '../../../src/shared/spelling/words';

describe('isLookedUp', () => {
  it.each(['passeport', 'l’homme', 'Sürya', 'peut-être', 'Straße', 'École'])('takes %s', (word) => {
    expect(isLookedUp(word)).toBe(true);
  });

  it.each(['', 'a', 'OQT', 'M.', 'BR-2026-014', 'أميرة', 'Оксана', 'Am1ra', 'didn', 'Aujourd', '’', '--'])(
    'leaves out %j',
    (word) => {
      expect(isLookedUp(word)).toBe(false);
    },
  );
});

describe('wordKeys', () => {
  it('has the word without a genitive and without an article', () => {
    expect(wordKeys('Amira’s')).toEqual(["amira's", 'amira']);
    expect(wordKeys('d’Anvers')).toEqual(["d'anvers", 'anvers']);
    expect(wordKeys('Payoke')).toEqual(['payoke']);
  });

  it('never throws, and its first is a key of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        const [first = ''] = wordKeys(word);
        expect(first).toBe(wordKey(word));
        expect(wordKey(first)).toBe(first);
      }),
    );
  });
});
