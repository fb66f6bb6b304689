import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../../network-guard';
import { createBundle, type BundleBuilder } from './build';
import { findForeign } from './check';
import type { BundleAnswer, BundleOrder } from './task';

// The thread that makes one bundle. Started by `off-thread.ts` alone, and ended when the bundle is there or refused: what a
// hostile file does to it, it does to nothing else.

// Each thread has functions of the network of its own.
refuseNetwork();

let bundle: BundleBuilder | null = null;

parentPort?.on('message', (order: BundleOrder) => {
  obey(order).then(
    (answer) => parentPort?.postMessage(answer),
    (failure: unknown) => {
      const { name, stack } = failure instanceof Error ? failure : { name: typeof failure, stack: '' };
      parentPort?.postMessage({ kind: 'broken', name, stack: stack ?? '' } satisfies BundleAnswer);
    },
  );
});

async function obey(order: BundleOrder): Promise<BundleAnswer> {
  if (order.kind === 'begin') {
    bundle = await createBundle(order.frame);
    return { kind: 'done' };
  }
  if (bundle === null) throw new Error('A bundle begins with its frame');
  switch (order.kind) {
    case 'exhibit':
      bundle.beginExhibit(order.row, order.isOnPaper);
      return { kind: 'done' };
    case 'file': {
      const added = await bundle.addFile(order.file);
      return added.ok ? { kind: 'done' } : { kind: 'refused', because: added.error };
    }
    case 'finish': {
      const made = await bundle.finish();
      const foreign = await findForeign(made.bytes, made.pages);
      if (foreign.length > 0)
        throw new Error(`The bundle holds what must not be in it: ${foreign.join(' ')}`);
      return { kind: 'finished', ...made };
    }
  }
}
