import { z } from 'zod';
import { caseIdSchema, interviewIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';

export const interviewVersionIdSchema = z.uuid().brand<'InterviewVersionId'>();
export type InterviewVersionId = z.infer<typeof interviewVersionIdSchema>;

export const interviewBreakIdSchema = z.uuid().brand<'InterviewBreakId'>();
export type InterviewBreakId = z.infer<typeof interviewBreakIdSchema>;

export const interviewAddendumIdSchema = z.uuid().brand<'InterviewAddendumId'>();

/** A wall-clock time `HH:MM`, as read off the clock in the room. */
export const wallTimeSchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** A BCP 47 tag, e.g. `fr` or `ar-MA`. */
export const languageTagSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

/** The kind of place, never the place: the address of a shelter must not stand in a file that may be read out. */
export const placeKinds = [
  'centre',
  'office',
  'lawyerOffice',
  'police',
  'court',
  'hospital',
  'detention',
  'video',
  'telephone',
  'other',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Why an interview ended. It matters later: what was not told because time was up was not held back. */
export const stopReasons = [
  'completed',
  'personAsked',
  'tired',
  'distress',
  'timeUp',
  'interpreter',
  'interrupted',
  'safety',
  'other',
] as const;
export type StopReason = (typeof stopReasons)[number];

// A NUL would end the text early in some tools that read the vault, and no control character is ever typed.
// oxlint-disable-next-line eslint/no-control-regex
const noControls = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;
const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(noControls)
    .regex(/^[^\n\r]*$/);
const lines = (limit: number) => z.string().max(limit).regex(noControls);

/** What is known about the conversation beside what was said. Empty texts and nulls mean not known yet. */
export const interviewDetailsSchema = z.strictObject({
  title: line(200).regex(/\S/),
  heldOn: civilDateSchema,
  startedAt: wallTimeSchema.nullable(),
  endedAt: wallTimeSchema.nullable(),
  placeKind: z.enum(placeKinds).or(z.literal('')),
  /** Language the person spoke in. */
  language: languageTagSchema.or(z.literal('')),
  /** Name or number of the interpreter; empty when there was none or it is not known. */
  interpreter: line(200),
  interpreterLanguage: languageTagSchema.or(z.literal('')),
  /** Everyone in the room besides the person and the interviewer, one per line. */
  personsPresent: lines(2000),
  stopReason: z.enum(stopReasons).or(z.literal('')),
  stopNote: lines(2000),
});
export type InterviewDetails = z.infer<typeof interviewDetailsSchema>;

export const interviewBreakSchema = z.strictObject({
  id: interviewBreakIdSchema,
  startedAt: instantSchema,
  /** Null while the break lasts. */
  endedAt: instantSchema.nullable(),
  reason: line(500),
});
export type InterviewBreak = z.infer<typeof interviewBreakSchema>;

/** One line of the list of a case's interviews. */
export const interviewSummarySchema = z.strictObject({
  id: interviewIdSchema,
  caseId: caseIdSchema,
  title: z.string(),
  heldOn: civilDateSchema,
  language: z.string(),
  interpreter: z.string(),
  wordCount: z.int().nonnegative(),
  sealedAt: instantSchema.nullable(),
  /** When its text last changed. */
  savedAt: instantSchema,
  addenda: z.int().nonnegative(),
  /** How many facts of the timeline cite it. */
  citingFacts: z.int().nonnegative(),
});
export type InterviewSummary = z.infer<typeof interviewSummarySchema>;

/** Why a version was kept. */
export const versionOccasions = [
  /** The text as it stood before the first change after opening, where it had not been kept yet. */
  'beforeOpening',
  'opening',
  'typing',
  'closing',
  'sealing',
  'beforeRestoring',
  'restoring',
] as const;
export type VersionOccasion = (typeof versionOccasions)[number];

export const interviewVersionSchema = z.strictObject({
  id: interviewVersionIdSchema,
  revision: z.int().nonnegative(),
  savedAt: instantSchema,
  occasion: z.enum(versionOccasions),
  wordCount: z.int().nonnegative(),
});
export type InterviewVersion = z.infer<typeof interviewVersionSchema>;

/** A new version is kept once the last one is this old and the text has changed. */
export const versionIntervalMs = 5 * 60 * 1000;
