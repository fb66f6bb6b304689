import { z } from 'zod';
import { command } from '../kernel/contract';
import { vaultIdSchema } from '../kernel/ids';
import { folderFailures, kind, passphraseFailures, placeFailures } from './contract';
import { passphraseSchema } from './passphrase';

/** Kinds of record a salvage tells of. What belongs to another kind and means nothing without it counts as `other`. */
export const recordKinds = [
  'case',
  'person',
  'interview',
  'interviewVersion',
  'addendum',
  'fact',
  'citation',
  'exhibit',
  'original',
  'custodyEntry',
  'event',
  'deadline',
  'requirement',
  'filing',
  'auditEntry',
  'other',
] as const;
export const recordKindSchema = z.enum(recordKinds);
export type RecordKind = (typeof recordKinds)[number];

/** What became of records that did not come over as they were. */
export const lossReasons = [
  /** They lie on a damaged part of the file. */
  'unreadable',
  /** They could be read, but belong to a record that is lost, and would mean nothing without it. */
  'withoutParent',
  /** They came over, without their link to a record that is lost. */
  'linkLost',
  /** A case whose own record is lost: one with nothing but a code takes its place, for what belongs to it. */
  'standIn',
  /** An interview whose text is lost: the newest version kept in its history took its place. */
  'olderText',
] as const;
export const lossReasonSchema = z.enum(lossReasons);
export type LossReason = (typeof lossReasons)[number];

export const lossSchema = z.strictObject({
  kind: recordKindSchema,
  reason: lossReasonSchema,
  /** Empty when they belong to no case, or nobody can tell to which. */
  caseCode: z.string(),
  count: z.int().positive(),
  /** Ids of the first fifty, as far as they are known. */
  ids: z.array(z.string()),
});
export type Loss = z.infer<typeof lossSchema>;

/** What a salvage brought over and what it could not. */
export const salvageReportSchema = z.strictObject({
  pages: z.int().nonnegative(),
  damagedPages: z.int().nonnegative(),
  /** Pages that had changed places, and were read all the same. */
  displacedPages: z.int().nonnegative(),
  /** Rows that came over, of every kind. */
  rows: z.int().nonnegative(),
  losses: z.array(lossSchema),
  /** Kinds of which more may be lost than is listed: the damage took the account of them as well. */
  uncounted: z.array(recordKindSchema),
  /** Pages that were read and fit no place. */
  unplacedPages: z.int().nonnegative(),
  originals: z.strictObject({
    copied: z.int().nonnegative(),
    missing: z.int().nonnegative(),
    damaged: z.int().nonnegative(),
    /** Files that no record refers to any more. They were copied as they are. */
    withoutRecord: z.int().nonnegative(),
  }),
});
export type SalvageReport = z.infer<typeof salvageReportSchema>;

export const salvageFailureSchema = z.discriminatedUnion('kind', [
  ...folderFailures,
  ...passphraseFailures,
  ...placeFailures,
  /** No page of the database stands the test with the key of this vault. */
  kind('nothingReadable'),
  kind('cancelled'),
]);
export type SalvageFailure = z.infer<typeof salvageFailureSchema>;

export const salvageContract = {
  /**
   * Reads what is left of a damaged vault into a new one, as long work. The damaged one is not written to. The new one has
   * the same id, members and keys, and takes its place in the list of this laptop; it is not opened.
   */
  'vault.salvage': command({
    access: 'open',
    input: z.strictObject({
      source: z.discriminatedUnion('kind', [
        /** The vault that is open: damage that leaves most of it readable. */
        z.strictObject({ kind: z.literal('open') }),
        /** One that does not open any more. */
        z.strictObject({ kind: z.literal('known'), id: vaultIdSchema, passphrase: passphraseSchema }),
      ]),
      name: z.string().max(500),
      place: z.enum(['default', 'choose']),
    }),
    output: z.strictObject({ id: vaultIdSchema, name: z.string(), report: salvageReportSchema }),
    failure: salvageFailureSchema,
    touches: ['vault'],
  }),
};
