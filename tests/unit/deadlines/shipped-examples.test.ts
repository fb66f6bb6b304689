import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPackIds, loadPack } from '../../../src/core/procedures/pack-loader';

const resources = resolve(import.meta.dirname, '../../../resources');

/** Every row of the deadline table of the law notes. */
const rows = [
  ...Array.from({ length: 22 }, (_, index) => `BE-R${index + 1}`),
  ...'BE-S1 BE-S2 BE-S3 BE-S4 BE-H EU-R1 FR-R1 FR-R2 FR-R3 FR-R4 FR-R5 NL-R1 NL-R2 DE-R1 DE-R2'.split(' '),
  ...'LU-R1 LU-R2 ES-R1 ES-R2 ES-R3 ES-R4 IT-R1 UK-R1 IE-R1 IE-R2'.split(' '),
];

describe('the deadline table', () => {
  it('stands in the packs row by row, each with a worked example', () => {
    const worked = new Set(
      listPackIds(resources).flatMap((packId) => {
        const loaded = loadPack(resolve(resources, 'procedures', packId));
        return loaded.ok ? loaded.value.examples.map(({ rule }) => rule) : [];
      }),
    );
    expect(rows.filter((row) => !worked.has(row))).toEqual([]);
  });
});

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
