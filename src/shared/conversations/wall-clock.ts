import type { ConversationWarning, ReadMessage, WrittenTime } from './report';

const hourMs = 3_600_000;

export function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    // The runtime refuses names that it does not know, and has no other way to ask.
    return false;
  }
}

/**
 * Hours that the clock of a zone never showed, when it was put forward, and hours that it showed twice, when it was put back.
 * The first say that the zone or the reading is wrong; of the second nobody knows which of the two was meant.
 */
export function wallClockFaults(
  messages: readonly ReadMessage[],
  zone: string,
): readonly ConversationWarning[] {
  const clock = new Intl.DateTimeFormat('en-u-nu-latn-ca-gregory', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const countByHour = new Map<string, number>();
  const never: number[] = [];
  const twice: number[] = [];
  for (const { at, position } of messages) {
    // Clocks change by half an hour at least, so ten minutes stand for all in them.
    const key = at.slice(0, 15);
    const known = countByHour.get(key);
    const count = known ?? momentsShowing(clock, `${key}0`);
    if (known === undefined) countByHour.set(key, count);
    if (count === 0) never.push(position);
    if (count > 1) twice.push(position);
  }
  return [
    ...(never.length > 0
      ? [{ kind: 'notInZone' as const, zone, lines: never.slice(0, 20), count: never.length }]
      : []),
    ...(twice.length > 0
      ? [{ kind: 'twiceInZone' as const, zone, lines: twice.slice(0, 20), count: twice.length }]
      : []),
  ];
}

/** How many moments a clock on the wall shows this time at. */
function momentsShowing(clock: Intl.DateTimeFormat, at: WrittenTime): number {
  const asUtc = Date.parse(`${at}Z`);
  const distances = new Set([-26, -3, 3, 26].map((hours) => distanceAt(clock, asUtc + hours * hourMs)));
  return [...distances].filter((distance) => distanceAt(clock, asUtc - distance) === distance).length;
}

/** Milliseconds by which the clock is ahead of UTC at a moment. */
function distanceAt(clock: Intl.DateTimeFormat, moment: number): number {
  const parts = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(moment / 60_000) * 60_000;
}
