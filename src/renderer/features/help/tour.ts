import { useSyncExternalStore } from 'react';

// Where the tour of the practice vault is. Kept in memory only, like the place one is at: it ends with the lock.

/** A new object each time, so that the stop one is at can be gone to once more. */
export interface TourAt {
  /** Of the stop, from 0. */
  readonly place: number;
}

let at: TourAt | null = null;
const listeners = new Set<() => void>();

/** From the first stop on, also when it is under way. */
export function beginTour(): void {
  goToStop(0);
}

export function goToStop(next: number): void {
  change({ place: next });
}

export function endTour(): void {
  change(null);
}

/** Where the tour is; null while there is none. */
export function useTour(): TourAt | null {
  return useSyncExternalStore(subscribe, () => at);
}

function change(next: TourAt | null): void {
  at = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
