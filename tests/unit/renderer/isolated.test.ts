import { describe, expect, it } from 'vitest';
import { isolatedValues } from '../../../src/renderer/lib/isolated';

describe('isolatedValues', () => {
  it('closes off words that run from right to left, and leaves all else as it is', () => {
    expect(
      isolatedValues({
        arabic: 'سارة',
        persian: 'گلناز',
        hebrew: 'שרה',
        mixed: 'Sara سارة',
        latin: 'Sara',
        cyrillic: 'Оксана',
        ethiopic: 'ሳራ',
        count: 1,
        nobody: null,
      }),
    ).toEqual({
      arabic: '\u2068سارة\u2069',
      persian: '\u2068گلناز\u2069',
      hebrew: '\u2068שרה\u2069',
      mixed: '\u2068Sara سارة\u2069',
      latin: 'Sara',
      cyrillic: 'Оксана',
      ethiopic: 'ሳራ',
      count: 1,
      nobody: null,
    });
  });
});
