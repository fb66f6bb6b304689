import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factIdSchema } from '../../../src/shared/kernel/ids';
import { arrangeLane, isInWindow, type Placeable } from '../../../src/shared/timeline/picture';

const mostRows = 4;
const window = { from: '2022-01-01', until: '2023-12-31' };

function dayAt(number: number): string {
  return new Date(Date.UTC(2021, 10, 1 + number)).toISOString().slice(0, 10);
}

function placeable(number: number, from: string | null, until: string | null): Placeable {
  const id = factIdSchema.parse(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
  return { id, from, until, disputed: number % 2 === 1 };
}

describe('a lane of the picture', () => {
  it('gives facts that lie apart one row, and tells how much room their words have', () => {
    const facts = [
      placeable(1, '2022-01-01', '2022-01-01'),
      placeable(2, '2022-07-01', '2022-12-31'),
      placeable(3, null, '2021-01-01'),
      placeable(4, '2023-11-01', null),
    ];
    expect(arrangeLane(facts, window, { columns: 73, mostRows })).toEqual({
      rows: 1,
      marks: [
        { kind: 'fact', id: facts[0]?.id, row: 0, room: 17 },
        { kind: 'fact', id: facts[1]?.id, row: 0, room: 29 },
        { kind: 'fact', id: facts[3]?.id, row: 0, room: 0 },
      ],
    });
  });

  it('bundles what finds no row, with a count', () => {
    const facts = Array.from({ length: 9 }, (_, index) => placeable(index, '2022-03-01', '2022-03-01'));
    const { rows, marks } = arrangeLane(facts, window, { columns: 73, mostRows });
    expect({ rows, last: marks.at(-1), singles: marks.length - 1 }).toEqual({
      rows: mostRows + 1,
      last: {
        kind: 'bundle',
        row: mostRows,
        from: '2022-03-01',
        until: '2022-03-01',
        facts: 9 - mostRows,
        disputed: 2,
        firstId: facts[mostRows]?.id,
      },
      singles: mostRows,
    });
  });

  it('holds every fact of the window once, and no two marks of a row in one place', () => {
    const many = fc.array(
      fc.record({
        from: fc.option(fc.nat(900), { freq: 8 }),
        days: fc.option(fc.nat(200), { freq: 8 }),
      }),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(many, fc.integer({ min: 10, max: 200 }), (drawn, columns) => {
        const facts = drawn
          .filter(({ from, days }) => from !== null || days !== null)
          .toSorted((left, right) => (left.from ?? -1) - (right.from ?? -1))
          .map(({ from, days }, index) =>
            placeable(
              index,
              from === null ? null : dayAt(from),
              days === null ? null : dayAt((from ?? 0) + days),
            ),
          );
        const { marks } = arrangeLane(facts, window, { columns, mostRows });
        const inWindow = facts.filter((fact) => isInWindow(fact, window));
        const counted = marks.reduce((sum, mark) => sum + (mark.kind === 'fact' ? 1 : mark.facts), 0);
        expect(counted).toBe(inWindow.length);
        expect(marks.every((mark) => mark.kind === 'bundle' || mark.room >= 0)).toBe(true);
        const singles = marks.flatMap((mark) => (mark.kind === 'fact' ? [mark.id] : []));
        expect(new Set(singles).size).toBe(singles.length);
      }),
    );
  });
});
