import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, foldWords } from '../../../src/shared/search/fold';
import { isEnoughToSearch, readSearchText } from '../../../src/shared/search/search-text';
import { snippetOf } from '../../../src/shared/search/snippet';

const hasHalfSign = (text: string): boolean => /\p{Cs}/u.test(text);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom('L’été', 'Ağrı', 'مُحَمَّد', '王小明', 'ที่', '"', '«', ' ', '-', 'BR-2026', 'ﬁ', '👩‍👧'),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join(' ')),
);

describe('folding', () => {
  it('gives words of letters and figures only, in order and apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = foldWords(text);
        let last = 0;
        for (const { word, start, end } of words) {
          expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          // Signs that fold to several of a script without spaces share their place.
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = start;
        }
        expect(words.at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('comes to rest: folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it.each([
    ['Œuvre ÉVÊQUE straße ŁÓDŹ', 'oeuvre eveque strasse lodz'],
    ['l’avocat Nº 12.345/B', 'l avocat no 12 345 b'],
    ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
    ['مُحَمَّد مـحـمد ۱۲۳', 'محمد محمد 123'],
    ['ёлка Йод', 'елка иод'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
    ['王小明 ok', '王 小 明 ok'],
    ['ｆｕｌｌ ﬁn', 'full fin'],
    ['soft\u00ADhyphen zero\u200Bwidth', 'softhyphen zerowidth'],
    ['हिन्दी', 'हिन्दी'],
    ['', ''],
    ['“—…”', ''],
  ])('reads %s as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('what is typed', () => {
  it.each([
    [
      'red car',
      [
        [['red'], false],
        [['car'], true],
      ],
    ],
    [
      'red car ',
      [
        [['red'], false],
        [['car'], false],
      ],
    ],
    ['"red car"', [[['red', 'car'], false]]],
    ['"red car', [[['red', 'car'], true]]],
    [
      'a «b c» d',
      [
        [['a'], false],
        [['b', 'c'], false],
        [['d'], true],
      ],
    ],
    ['BR-2026-014', [[['br', '2026', '014'], true]]],
    ['餐馆', [[['餐', '馆'], true]]],
    [
      'red red',
      [
        [['red'], false],
        [['red'], true],
      ],
    ],
    ['* AND ( -', [[['and'], false]]],
    ['', []],
  ] as const)('%s', (typed, clauses) => {
    expect(readSearchText(typed)).toEqual(clauses.map(([words, isPrefix]) => ({ words, isPrefix })));
  });

  it.each([
    ['a', false],
    ['ab', true],
    ['a b', false],
    ['餐', true],
    ['"a b"', true],
    ['?!', false],
  ])('%s is enough to look for: %s', (typed, isEnough) => {
    expect(isEnoughToSearch(readSearchText(typed))).toBe(isEnough);
  });
});

describe('a snippet', () => {
  it('shows the place of the first find, with everything marked', () => {
    const other = 'There is much to tell about other things. '.repeat(9);
    const { text: shown, marks } = snippetOf(
      `${other}He took my Passport and kept it. Passports cost. ${other}`,
      readSearchText('took passport'),
    );
    expect(shown).toBe(
      '…other things. There is much to tell about other things. He took my Passport and kept it. Passports cost. There is much to tell about other things. There is much to tell about other things. There is much to tell about…',
    );
    expect(marks.map(({ start, end }) => shown.slice(start, end))).toEqual(['took', 'Passport', 'Passports']);
  });

  it('never breaks a sign, and its marks lie in it, in order and apart', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 12 }), anyText, (texts, typed) => {
        const { text, marks } = snippetOf(texts.join(' '), readSearchText(typed));
        expect(hasHalfSign(text) && !hasHalfSign(texts.join(' '))).toBe(false);
        let last = 0;
        for (const { start, end } of marks) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
