import { alpha2Of, stateless } from '../people/countries';
import type { FilingLanguage } from './kinds';

/** Name of a country by its alpha-3 code, as printed under "nationality"; the code itself when it is not known. */
export function printCountry(code: string, language: FilingLanguage): string {
  if (code === stateless) return { fr: 'apatride', nl: 'staatloos' }[language];
  const twoLetters = alpha2Of(code);
  if (twoLetters === null) return code;
  return new Intl.DisplayNames([language], { type: 'region' }).of(twoLetters) ?? code;
}

/** Name of a language by its BCP 47 tag, e.g. `arabe`; the tag itself when it is not known. */
export function printLanguage(tag: string, language: FilingLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Not a well-formed tag: what was typed says more than nothing.
    return tag;
  }
}
