import { isPossibleDay, padded } from '../timeline/calendar-units';
import type { ReadMessage, WrittenTime, ZoneKnowledge } from './report';

const lastMoment = Date.UTC(2100, 0, 1);

/** A count of milliseconds as the clock of UTC, `2023-05-12T19:29:10`; null for one outside 1970 to 2100. */
export function timeOfInstant(milliseconds: number): WrittenTime | null {
  if (!Number.isFinite(milliseconds) || milliseconds <= 0 || milliseconds >= lastMoment) return null;
  return new Date(milliseconds).toISOString().slice(0, 19);
}

const wallClock = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/** Whether this text is a day and an hour that exist. */
export function isWrittenTime(text: string): text is WrittenTime {
  const match = wallClock.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return (
    isPossibleDay(year, month, day) && hour < 24 && minute < 60 && (match[6] === undefined || second < 61)
  );
}

/** Wall clock, and how far it is from UTC: `+02:00`, null where the export does not say. */
export interface OffsetTime {
  readonly at: WrittenTime;
  readonly offset: string | null;
}

export function formatOffset(minutes: number): string {
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(distance / 60), 2)}:${padded(distance % 60, 2)}`;
}

export function zoneOfOffsets(offsets: readonly (string | null)[]): ZoneKnowledge {
  const counts = new Map<string | null, number>();
  for (const offset of offsets) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  if (offsets.length === 0 || (counts.size === 1 && counts.has(null))) return { kind: 'unknown' };
  return { kind: 'written', offsets: [...counts].map(([offset, messages]) => ({ offset, messages })) };
}

/** Oldest first; records of one second stay as they stood. */
export function inOrderOfTime(messages: readonly ReadMessage[]): readonly ReadMessage[] {
  return [...messages].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
