import { z } from 'zod';
import { caseIdSchema, conversationIdSchema, personIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import {
  chatCalendars,
  conversationProfiles,
  dateOrders,
  notUnderstoodReasons,
  type ConversationFailure,
  type ConversationWarning,
  type ZoneKnowledge,
} from './report';

const order = z.enum(dateOrders);
const count = z.int().nonnegative();
/** Numbers of lines or records, the first few. */
const lines = z.array(z.int()).readonly();

/** What has to be known of an export before it is used. */
export const conversationWarningSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dateAmbiguous'), proposed: order, possible: z.array(order).readonly() }),
  z.strictObject({ kind: z.literal('likelyTruncated'), limit: count }),
  z.strictObject({ kind: z.literal('outOfOrder'), lines, count }),
  z.strictObject({ kind: z.literal('lookalikes'), count }),
  z.strictObject({ kind: z.literal('senderUncertain'), chosen: z.string(), other: z.string() }),
  z.strictObject({ kind: z.literal('attachmentsMissing'), count }),
  z.strictObject({ kind: z.literal('attachmentsNotBeside'), count }),
  z.strictObject({ kind: z.literal('mediaOmitted'), count }),
  z.strictObject({ kind: z.literal('invalidBytes'), lines, count }),
  z.strictObject({ kind: z.literal('encodingAssumed'), encoding: z.string() }),
  z.strictObject({ kind: z.literal('mojibakeRepaired'), count }),
  z.strictObject({ kind: z.literal('mojibakeSuspected'), count }),
  z.strictObject({ kind: z.literal('loneSurrogates'), count }),
  z.strictObject({ kind: z.literal('extensionMisleads'), extension: z.string() }),
  z.strictObject({ kind: z.literal('reordered') }),
  z.strictObject({ kind: z.literal('partsMissing'), names: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('otherContent'), count }),
  z.strictObject({ kind: z.literal('richTextOnly'), count }),
  z.strictObject({ kind: z.literal('severalChats'), chats: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('notSent'), lines, count }),
  z.strictObject({ kind: z.literal('cellsBeyondColumns'), lines, count }),
  z.strictObject({ kind: z.literal('inFuture'), count }),
  z.strictObject({ kind: z.literal('twelveHoursUnmarked'), count }),
  z.strictObject({ kind: z.literal('notInZone'), zone: z.string(), lines, count }),
  z.strictObject({ kind: z.literal('twiceInZone'), zone: z.string(), lines, count }),
]) satisfies z.ZodType<ConversationWarning>;

const named = { name: z.string() };

/** Why a file could not be read as a conversation. */
export const conversationFailureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fileMissing') }),
  z.strictObject({ kind: z.literal('notAFile'), ...named }),
  z.strictObject({ kind: z.literal('fileUnreadable'), code: z.string() }),
  z.strictObject({ kind: z.literal('fileEmpty'), ...named }),
  z.strictObject({ kind: z.literal('fileTooLarge'), ...named, limitMb: count }),
  z.strictObject({ kind: z.literal('notAConversation'), ...named, found: z.string() }),
  z.strictObject({ kind: z.literal('formatUnknown'), ...named }),
  z.strictObject({ kind: z.literal('htmlExport'), ...named }),
  z.strictObject({ kind: z.literal('notText'), ...named }),
  z.strictObject({ kind: z.literal('jsonBroken'), ...named, line: count.nullable(), cutOff: z.boolean() }),
  z.strictObject({ kind: z.literal('xmlBroken'), ...named, line: count, cutOff: z.boolean() }),
  z.strictObject({ kind: z.literal('xmlDoctype'), ...named, line: count }),
  z.strictObject({ kind: z.literal('csvBroken'), ...named, line: count }),
  z.strictObject({ kind: z.literal('csvColumns'), ...named, missing: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('mailBroken'), ...named }),
  z.strictObject({ kind: z.literal('msgBroken'), ...named }),
  z.strictObject({ kind: z.literal('zipBroken'), ...named }),
  z.strictObject({ kind: z.literal('zipEncrypted'), ...named }),
  z.strictObject({ kind: z.literal('zipNameUnsafe'), ...named, entry: z.string() }),
  z.strictObject({ kind: z.literal('zipBomb'), ...named, entry: z.string() }),
  z.strictObject({ kind: z.literal('zipTooManyEntries'), ...named, limit: count }),
  z.strictObject({ kind: z.literal('noChatInside'), ...named }),
  z.strictObject({ kind: z.literal('severalChats'), chats: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('chatMissing'), chat: z.string(), chats: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('readingImpossible'), order }),
]) satisfies z.ZodType<ConversationFailure>;

const zoneSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('utc') }),
  z.strictObject({
    kind: z.literal('written'),
    offsets: z.array(z.strictObject({ offset: z.string().nullable(), messages: count })).readonly(),
  }),
]) satisfies z.ZodType<ZoneKnowledge>;

/** The report without the messages: what is confirmed, and kept with the conversation. */
export const reportSummarySchema = z.strictObject({
  profile: z.enum(conversationProfiles),
  /** Name of the file as it came. */
  fileName: z.string(),
  sizeBytes: count,
  sha256: z.string(),
  lines: z.strictObject({
    unit: z.enum(['line', 'record']),
    total: count,
    messages: count,
    continuation: count,
    notices: count,
    notUnderstood: count,
  }),
  readings: z
    .array(
      z.strictObject({
        order,
        calendar: z.enum(chatCalendars),
        chosen: z.boolean(),
        unusual: z.boolean(),
        contradictedBy: count,
        impossibleDates: count,
        outOfOrder: count,
        contradictingLines: lines,
        first: civilDateSchema.nullable(),
        last: civilDateSchema.nullable(),
      }),
    )
    .readonly(),
  zone: zoneSchema,
  warnings: z.array(conversationWarningSchema).readonly(),
  senders: z.array(z.strictObject({ name: z.string(), messages: count })).readonly(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  gaps: z.array(z.strictObject({ from: z.string(), to: z.string(), days: count })).readonly(),
  attachmentsNamed: count,
  /** The first of them; `attachmentsMissingCount` says how many there are. */
  attachmentsMissing: z.array(z.string()).readonly(),
  attachmentsMissingCount: count,
  /** The first of them; `lines.notUnderstood` says how many there are. */
  notUnderstood: z
    .array(z.strictObject({ position: z.int(), text: z.string(), reason: z.enum(notUnderstoodReasons) }))
    .readonly(),
  lookalikes: z
    .array(
      z.strictObject({ position: z.int(), text: z.string(), reason: z.enum(['otherFormat', 'outOfTime']) }),
    )
    .readonly(),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

export const dateConfidences = ['proved', 'chosen', 'fixed'] as const;

/** How the messages were read, apart from what is written in them. */
export const conversationSchema = z.strictObject({
  id: conversationIdSchema,
  caseId: caseIdSchema,
  title: z.string(),
  profile: z.enum(conversationProfiles),
  /** Null where the form of the export leaves no choice. */
  dateOrder: order.nullable(),
  calendar: z.enum(chatCalendars),
  dateConfidence: z.enum(dateConfidences),
  zoneKind: z.enum(['unknown', 'utc', 'written']),
  messages: count,
  first: z.string().nullable(),
  last: z.string().nullable(),
  importedAt: instantSchema,
});
export type Conversation = z.infer<typeof conversationSchema>;

/** What was written in the vault beside a message, for those who do not read its language. */
export const messageTranslationSchema = z.strictObject({
  text: z.string().trim().min(1).max(20_000),
  /** Who translated, as it is said on paper; '' while nobody said. */
  translator: z.string().trim().max(200),
});
export type MessageTranslation = z.infer<typeof messageTranslationSchema>;

export const conversationMessageSchema = z.strictObject({
  sequence: z.int().positive(),
  kind: z.enum(['message', 'notice']),
  /** The clock on the wall as written; '' for a notice without a time. */
  at: z.string(),
  offset: z.string().nullable(),
  sender: z.string(),
  text: z.string(),
  attachments: z.array(z.string()).readonly(),
  forwardedFrom: z.string(),
  /** '' for what is no mail. */
  subject: z.string(),
  /** To whom a mail went, copies too, as written. */
  recipients: z.array(z.string()).readonly(),
  chat: z.string(),
  /** Line or record of the export. */
  position: z.int(),
  /** Null while nobody wrote one, and for what is no message of a conversation in the vault yet. */
  translation: messageTranslationSchema.nullable(),
});
export type ConversationMessage = z.infer<typeof conversationMessageSchema>;

export const senderSchema = z.strictObject({
  /** As the export writes it. */
  name: z.string(),
  messages: count,
  /** Null while nobody said who this is. */
  personId: personIdSchema.nullable(),
});

/** Narrows the messages of a conversation; what is left out lets everything through. */
export const messageFilterSchema = z.strictObject({
  sender: z.string().max(500).optional(),
  from: civilDateSchema.optional(),
  until: civilDateSchema.optional(),
});
export type MessageFilter = z.infer<typeof messageFilterSchema>;
