import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factIdSchema, type FactId } from '../../../src/shared/kernel/ids';
import {
  daysOfGap,
  workOutTimes,
  type DatedFact,
  type FactConstraint,
  type Gap,
} from '../../../src/shared/timeline/linked-time';

function id(number: number): FactId {
  return factIdSchema.parse(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
}

function fact(number: number, edtf = ''): DatedFact {
  return { id: id(number), edtf };
}

function link(
  number: number,
  kind: FactConstraint['kind'],
  other: number,
  gap: Gap | null = null,
): FactConstraint {
  return { factId: id(number), kind, otherFactId: id(other), gap };
}

const twoWeeks: Gap = { amount: 2, unit: 'week', approximate: false };

/** Ranges as `earliest..latest` by the number of the fact. */
function ranges(facts: readonly DatedFact[], constraints: readonly FactConstraint[]) {
  return Object.fromEntries(
    [...workOutTimes(facts, constraints).ranges].map(([factId, { earliest, latest }]) => [
      Number(factId.slice(-12)),
      `${earliest ?? ''}..${latest ?? ''}`,
    ]),
  );
}

describe('working out when linked facts were', () => {
  it('counts from a fact that has a date, either way and over several', () => {
    expect(
      ranges(
        [fact(1, '2023-05-10'), fact(2), fact(3), fact(4)],
        [
          link(2, 'after', 1, twoWeeks),
          link(3, 'before', 2),
          link(4, 'after', 2, { ...twoWeeks, approximate: true }),
        ],
      ),
    ).toEqual({ 2: '2023-05-24..2023-05-24', 3: '..2023-05-24', 4: '2023-06-03..2023-06-11' });
  });

  it('narrows a date as wide as a year, and leaves one alone that is narrower', () => {
    expect(ranges([fact(1, '2023'), fact(2, '2023-11')], [link(1, 'after', 2)])).toEqual({
      1: '2023-11-01..2023-12-31',
    });
  });

  it('counts from the end of what lasted, and sets what happened during it inside', () => {
    expect(
      ranges(
        [fact(1, '2023-05/2023-08'), fact(2), fact(3)],
        [link(2, 'after', 1, twoWeeks), link(3, 'during', 1)],
      ),
    ).toEqual({ 2: '2023-08-15..2023-09-14', 3: '2023-05-01..2023-08-31' });
  });

  it('takes "about" in a date for wider than the date says', () => {
    expect(ranges([fact(1, '2023-05~'), fact(2)], [link(2, 'after', 1)])).toEqual({ 2: '2023-03-31..' });
  });

  it('tells from what a range follows, from the fact to the date it is counted from', () => {
    const [first, second] = [link(2, 'after', 1, twoWeeks), link(3, 'before', 2)];
    const { ranges: found } = workOutTimes([fact(1, '2023-05-10'), fact(2), fact(3)], [second, first]);
    expect(found.get(id(3))).toEqual({
      earliest: null,
      latest: '2023-05-24',
      whyEarliest: [],
      whyLatest: [
        { kind: 'constraint', constraint: second },
        { kind: 'constraint', constraint: first },
        { kind: 'date', factId: id(1) },
      ],
    });
  });

  it('names what cannot all be true, and uses none of it', () => {
    const constraints = [link(1, 'after', 2), link(3, 'after', 1), link(4, 'after', 2, twoWeeks)];
    const found = workOutTimes([fact(1), fact(2, '2023-06'), fact(3, '2022'), fact(4)], constraints);
    expect(found.contradictions).toEqual([
      {
        factIds: [id(2), id(1), id(3)],
        steps: [
          { kind: 'date', factId: id(2) },
          { kind: 'constraint', constraint: constraints[0] },
          { kind: 'constraint', constraint: constraints[1] },
          { kind: 'date', factId: id(3) },
        ],
      },
    ]);
    expect([...found.ranges.keys()]).toEqual([id(4)]);
  });

  it('finds a circle among facts of which none has a date', () => {
    const found = workOutTimes(
      [fact(1), fact(2), fact(3)],
      [link(1, 'after', 2, twoWeeks), link(2, 'after', 3), link(3, 'after', 1)],
    );
    expect(found.contradictions.map(({ factIds }) => factIds.toSorted())).toEqual([[id(1), id(2), id(3)]]);
    // Before each other without a length may be one and the same day.
    expect(
      workOutTimes([fact(1), fact(2)], [link(1, 'after', 2), link(2, 'after', 1)]).contradictions,
    ).toEqual([]);
  });

  it('takes a month for 28 to 31 days and "about" for a quarter more or less', () => {
    expect([
      daysOfGap({ amount: 1, unit: 'month', approximate: false }),
      daysOfGap({ amount: 1, unit: 'year', approximate: false }),
      daysOfGap({ amount: 3, unit: 'day', approximate: true }),
      daysOfGap({ amount: 1, unit: 'month', approximate: true }),
      daysOfGap({ amount: 1, unit: 'day', approximate: true }),
    ]).toEqual([
      { least: 28, most: 31 },
      { least: 365, most: 366 },
      { least: 2, most: 4 },
      { least: 13, most: 46 },
      { least: 0, most: 2 },
    ]);
  });
});

// A story that happened: every fact has a true day, dates are drawn around it and constraints from it.
const stories = fc
  .record({
    days: fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 2, maxLength: 9 }),
    precisions: fc.array(fc.constantFrom('day', 'month', 'year', 'none'), { minLength: 9, maxLength: 9 }),
    pairs: fc.array(
      fc.record({
        from: fc.nat(8),
        to: fc.nat(8),
        isExact: fc.boolean(),
        approximate: fc.boolean(),
        isDuring: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
  })
  .map(({ days, precisions, pairs }) => {
    const dates = days.map((day) => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10));
    const facts = dates.map((date, index): DatedFact => {
      const precision = precisions[index];
      const length = precision === 'day' ? 10 : precision === 'month' ? 7 : 4;
      return fact(index, precision === 'none' ? '' : date.slice(0, length));
    });
    const constraints = pairs.flatMap(({ from, to, isExact, approximate, isDuring }): FactConstraint[] => {
      const [first, second] = [days[from], days[to]];
      if (first === undefined || second === undefined || from === to) return [];
      if (first === second && isDuring) return [link(from, 'during', to)];
      const amount = Math.abs(first - second);
      const gap = isExact && amount > 0 ? ({ amount, unit: 'day', approximate } as const) : null;
      return [link(from, first < second ? 'before' : 'after', to, gap)];
    });
    return { dates, facts, constraints };
  });

describe('any story that can have happened', () => {
  it('contradicts nothing, and every true day lies in the range of its fact', () => {
    fc.assert(
      fc.property(stories, ({ dates, facts, constraints }) => {
        const found = workOutTimes(facts, constraints);
        expect(found.contradictions).toEqual([]);
        dates.forEach((date, index) => {
          const range = found.ranges.get(id(index));
          expect(range === undefined || (range.earliest ?? date) <= date).toBe(true);
          expect(range === undefined || (range.latest ?? date) >= date).toBe(true);
        });
      }),
    );
  });

  it('is told the same in any order', () => {
    fc.assert(
      fc.property(stories, fc.infiniteStream(fc.nat()), ({ facts, constraints }, keys) => {
        const shuffled = <Value>(values: readonly Value[]): readonly Value[] =>
          values
            .map((value) => ({ value, key: keys.next().value ?? 0 }))
            .toSorted((left, right) => left.key - right.key)
            .map(({ value }) => value);
        // Facts of another date beside them, so that contradictions are told in any order, too.
        const spoilt = facts.map((each, index) => (index === 0 ? { ...each, edtf: '2030' } : each));
        for (const given of [facts, spoilt]) {
          const inOrder = workOutTimes(given, constraints);
          expect(workOutTimes(shuffled(given), shuffled(constraints))).toEqual(inOrder);
        }
      }),
    );
  });

  it('never becomes wider by one more statement', () => {
    fc.assert(
      fc.property(stories, ({ facts, constraints }) => {
        const without = constraints.filter(({ kind }) => kind !== 'during');
        for (let count = 0; count < without.length; count += 1) {
          const fewer = workOutTimes(facts, without.slice(0, count)).ranges;
          const more = workOutTimes(facts, without.slice(0, count + 1)).ranges;
          for (const [factId, range] of fewer) {
            const narrower = more.get(factId);
            expect(narrower).toBeDefined();
            expect((narrower?.earliest ?? '') >= (range.earliest ?? '')).toBe(true);
            expect((narrower?.latest ?? '9') <= (range.latest ?? '9')).toBe(true);
          }
        }
      }),
    );
  });
});
