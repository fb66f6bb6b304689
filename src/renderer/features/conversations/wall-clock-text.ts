import type { Formats } from '../../lib/text';

/** The clock on the wall, as `12 May 2023, 21:29`: never moved to the zone of this laptop. */
export function writeWallClock(formats: Formats, at: string): string {
  return at === '' ? '' : `${formats.shortDate(at.slice(0, 10))}, ${at.slice(11)}`;
}
