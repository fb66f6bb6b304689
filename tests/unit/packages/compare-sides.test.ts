import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseTable, Row, RowsByTable } from '../../../src/core/backups/case-rows';
import { compareSides } from '../../../src/core/packages/compare';
import { rowKey } from '../../../src/core/packages/fields';
import { stateOf } from '../../../src/core/packages/state';

const columns = ['id', 'note', 'place', 'title'] as const;
const table: CaseTable = { name: 'notes', columns, primaryKey: ['id'], optional: [], references: [] };
const fields = ['note', 'place', 'title'] as const;
type Field = (typeof fields)[number];

/** What one row is in the last package both had, here and there; null where it is not. */
interface Three {
  readonly base: Row | null;
  readonly here: Row | null;
  readonly there: Row | null;
}

const word = fc.constantFrom('a', 'b', 'c');
const side = fc.option(fc.record({ note: word, place: word, title: word }), { freq: 4 });
const sets = fc.array(fc.record({ base: side, here: side, there: side }), { maxLength: 8 }).map((rows) =>
  rows.map(({ base, here, there }, index): Three => {
    const id = `row-${index}`;
    const withId = (row: object | null): Row | null => (row === null ? null : { id, ...row });
    return { base: withId(base), here: withId(here), there: withId(there) };
  }),
);

const rowsOf = (all: readonly Three[], which: keyof Three): RowsByTable =>
  new Map([[table.name, all.map((three) => three[which]).filter((row) => row !== null)]]);

function compared(all: readonly Three[], [mine, theirs]: readonly ['here' | 'there', 'here' | 'there']) {
  const base = stateOf([table], rowsOf(all, 'base'));
  const comparison = compareSides(
    [table],
    { base, once: neverBefore },
    rowsOf(all, mine),
    rowsOf(all, theirs),
  );
  if (!comparison.ok) throw new Error('Nothing is sealed in this table');
  return new Map(comparison.differences.map((difference) => [difference.key, difference]));
}

/** No other package went to and fro before. */
const neverBefore = () => undefined;

const isSame = (one: Row, other: Row) => fields.every((field) => one[field] === other[field]);

/** What a person would expect of one row, told field by field without looking at how it is done. */
function expected({ base, here, there }: Three) {
  const nothing = { kind: null, taken: [] as Field[], asked: [] as Field[] };
  if (here === null && there === null) return nothing;
  if (here === null) {
    if (base === null) return { ...nothing, kind: 'new' };
    return there !== null && !isSame(base, there) ? { ...nothing, kind: 'removedHere' } : nothing;
  }
  if (there === null) return base === null ? nothing : { ...nothing, kind: 'removedThere' };
  const differing = fields.filter((field) => here[field] !== there[field]);
  const asked = differing.filter(
    (field) => base === null || (base[field] !== here[field] && base[field] !== there[field]),
  );
  const taken = differing.filter((field) => base !== null && base[field] === here[field]);
  const kind = asked.length > 0 ? 'conflict' : taken.length > 0 ? 'changedThere' : null;
  return { kind, taken, asked };
}

describe('two sides of a case and what both last had', () => {
  it('differ where somebody changed something since, and are asked about where both did', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const found = compared(all, ['here', 'there']);
        const told = all.map((_, index) => {
          const difference = found.get(rowKey(table, { id: `row-${index}` }));
          const groups =
            difference?.kind === 'conflict' || difference?.kind === 'changedThere' ? difference.groups : [];
          const ofKind = (isConflict: boolean) =>
            groups.filter((group) => group.isConflict === isConflict).flatMap((group) => group.fields);
          return { kind: difference?.kind ?? null, taken: ofKind(false), asked: ofKind(true) };
        });
        expect(told).toEqual(all.map(expected));
      }),
      { numRuns: 2000 },
    );
  });

  it('are asked about the same fields whoever looks', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const asked = (order: readonly ['here' | 'there', 'here' | 'there']) =>
          [...compared(all, order)]
            .flatMap(([key, { groups, kind }]) =>
              kind === 'conflict'
                ? groups.filter(({ isConflict }) => isConflict).map((group) => [key, group.fields])
                : [],
            )
            .toSorted();
        expect(asked(['here', 'there'])).toEqual(asked(['there', 'here']));
      }),
      { numRuns: 1000 },
    );
  });

  it('that are the same differ in nothing, with or without something both had', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const alike = all.map((three) => ({ ...three, there: three.here }));
        const kinds = [...compared(alike, ['here', 'there']).values()].map(({ kind }) => kind);
        expect(kinds).toEqual([]);
        const without = compareSides(
          [table],
          { base: null, once: neverBefore },
          rowsOf(alike, 'here'),
          rowsOf(alike, 'there'),
        );
        expect(without).toEqual({ ok: true, differences: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('where both changed, both versions are kept to be shown', () => {
    fc.assert(
      fc.property(sets, (all) => {
        for (const [key, { kind, here, there }] of compared(all, ['here', 'there'])) {
          const three = all.find((_, index) => rowKey(table, { id: `row-${index}` }) === key);
          expect({ kind, here, there }).toEqual({ kind, here: three?.here, there: three?.there });
        }
      }),
      { numRuns: 500 },
    );
  });
});
