import { z } from 'zod';
import { auditEntrySchema } from '../audit/contract';
import { auditActionSchema } from '../audit/schemas';
import { caseIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { packagePurposes } from './head';

/** What a person may be told, and choose, about one row in which both sides differ. */
export const entryKinds = [
  /** Here nothing of it is known. */
  'new',
  /** Changed there and not here. */
  'changedThere',
  /** Changed on both sides, or it is not known on which: a person chooses. */
  'conflict',
  /** Taken out here, and changed there since. */
  'removedHere',
  /** Taken out there. Nothing is erased by taking in a package: it stays here. */
  'removedThere',
  /** It is sealed here, and what was written there is another text. A seal never changes. */
  'sealedHere',
  /** Another one stands here where only one may stand: a hold in force, the draft of a filing. */
  'placeTaken',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export const sideSchema = z.enum(['here', 'there']);
export type Side = z.infer<typeof sideSchema>;

const fieldValueSchema = z.strictObject({
  field: z.string(),
  /** As stored; null for nothing, and for a name while names are hidden. Long ones are cut. */
  here: z.string().nullable(),
  there: z.string().nullable(),
});

/** Fields of a row that only make sense together, and how they differ. */
export const differenceSchema = z.strictObject({
  /** The names of the fields, with a space between. */
  fields: z.string(),
  values: z.array(fieldValueSchema),
  /** Whether it is for a person to choose. */
  isConflict: z.boolean(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const planEntrySchema = z.strictObject({
  kind: z.enum(entryKinds),
  table: z.string(),
  /** JSON list of the values of its primary key. */
  key: z.string(),
  /** What it is called; empty where it has no name, or while names are hidden. */
  title: z.string(),
  differences: z.array(differenceSchema),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

const countsSchema = z.strictObject({
  new: z.int(),
  changedThere: z.int(),
  conflict: z.int(),
  removedHere: z.int(),
  removedThere: z.int(),
  sealedHere: z.int(),
  placeTaken: z.int(),
});

/** A case of a package beside the same case here. */
export const casePlanSchema = z.strictObject({
  caseId: caseIdSchema,
  /** As it is called there. */
  code: z.string(),
  /** Its code here; null for a case that is new. */
  codeHere: z.string().nullable(),
  rows: z.int(),
  originals: z.int(),
  /** False when no earlier package tells which side changed what: then every difference is for a person to choose. */
  hasBase: z.boolean(),
  counts: countsSchema,
  logEntries: z.int(),
});
export type CasePlan = z.infer<typeof casePlanSchema>;

export const makerStandings = ['own', 'known', 'unknown', 'otherKey'] as const;

/** Whether somebody has to say first that she compared the maker's key: a stranger changes no case that is here. */
export function mustConfirmMaker(
  standing: (typeof makerStandings)[number],
  isSomethingHere: boolean,
): boolean {
  return standing === 'otherKey' || (standing === 'unknown' && isSomethingHere);
}

export const lookedAtPackageSchema = z.strictObject({
  handle: z.uuid(),
  fileName: z.string(),
  packageId: z.uuid(),
  madeAt: instantSchema,
  purpose: z.enum(packagePurposes),
  forReading: z.boolean(),
  maker: z.strictObject({
    name: z.string(),
    /** What two people read to each other to know a key. */
    fingerprint: z.string(),
    /**
     * `own`: this vault. `known`: the vault and its key were seen before. `unknown`: never seen. `otherKey`: this vault was
     * seen with another key; it has a new one since, or somebody else made this.
     */
    standing: z.enum(makerStandings),
  }),
  /** When the same package was taken in before; null when it was not. */
  takenInAt: instantSchema.nullable(),
  cases: z.array(casePlanSchema),
});
export type LookedAtPackage = z.infer<typeof lookedAtPackageSchema>;

export const choiceSchema = z.strictObject({
  caseId: caseIdSchema,
  table: z.string().max(60),
  key: z.string().max(1000),
  /** As in the difference; `*` for a row that was taken out here. */
  fields: z.string().max(1000),
  take: sideSchema,
});
export type Choice = z.infer<typeof choiceSchema>;

export const listedPackageSchema = z.strictObject({
  packageId: z.uuid(),
  direction: z.enum(['made', 'takenIn']),
  purpose: z.enum(packagePurposes),
  forReading: z.boolean(),
  otherName: z.string(),
  fileName: z.string(),
  sizeBytes: z.int(),
  recordedAt: instantSchema,
  undoneAt: instantSchema.nullable(),
  canUndo: z.boolean(),
  /** Those that are still here, by code. */
  cases: z.array(z.strictObject({ caseId: caseIdSchema, code: z.string() })),
  /** Codes of cases that were taken in with it and went from here since: destroyed, or left behind before a journey. */
  goneCodes: z.array(z.string()),
});
export type ListedPackage = z.infer<typeof listedPackageSchema>;

export const casePlaceKinds = ['checkedOut', 'handedOver', 'forReading'] as const;

/** Where a case is worked on, when that is not simply here. */
export const casePlaceSchema = z.strictObject({
  kind: z.enum(casePlaceKinds),
  /** Who has it, or from whom it came. */
  otherName: z.string(),
  since: civilDateSchema,
});
export type CasePlace = z.infer<typeof casePlaceSchema>;

/** A version that does not count since a package was taken in; both are kept. */
export const decisionSchema = z.strictObject({
  packageId: z.uuid(),
  table: z.string(),
  key: z.string(),
  /** What the record is called here; empty where it has no name, is not here, or while names are hidden. */
  title: z.string(),
  fields: z.string(),
  values: z.array(fieldValueSchema),
  taken: sideSchema,
  decidedAt: instantSchema,
});
export type Decision = z.infer<typeof decisionSchema>;

/** An entry of the log of the vault that made a package. */
export const receivedEntrySchema = z.strictObject({
  ...auditEntrySchema.omit({ memberRecovery: true }).shape,
  /** Null for one that this program has no words for. */
  action: auditActionSchema.nullable(),
});
export type ReceivedEntry = z.infer<typeof receivedEntrySchema>;

/** What is not as it was signed is not shown: anybody could have written it. */
export const receivedLogSchema = z.discriminatedUnion('signature', [
  z.strictObject({
    /** `otherKey`: by another key than the package it came with. Whose key it is, only people can tell. */
    signature: z.enum(['holds', 'otherKey']),
    fingerprint: z.string(),
    /**
     * `brokenThere`: its maker's own program found, when it wrote the log, that its entries do not follow from each other.
     * `doesNotFit`: the numbers do not go up, or not all of it is about this case. What lies between two entries, and the
     * hashes, can be compared only with the vault they come from.
     */
    chain: z.enum(['holds', 'brokenThere', 'doesNotFit']),
    /** By its maker's clock. */
    writtenAt: instantSchema,
    /** Newest first. */
    entries: z.array(receivedEntrySchema),
    /** How many there are in all. */
    total: z.int(),
  }),
  z.strictObject({
    /** `wrong`: it was changed after it was signed. `unreadable`: it is no log any more. */
    signature: z.enum(['wrong', 'unreadable']),
  }),
]);
export type ReceivedLog = z.infer<typeof receivedLogSchema>;
