import { describe, expect, it } from 'vitest';
import { fuzzyScore } from '../../../src/renderer/lib/fuzzy';

describe('fuzzyScore', () => {
  it('fits everything when nothing is typed', () => {
    expect(fuzzyScore('', 'Settings')).toBe(0);
  });

  it('fits letters that come in the text in this order', () => {
    expect(fuzzyScore('stg', 'Settings')).not.toBeNull();
    expect(fuzzyScore('gts', 'Settings')).toBeNull();
  });

  it('does not mind accents and capitals', () => {
    expect(fuzzyScore('parametres', 'Paramètres')).not.toBeNull();
    expect(fuzzyScore('ÉTAT', 'état')).not.toBeNull();
  });

  it('prefers what stands together and what starts words', () => {
    const scores = ['People', 'Add a person to the plea', 'Compile'].map(
      (text) => fuzzyScore('pe', text) ?? -1,
    );
    expect(scores.toSorted((one, other) => other - one)[0]).toBe(scores[0]);
    expect(fuzzyScore('br14', 'BR-2026-014')).toBeGreaterThan(fuzzyScore('br14', 'abra 1 of 4') ?? 0);
  });

  it('prefers the shorter of two that fit alike', () => {
    expect(fuzzyScore('lock', 'Lock')).toBeGreaterThan(fuzzyScore('lock', 'Lock the vault') ?? 0);
  });
});
