import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { mostCasesInPackage } from '../packages/head';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });
const ofOneCase = <Kind extends string>(name: Kind) =>
  z.strictObject({ kind: z.literal(name), code: z.string() });

export const travelContract = {
  /** Cases that can be left behind, and those that were. */
  'travel.list': query({
    input: noInput,
    output: z.strictObject({
      here: z.array(
        z.strictObject({
          caseId: caseIdSchema,
          code: z.string(),
          closedOn: civilDateSchema.nullable(),
          /** A legal hold keeps it here. */
          onHold: z.boolean(),
        }),
      ),
      /** Newest first. Once a case is in the vault again it is not among them. */
      away: z.array(
        z.strictObject({
          caseId: caseIdSchema,
          code: z.string(),
          since: instantSchema,
          packageId: z.uuid(),
          fileName: z.string(),
          /** Of the package, so that the right file can be told from another of this name. */
          sha256: z.string(),
          /** False while something of it is still to be cleared away here. */
          isGone: z.boolean(),
        }),
      ),
    }),
  }),
  /**
   * Writes cases into an encrypted package, reads it back from its first byte to its last, compares every row and every
   * original with what is here, and only then takes the cases out of the vault. Work of the kinds `makePackage`,
   * `readPackage` and `purge`, one after the other.
   */
  'travel.leaveBehind': command({
    input: z.strictObject({
      caseIds: z.array(caseIdSchema).min(1).max(mostCasesInPackage),
      lock: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('passphrase'), passphrase: z.string().max(1000) }),
        /** The key of this vault: it opens nowhere else. */
        z.strictObject({ kind: z.literal('ownKey') }),
      ]),
    }),
    output: z.strictObject({
      packageId: z.uuid(),
      fileName: z.string(),
      cases: z.int(),
      /** False while something is still to be cleared away; the next opening goes on. */
      isGone: z.boolean(),
    }),
    failure: z.discriminatedUnion('kind', [
      kind('caseNotFound'),
      ofOneCase('onHold'),
      /** A copy of it is being written, or was interrupted and is not settled. */
      ofOneCase('copyUnderWay'),
      /** It is checked out, was handed over, or came only to be read: see the packages. */
      ofOneCase('caseElsewhere'),
      kind('dialogCancelled'),
      kind('cancelled'),
      kind('insideVault'),
      kind('passphraseTooWeak'),
      z.strictObject({ kind: z.literal('caseOriginalNotWhole'), name: z.string() }),
      kind('targetFull'),
      kind('targetNotWritable'),
      /** What was read back is not what is here. Nothing was taken out; the package does not count. */
      kind('packageNotVerified'),
      /** The case was worked on while the package was being made. Nothing was taken out. */
      ofOneCase('changedMeanwhile'),
      kind('purgeUnderWay'),
    ]),
    touches: [
      'travel',
      'retention',
      'packages',
      'cases',
      'people',
      'interviews',
      'timeline',
      'accounts',
      'procedures',
      'deadlines',
      'evidence',
      'exhibits',
      'conversations',
      'filings',
      'departures',
      'search',
      'members',
      'vault',
      'audit',
    ],
  }),
};
