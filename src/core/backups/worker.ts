import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../network-guard';
import { runTask } from './run-task';
import type { TaskMessage, TaskOrder } from './task';

// The thread that copies and tests backups, one task after the other. Started by `off-thread.ts` alone.

// Each thread has functions of the network of its own.
refuseNetwork();

function say(message: TaskMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', ({ task, cancelled }: TaskOrder) => {
  const flag = new Int32Array(cancelled);
  runTask(task, { isCancelled: () => Atomics.load(flag, 0) === 1, say }).then(
    (outcome) => say({ kind: 'ended', outcome }),
    (failure: unknown) => {
      const { name, stack } = failure instanceof Error ? failure : { name: typeof failure, stack: '' };
      say({ kind: 'broken', name, stack: stack ?? '' });
    },
  );
});
