import { z } from 'zod';
import { caseIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { linesSchema } from '../people/text';

export const retentionUnits = ['month', 'year'] as const;
const mostOfUnit = { month: 1200, year: 100 } as const;

/** How long the office keeps a closed case. The program proposes none: periods are the office's to set. */
export const retentionPeriodSchema = z
  .strictObject({ amount: z.int().positive(), unit: z.enum(retentionUnits) })
  .refine(({ amount, unit }) => amount <= mostOfUnit[unit]);
export type RetentionPeriod = z.infer<typeof retentionPeriodSchema>;

/** Why something was decided about a case, in a sentence; it may stay when the case is gone. */
export const writtenReasonSchema = linesSchema(1000).pipe(z.string().min(1));

export const legalHoldSchema = z.strictObject({
  id: z.uuid(),
  reason: z.string(),
  placedAt: instantSchema,
  /** Names of members at that time. */
  placedBy: z.string(),
  /** Null while it holds; the two texts are empty then. */
  liftedAt: instantSchema.nullable(),
  liftedBy: z.string(),
  liftingReason: z.string(),
});
export type LegalHold = z.infer<typeof legalHoldSchema>;

/** Why a case cannot be destroyed, in the order in which it is told. */
export const purgeObstacles = ['caseOpen', 'onHold', 'keptUntil', 'copyUnderWay'] as const;
export type PurgeObstacle = (typeof purgeObstacles)[number];

/** What goes with a case. */
export const purgeCountsSchema = z.strictObject({
  people: z.int().nonnegative(),
  interviews: z.int().nonnegative(),
  facts: z.int().nonnegative(),
  exhibits: z.int().nonnegative(),
  filings: z.int().nonnegative(),
  originals: z.int().nonnegative(),
  /** Of the originals, as received. */
  originalBytes: z.number().nonnegative(),
  /** In all tables. */
  rows: z.int().nonnegative(),
});
export type PurgeCounts = z.infer<typeof purgeCountsSchema>;

/** What was found of a case when it was looked for after it had been taken away. All zero when nothing is left. */
export const purgeFindingsSchema = z.strictObject({
  /** Rows that belong to it, and rows of any kind that refer to one that is gone. */
  rows: z.int().nonnegative(),
  /** Passages and words of the search index. */
  searchEntries: z.int().nonnegative(),
  /** Files of the evidence. */
  originals: z.int().nonnegative(),
  /** Pages of the database file that hold nothing that counts. */
  freePages: z.int().nonnegative(),
  /** Bytes of the log beside the database file, in which older pages may stand. */
  logBytes: z.int().nonnegative(),
  /** Copies of the database from before a change of the program's, or of a new key that was not finished. */
  databaseCopies: z.int().nonnegative(),
});
export type PurgeFindings = z.infer<typeof purgeFindingsSchema>;

export function isNothingLeft(findings: PurgeFindings): boolean {
  return Object.values(findings).every((count) => count === 0);
}

/** A backup that may hold the case: it was taken while the case was in the vault. */
export const backupHoldingSchema = z.strictObject({ takenAt: instantSchema, folder: z.string() });

/** What is known of a case that was destroyed: its code, never anything that stood in it. */
export const purgeSchema = z.strictObject({
  id: z.uuid(),
  caseId: caseIdSchema,
  caseCode: z.string(),
  openedOn: civilDateSchema,
  closedOn: civilDateSchema.nullable(),
  reason: z.string(),
  begunAt: instantSchema,
  /** Who did it, by the name of that time. */
  memberName: z.string(),
  counts: purgeCountsSchema,
  /** Null while not looked for yet. */
  findings: purgeFindingsSchema.nullable(),
  /** Null while something is left to be done. */
  finishedAt: instantSchema.nullable(),
  /** Backups that may still hold it, newest first. */
  backups: z.array(backupHoldingSchema),
});
export type Purge = z.infer<typeof purgeSchema>;
