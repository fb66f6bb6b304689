import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Languages for which the program that shows the page brings no name; the catalogues have them. */
const namedByUs = [
  'ary',
  'arz',
  'bin',
  'dyu',
  'efi',
  'ff',
  'kab',
  'kr',
  'lua',
  'man',
  'mos',
  'pcm',
  'rif',
  'rn',
  'rom',
  'sg',
  'shi',
  'tzm',
  'umb',
  'zza',
] as const;

/** The name of a language by its BCP 47 tag, in the language of the interface. */
export function useLanguageName(): (tag: string) => string {
  const { locale, formatMessage } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'language' });
    return (tag) => {
      const ours = namedByUs.find((each) => each === tag);
      return ours === undefined ? (names.of(tag) ?? tag) : formatMessage({ id: `ui.language.${ours}` });
    };
  }, [locale, formatMessage]);
}

/** Names languages by their BCP 47 tags, as options sorted by name in the language of the interface. */
export function useLanguageNames(): (
  tags: readonly string[],
) => readonly { readonly value: string; readonly label: string }[] {
  const { locale } = useIntl();
  const nameOf = useLanguageName();
  return useMemo(() => {
    const order = new Intl.Collator(locale);
    return (tags) =>
      tags
        .map((value) => ({ value, label: nameOf(value) }))
        .sort((left, right) => order.compare(left.label, right.label));
  }, [locale, nameOf]);
}
