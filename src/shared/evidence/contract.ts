import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { caseIdSchema, exhibitIdSchema } from '../kernel/ids';
import { exhibitDraftSchema, exhibitFailureSchema, exhibitSchema, removedExhibitSchema } from './schemas';

// Filings print numbers and titles of exhibits, so they are touched too.
const touches = ['evidence', 'filings', 'timeline', 'procedures'] as const;

export const evidenceContract = {
  /** In the order of the inventory. */
  'evidence.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(exhibitSchema),
  }),
  /** Puts an exhibit into the inventory: at `number`, or last when it is left out. Later ones move down by one. */
  'evidence.create': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      exhibit: exhibitDraftSchema,
      number: z.int().min(1).optional(),
    }),
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  'evidence.change': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema, changes: exhibitDraftSchema.partial() }),
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Moves an exhibit to this number; those between close up. A number beyond the last means the last. */
  'evidence.move': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema, number: z.int().min(1) }),
    output: z.array(exhibitSchema),
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Takes an exhibit out; later ones close up. Refused while a fact cites it. The answer can be given to `restore`. */
  'evidence.remove': command({
    input: z.strictObject({ exhibitId: exhibitIdSchema }),
    output: removedExhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
  /** Puts a removed exhibit back where it was, under the same id and with the requirements it was linked to. */
  'evidence.restore': command({
    input: removedExhibitSchema,
    output: exhibitSchema,
    failure: exhibitFailureSchema,
    touches,
  }),
};
