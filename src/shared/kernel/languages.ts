import { z } from 'zod';

/** Languages of Belgian procedures, in which packs carry all their text. */
export const languages = ['fr', 'nl', 'de', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = (typeof languages)[number];

/**
 * Languages the interface itself speaks so far. One more of them needs its folder of catalogues, its list of words for
 * passphrases, its way of writing dates in the page, its words in the faults of packs and in the interview guide; the
 * compiler and the tests ask for each.
 */
export const interfaceLanguages = ['en', 'fr', 'nl', 'de'] as const;
export const interfaceLanguageSchema = z.enum(interfaceLanguages);
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** The language of the interface for a locale such as `nl-BE`; English where it speaks no such language. */
export function interfaceLanguageOf(locale: string): InterfaceLanguage {
  const spoken = locale.toLowerCase().split(/[-_]/u)[0];
  return interfaceLanguages.find((language) => language === spoken) ?? 'en';
}

/** One text in every language of a pack. */
export const localizedTextSchema = z.strictObject({
  fr: z.string().min(1),
  nl: z.string().min(1),
  de: z.string().min(1),
  en: z.string().min(1),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;
