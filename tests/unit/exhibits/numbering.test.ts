import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareExhibitNumbers,
  moveExhibit,
  numberExhibits,
  printExhibitNumber,
  readExhibitNumber,
  runOn,
  type KeptNumber,
} from '../../../src/shared/exhibits/numbering';

/** As `a 1, b 1bis`, in order. */
function inWords(order: readonly string[], kept: readonly KeptNumber[]): string {
  return numberExhibits(order, kept)
    .map((exhibit) => `${exhibit.id} ${printExhibitNumber(exhibit)}`)
    .join(', ');
}

function sent(order: readonly string[], before: readonly KeptNumber[] = []): readonly KeptNumber[] {
  const now = numberExhibits(order, before).map(({ id, ...number }) => ({ ...number, exhibitId: id }));
  return [...before.filter(({ exhibitId }) => exhibitId === null), ...now];
}

function without(id: string, kept: readonly KeptNumber[]): readonly KeptNumber[] {
  return kept.map((number) => (number.exhibitId === id ? { ...number, exhibitId: null } : number));
}

describe('numbers of exhibits', () => {
  it('follow the order as long as nothing was sent', () => {
    expect(inWords(['c', 'a', 'b'], [])).toBe('c 1, a 2, b 3');
  });

  it('stay once they were sent: what is put between becomes bis, ter, quater', () => {
    const kept = sent(['a', 'b', 'c']);
    expect(inWords(['a', 'x', 'b', 'c', 'y'], kept)).toBe('a 1, x 1bis, b 2, c 3, y 4');
    expect(inWords(['a', 'b', 'x', 'y', 'z', 'c'], kept)).toBe('a 1, b 2, x 2bis, y 2ter, z 2quater, c 3');
    expect(inWords(['x', 'a', 'b', 'c'], kept)).toBe('a 1, x 1bis, b 2, c 3');
    expect(inWords(['c', 'b', 'a'], kept)).toBe('a 1, b 2, c 3');
  });

  it('go on behind what was inserted and sent before', () => {
    const kept = sent(['a', 'x', 'b'], sent(['a', 'b']));
    expect(inWords(['a', 'y', 'x', 'b'], kept)).toBe('a 1, x 1bis, y 1ter, b 2');
  });

  it('of exhibits that were taken out are given to no other', () => {
    const kept = without('c', without('b', sent(['a', 'b', 'c'])));
    expect(inWords(['a', 'x'], kept)).toBe('a 1, x 4');
    const inMiddle = without('x', sent(['a', 'x', 'b'], sent(['a', 'b'])));
    expect(inWords(['a', 'y', 'b'], inMiddle)).toBe('a 1, y 1ter, b 2');
  });

  it('are read as they are printed, and nothing else is', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(40), (main, insertion) => {
        const number = { main: main + 1, insertion };
        expect(readExhibitNumber(printExhibitNumber(number))).toEqual(number);
      }),
    );
    for (const text of ['', '0', '01', '12 bis', '12x', '12/5', '12bis/3', '-1', '1e3']) {
      expect(readExhibitNumber(text)).toBeNull();
    }
  });

  it('are unique, in order and without gaps, and never change once they were sent, whatever is done', () => {
    const step = fc.record({
      kind: fc.constantFrom('add', 'add', 'move', 'remove', 'send'),
      at: fc.nat(20),
      to: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let order: readonly string[] = [];
        let kept: readonly KeptNumber[] = [];
        for (const [index, { kind, at, to }] of steps.entries()) {
          const id = order[at % Math.max(1, order.length)];
          if (kind === 'add') {
            const place = to % (order.length + 1);
            order = [...order.slice(0, place), `e${index}`, ...order.slice(place)];
          } else if (kind === 'send') kept = sent(order, kept);
          else if (id !== undefined && kind === 'remove') {
            order = order.filter((other) => other !== id);
            kept = without(id, kept);
          } else if (id !== undefined) order = moveExhibit(order, kept, { id, place: to + 1 });

          const numbered = numberExhibits(order, kept);
          order = numbered.map((exhibit) => exhibit.id);
          expect(numberExhibits(order, kept)).toEqual(numbered);
          expect(numbered.toSorted(compareExhibitNumbers)).toEqual(numbered);
          const withdrawn = kept.filter(({ exhibitId }) => exhibitId === null);
          const all = [...numbered, ...withdrawn].toSorted(compareExhibitNumbers).map(printExhibitNumber);
          expect(new Set(all).size).toBe(all.length);
          for (const { exhibitId, ...number } of kept) {
            if (exhibitId === null) continue;
            expect(numbered).toContainEqual({ id: exhibitId, ...number });
          }
          expect(runOn(all)).toBe(true);
        }
      }),
    );
  });
});

describe('moving an exhibit', () => {
  it('goes past numbers that stay, in the direction it was sent', () => {
    const kept = sent(['a', 'x', 'b', 'c'], sent(['a', 'b', 'c']));
    const order = ['a', 'x', 'y', 'b', 'z', 'c'];
    expect(moveExhibit(order, kept, { id: 'y', place: 2 })).toEqual(order);
    expect(moveExhibit(order, kept, { id: 'z', place: 4 })).toEqual(['a', 'x', 'y', 'z', 'b', 'c']);
    expect(moveExhibit(order, kept, { id: 'y', place: 99 })).toEqual(['a', 'x', 'b', 'z', 'c', 'y']);
  });
});
