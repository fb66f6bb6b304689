import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';

export const custodyContract = {
  /**
   * Reads every original of the case through, writes down what was found, and saves a Word file that says of each exhibit
   * where its originals come from and what happened to them since.
   */
  'exhibits.saveCustodyAnnex': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      language: languageSchema,
      /** Says from whom and how the originals came. */
      withGiver: z.boolean(),
      ...leavesShape,
    }),
    output: z.strictObject({
      fileName: z.string(),
      originals: z.int(),
      /** Originals that are missing or damaged; the document says so too. */
      notWhole: z.int(),
    }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('noExhibits') }),
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['exhibits', 'evidence', 'departures', 'audit'],
  }),
};
