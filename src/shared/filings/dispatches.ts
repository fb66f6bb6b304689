import { z } from 'zod';
import { isCivilDate } from '../deadlines/calendar';
import { notificationChannelSchema } from '../deadlines/schemas';
import { command, query } from '../kernel/contract';
import {
  caseEventIdSchema,
  caseIdSchema,
  dispatchIdSchema,
  exhibitIdSchema,
  filingIdSchema,
} from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';
import { eventFailureSchemas, eventWarningSchema, removedEventSchema } from '../procedures/contract';
import { filingKindSchema } from './kinds';

// What went out of a case, how, with what proof, and what came back: the log of filings.

export const dispatchWays = [
  'handed',
  'registered',
  'registeredWithReceipt',
  'post',
  'email',
  'electronic',
  'fax',
  'other',
] as const;
export const dispatchProofs = [
  'none',
  'sendingReceipt',
  'deliveryReceipt',
  'stampedCopy',
  'electronicReceipt',
  'other',
] as const;
export const dispatchOutcomes = [
  'granted',
  'partlyGranted',
  'refused',
  'moreAsked',
  'receiptConfirmed',
  'other',
] as const;

const dateSchema = civilDateSchema.refine(isCivilDate);

/** The event of the procedure that the sending or the answer is, so that deadlines follow from it or are met by it. */
const dispatchEventSchema = z.strictObject({
  /** Kind of event of the pack. */
  kind: z.string().max(60),
  channel: notificationChannelSchema.nullable().default(null),
  detained: z.boolean().default(false),
  ordinal: z.int().min(1).max(99).default(1),
});

const answerSchema = z.strictObject({
  on: dateSchema,
  outcome: z.enum(dispatchOutcomes),
  note: linesSchema(5000),
  event: dispatchEventSchema.nullable(),
});

/** What a person writes down of something that went out. */
export const dispatchDraftSchema = z.strictObject({
  /** The document made here; null for a paper that was written elsewhere. */
  filingId: filingIdSchema.nullable(),
  /** Null for a paper that is none of the filings; it then needs a title. That of `filingId` wins. */
  filingKind: filingKindSchema.nullable(),
  title: lineSchema(200),
  recipient: lineSchema(200),
  sentOn: dateSchema,
  way: z.enum(dispatchWays),
  reference: lineSchema(100),
  proof: z.enum(dispatchProofs),
  proofExhibitId: exhibitIdSchema.nullable(),
  note: linesSchema(5000),
  sentEvent: dispatchEventSchema.nullable(),
  /** Null until an answer came. */
  answer: answerSchema.nullable(),
});
export type DispatchDraft = z.output<typeof dispatchDraftSchema>;

export const dispatchSchema = z.strictObject({
  ...dispatchDraftSchema.shape,
  id: dispatchIdSchema,
  caseId: caseIdSchema,
  title: z.string(),
  recipient: z.string(),
  reference: z.string(),
  note: z.string(),
  /** Number in the inventory of the proof; null without one. */
  proofExhibitNumber: z.string().nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Dispatch = z.output<typeof dispatchSchema>;

const eventKindSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  asks: z.strictObject({ channel: z.boolean(), detained: z.boolean(), ordinal: z.boolean() }),
});

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const dispatchNotFound = z.strictObject({ kind: z.literal('dispatchNotFound') });
const draftFailures = [
  /** Neither a filing nor a title says what it was. */
  z.strictObject({ kind: z.literal('titleMissing') }),
  z.strictObject({ kind: z.literal('filingNotFound') }),
  z.strictObject({ kind: z.literal('exhibitNotFound') }),
  /** Sent, or answered, on a day that has not come. */
  z.strictObject({ kind: z.literal('dayInFuture'), today: civilDateSchema }),
  z.strictObject({ kind: z.literal('answerBeforeSending') }),
  /** An event needs a procedure to belong to. */
  z.strictObject({ kind: z.literal('notStarted') }),
  ...eventFailureSchemas,
] as const;

const savedSchema = z.strictObject({ dispatch: dispatchSchema, warnings: z.array(eventWarningSchema) });
/** Everything needed to put a removed entry back, with the events that went with it. */
const removedDispatchSchema = z.strictObject({
  dispatch: dispatchSchema,
  events: z.array(removedEventSchema),
  sentEventId: caseEventIdSchema.nullable(),
  answerEventId: caseEventIdSchema.nullable(),
});

const touches = ['filings', 'procedures', 'deadlines', 'cases', 'audit'] as const;

export const dispatchesContract = {
  /** What went out, newest first, and the events of the procedure from which deadlines follow or by which they are met. */
  'filings.dispatches': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({
      today: civilDateSchema,
      dispatches: z.array(dispatchSchema),
      sentKinds: z.array(eventKindSchema),
      answerKinds: z.array(eventKindSchema),
    }),
    failure: z.discriminatedUnion('kind', [caseNotFound]),
  }),
  'filings.recordDispatch': command({
    input: z.strictObject({ caseId: caseIdSchema, dispatch: dispatchDraftSchema }),
    output: savedSchema,
    failure: z.discriminatedUnion('kind', [caseNotFound, ...draftFailures]),
    touches,
  }),
  /** Replaces the entry. Its events change with it, and one that is no longer named is removed. */
  'filings.changeDispatch': command({
    input: z.strictObject({ dispatchId: dispatchIdSchema, dispatch: dispatchDraftSchema }),
    output: savedSchema,
    failure: z.discriminatedUnion('kind', [dispatchNotFound, ...draftFailures]),
    touches,
  }),
  /** Removes the entry and the events that were written down with it. The answer can be given to `restoreDispatch`. */
  'filings.removeDispatch': command({
    input: z.strictObject({ dispatchId: dispatchIdSchema }),
    output: removedDispatchSchema,
    failure: z.discriminatedUnion('kind', [dispatchNotFound]),
    touches,
  }),
  'filings.restoreDispatch': command({
    input: removedDispatchSchema,
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [caseNotFound]),
    touches,
  }),
};

/** Ids of the events that were written down with an entry. */
export interface DispatchEvents {
  readonly sentEventId: z.infer<typeof caseEventIdSchema> | null;
  readonly answerEventId: z.infer<typeof caseEventIdSchema> | null;
}
