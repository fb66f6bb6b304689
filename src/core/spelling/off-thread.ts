import type { Worker } from 'node:worker_threads';
import { startThread } from '../kernel/thread';
import type { SpellingAnswer, SpellingOrder } from './task';

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, (answer: SpellingAnswer | Error) => void>;
}

/** Started with the first word that is typed and kept. It does not keep the process from ending. */
let running: Thread | null = null;
let lastId = 0;

/**
 * Asks the thread of the spelling.
 *
 * @returns for `mistakes` the words that are none of the language, for `suggestions` what may have been meant
 * @throws when the thread itself breaks; the next question starts another
 */
export async function askSpelling(order: SpellingOrder): Promise<readonly string[]> {
  const { worker, waiting } = (running ??= begin());
  lastId += 1;
  const id = lastId;
  const answer = await new Promise<SpellingAnswer | Error>((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, order });
  });
  if (answer instanceof Error) throw answer;
  if (answer.kind === 'words') return answer.words;
  const { name, stack } = answer;
  throw Object.assign(new Error('The thread of the spelling broke'), { name, stack });
}

function begin(): Thread {
  const worker = startThread({ entry: 'spelling-worker', source: 'spelling/worker.ts' });
  const waiting: Thread['waiting'] = new Map();
  const end = (failure: Error) => {
    if (running?.worker === worker) running = null;
    for (const settle of waiting.values()) settle(failure);
    waiting.clear();
  };
  worker.on('message', (answer: SpellingAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The thread of the spelling ended with ${code}`)));
  worker.unref();
  return { worker, waiting };
}
