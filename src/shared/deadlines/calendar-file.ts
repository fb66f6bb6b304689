import type { CivilDate, Instant } from '../kernel/time';
import { addDays } from './calendar';

/** A day in a calendar file. */
export interface CalendarDay {
  /** The same each time it is written, so that a calendar that reads the file again changes the entry it has. */
  readonly uid: string;
  readonly on: CivilDate;
  readonly title: string;
}

/** Longest line in octets, without its end (RFC 5545, 3.1). */
const lineLimit = 75;

/**
 * A calendar of whole days by RFC 5545. It says when and what it is called, and nothing else: no place, no people, no
 * description, no alarm that would light up a telephone. Marked private, for calendars that others may look into.
 */
export function writeCalendar(days: readonly CalendarDay[], writtenAt: Instant): string {
  const stamp = `${writtenAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dossier//Dossier//EN',
    'CALSCALE:GREGORIAN',
    ...days.flatMap(({ uid, on, title }) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${basicDate(on)}`,
      `DTEND;VALUE=DATE:${basicDate(addDays(on, 1))}`,
      `SUMMARY:${escapeText(title)}`,
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

/** A value of the kind TEXT (3.3.11). Control characters have no place in one and are left out. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}

/** Breaks a line that is too long, never inside a character; each part after the first begins with a space. */
export function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > lineLimit) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

function basicDate(date: CivilDate): string {
  return date.replaceAll('-', '');
}

/** How long a character is in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_00_00 ? 3 : 4;
}
