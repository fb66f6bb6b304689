import { describe, expect, it } from 'vitest';
import { inOtherCalendar, otherCalendars } from '../../../src/shared/timeline/other-calendars';

// New year by each calendar, as almanacs print it. The wording is that of the platform and may change with it.
const newYears = {
  hijri: { day: '2023-07-19', year: '1445' },
  persian: { day: '2023-03-21', year: '1402' },
  ethiopian: { day: '2023-09-12', year: '2016' },
  buddhist: { day: '2023-01-01', year: '2566' },
} as const;

describe('a day in another calendar', () => {
  it.each(otherCalendars)('is the first of its year on the new year of the %s one', (calendar) => {
    const { day, year } = newYears[calendar];
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    for (const language of ['en', 'fr', 'nl', 'de'] as const) {
      const words = inOtherCalendar(day, calendar, language);
      expect(words).toMatch(/^1(er)?[. ]/u);
      expect(words.endsWith(` ${year}`)).toBe(true);
      expect(inOtherCalendar(before, calendar, language)).toContain(String(Number(year) - 1));
    }
  });
});
