import type { Language } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';

/** Calendars by which people who are helped count, beside our own. */
export const otherCalendars = ['hijri', 'persian', 'ethiopian', 'buddhist'] as const;
export type OtherCalendar = (typeof otherCalendars)[number];

/** Names of the calendars in CLDR. */
const cldrNames: Readonly<Record<OtherCalendar, string>> = {
  // As computed for Mecca. Where the month begins when the moon is seen, a day may be another.
  hijri: 'islamic-umalqura',
  persian: 'persian',
  ethiopian: 'ethiopic',
  buddhist: 'buddhist',
};

/** English as it is written in Europe, with the day first. */
const locales: Readonly<Record<Language, string>> = { fr: 'fr', nl: 'nl', de: 'de', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A day as another calendar counts it, in words: "15 Shawwal 1444". Without the era: of the Ethiopian one some versions of
 * the platform know no name, and write "ERA1".
 */
export function inOtherCalendar(date: CivilDate, calendar: OtherCalendar, language: Language): string {
  const key = `${language} ${calendar}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(`${locales[language]}-u-ca-${cldrNames[calendar]}`, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
  formats.set(key, format);
  return format
    .formatToParts(new Date(`${date}T00:00:00Z`))
    .filter(({ type }) => type !== 'era')
    .map(({ value }) => value)
    .join('')
    .trim();
}
