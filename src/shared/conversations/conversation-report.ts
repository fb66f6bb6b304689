import {
  isWholeSum,
  type ConversationWarning,
  type ReadConversation,
  type ReadMessage,
  type WrittenTime,
} from './report';
import { repairMojibake } from './meta';
import { wallClockFaults } from './wall-clock';

/** A silence between two messages that stand one behind the other. */
export interface ConversationGap {
  readonly from: WrittenTime;
  readonly to: WrittenTime;
  readonly days: number;
}

/** What a file was found to hold, said before anything of it becomes a message. */
export interface ConversationReport extends ReadConversation {
  readonly senders: readonly { readonly name: string; readonly messages: number }[];
  /** Earliest and latest time of a message; null without messages. */
  readonly first: WrittenTime | null;
  readonly last: WrittenTime | null;
  /** The longest silences of a week or more, longest first. */
  readonly gaps: readonly ConversationGap[];
  readonly attachmentsNamed: number;
  /** Attachments that are named and do not lie beside the text. */
  readonly attachmentsMissing: readonly string[];
}

export interface ReportSurroundings {
  /** Names of files that came with the text; null where only the text was given. */
  readonly filesBeside: ReadonlySet<string> | null;
  readonly now: Date;
  /** Zone in which the telephone is believed to have been, to look for hours that its clock never showed. */
  readonly zone?: string | undefined;
  /** End of the file's name, with its dot, where it does not fit what was found. */
  readonly misleadingExtension?: string | null;
}

const dayMs = 86_400_000;
const gapDays = 7;
const gapsShown = 5;

/** @throws when the sum of lines is wrong: then the reader has lost something, and nothing may be built on it */
export function reportOn(
  conversation: ReadConversation,
  { filesBeside, now, zone, misleadingExtension = null }: ReportSurroundings,
): ConversationReport {
  if (!isWholeSum(conversation.lines)) throw new Error('The lines of the conversation do not add up');
  const { messages, warnings } = conversation;
  const named = messages.flatMap(({ attachments }) => attachments);
  // Mails and backups of text messages have their attachments in themselves.
  const holdsThem = ['eml', 'mbox', 'msg', 'smsBackup'].includes(conversation.profile);
  const missing = holdsThem ? [] : [...new Set(named)].filter((name) => filesBeside?.has(name) !== true);
  // One text alone: the media were never given, which is something else than some of them lost.
  const isAlone = missing.length === new Set(named).size;
  const times = messages.map(({ at }) => at).sort();
  const dayAfterTomorrow = new Date(now.getTime() + 2 * dayMs).toISOString().slice(0, 19);
  const inFuture = times.filter((at) => at > dayAfterTomorrow).length;
  const found: ConversationWarning[] = [...warnings];
  if (misleadingExtension !== null) found.push({ kind: 'extensionMisleads', extension: misleadingExtension });
  if (missing.length > 0 && isAlone) found.push({ kind: 'attachmentsNotBeside', count: named.length });
  if (missing.length > 0 && !isAlone) found.push({ kind: 'attachmentsMissing', count: missing.length });
  const garbled = messages.filter(
    ({ sender, text }) => repairMojibake(text) !== text || repairMojibake(sender) !== sender,
  ).length;
  if (garbled > 0) found.push({ kind: 'mojibakeSuspected', count: garbled });
  if (inFuture > 0) found.push({ kind: 'inFuture', count: inFuture });
  if (zone !== undefined && conversation.zone.kind === 'unknown') {
    found.push(...wallClockFaults(messages, zone));
  }
  return {
    ...conversation,
    warnings: found,
    senders: sendersOf(messages),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    gaps: gapsOf(times),
    attachmentsNamed: named.length,
    attachmentsMissing: missing,
  };
}

function sendersOf(messages: readonly ReadMessage[]): ConversationReport['senders'] {
  const counts = new Map<string, number>();
  for (const { sender } of messages) counts.set(sender, (counts.get(sender) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, messages: count }))
    .sort((one, other) => other.messages - one.messages);
}

function gapsOf(times: readonly WrittenTime[]): readonly ConversationGap[] {
  const gaps: ConversationGap[] = [];
  for (const [index, to] of times.entries()) {
    const from = times[index - 1];
    if (from === undefined || from.slice(0, 10) === to.slice(0, 10)) continue;
    const days = Math.floor((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / dayMs);
    if (days >= gapDays) gaps.push({ from, to, days });
  }
  return gaps.sort((one, other) => other.days - one.days).slice(0, gapsShown);
}
