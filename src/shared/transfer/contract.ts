import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

export const transferContract = {
  /**
   * Writes a case with everything that belongs to it into a new folder outside of the vault, in open formats. Nothing in it is
   * encrypted. A folder that was not finished does not stay. Work of the kind `exportCase`.
   */
  'cases.exportOpen': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      /** The person was told that the folder is plain, and wants it all the same. */
      plainCopiesWanted: z.literal(true),
      ...leavesShape,
    }),
    output: z.strictObject({
      folderName: z.string(),
      rows: z.int().nonnegative(),
      originals: z.int().nonnegative(),
      byteLength: z.number(),
    }),
    failure: z.discriminatedUnion('kind', [
      reasonNeededSchema,
      kind('caseNotFound'),
      kind('dialogCancelled'),
      kind('cancelled'),
      /** Plain copies may not lie in the vault. */
      kind('insideVault'),
      /** An original that is missing or damaged: an export with a hole is not everything. */
      z.strictObject({ kind: z.literal('caseOriginalNotWhole'), name: z.string() }),
      kind('targetFull'),
      kind('targetNotWritable'),
    ]),
    touches: ['cases', 'evidence', 'departures', 'audit'],
  }),
  /** Brings a case of such a folder into the vault, whole or not at all. Work of the kind `importCase`. */
  'cases.importOpen': command({
    input: z.strictObject({}),
    output: z.strictObject({
      caseId: caseIdSchema,
      /** Another one than it had where that is taken here. */
      code: z.string(),
      rows: z.int().nonnegative(),
      originals: z.int().nonnegative(),
    }),
    failure: z.discriminatedUnion('kind', [
      kind('dialogCancelled'),
      kind('cancelled'),
      kind('vaultReadOnly'),
      /** There is no `case.json` in the folder, or it is not one of an export. */
      kind('notAnExport'),
      kind('exportTooLarge'),
      kind('exportNewer'),
      /** What it holds does not follow the schema, refers to what is not in it, or is refused by the database. */
      z.strictObject({ kind: z.literal('exportDoesNotFit'), where: z.string() }),
      /** A file that is missing, is not what the list says, or is no plain file. */
      z.strictObject({ kind: z.literal('exportFileChanged'), path: z.string() }),
      z.strictObject({ kind: z.literal('caseIsHere'), code: z.string() }),
      /** An interview is not as it was sealed, or an addendum of it is not. */
      z.strictObject({ kind: z.literal('sealBroken'), code: z.string() }),
      /** The version of the rules that the case follows is not in this vault. */
      z.strictObject({ kind: z.literal('rulesMissing'), pack: z.string(), version: z.string() }),
      kind('diskFull'),
    ]),
    touches: [
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
      'audit',
    ],
  }),
};
