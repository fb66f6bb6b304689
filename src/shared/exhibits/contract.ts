import { z } from 'zod';
import { isCivilDate } from '../deadlines/calendar';
import { command, query } from '../kernel/contract';
import { caseIdSchema, sentInventoryIdSchema } from '../kernel/ids';
import { civilDateSchema } from '../kernel/time';
import { lineSchema } from '../people/text';

const sentInventorySchema = z.strictObject({
  id: sentInventoryIdSchema,
  sentOn: civilDateSchema,
  recipient: z.string(),
  /** How many exhibits went out under a number. */
  count: z.int(),
});
export type SentInventory = z.output<typeof sentInventorySchema>;

// A number that is kept shows wherever exhibits are named.
const touches = ['exhibits', 'evidence', 'filings', 'timeline', 'procedures', 'audit'] as const;

export const exhibitsContract = {
  /** What went out under which numbers, newest first, and the numbers that are withdrawn since. */
  'exhibits.sent': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      today: civilDateSchema,
      inventories: z.array(sentInventorySchema),
      withdrawnNumbers: z.array(z.string()),
    }),
  }),
  /** Writes down that the exhibits of a case went out: from now on each keeps the number that it has. */
  'exhibits.markSent': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      sentOn: civilDateSchema.refine(isCivilDate),
      recipient: lineSchema(200),
    }),
    output: sentInventorySchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('noExhibits') }),
      z.strictObject({ kind: z.literal('recipientMissing') }),
      z.strictObject({ kind: z.literal('dayInFuture'), today: civilDateSchema }),
    ]),
    touches,
  }),
  /** Takes such an entry back, when it was written by mistake. Numbers that no other entry keeps follow the order again. */
  'exhibits.takeBackSent': command({
    input: z.strictObject({ sentInventoryId: sentInventoryIdSchema }),
    output: z.null(),
    failure: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('inventoryNotFound') })]),
    touches,
  }),
};
