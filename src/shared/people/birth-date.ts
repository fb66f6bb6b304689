import type { CivilDate } from '../kernel/time';

/**
 * Whether a text is a birth date in EDTF (ISO 8601-2): a year, month or day, with `X` for digits that are not known,
 * `?` uncertain, `~` about, `%` both, or a range `1998/1999` of such dates. Empty is not one; store it for unknown.
 */
export function isBirthDate(text: string): boolean {
  const ends = text.split('/');
  if (ends.length > 2 || !ends.every(isDate)) return false;
  const [from = '', until = from] = ends;
  return earliest(from) <= latest(until);
}

/**
 * Reads a date of birth as people in Belgium write it: `17/04/1998`, `04/1998`, `1998`, `about 1998`, `vers 1998`,
 * `rond 1998`, `um 1998`, `1998 or 1999`, or EDTF.
 *
 * @returns EDTF; null when it cannot be read
 */
export function readBirthDate(typed: string): string | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, ' ');
  if (isBirthDate(text.toUpperCase())) return text.toUpperCase();
  const range = rangePattern.exec(text);
  const [from, until] = [range?.[1] ?? text, range?.[2]].map((end) =>
    end === undefined ? undefined : readOneDate(end),
  );
  if (from === null || from === undefined || until === null) return null;
  const read = until === undefined ? from : `${from}/${until}`;
  return isBirthDate(read) ? read : null;
}

const rangePattern =
  /^(?:between |entre |tussen |zwischen )?(\d{4}) ?(?:\/|-|–| or | ou | of | oder | and | et | en | und )(?: ?)(\d{4})$/;
const aboutPattern =
  /^(?:about|around|circa|ca?\.?|vers|environ|env\.?|autour de|rond|omstreeks|ongeveer|um|etwa|ungefähr|±|~) ?(?=\d)/;

const perhapsPattern = /^(?:perhaps|maybe|peut-être|misschien|mogelijk|vielleicht|möglicherweise) ?(?=\d)/;

function readOneDate(text: string): string | null {
  const mark = aboutPattern.test(text) ? '~' : perhapsPattern.test(text) ? '?' : '';
  const bareText = text
    .replace(aboutPattern, '')
    .replace(perhapsPattern, '')
    .replace(/^(?:en|in|im) /, '');
  const numbers = /^(?:(\d{1,2})[/. -])?(\d{1,2})[/. -](\d{4})$/.exec(bareText);
  const edtf =
    numbers === null
      ? bareText.toUpperCase()
      : [numbers[3], numbers[2]?.padStart(2, '0'), numbers[1]?.padStart(2, '0')]
          .filter((part) => part !== undefined)
          .join('-');
  // With a mark of its own already, the two together make no date.
  return isDate(edtf + mark) ? edtf + mark : null;
}

/** A date of birth in its parts, for showing it. */
export interface BirthDateParts {
  /** `exact` as far as it goes; `between` two years. */
  readonly kind: 'exact' | 'about' | 'uncertain' | 'between';
  readonly from: string;
  /** The same as `from` unless `between`. */
  readonly until: string;
}

/** The parts of a birth date; null for a text that is none. */
export function birthDateParts(edtf: string): BirthDateParts | null {
  if (!isBirthDate(edtf)) return null;
  const [from = '', until = from] = edtf.split('/');
  if (edtf.includes('/')) return { kind: 'between', from: bare(from), until: bare(until) };
  const kind = /[~%]$/.test(edtf) ? 'about' : edtf.endsWith('?') ? 'uncertain' : 'exact';
  return { kind, from: bare(from), until: bare(until) };
}

/** First and last day a birth date allows, `29` and `31` unchecked where digits are unknown; null for a text that is none. */
export function birthDateRange(
  edtf: string,
): { readonly earliest: CivilDate; readonly latest: CivilDate } | null {
  const parts = birthDateParts(edtf);
  return parts === null ? null : { earliest: earliest(parts.from), latest: latest(parts.until) };
}

const datePattern = /^([12](?:\d{3}|\d{2}X|\dXX))(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?$/;

function isDate(text: string): boolean {
  const parts = datePattern.exec(text);
  if (parts === null) return false;
  const [, year = '', month = 'XX', day = 'XX'] = parts;
  // Before a day that is known, an unknown month or a year with an unknown digit leaves the day unchecked but for 31.
  const monthNumber = month === 'XX' ? 1 : Number(month);
  if (monthNumber < 1 || monthNumber > 12) return false;
  if (day === 'XX') return true;
  // In a year with unknown digits the 29th of February may have existed.
  const yearNumber = year.includes('X') ? 2000 : Number(year);
  const days = new Date(Date.UTC(yearNumber, monthNumber, 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= days;
}

// Compared as text: both are ten characters long and differ only where a digit is unknown.
function earliest(date: string): CivilDate {
  const [year = '', month = '01', day = '01'] = bare(date).split('-');
  return `${year.replaceAll('X', '0')}-${month.replace('XX', '01')}-${day.replace('XX', '01')}`;
}

function latest(date: string): CivilDate {
  const [year = '', month = '12', day = '31'] = bare(date).split('-');
  return `${year.replaceAll('X', '9')}-${month.replace('XX', '12')}-${day.replace('XX', '31')}`;
}

function bare(date: string): string {
  return date.replace(/[?~%]$/, '');
}
