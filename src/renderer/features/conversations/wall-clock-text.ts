import type { Formats, Text } from '../../lib/text';

/** The clock on the wall, as `12 May 2023, 21:29`: never moved to the zone of this laptop. */
export function writeWallClock(formats: Formats, at: string): string {
  return at === '' ? '' : `${formats.shortDate(at.slice(0, 10))}, ${at.slice(11)}`;
}

/** `12 May 2023 to 3 June 2023`, or only one of them where both read alike. */
export function writePeriod(text: Text, first: string, last: string, write: (at: string) => string): string {
  const [from, to] = [write(first), write(last)];
  return from === to ? from : text('conversations.period', { from, to });
}
