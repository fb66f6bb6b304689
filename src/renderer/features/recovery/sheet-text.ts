import { createIntl, createIntlCache } from 'react-intl';
import { languages, type Language } from '../../../shared/kernel/languages';
import { createFormats, type Formats } from '../../lib/text';
import type english from '../../../../resources/recovery-sheet/en.json';

export type SheetTextId = keyof typeof english;

/** What is printed on a sheet, in the language of whoever will hold it: not always that of the screen. */
export interface SheetTexts {
  readonly text: (id: SheetTextId, values?: Readonly<Record<string, string | number>>) => string;
  readonly formats: Formats;
}

const files = import.meta.glob<Record<string, string>>('../../../../resources/recovery-sheet/*.json', {
  eager: true,
  import: 'default',
});

/** Belgian ways of writing dates. */
const locales: Readonly<Record<Language, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

const textsByLanguage = new Map(languages.map((language) => [language, createSheetTexts(language)]));

export function sheetTexts(language: Language): SheetTexts {
  const found = textsByLanguage.get(language);
  if (found === undefined) throw new Error('A sheet has no texts in this language');
  return found;
}

function createSheetTexts(language: Language): SheetTexts {
  const messages = Object.entries(files).find(([path]) => path.endsWith(`/${language}.json`))?.[1] ?? {};
  const intl = createIntl({ locale: locales[language], messages }, createIntlCache());
  return {
    text: (id, values) => intl.formatMessage({ id }, values),
    formats: createFormats(locales[language]),
  };
}
