import type { Worker } from 'node:worker_threads';
import type { ConversationFailure } from '../../shared/conversations/report';
import type { ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { startThread } from '../kernel/thread';
import type { ReadFrom, ReportOptions } from './summarize';
import type { ReadingAnswer, ReadingOrder } from './worker';

export interface ReadConversation {
  readonly summary: ReportSummary;
  /** All messages and notices in their order, or the first few of them. */
  readonly messages: readonly ConversationMessage[];
}

/** Started with the first file and kept for the next ones. It does not keep the process from ending. */
let idle: Worker | null = null;

/**
 * Reads a file as a conversation in a thread of its own: a chat of a hundred thousand messages takes seconds, in which core must
 * save what a person types. Messages come over a few thousand at a time, so that other calls are answered between. After a
 * sample the thread keeps what it read for a while: the confirmation of its report need not read the same bytes again.
 *
 * @throws the signal's reason when it stops the work; when the thread itself breaks
 */
export async function readConversation(
  file: { readonly from: ReadFrom; readonly options: ReportOptions; readonly now: Date },
  { wanted, signal }: { readonly wanted: 'sample' | 'messages'; readonly signal?: AbortSignal },
): Promise<Result<ReadConversation, ConversationFailure>> {
  signal?.throwIfAborted();
  const worker = idle ?? startThread({ entry: 'conversation-worker', source: 'conversations/worker.ts' });
  idle = null;
  worker.ref();
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  try {
    const answer = await ask(worker, { kind: 'read', ...file, mayBeKept: wanted === 'messages' });
    const read = answer.kind === 'notRead' ? err(answer.because) : ok(await takeOver(worker, answer, wanted));
    if (wanted === 'messages') await ask(worker, { kind: 'forget' });
    worker.unref();
    idle = worker;
    return read;
  } catch (failure) {
    signal?.throwIfAborted();
    throw failure;
  } finally {
    signal?.removeEventListener('abort', stop);
    if (idle !== worker) void worker.terminate();
  }
}

async function takeOver(
  worker: Worker,
  { summary, sample, count }: Extract<ReadingAnswer, { kind: 'read' }>,
  wanted: 'sample' | 'messages',
): Promise<ReadConversation> {
  if (wanted === 'sample') return { summary, messages: sample };
  const messages: ConversationMessage[] = [];
  while (messages.length < count) {
    const piece = await ask(worker, { kind: 'messages', from: messages.length });
    messages.push(...piece.messages);
  }
  return { summary, messages };
}

type AnswerTo<Order extends ReadingOrder> = Extract<
  ReadingAnswer,
  { kind: Order extends { kind: 'read' } ? 'read' | 'notRead' : Order['kind'] }
>;

function ask<Order extends ReadingOrder>(worker: Worker, order: Order): Promise<AnswerTo<Order>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      end();
    };
    const onMessage = (answer: ReadingAnswer) =>
      settle(() => {
        if (answer.kind === 'broken') {
          const { name, stack } = answer;
          reject(Object.assign(new Error('The thread that reads conversations broke'), { name, stack }));
          // The thread answers every order in its own kind.
        } else resolve(answer as AnswerTo<Order>);
      });
    const onError = (failure: Error) => settle(() => reject(failure));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`The thread that reads conversations ended with ${code}`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(order);
  });
}
