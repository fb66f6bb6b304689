import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command, query } from '../kernel/contract';
import {
  caseIdSchema,
  conversationIdSchema,
  evidenceFileIdSchema,
  exhibitIdSchema,
  personIdSchema,
} from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { mentionKinds } from '../chronology/mentions';
import { dateOrders } from './report';
import {
  conversationFailureSchema,
  conversationMessageSchema,
  conversationSchema,
  messageFilterSchema,
  messageTranslationSchema,
  reportSummarySchema,
  senderSchema,
} from './schemas';

const touches = ['conversations', 'evidence', 'search', 'cases'] as const;
/** Of an original that was to be read as a conversation. */
const originalFailures = [
  z.strictObject({ kind: z.literal('originalNotFound') }),
  z.strictObject({ kind: z.literal('originalMissing') }),
  z.strictObject({ kind: z.literal('originalDamaged') }),
] as const;
const gone = z.strictObject({ kind: z.literal('conversationNotFound') });

/** What of a conversation goes on paper, and how. */
export const transcriptChoiceSchema = z.strictObject({
  language: languageSchema,
  /** As on the screen; an empty one lets all through. */
  filter: messageFilterSchema,
  /** A column beside the messages for their translations, empty where there is none yet. */
  withTranslation: z.boolean(),
  /** The name under which the file came: it often holds the name of a person. */
  withFileName: z.boolean(),
});
export type TranscriptChoice = z.output<typeof transcriptChoiceSchema>;

const transcriptDraft = z.strictObject({
  conversationId: conversationIdSchema,
  choice: transcriptChoiceSchema,
});

export const conversationsContract = {
  /** Of a case, newest import first. */
  'conversations.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(conversationSchema),
  }),
  /**
   * Lets a file be chosen and says how it would be read. Nothing is kept of it but where it lies, until the vault is locked.
   * With `reportId` it reads the same file again in another way; with `evidenceFileId` no file is chosen, but that original is
   * read, in memory alone.
   */
  'conversations.look': command({
    input: z.strictObject({
      reportId: z.uuid().optional(),
      evidenceFileId: evidenceFileIdSchema.optional(),
      order: z.enum(dateOrders).optional(),
      chat: z.string().max(1000).optional(),
      zone: z.string().max(100).optional(),
    }),
    output: z.strictObject({
      reportId: z.uuid(),
      report: reportSummarySchema,
      /** The first messages, so that one sees what they look like. */
      sample: z.array(conversationMessageSchema),
    }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('reportGone') }),
      z.strictObject({ kind: z.literal('zoneUnknown') }),
      ...originalFailures,
      z.strictObject({
        kind: z.literal('notRead'),
        because: conversationFailureSchema,
        /** For reading the file again, e.g. one chat of several. */
        reportId: z.uuid(),
      }),
    ]),
    touches: [],
  }),
  /**
   * Keeps the file as an original and its messages as the report read them, in one transaction. The file is read once more
   * and has to be the same.
   */
  'conversations.confirm': command({
    input: z.strictObject({
      reportId: z.uuid(),
      caseId: caseIdSchema,
      title: z.string().trim().min(1).max(200),
      /** Who is who, of those that are known. */
      people: z.array(z.strictObject({ sender: z.string().max(1000), personId: personIdSchema })).max(500),
      /** From whom the office got the file, and how. */
      receivedFrom: z.string().trim().max(300),
      receivedHow: z.string().trim().max(300),
    }),
    output: z.strictObject({ conversationId: conversationIdSchema, messages: z.int() }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('reportGone') }),
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('personNotFound') }),
      z.strictObject({ kind: z.literal('fileChanged') }),
      ...originalFailures,
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('noMessages') }),
      /** The same chat of the same file is in this case. */
      z.strictObject({ kind: z.literal('alreadyHere'), conversationId: conversationIdSchema }),
      z.strictObject({ kind: z.literal('notRead'), because: conversationFailureSchema }),
    ]),
    touches,
  }),
  'conversations.read': query({
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({
      conversation: conversationSchema,
      senders: z.array(senderSchema),
      report: reportSummarySchema,
    }),
    failure: gone,
  }),
  /** Messages and notices in the order of the report, a page at a time. */
  'conversations.messages': query({
    input: z.strictObject({
      conversationId: conversationIdSchema,
      filter: messageFilterSchema,
      /** How many of those that pass the filter stand before the page. */
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(2000),
    }),
    output: z.strictObject({
      messages: z.array(conversationMessageSchema),
      /** How many pass the filter. */
      total: z.int(),
    }),
    failure: gone,
  }),
  /** Says who a sender is, or with null that it is not known. */
  'conversations.nameSender': command({
    input: z.strictObject({
      conversationId: conversationIdSchema,
      sender: z.string().max(1000),
      personId: personIdSchema.nullable(),
    }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [gone, z.strictObject({ kind: z.literal('personNotFound') })]),
    touches: ['conversations'],
  }),
  /** Writes the translation of a message, or with null takes it away. The message stays as its original has it. */
  'conversations.translate': command({
    input: z.strictObject({
      conversationId: conversationIdSchema,
      sequence: z.int().positive(),
      translation: messageTranslationSchema.nullable(),
    }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [gone, z.strictObject({ kind: z.literal('messageNotFound') })]),
    touches: ['conversations', 'search', 'audit'],
  }),
  /** The exhibit that the export is; a new one at the end of the inventory where it was none, so that facts can cite it. */
  'conversations.asExhibit': command({
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ exhibitId: exhibitIdSchema, isNew: z.boolean() }),
    failure: gone,
    touches: ['conversations', 'evidence', 'filings', 'timeline', 'procedures', 'search', 'cases'],
  }),
  /** What a transcript would hold and give away. Nothing is made. */
  'conversations.lookAtTranscript': query({
    input: transcriptDraft,
    output: z.strictObject({
      messages: z.int(),
      notices: z.int(),
      /** Messages and notices that the filter keeps out. */
      leftOut: z.int(),
      notUnderstood: z.int(),
      /** Above it none is made, since no word processor opens it in a bearable time. */
      most: z.int(),
      /** Who of the case can be recognised in its words, and by what. */
      mentions: z.array(
        z.strictObject({ personId: personIdSchema, by: z.array(z.enum(mentionKinds)).min(1) }),
      ),
      /** Codes of other cases of which somebody is named in full. */
      otherCases: z.array(z.string()),
    }),
    failure: z.discriminatedUnion('kind', [gone]),
  }),
  /** Reads the original through, makes the Word file and writes it to a place outside the vault that the person chooses. */
  'conversations.saveTranscript': command({
    input: z.strictObject({ ...transcriptDraft.shape, ...leavesShape }),
    output: z.strictObject({
      fileName: z.string(),
      /** How the original was found; the document says so too. */
      original: z.enum(['whole', 'missing', 'damaged']),
    }),
    failure: z.discriminatedUnion('kind', [
      gone,
      z.strictObject({ kind: z.literal('nothingShown') }),
      z.strictObject({ kind: z.literal('tooMany') }),
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    // The check of the original is a custody entry.
    touches: ['exhibits', 'evidence', 'departures', 'audit'],
  }),
  /** Takes the messages out. The original stays in the vault: an original never goes. */
  'conversations.remove': command({
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.null(),
    failure: gone,
    touches,
  }),
};
