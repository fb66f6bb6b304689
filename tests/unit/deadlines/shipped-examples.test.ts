import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPackIds, loadPack } from '../../../src/core/procedures/pack-loader';

const resources = resolve(import.meta.dirname, '../../../resources');

// The check of a pack counts every example again; here only that none is missing.
describe.each(listPackIds(resources))('the pack %s', (packId) => {
  const loaded = loadPack(resolve(resources, 'procedures', packId));

  it('has no mistake', () => {
    expect(loaded.ok ? [] : loaded.error).toEqual([]);
  });

  it('has a worked example of every rule', () => {
    if (!loaded.ok) throw new Error('The pack does not load');
    const { rules, examples } = loaded.value;
    const withExample = new Set(examples.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !withExample.has(id))).toEqual([]);
  });
});
