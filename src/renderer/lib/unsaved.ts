import { onShellEvent, tellShell } from './shell';

/** The shell waits this long for the page before it ends core. */
const flushLimitMs = 200;

const flushes = new Set<() => Promise<void>>();

/**
 * Says that something on the screen may not be saved yet. `flush` must save it at once and settle when that is done;
 * it is called before the vault locks, and again after the vault was unlocked when core was lost in between.
 *
 * @returns the function that takes it back; call it when the editor goes away, after its own last save
 */
export function registerUnsaved(flush: () => Promise<void>): () => void {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** Saves everything registered. One that fails does not keep the others from it; each shows its own failure. */
export async function flushUnsaved(): Promise<void> {
  await Promise.allSettled([...flushes].map((flush) => flush()));
}

/** Saves before each lock and tells the shell so. Once, when the page starts. */
export function flushBeforeLock(): void {
  onShellEvent('lockingSoon', () => {
    const limit = new Promise<void>((resolve) => {
      setTimeout(resolve, flushLimitMs);
    });
    void Promise.race([flushUnsaved(), limit]).then(() => tellShell({ kind: 'flushed' }));
  });
}
