import type { Language } from '../../shared/kernel/languages';

/** Around the two numbers at the foot of a page. */
export const footWords: Readonly<Record<Language, { readonly page: string; readonly of: string }>> = {
  fr: { page: 'Page ', of: ' sur ' },
  nl: { page: 'Pagina ', of: ' van ' },
  de: { page: 'Seite ', of: ' von ' },
  en: { page: 'Page ', of: ' of ' },
};
