import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema, factIdSchema, interviewIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { blockIdSchema, interviewDocumentSchema, provenanceSchema } from './document';
import { guideAnswersSchema, interviewGuideSchema } from './guide';
import { quoteLimit } from './passage';
import {
  interviewAddendumIdSchema,
  interviewBreakIdSchema,
  interviewBreakSchema,
  interviewDetailsSchema,
  interviewSummarySchema,
  interviewVersionIdSchema,
  interviewVersionSchema,
} from './schemas';
import { sealHashSchema } from './statement';

const interviewNotFound = z.strictObject({ kind: z.literal('interviewNotFound') });
/** A sealed interview never changes; what must be put right goes into an addendum. */
const sealed = z.strictObject({ kind: z.literal('sealed') });
const versionNotFound = z.strictObject({ kind: z.literal('versionNotFound') });
const breakNotFound = z.strictObject({ kind: z.literal('breakNotFound') });

/** The text was changed since the page read it. Nothing was written; what stands in the vault comes along. */
const revisionConflict = z.strictObject({
  kind: z.literal('revisionConflict'),
  current: z.strictObject({
    revision: z.int().nonnegative(),
    savedAt: instantSchema,
    document: interviewDocumentSchema,
  }),
});

const documentTooLarge = z.strictObject({
  kind: z.literal('documentTooLarge'),
  sizeBytes: z.int(),
  limitBytes: z.int(),
  /** The longest paragraph: most often what was pasted. Its place counts from 1. */
  largestBlock: z.strictObject({ id: blockIdSchema, place: z.int().positive(), characters: z.int() }),
});

const interviewInput = z.strictObject({ interviewId: interviewIdSchema });
const savedSchema = z.strictObject({ revision: z.int().nonnegative(), savedAt: instantSchema });

/** A seal is computed again at each reading: `valid` is false when text, details or breaks are no longer what was sealed. */
const sealSchema = z.strictObject({ sealedAt: instantSchema, hash: sealHashSchema, valid: z.boolean() });

const addendumSchema = z.strictObject({
  id: interviewAddendumIdSchema,
  text: z.string(),
  reason: z.string(),
  writtenAt: instantSchema,
  hash: sealHashSchema,
  valid: z.boolean(),
});
export type InterviewAddendum = z.infer<typeof addendumSchema>;

const addendumTextSchema = z.strictObject({
  text: z.string().max(20_000),
  /** Why the statement needs it; may be empty. */
  reason: z.string().max(500),
});
export type AddendumText = z.infer<typeof addendumTextSchema>;

const openedInterviewSchema = z.strictObject({
  id: interviewIdSchema,
  caseId: caseIdSchema,
  details: interviewDetailsSchema,
  breaks: z.array(interviewBreakSchema),
  document: interviewDocumentSchema,
  revision: z.int().nonnegative(),
  savedAt: instantSchema,
  guideAnswers: guideAnswersSchema,
  /** Null while it is a draft. */
  seal: sealSchema.nullable(),
  /** In the order they were written. */
  addenda: z.array(addendumSchema),
  /** An addendum that was begun and not added yet; empty texts when there is none. */
  addendumDraft: addendumTextSchema,
});
export type OpenedInterview = z.infer<typeof openedInterviewSchema>;

const interviewCitationSchema = z.strictObject({
  factId: factIdSchema,
  /** The fact's own sentence and its date as typed. */
  statement: z.string(),
  dateText: z.string(),
  blockId: blockIdSchema,
  quote: z.string(),
});
export type InterviewCitation = z.infer<typeof interviewCitationSchema>;

const passageSchema = z.strictObject({
  interviewId: interviewIdSchema,
  title: z.string(),
  heldOn: civilDateSchema,
  sealedAt: instantSchema.nullable(),
  /** Block in which the words stand now. */
  blockId: blockIdSchema,
  /** `moved`: in another block than the one cited. `changed`: the block no longer holds the words quoted. */
  match: z.enum(['exact', 'moved', 'changed']),
  provenance: provenanceSchema,
  sensitive: z.boolean(),
  text: z.string(),
});
export type InterviewPassage = z.infer<typeof passageSchema>;

