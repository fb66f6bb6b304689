import { parentPort } from 'node:worker_threads';
import type { ConversationFailure } from '../../shared/conversations/report';
import type { ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { refuseNetwork } from '../network-guard';
import { messagesOf, reportOnFile, summaryOf, type ReportOptions } from './summarize';

// The thread that reads chats and mails, one file after the other. Started by `off-thread.ts` alone.

export type ReadingOrder =
  | { readonly kind: 'read'; readonly path: string; readonly options: ReportOptions; readonly now: Date }
  /** Of the file read last. */
  | { readonly kind: 'messages'; readonly from: number }
  | { readonly kind: 'forget' };

export type ReadingAnswer =
  | {
      readonly kind: 'read';
      readonly summary: ReportSummary;
      readonly sample: readonly ConversationMessage[];
      readonly count: number;
    }
  | { readonly kind: 'notRead'; readonly because: ConversationFailure }
  | { readonly kind: 'messages'; readonly messages: readonly ConversationMessage[] }
  | { readonly kind: 'forget' }
  | { readonly kind: 'broken'; readonly name: string; readonly stack: string };

const sampleSize = 8;
/** So many that core takes them over in some milliseconds. */
const messagesPerPiece = 2000;

// Each thread has functions of the network of its own.
refuseNetwork();

let messages: readonly ConversationMessage[] = [];

parentPort?.on('message', (order: ReadingOrder) => {
  obey(order).then(
    (answer) => parentPort?.postMessage(answer),
    (failure: unknown) => {
      const { name, stack } = failure instanceof Error ? failure : { name: typeof failure, stack: '' };
      parentPort?.postMessage({ kind: 'broken', name, stack: stack ?? '' } satisfies ReadingAnswer);
    },
  );
});

async function obey(order: ReadingOrder): Promise<ReadingAnswer> {
  switch (order.kind) {
    case 'read': {
      const read = await reportOnFile(order.path, order.options, order.now);
      if (!read.ok) return { kind: 'notRead', because: read.error };
      messages = messagesOf(read.value.report);
      const sample = messages.slice(0, sampleSize);
      return { kind: 'read', summary: summaryOf(read.value), sample, count: messages.length };
    }
    case 'messages':
      return { kind: 'messages', messages: messages.slice(order.from, order.from + messagesPerPiece) };
    case 'forget':
      messages = [];
      return { kind: 'forget' };
  }
}
