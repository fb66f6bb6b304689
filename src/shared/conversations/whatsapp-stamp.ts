import { dayHalfOf, dayHalfSource, hourOfDay } from './day-halves';
import type { WrittenDate } from './date-order';
import { plainHead } from './marks';
import type { ChatCalendar } from './report';

/** The beginning of a line that looks like the beginning of a message. */
export interface StampedLine {
  readonly date: WrittenDate;
  /** `21:29:10`, or without seconds; null for an hour that does not exist. */
  readonly time: string | null;
  /** The line says which half of the day its hour is in. */
  readonly hasHalf: boolean;
  /** `AM` or `PM` in capitals and without dots, as phones set to the United States write it. */
  readonly isAmericanHalf: boolean;
  readonly hour: number;
  readonly form: 'bracket' | 'dash' | 'colon';
  /** All that an export does the same way in each line. A line that differs is not of this export. */
  readonly signature: string;
  /** Index in the line at which sender or notice begin. */
  readonly restAt: number;
}

const calendarByEra: Readonly<Record<string, ChatCalendar>> = {
  ah: 'hijri',
  هـ: 'hijri',
  ه: 'hijri',
  ap: 'persian',
  هش: 'persian',
  be: 'buddhist',
  พศ: 'buddhist',
};
const era = '(?: ?(?<era>AH|AP|BE|هـ|ه\\.? ?ش\\.?|ه|พ\\.ศ\\.))?';
const date = `(?<one>\\d{1,4})(?<separator>\\. |[/.\\-]| ?[年년] ?)(?<two>\\d{1,2})(?:\\. |[/.\\-]| ?[月월] ?)(?<three>\\d{1,4})(?:\\.| ?[日일]| ?г\\.?)?${era}`;
const half = (name: string) => `(?:(?<${name}>${dayHalfSource}) ?)`;
const time = `${half('before')}?(?<hour>\\d{1,2})(?<colon>[:.]| ?h ?)(?<minute>\\d{2})(?:(?:[:.]| ?min ?)(?<second>\\d{2})(?: ?s\\b)?)?(?: ?(?:น\\.|ч\\.|Uhr|uur))?(?: ?${half('after')})?`;
/** Words that stand between day and hour in one language or another. Any other word is not read. */
const between =
  '(?:[,،、;]? ?(?:(?:at|à|às|a las|um|om|kl\\.?|klo|lúc|alle|ore|ora|o|u|в|об|saat|στις|เวลา|den) )?|, ?)';
// Older Korean exports write `2014년 5월 12일 오후 9:29, 이름 : 글`.
const end = '(?<end>\\] ?| ?[-–—] |: |, )';
const dateFirst = new RegExp(`^(?<open>\\[)?${date}${between}${time}${end}`, 'iu');
const timeFirst = new RegExp(`^(?<open>\\[)?${time}${between}${date}${end}`, 'iu');

/** Null for a line that begins in no way that an export begins a message. */
export function readStampedLine(line: string, position: number): StampedLine | null {
  const head = plainHead(line);
  if (!mayBegin(head.text)) return null;
  const dated = dateFirst.exec(head.text);
  const match = dated ?? timeFirst.exec(head.text);
  if (match?.groups === undefined) return null;
  const groups = match.groups;
  const closes = groups['end'] ?? '';
  if ((groups['open'] !== undefined) !== closes.startsWith(']')) return null;
  if (closes.startsWith(',') && groups['separator']?.includes('년') !== true) return null;
  const form = closes.startsWith(']') ? 'bracket' : closes.startsWith(':') ? 'colon' : 'dash';
  const one = groups['one'] ?? '';
  const three = groups['three'] ?? '';
  // Four digits can only be a year, and no year has three.
  if (one.length === 3 || three.length === 3 || (one.length > 2 && three.length > 2)) return null;
  const word = groups['before'] ?? groups['after'] ?? null;
  const dayHalf = word === null ? null : dayHalfOf(word);
  const hour = hourOfDay(Number(groups['hour']), dayHalf);
  const minute = groups['minute'] ?? '';
  const second = groups['second'];
  const separator = (groups['separator'] ?? '').trimStart();
  const exists = hour !== null && Number(minute) < 60 && Number(second ?? 0) < 61;
  const script = scriptOf(line);
  return {
    date: {
      numbers: [Number(one), Number(groups['two']), Number(three)],
      firstDigits: one.length,
      lastDigits: three.length,
      separator,
      calendar: calendarByEra[(groups['era'] ?? '').toLowerCase().replace(/[. ]/g, '')] ?? null,
      persianDigits: script === 'persian',
      minutes: exists ? hour * 60 + Number(minute) : null,
      position,
    },
    time: exists
      ? `${String(hour).padStart(2, '0')}:${minute}${second === undefined ? '' : `:${second}`}`
      : null,
    hasHalf: word !== null,
    isAmericanHalf: word === 'AM' || word === 'PM',
    hour: hour ?? 0,
    form,
    signature: [
      form,
      dated === null ? 'timeFirst' : 'dateFirst',
      separator,
      (groups['colon'] ?? '').trim(),
      second === undefined ? 'minutes' : 'seconds',
      word === null ? '24' : '12',
      one.length > 2 ? 'yearFirst' : three.length > 2 ? 'yearLast' : 'shortYear',
      script,
    ].join(' '),
    restAt: head.origins === null ? match[0].length : (head.origins[match[0].length] ?? line.length),
  };
}

/** Most lines of long texts are none; this tells without an expression. */
function mayBegin(head: string): boolean {
  const code = head.charCodeAt(head.startsWith('[') ? 1 : 0);
  // A digit, or a word for the half of the day in a script other than that of most texts.
  return (code >= 0x30 && code <= 0x39) || code > 0x7e || /^\[?[apsc][.mah]/iu.test(head);
}

function scriptOf(line: string): 'plain' | 'persian' | 'arabic' | 'other' {
  for (let index = 0; index < line.length && index < 40; index += 1) {
    const code = line.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) return 'plain';
    if (code >= 0x6f0 && code <= 0x6f9) return 'persian';
    if (code >= 0x660 && code <= 0x669) return 'arabic';
  }
  return 'other';
}
