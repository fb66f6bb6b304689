import type { Worker } from 'node:worker_threads';
import { startThread } from '../kernel/thread';
import type { BackupTask, TaskMessage, TaskOrder, TaskOutcome, TaskProgress } from './task';

/** Started with the first task and kept for the next ones. It does not keep the process from ending. */
let idle: Worker | null = null;

/**
 * Runs a task in a thread of its own: neither copying nor testing may keep core from saving what a person types.
 *
 * @throws when the thread itself breaks
 */
export async function runOffThread(
  task: BackupTask,
  watch: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: TaskProgress) => void;
    readonly onDatabaseCopied?: () => void;
  },
): Promise<TaskOutcome> {
  const cancelled = new SharedArrayBuffer(4);
  const cancel = () => {
    Atomics.store(new Int32Array(cancelled), 0, 1);
  };
  if (watch.signal.aborted) cancel();
  watch.signal.addEventListener('abort', cancel);
  const worker = idle ?? startThread({ entry: 'backup-worker', source: 'backups/worker.ts' });
  idle = null;
  worker.ref();
  try {
    const outcome = await new Promise<TaskOutcome>((resolve, reject) => {
      worker.on('message', (message: TaskMessage) => {
        if (message.kind === 'progress') watch.onProgress(message.progress);
        else if (message.kind === 'databaseCopied') watch.onDatabaseCopied?.();
        else if (message.kind === 'ended') resolve(message.outcome);
        else {
          const { name, stack } = message;
          reject(Object.assign(new Error('The thread of a backup broke'), { name, stack }));
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The thread of a backup ended with ${code}`)));
      worker.postMessage({ task, cancelled } satisfies TaskOrder);
    });
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.unref();
    idle = worker;
    return outcome;
  } finally {
    watch.signal.removeEventListener('abort', cancel);
    if (idle !== worker) void worker.terminate();
  }
}
