import type { CivilDate, Instant } from '../../shared/kernel/time';

const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u;
const dayFirst = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})$/u;

/**
 * Reads a day as people in Belgium type it: `2/3/2026`, `02.03.2026`, `2-3-2026`, or `2026-03-02`. The day always comes
 * before the month; a year of two figures is not guessed.
 *
 * @returns null when it is no day of the calendar
 */
export function readCivilDate(typed: string): CivilDate | null {
  const trimmed = typed.trim();
  const iso = yearFirst.exec(trimmed);
  const local = dayFirst.exec(trimmed);
  const [year, month, day] =
    iso !== null ? [iso[1], iso[2], iso[3]] : local !== null ? [local[3], local[2], local[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  // A 31 February becomes 3 March in a Date: it must come back as it went in.
  const isDay = !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === date;
  return isDay ? date : null;
}

/** `2026-03-02` as `02/03/2026`, the way it is typed. */
export function writeCivilDate(date: CivilDate): string {
  return date.split('-').toReversed().join('/');
}

/** The day of an instant on this laptop's clock. */
export function localDay(instant: Instant): CivilDate {
  const day = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
