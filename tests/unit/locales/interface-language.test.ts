import { describe, expect, it } from 'vitest';
import { interfaceLanguageOf } from '../../../src/shared/kernel/languages';

describe('the language of the interface at the first start', () => {
  it('is that of the laptop where the program speaks it, and English elsewhere', () => {
    const expected = {
      'nl-BE': 'nl',
      nl: 'nl',
      NL_nl: 'nl',
      'fr-BE': 'fr',
      'fr-CA': 'fr',
      'de-BE': 'de',
      'de-LU': 'de',
      'en-GB': 'en',
      'fry-NL': 'en',
      'pt-BR': 'en',
      '': 'en',
    };
    expect(
      Object.fromEntries(Object.keys(expected).map((locale) => [locale, interfaceLanguageOf(locale)])),
    ).toEqual(expected);
  });
});
