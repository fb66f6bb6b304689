import { startThread } from '../../kernel/thread';
import type { BundleAnswer, BundleOrder } from './task';

/** The thread of a bundle: takes one order after the other. */
export interface BundleThread {
  /**
   * What the thread answers; `stopped` when it did not in time, ran out of memory or was ended. It is gone then.
   *
   * @throws when the thread itself breaks
   */
  readonly order: (order: BundleOrder) => Promise<BundleAnswer | { readonly kind: 'stopped' }>;
  readonly end: () => void;
}

/** Of memory that JavaScript manages. Files and pages lie beside it, and have limits of their own. */
const mostMegabytes = 1024;
/** For one file, and for the whole at the end. A scan of 300 pages takes about a second. */
const mostMilliseconds = 90_000;

/** Starts a thread, ended by the signal. */
export function startBundleThread(signal: AbortSignal): BundleThread {
  const worker = startThread(
    { entry: 'bundle-worker', source: 'exhibits/bundle/worker.ts' },
    { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } },
  );
  let isGone = false;
  let settle: ((answer: BundleAnswer | { readonly kind: 'stopped' } | Error) => void) | null = null;
  const stop = (why: Error | { readonly kind: 'stopped' }) => {
    isGone = true;
    void worker.terminate();
    settle?.(why);
  };
  const abort = () => stop({ kind: 'stopped' });
  signal.addEventListener('abort', abort, { once: true });
  worker.on('message', (answer: BundleAnswer) => settle?.(answer));
  worker.on('error', (failure: Error) => {
    const isMemory = 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY';
    stop(isMemory ? { kind: 'stopped' } : failure);
  });
  worker.on('exit', () => stop({ kind: 'stopped' }));

  return {
    order: async (order) => {
      if (isGone || signal.aborted) return { kind: 'stopped' };
      const timer = setTimeout(() => stop({ kind: 'stopped' }), mostMilliseconds);
      try {
        const answer = await new Promise<BundleAnswer | { readonly kind: 'stopped' } | Error>((resolve) => {
          settle = resolve;
          worker.postMessage(order);
        });
        if (answer instanceof Error) throw answer;
        if (answer.kind === 'broken') {
          const { name, stack } = answer;
          throw Object.assign(new Error('The thread of a bundle broke'), { name, stack });
        }
        return answer;
      } finally {
        clearTimeout(timer);
        settle = null;
      }
    },
    end: () => {
      signal.removeEventListener('abort', abort);
      isGone = true;
      void worker.terminate();
    },
  };
}
