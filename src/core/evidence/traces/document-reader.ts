import type { Worker } from 'node:worker_threads';
import { startThread } from '../../kernel/thread';
import type { Look } from './look';

/** Looks into PDFs and Office files in a thread of its own, which begins with the first. */
export interface DocumentReader {
  /** Null where it did not come to an end in time or in memory, and after `end`. */
  readonly look: (bytes: Uint8Array) => Promise<Look | null>;
  readonly end: () => void;
}

const mostMegabytes = 1024;
const mostMilliseconds = 60_000;

export function createDocumentReader(): DocumentReader {
  let thread: Worker | null = null;
  let settle: ((look: Look | null) => void) | null = null;
  const stop = (): void => {
    void thread?.terminate();
    thread = null;
    settle?.(null);
  };
  const start = (): Worker => {
    const worker = startThread(
      { entry: 'traces-worker', source: 'evidence/traces/worker.ts' },
      { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } },
    );
    worker.on('message', (look: Look | null) => settle?.(look));
    // Out of memory, or broken: the next file gets another thread.
    worker.on('error', stop);
    return worker;
  };
  let isOver = false;
  return {
    look: async (bytes) => {
      if (isOver) return null;
      thread ??= start();
      const timer = setTimeout(stop, mostMilliseconds);
      try {
        return await new Promise<Look | null>((resolve) => {
          settle = resolve;
          thread?.postMessage(bytes);
        });
      } finally {
        clearTimeout(timer);
        settle = null;
      }
    },
    end: () => {
      isOver = true;
      stop();
    },
  };
}
