import { useSyncExternalStore } from 'react';

/** Whole seconds left until a moment (milliseconds since 1970), counted down; 0 once it has passed. */
export function useSecondsUntil(momentMs: number): number {
  return useSyncExternalStore(subscribe, () => Math.max(0, Math.ceil((momentMs - Date.now()) / 1000)));
}

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, 250);
  return () => clearInterval(timer);
}
