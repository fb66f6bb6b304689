import { z } from 'zod';
import { caseIdSchema, evidenceFileIdSchema, exhibitIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema, linesSchema } from '../people/text';

/** Who gave the files, when, how and from what. Empty text while unknown. */
export const custodyFormSchema = z.strictObject({
  receivedFrom: lineSchema(300),
  receivedOn: civilDateSchema,
  receivedHow: lineSchema(300),
  /** The telephone or computer they come from. */
  device: lineSchema(300),
  /** Whether there is an original on paper, and where it is kept. */
  paperOriginal: lineSchema(300),
  note: linesSchema(2000),
});
export type CustodyForm = z.output<typeof custodyFormSchema>;

export const batchIdSchema = z.uuid();

/** Some hundred pages; what comes after is not found by search. */
export const mostWords = 300_000;
export const wordsOfOriginalSchema = z.string().max(mostWords);

/** What a viewer asks for at once. */
export const longestPieceBytes = 4 * 1024 * 1024;

/** Why a file was not taken. Its original is untouched in each case. */
export const fileRefusals = [
  'empty',
  'gone',
  'notAFile',
  'notAllowed',
  'changedWhileRead',
  'unreadable',
  'link',
  'special',
  'systemFile',
  'partOfVault',
  'nameUnreadable',
  'tooDeep',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** What was brought and is not taken. */
export const leftOutFileSchema = z.strictObject({ name: z.string(), because: z.enum(fileRefusals) });
export type LeftOutFile = z.output<typeof leftOutFileSchema>;

/** Files chosen for an import that has not ended. */
export const batchSchema = z.strictObject({
  batchId: batchIdSchema,
  caseId: caseIdSchema,
  /** The exhibit they belong to; null where each becomes one of its own. */
  exhibitId: exhibitIdSchema.nullable(),
  /** Null while the form was never filled in: nothing was read then. */
  custody: custodyFormSchema.nullable(),
  /** What is still to be read. */
  files: z.array(z.strictObject({ ordinal: z.int(), name: z.string(), byteLength: z.number() })),
  /** How many were dealt with before. */
  done: z.int(),
  /** What was brought with them and is not taken. */
  leftOut: z.array(leftOutFileSchema),
});
export type Batch = z.output<typeof batchSchema>;

export const fileOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('imported'),
    evidenceFileId: evidenceFileIdSchema,
    exhibitNumber: z.string(),
    /** What its first bytes are, where its name says something else; null where they agree or nothing is known. */
    looksLike: z.string().nullable(),
  }),
  /** The same bytes are in the case already, under this exhibit; null when it is none. */
  z.strictObject({ kind: z.literal('duplicate'), exhibitNumber: z.string().nullable() }),
  z.strictObject({ kind: z.literal('refused'), because: z.enum(fileRefusals) }),
]);
export type FileOutcome = z.output<typeof fileOutcomeSchema>;

export const originalSchema = z.strictObject({
  id: evidenceFileIdSchema,
  exhibitId: exhibitIdSchema.nullable(),
  name: z.string(),
  byteLength: z.number(),
  sha256: z.string(),
  mediaType: z.string(),
  importedAt: instantSchema,
  /** Null for what was received; for a redacted copy, of what it is one. */
  redaction: z
    .strictObject({
      of: evidenceFileIdSchema,
      /** It goes out in the place of the original. */
      standsIn: z.boolean(),
    })
    .nullable(),
});
export type Original = z.output<typeof originalSchema>;
