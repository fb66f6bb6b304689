import { z } from 'zod';
import {
  caseEventIdSchema,
  caseIdSchema,
  evidenceFileIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
  personIdSchema,
} from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { notificationChannelSchema } from '../deadlines/schemas';
import { providers } from '../procedures/schemas';
import { answerValueSchema } from './answers';
import { filingKindSchema } from './kinds';

/** Where a value comes from. `program`: proposed by the program, e.g. today's date; it has no record. */
export const sourceSchema = z.strictObject({
  kind: z.enum(['case', 'person', 'event', 'interview', 'exhibit', 'fact', 'answer', 'program']),
  recordId: z.string().nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

// Each value stands with the record it was read from and the moment that record last changed. A record, not a field,
// has a time of change, so a value may be older than it says.
function sourced<Value extends z.ZodType>(
  value: Value,
): z.ZodObject<
  { value: Value; source: typeof sourceSchema; changedAt: z.ZodNullable<typeof instantSchema> },
  z.core.$strict
> {
  return z.strictObject({ value, source: sourceSchema, changedAt: instantSchema.nullable() });
}
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: Source;
  readonly changedAt: string | null;
}

const text = sourced(z.string());

export const snapshotPersonSchema = z.strictObject({
  id: personIdSchema,
  role: z.string(),
  familyName: text,
  givenNames: text,
  nativeScriptName: text,
  /** Other spellings and names used, one per line. */
  otherNames: text,
  birthDate: text,
  birthPlace: text,
  nationalities: sourced(z.array(z.string())),
  gender: text,
  spokenLanguages: sourced(z.array(z.string())),
  identityDocument: text,
  nationalNumber: text,
  organisation: text,
  telephone: text,
  email: text,
  electedDomicile: text,
});
export type SnapshotPerson = z.infer<typeof snapshotPersonSchema>;

export const snapshotEventSchema = z.strictObject({
  id: caseEventIdSchema,
  kind: z.string(),
  happenedOn: sourced(civilDateSchema),
  printedFrom: sourced(civilDateSchema.nullable()),
  printedUntil: sourced(civilDateSchema.nullable()),
  /** How it was notified; null where that does not matter. */
  channel: sourced(notificationChannelSchema.nullable()),
  reference: text,
});
export type SnapshotEvent = z.infer<typeof snapshotEventSchema>;

/** An open deadline as the deadline engine works it out. */
export const snapshotDeadlineSchema = z.strictObject({
  ruleId: z.string(),
  /** Event it follows from. */
  eventId: caseEventIdSchema,
  date: civilDateSchema,
  /** Last day on which it is safe to do it. */
  actBy: civilDateSchema,
  /** The rule must be checked against the law in force before it is relied on. */
  verify: z.boolean(),
});
export type SnapshotDeadline = z.infer<typeof snapshotDeadlineSchema>;

export const snapshotExhibitSchema = z.strictObject({
  id: exhibitIdSchema,
  number: text,
  title: text,
  date: text,
  author: text,
  pages: sourced(z.int().nullable()),
  language: text,
  translation: text,
  sha256: text,
  /** Pictures among its files that go out, by the day they came. */
  pictures: z.array(evidenceFileIdSchema).default([]),
});
export type SnapshotExhibit = z.infer<typeof snapshotExhibitSchema>;

export const snapshotFactSchema = z.strictObject({
  id: factIdSchema,
  statement: text,
  /** EDTF; '' when undated. */
  date: text,
  place: text,
  sourceKind: z.string(),
  confidence: z.string(),
  disputed: z.boolean(),
  /** On what it rests: days of interviews, and places in exhibits. */
  citations: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('interview'), heldOn: civilDateSchema }),
      z.strictObject({ kind: z.literal('exhibit'), exhibitId: exhibitIdSchema, locator: z.string() }),
    ]),
  ),
});
export type SnapshotFact = z.infer<typeof snapshotFactSchema>;

/** A document that is not there yet. */
export const openRequirementSchema = z.strictObject({
  id: z.string(),
  /** In the language of the filing. */
  name: z.string(),
  /** Who usually brings it. */
  provider: z.enum(providers),
  /** Who is to bring it in this case; null when not said. */
  holderPersonId: personIdSchema.nullable(),
  /** It is required for the phase of the case or for the next one. */
  isSuggested: z.boolean(),
});
export type OpenRequirement = z.infer<typeof openRequirementSchema>;

/**
 * Everything a filing may be made from, read in one transaction. Kept with the filing, so that it can be said later
 * what was known when it was made. Holds nothing that was told: of interviews the days only, and of people only those
 * the filing may name. Facts are read for a filing that tells them, and only those chosen are kept.
 */
export const filingSnapshotSchema = z.strictObject({
  format: z.literal(1),
  takenAt: instantSchema,
  /** Today on the laptop's calendar when it was taken. */
  today: civilDateSchema,
  caseId: caseIdSchema,
  filingKind: filingKindSchema,
  language: languageSchema,
  case: z.strictObject({
    code: text,
    fileLanguage: text,
    immigrationOfficeNumber: text,
    prosecutionNumber: text,
    policeReportNumber: text,
    advocateName: text,
    centreName: text,
    centreAddress: text,
  }),
  people: z.array(snapshotPersonSchema),
  /** Oldest first. */
  events: z.array(snapshotEventSchema),
  interviews: z.array(z.strictObject({ id: interviewIdSchema, heldOn: sourced(civilDateSchema) })),
  /** In the order of the inventory. */
  exhibits: z.array(snapshotExhibitSchema),
  /** Numbers of exhibits that were sent and taken out since, in their order. */
  withdrawnNumbers: z.array(z.string()),
  /** Oldest first, undated last; empty for a filing that tells none. */
  facts: z.array(snapshotFactSchema).default([]),
  /** Open deadlines that the filing must keep; none for a filing that keeps none. They are shown, never printed. */
  deadlines: z.array(snapshotDeadlineSchema),
  /** Requirements of the procedure that an exhibit meets, with the id of that exhibit. */
  requirements: z.array(z.strictObject({ id: z.string(), exhibitId: sourced(exhibitIdSchema) })),
  /** What the procedure asks for and is not there; empty for a filing that does not tell it. */
  openRequirements: z.array(openRequirementSchema).default([]),
  /** The safe-contact rules of a client say that she must never be written to. */
  neverWriteToClient: z.boolean().default(false),
  /** The log says that suspension was already asked for in the other of the two ways; false for other filings. */
  otherSuspensionSent: z.boolean().default(false),
  /** Originals whose pictures stand in the document; none while there is no document. */
  picturesShown: z.array(evidenceFileIdSchema).default([]),
  /** Numbers of exhibits that the document prints no picture of though it prints pictures: their files are none. */
  picturesMissing: z.array(z.string()).default([]),
  /** What was answered for this filing, by name; see `answers.ts`. */
  answers: z.record(z.string(), sourced(answerValueSchema)),
});
export type FilingSnapshot = z.infer<typeof filingSnapshotSchema>;

/** Roles of people every filing may name. Witnesses and alleged exploiters are none of them. */
export const namedRoles = ['client', 'child', 'guardian', 'lawyer', 'centreWorker', 'interpreter'] as const;
