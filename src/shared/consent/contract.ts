import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { caseIdSchema, consentEntryIdSchema, filingIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { linesSchema } from '../people/text';
import { consentEntrySchema, consentFieldsSchema, consentPurposeSchema } from './schemas';

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
const touches = ['consent', 'departures', 'cases', 'audit'] as const;

export const consentContract = {
  /** The ledger of a case, what follows from it today, and the forms of which nobody said what became of them. */
  'consent.read': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      today: civilDateSchema,
      /** Newest first, as they were written down. */
      entries: z.array(consentEntrySchema),
      standings: z.array(
        z.strictObject({
          entryId: consentEntryIdSchema,
          state: z.enum(['given', 'ended', 'refused', 'withdrawn']),
          /** Those that no later entry decided otherwise. Empty: whatever the purpose. */
          purposes: z.array(consentPurposeSchema),
          /** It ended, or ends within two weeks: she is to be asked whether she wants it to. */
          runsOut: z.boolean(),
        }),
      ),
      /** Forms (F2) that were made and that no entry names, newest first, with what they would say. */
      forms: z.array(
        z.strictObject({
          filingId: filingIdSchema,
          language: languageSchema,
          madeAt: instantSchema,
          fields: z.array(consentFieldsSchema),
        }),
      ),
    }),
    failure: caseNotFound,
  }),
  /** Writes decisions of the person into the ledger, all or none. What is written stays. */
  'consent.record': command({
    input: z.strictObject({ caseId: caseIdSchema, entries: z.array(consentFieldsSchema).min(1).max(30) }),
    output: z.array(consentEntrySchema),
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      z.strictObject({ kind: z.literal('dayInFuture') }),
      /** The last day lies before the day she decided. */
      z.strictObject({ kind: z.literal('endsTooEarly') }),
      /** A consent to nothing, or for nothing. */
      z.strictObject({ kind: z.literal('nothingAgreed') }),
      /** Nobody knows in which language it was explained, so nobody knows that it was understood. */
      z.strictObject({ kind: z.literal('languageMissing') }),
      z.strictObject({ kind: z.literal('witnessMissing') }),
      /** The form or the exhibit is not of this case. */
      z.strictObject({ kind: z.literal('proofNotFound') }),
    ]),
    touches,
  }),
  /** Answers the questions of the form (F2) with a decision to come; other pages that were prepared stay. */
  'consent.prepareForm': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      fields: consentFieldsSchema.pick({
        recipient: true,
        data: true,
        limits: true,
        until: true,
        form: true,
        witness: true,
        decidedOn: true,
      }),
    }),
    /** The language the form is made in: that of the case, where there is one in it. */
    output: z.strictObject({ language: languageSchema }),
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      /** The form has no page for this recipient. */
      z.strictObject({ kind: z.literal('noPage') }),
    ]),
    touches: ['consent', 'filings'],
  }),
  /** Says that an entry was written down by mistake and why. The entry stays, and never counted. */
  'consent.strike': command({
    input: z.strictObject({
      entryId: consentEntryIdSchema,
      why: linesSchema(1000).refine((why) => why !== ''),
    }),
    output: consentEntrySchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('entryNotFound') }),
      z.strictObject({ kind: z.literal('struckBefore') }),
    ]),
    touches,
  }),
};
