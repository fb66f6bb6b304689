import { z } from 'zod';

// Half surrogates, control characters, and the signs that turn or isolate the direction of text: pasted along unseen,
// they make a name look like another one. Joiners stay, Persian and Indic names need them.
const unseenSigns = /[\p{Cs}\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** One line as a person meant it: composed characters, single spaces, nothing unseen. */
export function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\r\n\t\u2028\u2029]/g, ' ')
    .replace(unseenSigns, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Several lines, each tidied; empty ones at the end go. */
export function tidyLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(tidyLine)
    .join('\n')
    .trim();
}

/** A line of text of at most `length` UTF-16 units. Empty when unknown. */
export function lineSchema(length: number) {
  return z.string().max(length).transform(tidyLine);
}

/** Text of several lines of at most `length` UTF-16 units. Empty when there is none. */
export function linesSchema(length: number) {
  return z.string().max(length).transform(tidyLines);
}
