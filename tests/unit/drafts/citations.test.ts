import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brokenCitations,
  citationsIn,
  keepCitations,
  printCitations,
  showCitations,
  writeCitation,
  type Citable,
} from '../../../src/shared/drafts/citations';
import { interfaceLanguages } from '../../../src/shared/kernel/languages';

const idOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const citable: readonly Citable[] = [
  ...['1', '2', '12', '12bis', '12/21'].map((number, index) => ({
    kind: 'exhibit' as const,
    id: idOf(index + 1),
    number,
  })),
  ...['1', '2', '3'].map((number, index) => ({ kind: 'fact' as const, id: idOf(index + 11), number })),
];

describe('citations of a draft', () => {
  it('are kept by what they cite and shown by the number of now', () => {
    const kept = keepCitations('voir {pièce 12bis} et {fait 2}', citable);
    expect(kept).toBe(`voir {exhibit:${idOf(4)}} et {fact:${idOf(12)}}`);
    expect(showCitations(kept, citable, 'en')).toBe('voir {exhibit 12bis} et {fact 2}');
    expect(printCitations(kept, citable)).toBe('voir 12bis et 2');
    const moved = citable.map((each) => (each.id === idOf(4) ? { ...each, number: '13' } : each));
    expect(printCitations(kept, moved)).toBe('voir 13 et 2');
  });

  it('that lead to nothing are told, and stay what they were', () => {
    const kept = `${writeCitation({ kind: 'exhibit', id: idOf(99) })} {exhibit 77} {fact 1}`;
    expect(brokenCitations(kept, citable)).toEqual(['?0099', '77']);
    const shown = showCitations(kept, citable, 'fr');
    expect(shown).toBe('{pièce ?0099} {exhibit 77} {fact 1}');
    expect(citationsIn(keepCitations(shown, citable, [kept]))[0]).toEqual({ kind: 'exhibit', id: idOf(99) });
  });

  it('leave other braces alone', () => {
    const text = 'un {mot}, {}, {{pièce}}, { pièce }, {chaise 4}';
    expect(keepCitations(text, citable)).toBe(text);
    expect(brokenCitations(text, citable)).toEqual([]);
  });

  it('come back as they were from every language of the interface', () => {
    const piece = fc.oneof(
      fc.string().filter((text) => !/[{}]/.test(text)),
      fc.constantFrom(...citable).map((each) => writeCitation(each)),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom(...interfaceLanguages), (pieces, language) => {
        const kept = pieces.join('');
        expect(keepCitations(showCitations(kept, citable, language), citable)).toBe(kept);
      }),
    );
  });
});
