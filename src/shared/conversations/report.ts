import type { CivilDate } from '../kernel/time';

/** The kinds of export that can be read. */
export const conversationProfiles = [
  'whatsappIos',
  'whatsappAndroid',
  'telegram',
  'signal',
  'smsBackup',
  'facebook',
  'instagram',
  'eml',
  'mbox',
  'msg',
  'csv',
] as const;
export type ConversationProfile = (typeof conversationProfiles)[number];

/**
 * Wall-clock time as the export writes it, on the Gregorian calendar: `2023-05-12T21:29:10`, without seconds where the
 * export has none. Where the export counts from an instant and has no wall clock at all, it is that of UTC, and the zone
 * of the report says so.
 */
export type WrittenTime = string;

export interface ReadMessage {
  readonly at: WrittenTime;
  readonly sender: string;
  /** Lines are joined by a newline. Without direction marks, and without the words that name the attachment. */
  readonly text: string;
  /** File names as the export gives them, first to last. */
  readonly attachments: readonly string[];
  /** Distance of this time to UTC, `+02:00`; null where the export does not say. */
  readonly offset: string | null;
  /** Whose words they were, where the export says that the message was passed on. */
  readonly forwardedFrom: string | null;
  /** Which chat of a file that holds several; null where it holds one. */
  readonly chat: string | null;
  /** Line or record of the export where the message begins, from 1. */
  readonly position: number;
}

/** What the program that exported wrote by itself: who joined, calls, changes of a name. */
export interface ConversationNotice {
  /** Null where the export gives no time. */
  readonly at: WrittenTime | null;
  readonly text: string;
  readonly position: number;
}

export const notUnderstoodReasons = [
  /** Stands before the first message. */
  'beforeFirstMessage',
  /** Begins like a message, with a day or hour that does not exist in the reading chosen. */
  'timeImpossible',
  /** Belongs to a line or record before it that was not understood. */
  'belongsToNotUnderstood',
  /** A record without what makes a message: a time, a sender. */
  'incomplete',
  /** A record that the form of the export does not allow, as a line that is no JSON. */
  'broken',
] as const;
export type NotUnderstoodReason = (typeof notUnderstoodReasons)[number];

export interface NotUnderstood {
  readonly position: number;
  readonly text: string;
  readonly reason: NotUnderstoodReason;
}

/** A line that looks like the start of a message and was left in the text of the message before it. */
export interface Lookalike {
  readonly position: number;
  readonly text: string;
  readonly reason: 'otherFormat' | 'outOfTime';
}

export const dateOrders = ['dayMonthYear', 'monthDayYear', 'yearMonthDay'] as const;
export type DateOrder = (typeof dateOrders)[number];
export const chatCalendars = ['gregorian', 'buddhist', 'persian', 'hijri'] as const;
export type ChatCalendar = (typeof chatCalendars)[number];

/** One way to read the dates of an export, with what speaks against it. */
export interface DateOrderReading {
  readonly order: DateOrder;
  readonly calendar: ChatCalendar;
  /** The reading that the messages of the report have. */
  readonly chosen: boolean;
  /** No phone is known to write dates in this order in this form; it never makes a reading ambiguous. */
  readonly unusual: boolean;
  /** Lines whose day does not exist in this reading, and lines more than a day out of the order of time. */
  readonly contradictedBy: number;
  readonly impossibleDates: number;
  readonly outOfOrder: number;
  /** The first few of the lines that contradict. */
  readonly contradictingLines: readonly number[];
  readonly first: CivilDate | null;
  readonly last: CivilDate | null;
}

/** `line` for text, `record` for what is made of records: JSON, XML, CSV, mails. */
export interface LineSum {
  readonly unit: 'line' | 'record';
  readonly total: number;
  /** First lines of messages. */
  readonly messages: number;
  /** Lines that go on with a message or a notice. */
  readonly continuation: number;
  readonly notices: number;
  readonly notUnderstood: number;
}

/** Whether every line is somewhere. It always must be: a report whose sum is wrong hides something. */
export function isWholeSum({ total, messages, continuation, notices, notUnderstood }: LineSum): boolean {
  return total === messages + continuation + notices + notUnderstood;
}

export type ZoneKnowledge =
  /** Wall-clock time and nothing that says of which zone. */
  | { readonly kind: 'unknown' }
  /** Counts from an instant: printed in UTC, and nothing says what the clock on the wall showed. */
  | { readonly kind: 'utc' }
  /** The export gives the distance to UTC. `null` counts messages for which it does not. */
  | {
      readonly kind: 'written';
      readonly offsets: readonly { readonly offset: string | null; readonly messages: number }[];
    };