export const interviewsContract = {
  /** Latest conversation first. Removed ones are not among them. */
  'interviews.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(interviewSummarySchema),
  }),
  'interviews.listRemoved': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(interviewSummarySchema.extend({ removedAt: instantSchema })),
  }),
  'interviews.read': query({
    input: interviewInput,
    output: openedInterviewSchema,
    failure: interviewNotFound,
  }),
  /** Starts an interview with an empty text. */
  'interviews.create': command({
    input: z.strictObject({ caseId: caseIdSchema, details: interviewDetailsSchema }),
    output: z.strictObject({ id: interviewIdSchema }),
    failure: z.strictObject({ kind: z.literal('caseNotFound') }),
    touches: ['interviews', 'cases'],
  }),

  /**
   * Saves the whole text over revision `baseRevision`. Touches nothing: the page that types has the newest text, and
   * reading it back with every pause would cost more than it tells.
   */
  'interviews.saveDocument': command({
    input: z.strictObject({
      interviewId: interviewIdSchema,
      baseRevision: z.int().nonnegative(),
      document: interviewDocumentSchema,
      /** True for the first save after the page opened the interview: a version is kept. */
      firstSinceOpening: z.boolean(),
    }),
    output: savedSchema,
    failure: z.discriminatedUnion('kind', [interviewNotFound, sealed, revisionConflict, documentTooLarge]),
    touches: [],
  }),
  /** Keeps the text as it stands as a version, unless it is one already. Sent when the page leaves the interview. */
  'interviews.keepVersion': command({
    input: interviewInput,
    output: z.strictObject({ kept: z.boolean() }),
    failure: z.discriminatedUnion('kind', [interviewNotFound, sealed]),
    touches: ['interviews'],
  }),
  'interviews.changeDetails': command({
    input: z.strictObject({ interviewId: interviewIdSchema, changes: interviewDetailsSchema.partial() }),
    output: interviewDetailsSchema,
    failure: z.discriminatedUnion('kind', [interviewNotFound, sealed]),
    touches: ['interviews'],
  }),

  'interviews.startBreak': command({
    input: interviewInput,
    output: interviewBreakSchema,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      sealed,
      z.strictObject({ kind: z.literal('breakUnderWay') }),
    ]),
    touches: ['interviews'],
  }),
  'interviews.endBreak': command({
    input: z.strictObject({ breakId: interviewBreakIdSchema }),
    output: interviewBreakSchema,
    failure: z.discriminatedUnion('kind', [
      breakNotFound,
      sealed,
      z.strictObject({ kind: z.literal('breakAlreadyEnded') }),
    ]),
    touches: ['interviews'],
  }),
  'interviews.changeBreak': command({
    input: z.strictObject({ breakId: interviewBreakIdSchema, reason: interviewBreakSchema.shape.reason }),
    output: interviewBreakSchema,
    failure: z.discriminatedUnion('kind', [breakNotFound, sealed]),
    touches: ['interviews'],
  }),
  'interviews.removeBreak': command({
    input: z.strictObject({ breakId: interviewBreakIdSchema }),
    output: noInput,
    failure: z.discriminatedUnion('kind', [breakNotFound, sealed]),
    touches: ['interviews'],
  }),

  /** The guide as shipped, in every language of the interface. */
  'interviews.guide': query({ input: noInput, output: interviewGuideSchema }),
  /** Also after sealing: the guide's last phase looks back on the conversation, and is no part of the statement. */
  'interviews.saveGuide': command({
    input: z.strictObject({ interviewId: interviewIdSchema, answers: guideAnswersSchema }),
    output: noInput,
    failure: interviewNotFound,
    touches: ['interviews'],
  }),

  /** Latest first, without their texts. */
  'interviews.versions': query({
    input: interviewInput,
    output: z.array(interviewVersionSchema),
    failure: interviewNotFound,
  }),
  'interviews.readVersion': query({
    input: z.strictObject({ versionId: interviewVersionIdSchema }),
    output: interviewVersionSchema.extend({ document: interviewDocumentSchema }),
    failure: versionNotFound,
  }),
  /** Writes an older text as a new revision; the text it replaces is kept as a version first. */
  'interviews.restoreVersion': command({
    input: z.strictObject({ versionId: interviewVersionIdSchema, baseRevision: z.int().nonnegative() }),
    output: savedSchema.extend({ document: interviewDocumentSchema }),
    failure: z.discriminatedUnion('kind', [versionNotFound, sealed, revisionConflict]),
    touches: ['interviews'],
  }),

  /** Closes text, details and breaks for good and writes their hash. There is no way back. */
  'interviews.seal': command({
    input: z.strictObject({ interviewId: interviewIdSchema, baseRevision: z.int().nonnegative() }),
    output: sealSchema,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      sealed,
      revisionConflict,
      /** Nothing has been written yet. */
      z.strictObject({ kind: z.literal('nothingWritten') }),
      z.strictObject({ kind: z.literal('breakUnderWay') }),
    ]),
    touches: ['interviews', 'timeline', 'cases'],
  }),
  /** Keeps what is typed into the form for an addendum, so that a lock does not take it along. */
  'interviews.saveAddendumDraft': command({
    input: z.strictObject({ interviewId: interviewIdSchema, draft: addendumTextSchema }),
    output: noInput,
    failure: interviewNotFound,
    touches: [],
  }),
  'interviews.addAddendum': command({
    input: addendumTextSchema.extend({
      interviewId: interviewIdSchema,
      text: addendumTextSchema.shape.text.regex(/\S/),
    }),
    output: addendumSchema,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      z.strictObject({ kind: z.literal('notSealed') }),
    ]),
    touches: ['interviews'],
  }),

  /** Puts a draft aside; `interviews.bringBack` undoes it. */
  'interviews.remove': command({
    input: interviewInput,
    output: noInput,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      sealed,
      /** Facts of the timeline rest on it. */
      z.strictObject({ kind: z.literal('cited'), facts: z.int().positive() }),
    ]),
    touches: ['interviews', 'cases'],
  }),
  'interviews.bringBack': command({
    input: interviewInput,
    output: noInput,
    failure: interviewNotFound,
    touches: ['interviews', 'cases'],
  }),
  /** Deletes a removed interview with its history, breaks and notes. There is no way back. */
  'interviews.erase': command({
    input: interviewInput,
    output: noInput,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      z.strictObject({ kind: z.literal('notRemoved') }),
    ]),
    touches: ['interviews'],
  }),

  /** The facts that cite this interview, in the order of the timeline. */
  'interviews.citations': query({
    input: interviewInput,
    output: z.array(interviewCitationSchema),
    failure: interviewNotFound,
  }),
  /** Where a citation leads to now. */
  'interviews.passage': query({
    input: z.strictObject({
      interviewId: interviewIdSchema,
      blockId: blockIdSchema,
      /** The words cited; empty for the whole block. */
      quote: z.string().max(quoteLimit),
    }),
    output: passageSchema,
    failure: z.discriminatedUnion('kind', [
      interviewNotFound,
      /** Neither the block nor the words are there any more. */
      z.strictObject({ kind: z.literal('passageNotFound') }),
    ]),
  }),
};
