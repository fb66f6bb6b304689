import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { reportOn, type ConversationReport } from '../../shared/conversations/conversation-report';
import type { ConversationFailure, DateOrder, MailDetails } from '../../shared/conversations/report';
import type { ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { ok, type Result } from '../../shared/kernel/result';
import {
  conversationAtPath,
  extensionsByProfile,
  readConversationFile,
  type ConversationSource,
} from './conversation-file';

export interface ReportOptions {
  readonly chat?: string | undefined;
  readonly order?: DateOrder | undefined;
  readonly zone?: string | undefined;
}

export interface ReportOnFile {
  readonly report: ConversationReport;
  readonly file: { readonly name: string; readonly sizeBytes: number; readonly sha256: string };
}

/** Where the bytes of a conversation come from: a file on a disk, or an original, which is on no disk as it is. */
export type ReadFrom = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };

/** Reads a file as a conversation and says how. */
export async function reportOnFile(
  from: ReadFrom,
  { chat, order, zone }: ReportOptions,
  now: Date,
): Promise<Result<ReportOnFile, ConversationFailure>> {
  const source = 'path' in from ? await conversationAtPath(from.path) : ok(conversationInMemory(from));
  if (!source.ok) return source;
  const read = await readConversationFile(source.value, { chat, order });
  if (!read.ok) return read;
  const { conversation, filesBeside } = read.value;
  const { name, sizeBytes } = source.value;
  const extension = extname(name).toLowerCase();
  const report = reportOn(conversation, {
    filesBeside,
    now,
    zone,
    misleadingExtension: extensionsByProfile[conversation.profile].includes(extension) ? null : extension,
  });
  return ok({ report, file: { name, sizeBytes, sha256: await sha256Of(from) } });
}

function conversationInMemory({ name, bytes }: Extract<ReadFrom, { name: string }>): ConversationSource {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { name, place: name, sizeBytes: bytes.byteLength, content, filesBeside: null };
}

export async function sha256Of(from: ReadFrom): Promise<string> {
  const hash = createHash('sha256');
  if ('bytes' in from) hash.update(from.bytes);
  else for await (const chunk of createReadStream(from.path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Enough to see what is wrong; all of it stands in the file itself. */
const listed = 200;
const longestShown = 2000;

export function summaryOf({ report, file }: ReportOnFile): ReportSummary {
  const clipped = <Line extends { readonly text: string }>(each: Line): Line => ({
    ...each,
    text: each.text.slice(0, longestShown),
  });
  return {
    profile: report.profile,
    fileName: file.name,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    lines: report.lines,
    readings: report.readings,
    zone: report.zone,
    warnings: report.warnings,
    senders: report.senders,
    first: report.first,
    last: report.last,
    gaps: report.gaps,
    attachmentsNamed: report.attachmentsNamed,
    attachmentsMissing: report.attachmentsMissing.slice(0, listed),
    attachmentsMissingCount: report.attachmentsMissing.length,
    notUnderstood: report.notUnderstood.slice(0, listed).map(clipped),
    lookalikes: report.lookalikes.slice(0, listed).map(clipped),
  };
}

/** Messages and notices in one line, as they stood; those without a time where the export has them. */
export function messagesOf({ messages, notices, mails }: ConversationReport): readonly ConversationMessage[] {
  const mailByPosition = new Map(mails.map((mail) => [mail.position, mail]));
  const all = [
    ...messages.map((message) => ({
      kind: 'message' as const,
      at: message.at,
      offset: message.offset,
      sender: message.sender,
      text: message.text,
      attachments: message.attachments,
      forwardedFrom: message.forwardedFrom ?? '',
      ...headersOf(mailByPosition.get(message.position)),
      chat: message.chat ?? '',
      position: message.position,
    })),
    ...notices.map((notice) => ({
      kind: 'notice' as const,
      at: notice.at ?? '',
      offset: null,
      sender: '',
      text: notice.text,
      attachments: [],
      forwardedFrom: '',
      ...headersOf(undefined),
      chat: '',
      position: notice.position,
    })),
  ];
  // Messages are in the order of time already; a notice goes where its line stands among them, or its time.
  const isReordered = messages.some(({ position }, index) => position < (messages[index - 1]?.position ?? 0));
  const sorted = isReordered
    ? all.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    : all.toSorted((one, other) => one.position - other.position);
  return sorted.map((each, index) => ({ ...each, sequence: index + 1, translation: null }));
}

function headersOf(mail: MailDetails | undefined): Pick<ConversationMessage, 'subject' | 'recipients'> {
  return { subject: mail?.subject ?? '', recipients: mail === undefined ? [] : [...mail.to, ...mail.cc] };
}
