import { parentPort } from 'node:worker_threads';
import type { ConversationFailure } from '../../shared/conversations/report';
import type { ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { ok, type Result } from '../../shared/kernel/result';
import { refuseNetwork } from '../network-guard';
import {
  messagesOf,
  reportOnFile,
  sha256Of,
  summaryOf,
  type ReadFrom,
  type ReportOptions,
} from './summarize';

// The thread that reads chats and mails, one file after the other. Started by `off-thread.ts` alone.

export type ReadingOrder =
  | {
      readonly kind: 'read';
      readonly from: ReadFrom;
      readonly options: ReportOptions;
      readonly now: Date;
      /** True: what was read last serves where it came from the same bytes by the same options. */
      readonly mayBeKept: boolean;
    }
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

interface Read {
  readonly asked: string;
  readonly summary: ReportSummary;
  readonly messages: readonly ConversationMessage[];
}

let last: Read | null = null;
/** A report that nobody confirms is not kept in memory for longer. */
const keptForMs = 600_000;
let forgetting: NodeJS.Timeout | undefined;

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
  clearTimeout(forgetting);
  switch (order.kind) {
    case 'read': {
      const read = await readOrKept(order);
      if (!read.ok) return { kind: 'notRead', because: read.error };
      last = read.value;
      forgetting = setTimeout(() => (last = null), keptForMs).unref();
      const { summary, messages } = last;
      return { kind: 'read', summary, sample: messages.slice(0, sampleSize), count: messages.length };
    }
    case 'messages':
      return {
        kind: 'messages',
        messages: last?.messages.slice(order.from, order.from + messagesPerPiece) ?? [],
      };
    case 'forget':
      last = null;
      return { kind: 'forget' };
  }
}

async function readOrKept({
  from,
  options,
  now,
  mayBeKept,
}: Extract<ReadingOrder, { kind: 'read' }>): Promise<Result<Read, ConversationFailure>> {
  const asked = JSON.stringify(['path' in from ? from.path : from.name, options]);
  const kept = last;
  last = null;
  // A file that is gone or cannot be read any more is told by reading it.
  if (mayBeKept && kept?.asked === asked && (await sha256Of(from).catch(() => null)) === kept.summary.sha256)
    return ok(kept);
  const read = await reportOnFile(from, options, now);
  if (!read.ok) return read;
  return ok({ asked, summary: summaryOf(read.value), messages: messagesOf(read.value.report) });
}
