import { useSyncExternalStore } from 'react';
import type { CivilDate } from '../../../shared/kernel/time';

/** The laptop's own clock to the minute: `{ date: '2026-03-02', time: '09:15' }`. */
export interface WallClock {
  readonly date: CivilDate;
  readonly time: string;
}

let reading = read();
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

/** The day and the minute it is, kept right while something shows them. */
export function useWallClock(): WallClock {
  return useSyncExternalStore(subscribe, () => reading);
}

function read(): WallClock {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: `${two(now.getHours())}:${two(now.getMinutes())}`,
  };
}

function tick(): void {
  const next = read();
  if (next.time !== reading.time || next.date !== reading.date) {
    reading = next;
    for (const listener of listeners) listener();
  }
  // Just after the next full minute.
  timer = setTimeout(tick, 60_050 - (Date.now() % 60_000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
    timer = null;
  };
}
