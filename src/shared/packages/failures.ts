import { z } from 'zod';
import { reasonNeededSchema } from '../departures/schemas';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

/** A row that never changes is another one there: a sealed statement, a filing, an entry of custody. */
const sealedDiffers = z.strictObject({
  kind: z.literal('sealedDiffers'),
  table: z.string(),
  code: z.string(),
});

const makingFailures = [
  kind('caseNotFound'),
  kind('dialogCancelled'),
  kind('cancelled'),
  /** A package does not lie among the files of the vault. */
  kind('insideVault'),
  /** A case that came only to be read, or was handed over, is not sent on as one's own. */
  z.strictObject({ kind: z.literal('caseElsewhere'), code: z.string() }),
  /** One of the texts is no public key of age (`age1…`). */
  kind('notAPublicKey'),
  kind('passphraseTooWeak'),
  /** Who only reads it can neither bring it back nor go on with it. */
  kind('readersDoNotWork'),
  /** An original that is missing or damaged: a package with a hole is not everything. */
  z.strictObject({ kind: z.literal('caseOriginalNotWhole'), name: z.string() }),
  kind('targetFull'),
  kind('targetNotWritable'),
  reasonNeededSchema,
] as const;

const readingFailures = [
  /** No age file, or one that holds something else. */
  kind('notAPackage'),
  kind('packageNewer'),
  /** Cut, or not as it was made. */
  kind('packageDamaged'),
  /** It is whole, and what stands in it does not fit together, or refers to what is not in it. */
  z.strictObject({ kind: z.literal('packageDoesNotFit'), where: z.string() }),
  kind('packageTooLarge'),
  /** An interview is not as it was sealed, or an addendum of it is not. */
  z.strictObject({ kind: z.literal('sealBroken'), code: z.string() }),
  /** The signature is not of the key that stands beside it. */
  kind('signatureWrong'),
  /** Encrypted to another public key than those of this vault. */
  kind('notForThisVault'),
  kind('wrongPassphrase'),
  /** The stick is gone, or the file cannot be read. */
  kind('sourceUnreadable'),
] as const;

export const makePackageFailureSchema = z.discriminatedUnion('kind', [...makingFailures]);

export const lookAtPackageFailureSchema = z.discriminatedUnion('kind', [
  ...readingFailures,
  kind('dialogCancelled'),
  kind('cancelled'),
  /** Look again with this handle and the passphrase. */
  z.strictObject({ kind: z.literal('passphraseNeeded'), handle: z.uuid(), fileName: z.string() }),
  kind('packageNotOpen'),
  sealedDiffers,
]);

export const takeInFailureSchema = z.discriminatedUnion('kind', [
  ...readingFailures,
  kind('cancelled'),
  /** Nothing of this handle was looked at, or the vault was locked since. */
  kind('packageNotOpen'),
  /** The file is not the one that was looked at. */
  kind('packageChanged'),
  kind('alreadyTakenIn'),
  /**
   * Nobody said that the key is its maker's: her vault was known with another one, or was never heard of and the package
   * changes a case that is here.
   */
  kind('makerNotConfirmed'),
  sealedDiffers,
  z.strictObject({ kind: z.literal('rulesMissing'), pack: z.string(), version: z.string() }),
  /** A row of it belongs to another case here. */
  z.strictObject({ kind: z.literal('rowsElsewhere'), code: z.string() }),
  /** Something in the case here could not be read before the package came, so nothing is brought together with it. */
  z.strictObject({ kind: z.literal('caseUnreadable'), code: z.string() }),
  kind('choiceUnknown'),
  kind('vaultReadOnly'),
  kind('diskFull'),
]);

export const undoFailureSchema = z.discriminatedUnion('kind', [
  kind('packageNotFound'),
  /** Something that came with it was changed or used since; taking it out would take that along. */
  kind('changedSince'),
]);

export type PackageFailure =
  | z.infer<typeof makePackageFailureSchema>
  | z.infer<typeof lookAtPackageFailureSchema>
  | z.infer<typeof takeInFailureSchema>;
