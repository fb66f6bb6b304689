import { describe, expect, it } from 'vitest';
import {
  choose,
  chooseInAll,
  chosenSide,
  countLookedAt,
  listChoices,
  type Choices,
} from '../../../src/renderer/features/packages/choices';
import type { PlanEntry } from '../../../src/shared/packages/schemas';

const none: Choices = new Map();

function anEntry(key: string, conflicts: readonly string[]): PlanEntry {
  return {
    kind: 'conflict',
    table: 'facts',
    key,
    title: '',
    differences: [
      ...conflicts.map((fields) => ({ fields, values: [], isConflict: true })),
      { fields: 'note', values: [], isConflict: false },
    ],
  };
}

describe('choices in a package', () => {
  it('count a record as looked at once each of its conflicts is chosen, here or there', () => {
    const entry = anEntry('["1"]', ['place', 'date_text']);
    const one = choose(none, entry, 'place', 'here');
    expect(countLookedAt(one)).toBe(0);
    expect(chosenSide(one, entry, 'date_text')).toBeNull();
    const both = choose(one, entry, 'date_text', 'there');
    expect(countLookedAt(both)).toBe(1);
    expect(countLookedAt(none)).toBe(0);
    expect(listChoices(both)).toEqual([
      { table: 'facts', key: '["1"]', fields: 'place', take: 'here' },
      { table: 'facts', key: '["1"]', fields: 'date_text', take: 'there' },
    ]);
  });

  it('take one side in all records, over what was chosen before, and for nothing that is no conflict', () => {
    const entries = [anEntry('["1"]', ['place']), anEntry('["2"]', ['place'])];
    const [first] = entries;
    const before = first === undefined ? none : choose(none, first, 'place', 'here');
    const all = chooseInAll(before, entries, 'there');
    expect(countLookedAt(all)).toBe(2);
    expect(listChoices(all)).toEqual([
      { table: 'facts', key: '["1"]', fields: 'place', take: 'there' },
      { table: 'facts', key: '["2"]', fields: 'place', take: 'there' },
    ]);
    expect(countLookedAt(before)).toBe(1);
  });
});
