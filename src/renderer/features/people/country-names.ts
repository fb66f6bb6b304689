import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useLanguageName } from '../../lib/language-names';
import { alpha2Of, nationalityCodes, stateless } from '../../../shared/people/countries';
import { offeredLanguages } from '../../../shared/people/spoken-languages';
import { useText } from '../../lib/text';

/** Codes and their names in the language of the interface. */
export interface CodeNames {
  readonly nameOf: (code: string) => string;
  /** Every code that is offered, by name. */
  readonly options: readonly { readonly code: string; readonly name: string }[];
}

/** Names of nationalities by alpha-3 code: the country's, or "Stateless". */
export function useCountryNames(): CodeNames {
  const text = useText();
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return codeNames(locale, nationalityCodes, (code) => {
      if (code === stateless) return text('people.nationality.stateless');
      const alpha2 = alpha2Of(code);
      return (alpha2 === null ? undefined : names.of(alpha2)) ?? code;
    });
  }, [locale, text]);
}

/** Names of languages by BCP 47 tag. */
export function useLanguageNames(): CodeNames {
  const { locale } = useIntl();
  const nameOf = useLanguageName();
  return useMemo(() => codeNames(locale, offeredLanguages, nameOf), [locale, nameOf]);
}

function codeNames(locale: string, codes: readonly string[], plainName: (code: string) => string): CodeNames {
  // Names of languages come in small letters in some languages; alone they stand as in a list.
  const nameOf = (code: string) => {
    const name = plainName(code);
    return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
  };
  const options = codes
    .map((code) => ({ code, name: nameOf(code) }))
    .toSorted((left, right) => left.name.localeCompare(right.name, locale));
  return { nameOf, options };
}
