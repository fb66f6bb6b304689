import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command, query } from '../kernel/contract';
import { caseIdSchema, evidenceFileIdSchema, exhibitIdSchema } from '../kernel/ids';
import { markedMillisecondsSchema, markIdSchema, markSchema, markWordsSchema } from './marks';
import {
  batchIdSchema,
  batchSchema,
  custodyFormSchema,
  fileOutcomeSchema,
  leftOutFileSchema,
  longestPieceBytes,
  wordsOfOriginalSchema,
  originalSchema,
} from './originals';
import { exhibitDraftSchema, exhibitFailureSchema, exhibitSchema, removedExhibitSchema } from './schemas';
import { cleanForms, leaveAsSchema, originalTraces } from './traces';

// Filings print numbers and titles of exhibits, and cases count them, so they are touched too.
const touches = ['evidence', 'exhibits', 'cases', 'filings', 'timeline', 'procedures'] as const;

const originalNotFoundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('originalNotFound') }),
]);
const markNotFoundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('markNotFound') }),
]);

const bringFailureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dialogCancelled') }),
  z.strictObject({ kind: z.literal('caseNotFound') }),
  z.strictObject({ kind: z.literal('exhibitNotFound') }),
  /** Not one file that can be taken; what was there, with the reasons. */
  z.strictObject({ kind: z.literal('nothingToTake'), leftOut: z.array(leftOutFileSchema) }),
  z.strictObject({ kind: z.literal('tooManyFiles'), limit: z.int() }),
]);
export type BringFailure = z.output<typeof bringFailureSchema>;

const bring = {
  input: z.strictObject({ caseId: caseIdSchema, exhibitId: exhibitIdSchema.nullable() }),
  output: batchSchema,
  failure: bringFailureSchema,
  touches,
};

