import type { Language } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';
import { birthDateParts } from '../people/birth-date';
import { describeUncertainDate } from '../timeline/describe-date';
import { isValidEdtf, uncertainDateOfEdtf } from '../timeline/uncertain-date';
import type { FilingLanguage } from './kinds';

/** A day as it is written in a letter: `2 mars 2026`, `1er mars 2026`, `2 maart 2026`. */
export function printDay(day: CivilDate, language: Language): string {
  return printEdtf(day, language);
}

/** Any EDTF date in words, doubt included: `vers mai 2023`. '' for no date and for one that cannot be read. */
export function printEdtf(edtf: string, language: Language): string {
  return isValidEdtf(edtf) ? describeUncertainDate(edtf, language) : '';
}

/**
 * A date of birth in words, doubt included: `17 avril 1998`, `vers 1995`, `entre 1980 et 1989`. Unlike a date of the
 * timeline, two years with a stroke are no stretch of time. '' for a text that is no birth date.
 */
export function printBirthDate(edtf: string, language: FilingLanguage): string {
  const parts = birthDateParts(edtf);
  if (parts === null) return '';
  const { between, about, perhaps } = birthWords[language];
  if (parts.kind === 'between') {
    const from = withYear(parts.from, '0');
    const until = withYear(parts.until, '9');
    return between(printKnown(from, language), printKnown(until, language));
  }
  const { from } = parts;
  const year = from.slice(0, 4);
  if (!year.includes('X')) return printKnown(from, language, edtf.slice(from.length));
  const years = between(year.replaceAll('X', '0'), year.replaceAll('X', '9'));
  const day = from.includes('-') ? printKnown(`2000${from.slice(4)}`, language).replace(/\s*2000$/, '') : '';
  const text = [day, years].filter((part) => part !== '').join(', ');
  if (parts.kind === 'exact') return text;
  return parts.kind === 'about' ? about(text) : perhaps(text);
}

const birthWords = {
  fr: {
    between: (from: string, until: string): string => `entre ${withArticle(from)} et ${withArticle(until)}`,
    about: (text: string): string => `${text} environ`,
    perhaps: (text: string): string => `peut-être ${text}`,
  },
  nl: {
    between: (from: string, until: string): string => `tussen ${from} en ${until}`,
    about: (text: string): string => `ongeveer ${text}`,
    perhaps: (text: string): string => `mogelijk ${text}`,
  },
} satisfies Record<FilingLanguage, unknown>;

/** A day takes one in French between two: `entre le 3 mai 1995 et 1999`. */
function withArticle(date: string): string {
  return /^\d+(?:er)? \D/.test(date) ? `le ${date}` : date;
}

/** The date with the unknown digits of its year, and those alone, filled in. */
function withYear(date: string, digit: string): string {
  return date.slice(0, 4).replaceAll('X', digit) + date.slice(4);
}

/**
 * A date as far as it is known: what stands behind an unknown month says nothing alone and is left out, and so is a day
 * that the year does not have, such as 29 February of 1989 at the end of `198X`.
 */
function printKnown(date: string, language: FilingLanguage, mark = ''): string {
  const [year = '', month = 'XX', day = 'XX'] = date.split('-');
  const known = month === 'XX' ? [year] : day === 'XX' ? [year, month] : [year, month, day];
  const text = printEdtf(known.join('-') + mark, language);
  return text === '' && known.length === 3 ? printEdtf(`${year}-${month}${mark}`, language) : text;
}

/** True for '' and for every date that can be put into words. */
export function isReadableEdtf(edtf: string): boolean {
  return edtf === '' || isValidEdtf(edtf);
}

/** First and last day an EDTF date allows; null at an open end, and for a date that cannot be read. */
export function edtfRange(edtf: string): {
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
} {
  const date = uncertainDateOfEdtf(edtf);
  return { earliest: date?.earliest ?? null, latest: date?.latest ?? null };
}
