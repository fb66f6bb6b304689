import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapCoverage, type CoverageSources } from '../../../src/shared/procedures/coverage';

const someOf = (...values: readonly string[]) => fc.subarray([...values]);
const exhibitIds = ['x1', 'x2', 'x3'];
const anySources: fc.Arbitrary<CoverageSources> = fc.record({
  facts: fc
    .array(
      fc.record({
        conditionIds: someOf('a', 'b', 'gone'),
        exhibitIds: someOf(...exhibitIds),
        passages: someOf('i1 p1', 'i1 p2', 'i2 p1'),
      }),
      { maxLength: 6 },
    )
    .map((facts) => facts.map((fact, index) => ({ ...fact, id: `f${index}` }))),
  exhibitIds: fc.constant(exhibitIds),
  links: fc.array(
    fc.record({ exhibitId: fc.constantFrom(...exhibitIds), proves: someOf('a', 'b', 'gone') }),
    {
      maxLength: 3,
    },
  ),
});

describe('the map of elements and evidence', () => {
  it('puts facts, what they cite, and exhibits of requirements with their elements', () => {
    const map = mapCoverage(['a', 'b'], {
      facts: [
        { id: 'f1', conditionIds: ['a'], exhibitIds: ['x2'], passages: ['i1 p1', 'i1 p1'] },
        { id: 'f2', conditionIds: [], exhibitIds: ['x1'], passages: ['i1 p2'] },
        { id: 'f3', conditionIds: ['gone'], exhibitIds: [], passages: [] },
      ],
      exhibitIds: ['x1', 'x2', 'x3', 'x4'],
      links: [
        { exhibitId: 'x3', proves: ['a'] },
        { exhibitId: 'x4', proves: [] },
      ],
    });
    expect(Object.fromEntries(map.byCondition)).toEqual({
      a: { factIds: ['f1'], exhibitIds: ['x2', 'x3'], passages: ['i1 p1'] },
      b: { factIds: [], exhibitIds: [], passages: [] },
    });
    expect([map.idleFactIds, map.idleExhibitIds]).toEqual([['f2', 'f3'], ['x1']]);
  });

  it('leaves nothing out: a fact either serves an element or is named as serving none', () => {
    fc.assert(
      fc.property(anySources, (sources) => {
        const map = mapCoverage(['a', 'b'], sources);
        const serving = new Set([...map.byCondition.values()].flatMap(({ factIds }) => factIds));
        expect(new Set([...serving, ...map.idleFactIds])).toEqual(new Set(sources.facts.map(({ id }) => id)));
        expect(map.idleFactIds.filter((id) => serving.has(id))).toEqual([]);
      }),
    );
  });

  it('never calls an exhibit idle that stands with an element', () => {
    fc.assert(
      fc.property(anySources, (sources) => {
        const map = mapCoverage(['a', 'b'], sources);
        const serving = new Set([...map.byCondition.values()].flatMap((row) => row.exhibitIds));
        expect(map.idleExhibitIds.filter((id) => serving.has(id))).toEqual([]);
      }),
    );
  });
});
