import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../src/core/procedures/pack-loader';

// The deadline table of the research notes, by pack: every row must be a rule, with where it stands and where it was
// read. The holidays of the other countries (XX-H) are not rows of the table; a working day cannot be counted without.
const rowsByPack = {
  'be-thb': [
    ...Array.from({ length: 22 }, (_, index) => `BE-R${index + 1}`),
    'BE-S1',
    'BE-S2',
    'BE-S3',
    'BE-S4',
    'BE-H',
    'EU-R1',
  ],
  'fr-thb': ['FR-R1', 'FR-R2', 'FR-R3', 'FR-R4', 'FR-R5'],
  'nl-thb': ['NL-R1', 'NL-R2'],
  'de-thb': ['DE-R1', 'DE-R2'],
  'lu-thb': ['LU-R1', 'LU-R2'],
  'es-thb': ['ES-R1', 'ES-R2', 'ES-R3', 'ES-R4'],
  'it-thb': ['IT-R1'],
  'uk-thb': ['UK-R1'],
  'ie-thb': ['IE-R1', 'IE-R2'],
};

/** The mark the table gives to the row, where it is not `sure`. */
const marksByRow: Readonly<Record<string, 'likely'>> = Object.fromEntries(
  ['BE-R1', 'BE-R7', 'BE-R15', 'BE-R22', 'BE-H', 'EU-R1', 'FR-R5', 'NL-R2', 'DE-R2', 'LU-R2', 'UK-R1'].map(
    (id) => [id, 'likely'] as const,
  ),
);

describe.each(Object.entries(rowsByPack))('the deadline table of %s', (packId, rows) => {
  const loaded = loadPack(resolve(import.meta.dirname, '../../../resources/procedures', packId));
  const rules = loaded.ok ? loaded.value.rules : [];

  it('is in the pack, row by row', () => {
    expect(rows.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
    const beyond = rules.map(({ id }) => id).filter((id) => !rows.includes(id));
    expect(beyond.filter((id) => !id.endsWith('-H'))).toEqual([]);
  });

  it('has the marks of the table', () => {
    const marks = rules.filter(({ id }) => rows.includes(id)).map(({ id, mark }) => [id, mark]);
    expect(marks).toEqual(marks.map(([id = '']) => [id, marksByRow[id] ?? 'sure']));
  });

  it('says of every row where it stands in the law', () => {
    expect(rules.filter(({ basis, id }) => rows.includes(id) && basis.length === 0)).toEqual([]);
  });
});

describe('the time limits of the Belgian Council', () => {
  it('are all to be verified, since a reform was pending when the law was read', () => {
    const loaded = loadPack(resolve(import.meta.dirname, '../../../resources/procedures/be-thb'));
    const rules = loaded.ok ? loaded.value.rules : [];
    const ids = new Set([
      'R8',
      'R9',
      'R10',
      'R11',
      'R12',
      'R13',
      'R14',
      'R15',
      'R16',
      'S1',
      'S2',
      'S3',
      'S4',
    ]);
    expect(
      rules
        .filter(({ id, verify, verifyBecause }) => {
          const isOfCouncil = ids.has(id.replace('BE-', ''));
          return isOfCouncil && (!verify || verifyBecause !== 'councilReform');
        })
        .map(({ id }) => id),
    ).toEqual([]);
  });
});
