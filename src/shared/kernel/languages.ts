import { z } from 'zod';

/** Languages of Belgian procedures, in which packs carry all their text. */
export const languages = ['fr', 'nl', 'de', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = (typeof languages)[number];

/** Languages the interface itself speaks so far. */
export const interfaceLanguages = ['en', 'fr'] as const;
export const interfaceLanguageSchema = z.enum(interfaceLanguages);
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** One text in every language of a pack. */
export const localizedTextSchema = z.strictObject({
  fr: z.string().min(1),
  nl: z.string().min(1),
  de: z.string().min(1),
  en: z.string().min(1),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;
