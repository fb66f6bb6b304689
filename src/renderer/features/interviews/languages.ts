import { useMemo } from 'react';
import { offeredLanguages } from '../../../shared/people/spoken-languages';
import { useLanguageNames } from '../../lib/language-names';

/** Languages to choose from by name, with the one already chosen among them. */
export function useLanguageOptions(
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const name = useLanguageNames();
  return useMemo(
    () => name([...new Set([...offeredLanguages, ...(chosen === '' ? [] : [chosen])])]),
    [name, chosen],
  );
}

/** The name of a language, or an empty text while none is known. */
export function useLanguageName(tag: string): string {
  const name = useLanguageNames();
  return useMemo(() => (tag === '' ? '' : (name([tag])[0]?.label ?? tag)), [name, tag]);
}
