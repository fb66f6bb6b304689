import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { leaveAsSchema } from '../evidence/traces';
import { command } from '../kernel/contract';
import { caseIdSchema, exhibitIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';

export const dossiersContract = {
  /**
   * Writes exhibits with their originals, decrypted, into a new folder in a place that the person chooses, with a list of
   * hashes and a page that compares them in any browser. A folder that was not finished does not stay. Where a copy stands in
   * place of its original, without what that says of itself, the folder says so with the original's hash.
   */
  'exhibits.saveDossier': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      exhibitIds: z.array(exhibitIdSchema).min(1).max(5000),
      language: languageSchema,
      /** The custody annex says from whom and how the originals came. */
      withGiver: z.boolean(),
      /** With the chronology of all facts, exhibits in its footnotes. */
      withChronology: z.boolean(),
      as: leaveAsSchema.default('withoutTraces'),
      /** The person was told that the copies are plain, and wants them all the same. */
      plainCopiesWanted: z.literal(true),
      ...leavesShape,
    }),
    output: z.strictObject({
      folderName: z.string(),
      originals: z.int(),
      /** How many of them stand there as a copy that says nothing of itself. */
      cleanCopies: z.int(),
      byteLength: z.number(),
    }),
    failure: z.discriminatedUnion('kind', [
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('noExhibits') }),
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('cancelled') }),
      /** Plain copies may not lie in the vault. */
      z.strictObject({ kind: z.literal('insideVault') }),
      /** An original that is missing or damaged: a dossier with a hole proves nothing. */
      z.strictObject({ kind: z.literal('originalNotWhole'), exhibitNumber: z.string() }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
    ]),
    touches: ['exhibits', 'evidence', 'departures', 'audit'],
  }),
};
