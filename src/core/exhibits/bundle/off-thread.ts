import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
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
  const built = builtWorker();
  const limits = { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } };
  const worker =
    built === null ? new Worker(runFromSource, { eval: true, ...limits }) : new Worker(built, limits);
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

const here = dirname(fileURLToPath(import.meta.url));

/** In the built program it lies among the entries, one folder up for code that the build put into a shared file. */
function builtWorker(): string | null {
  const places = [join(here, 'bundle-worker.js'), join(here, '..', 'bundle-worker.js')];
  return places.find((path) => existsSync(path)) ?? null;
}

/** Tests run core from its sources; a thread of theirs must first learn to read TypeScript. */
const runFromSource = `
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(pathToFileURL(join(here, 'worker.ts')).href)});
  });
`;
