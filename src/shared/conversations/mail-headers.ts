import { daysInMonth, padded } from '../timeline/calendar-units';
import { formatOffset, type OffsetTime } from './written-time';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const form =
  /^(?:[A-Za-z]{3,9},? +)?(\d{1,2})[ -]+([A-Za-z]{3})[A-Za-z]*[ -]+(\d{4}|\d{2}) +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: *([+-]\d{4}|[A-Za-z]{1,5}))?/;
/** Names of zones that RFC 5322 gives a distance; any other name says none. */
const offsetsByName: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EDT: -240,
  EST: -300,
  CDT: -300,
  CST: -360,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
};

/** The Date header of a mail as the clock on the wall of its sender; null when it holds no day and hour. */
export function readMailDate(header: string): OffsetTime | null {
  const match = form.exec(header.trim());
  if (match === null) return null;
  const [, day = '', name = '', year = '', hour = '', minute = '', second, zone] = match;
  const month = months.indexOf(name.toLowerCase()) + 1;
  const fullYear = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  if (month === 0 || Number(day) < 1 || Number(day) > daysInMonth(fullYear, month)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  return {
    at: `${padded(fullYear, 4)}-${padded(month, 2)}-${padded(Number(day), 2)}T${padded(Number(hour), 2)}:${minute}${second === undefined ? '' : `:${second}`}`,
    offset: offsetOf(zone),
  };
}

function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  const digits = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (digits !== null) {
    // -0000 says that the clock is not known to stand in any zone.
    if (zone === '-0000') return null;
    return `${digits[1]}${digits[2]}:${digits[3]}`;
  }
  const minutes = offsetsByName[zone.toUpperCase()];
  return minutes === undefined ? null : formatOffset(minutes);
}

const firstHeader =
  /^(?:Received|Return-Path|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Reply-To|X-[A-Za-z-]+|DKIM-Signature|ARC-Seal|Authentication-Results): /i;

export function looksLikeMail(firstLines: readonly string[]): boolean {
  const headers = firstLines.slice(
    0,
    Math.max(
      0,
      firstLines.findIndex((line) => line === ''),
    ) || firstLines.length,
  );
  if (headers[0] === undefined || !firstHeader.test(headers[0])) return false;
  return headers.some((line) => /^(?:From|Date):/i.test(line));
}

export function looksLikeMbox(firstLines: readonly string[]): boolean {
  return /^From \S+/.test(firstLines[0] ?? '') && looksLikeMail(firstLines.slice(1));
}