export type ConversationWarning =
  | { readonly kind: 'dateAmbiguous'; readonly proposed: DateOrder; readonly possible: readonly DateOrder[] }
  | { readonly kind: 'likelyTruncated'; readonly limit: number }
  | { readonly kind: 'outOfOrder'; readonly lines: readonly number[]; readonly count: number }
  | { readonly kind: 'lookalikes'; readonly count: number }
  | { readonly kind: 'senderUncertain'; readonly chosen: string; readonly other: string }
  | { readonly kind: 'attachmentsMissing'; readonly count: number }
  /** No file lies beside the text at all, so that nothing can be said of any. */
  | { readonly kind: 'attachmentsNotBeside'; readonly count: number }
  | { readonly kind: 'mediaOmitted'; readonly count: number }
  | { readonly kind: 'invalidBytes'; readonly lines: readonly number[]; readonly count: number }
  | { readonly kind: 'encodingAssumed'; readonly encoding: string }
  | { readonly kind: 'mojibakeRepaired'; readonly count: number }
  /** Texts that look as if their bytes had been taken for Latin-1 before they came here. They are left as they are. */
  | { readonly kind: 'mojibakeSuspected'; readonly count: number }
  | { readonly kind: 'loneSurrogates'; readonly count: number }
  | { readonly kind: 'extensionMisleads'; readonly extension: string }
  | { readonly kind: 'reordered' }
  | { readonly kind: 'partsMissing'; readonly names: readonly string[] }
  | { readonly kind: 'otherContent'; readonly count: number }
  | { readonly kind: 'richTextOnly'; readonly count: number }
  | { readonly kind: 'severalChats'; readonly chats: readonly string[] }
  | { readonly kind: 'notSent'; readonly lines: readonly number[]; readonly count: number }
  | { readonly kind: 'cellsBeyondColumns'; readonly lines: readonly number[]; readonly count: number }
  | { readonly kind: 'inFuture'; readonly count: number }
  | { readonly kind: 'twelveHoursUnmarked'; readonly count: number }
  | {
      readonly kind: 'notInZone';
      readonly zone: string;
      readonly lines: readonly number[];
      readonly count: number;
    }
  | {
      readonly kind: 'twiceInZone';
      readonly zone: string;
      readonly lines: readonly number[];
      readonly count: number;
    };

/** What a mail says of itself beside its text. */
export interface MailDetails {
  readonly position: number;
  readonly subject: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** The header as it stands in the mail; null for .msg without one. */
  readonly dateHeader: string | null;
  readonly messageId: string | null;
  /** Subjects of mails that this one carries as attachments. Their text is not part of its own. */
  readonly mailsInside: readonly string[];
}

/** What a reader makes of an export, before anything is counted. */
export interface ReadConversation {
  readonly profile: ConversationProfile;
  readonly messages: readonly ReadMessage[];
  readonly notices: readonly ConversationNotice[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly lookalikes: readonly Lookalike[];
  readonly readings: readonly DateOrderReading[];
  readonly lines: LineSum;
  readonly zone: ZoneKnowledge;
  readonly warnings: readonly ConversationWarning[];
  readonly mails: readonly MailDetails[];
}

export type ConversationFailure =
  | { readonly kind: 'fileMissing' }
  | { readonly kind: 'notAFile'; readonly name: string }
  | { readonly kind: 'fileUnreadable'; readonly code: string }
  | { readonly kind: 'fileEmpty'; readonly name: string }
  | { readonly kind: 'fileTooLarge'; readonly name: string; readonly limitMb: number }
  | { readonly kind: 'notAConversation'; readonly name: string; readonly found: string }
  | { readonly kind: 'formatUnknown'; readonly name: string }
  | { readonly kind: 'htmlExport'; readonly name: string }
  | { readonly kind: 'notText'; readonly name: string }
  | {
      readonly kind: 'jsonBroken';
      readonly name: string;
      /** Null where the runtime does not say. */
      readonly line: number | null;
      readonly cutOff: boolean;
    }
  | { readonly kind: 'xmlBroken'; readonly name: string; readonly line: number; readonly cutOff: boolean }
  | { readonly kind: 'xmlDoctype'; readonly name: string; readonly line: number }
  | { readonly kind: 'csvBroken'; readonly name: string; readonly line: number }
  | { readonly kind: 'csvColumns'; readonly name: string; readonly missing: readonly string[] }
  | { readonly kind: 'mailBroken'; readonly name: string }
  | { readonly kind: 'msgBroken'; readonly name: string }
  | { readonly kind: 'zipBroken'; readonly name: string }
  | { readonly kind: 'zipEncrypted'; readonly name: string }
  | { readonly kind: 'zipNameUnsafe'; readonly name: string; readonly entry: string }
  | { readonly kind: 'zipBomb'; readonly name: string; readonly entry: string }
  | { readonly kind: 'zipTooManyEntries'; readonly name: string; readonly limit: number }
  | { readonly kind: 'noChatInside'; readonly name: string }
  | { readonly kind: 'severalChats'; readonly chats: readonly string[] }
  | { readonly kind: 'chatMissing'; readonly chat: string; readonly chats: readonly string[] }
  | { readonly kind: 'readingImpossible'; readonly order: DateOrder };
