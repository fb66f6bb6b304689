import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { onShellEvent } from './shell';

let lostAt: Date | null = null;
const listeners = new Set<() => void>();

/** Notes when the core process ends without having been asked to, and asks the next one what is open. Once, at start. */
export function watchForLostCore(queries: QueryClient): void {
  onShellEvent('coreLost', () => {
    change(new Date());
    void queries.invalidateQueries({ queryKey: ['vault'] });
  });
}

/** When the core process was lost; null while all is well. */
export function useCoreLostAt(): Date | null {
  return useSyncExternalStore(subscribe, () => lostAt);
}

/** The vault was unlocked again. */
export function forgetLostCore(): void {
  change(null);
}

function change(next: Date | null): void {
  lostAt = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