export const evidenceContract = {
  /** In the order of the inventory. */
  'evidence.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(exhibitSchema),
  }),
  /** Puts an exhibit into the inventory: at `place`, or last when it is left out. Later ones move down by one. */
  'evidence.create': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      exhibit: exhibitDraftSchema,
      place: z.int().min(1).optional(),
    }),
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  'evidence.change': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema, changes: exhibitDraftSchema.partial() }),
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Moves an exhibit to this place; those between close up. A place beyond the last means the last. */
  'evidence.move': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema, place: z.int().min(1) }),
    output: z.array(exhibitSchema),
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Takes an exhibit out; later ones close up, and a number that was sent is withdrawn. Refused while a fact cites it. The answer can be given to `restore`. */
  'evidence.remove': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema }),
    output: removedExhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Puts a removed exhibit back where it was, under the same id and with the requirements it was linked to. */
  'evidence.restore': command({
    input: removedExhibitSchema,
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  /** The originals of a case, by the day they came. */
  'evidence.originals': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(originalSchema),
  }),
  /** Asks for files and writes down which; none is read before `importBatch`. */
  'evidence.chooseFiles': command(bring),
  /** The same for a folder, with everything below it. */
  'evidence.chooseFolder': command(bring),
  /** The same for files and folders that were let fall on the window a moment ago: the shell knows which, the page does not. */
  'evidence.takeDropped': command(bring),
  /** Imports that have not ended: stopped, or cut off by a lock or a crash. */
  'evidence.batches': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(batchSchema),
  }),
  /** Takes the files into the vault, with progress, pause and cancel. What was taken before a stop stays. */
  'evidence.importBatch': command({
    input: z.strictObject({ batchId: batchIdSchema, custody: custodyFormSchema }),
    output: z.strictObject({
      files: z.array(z.strictObject({ ordinal: z.int(), name: z.string(), outcome: fileOutcomeSchema })),
    }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('batchNotFound') }),
      z.strictObject({ kind: z.literal('exhibitNotFound') }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('vaultFull') }),
    ]),
    touches,
  }),
  /** Forgets what is left of an import. What was taken stays. */
  'evidence.dropBatch': command({
    input: z.strictObject({ batchId: batchIdSchema }),
    output: z.null(),
    touches,
  }),
  /** Makes an exhibit, the last, of an original that belongs to none. Gives the exhibit it belongs to, where it does. */
  'evidence.makeExhibit': command({
    input: z.strictObject({ evidenceFileId: evidenceFileIdSchema }),
    output: exhibitSchema,
    failure: originalNotFoundSchema,
    touches,
  }),
  /** PDFs of a case whose words nobody has read yet, for the page to read: core never takes a PDF apart. */
  'evidence.unread': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(originalSchema),
  }),
  /** Keeps the words of a PDF for search; empty where it shows none. Once: a second answer changes nothing. */
  'evidence.keepWords': command({
    input: z.strictObject({ evidenceFileId: evidenceFileIdSchema, words: wordsOfOriginalSchema }),
    output: z.null(),
    failure: originalNotFoundSchema,
    touches: ['evidence'],
  }),
  /** Places marked in a recording, in its order. */
  'evidence.marks': query({
    input: z.strictObject({ evidenceFileId: evidenceFileIdSchema }),
    output: z.array(markSchema),
  }),
  'evidence.mark': command({
    input: z.strictObject({
      evidenceFileId: evidenceFileIdSchema,
      atMs: markedMillisecondsSchema,
      words: markWordsSchema,
    }),
    output: markSchema,
    failure: originalNotFoundSchema,
    touches: ['evidence'],
  }),
  'evidence.changeMark': command({
    input: z.strictObject({ markId: markIdSchema, words: markWordsSchema }),
    output: markSchema,
    failure: markNotFoundSchema,
    touches: ['evidence'],
  }),
  /** The answer can be given to `restoreMark`. */
  'evidence.removeMark': command({
    input: z.strictObject({ markId: markIdSchema }),
    output: markSchema,
    failure: markNotFoundSchema,
    touches: ['evidence'],
  }),
  'evidence.restoreMark': command({
    input: markSchema,
    output: markSchema,
    failure: originalNotFoundSchema,
    touches: ['evidence'],
  }),
  /** A part of an original for a viewer: shorter than asked for at its end, and empty beyond it. */
  'evidence.readPiece': query({
    input: z.strictObject({
      evidenceFileId: evidenceFileIdSchema,
      offset: z.int().min(0),
      length: z.int().min(1).max(longestPieceBytes),
    }),
    output: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('originalNotFound') }),
      z.strictObject({ kind: z.literal('originalMissing') }),
      z.strictObject({ kind: z.literal('originalDamaged') }),
    ]),
  }),
  /** What an original says of itself, and whether a copy can be made without that. */
  'evidence.ownTraces': query({
    input: z.strictObject({ evidenceFileId: evidenceFileIdSchema }),
    output: z.strictObject({ form: z.enum(cleanForms), traces: z.array(z.enum(originalTraces)) }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('originalNotFound') }),
      z.strictObject({ kind: z.literal('originalMissing') }),
      z.strictObject({ kind: z.literal('originalDamaged') }),
    ]),
  }),
  /**
   * Writes an original to a place outside the vault that the person chooses: byte for byte, or without what the file says of
   * itself (place, device, times, a small picture of the whole).
   */
  'evidence.saveCopy': command({
    input: z.strictObject({
      evidenceFileId: evidenceFileIdSchema,
      as: leaveAsSchema,
      ...leavesShape,
    }),
    output: z.strictObject({ fileName: z.string() }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      reasonNeededSchema,
      /** What it says of itself cannot be taken out of a file of this kind. */
      z.strictObject({ kind: z.literal('tracesNotKnown') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('originalNotFound') }),
      z.strictObject({ kind: z.literal('originalMissing') }),
      z.strictObject({ kind: z.literal('originalDamaged') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
    ]),
    touches: ['departures', 'audit'],
  }),
};
