import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command, query } from '../kernel/contract';
import { caseIdSchema, filingIdSchema, ownTemplateIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { answerValueSchema } from './answers';
import { filingKindSchema } from './kinds';
import {
  filingBlockSchema,
  filingDraftSchema,
  filingReviewSchema,
  filingSummarySchema,
  missingValueSchema,
  picturesFailures,
  refusalSchema,
  templateFailureSchema,
} from './schemas';

const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });
/** The filing does not exist in this language. */
const notInLanguage = z.strictObject({ kind: z.literal('templateMissing') });
const filingNotFound = z.strictObject({ kind: z.literal('filingNotFound') });

export const filingsContract = {
  /** The filings that can be made for a case (none where its procedure has none), and those that were made, newest first. */
  'filings.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.strictObject({
      offered: z.array(
        z.strictObject({
          filingKind: filingKindSchema,
          /** Phase it belongs to; null for one that goes with any other. */
          phaseId: z.string().nullable(),
          languages: z.array(languageSchema),
          /** The language of the authority's file, where there is a template in it; else French. */
          preferredLanguage: languageSchema,
        }),
      ),
      made: z.array(filingSummarySchema),
    }),
    failure: z.discriminatedUnion('kind', [caseNotFound]),
  }),

  /** Every value the filing would be made from, in the order of the document. Changes nothing. */
  'filings.review': query({
    input: z.strictObject({
      ...filingDraftSchema.shape,
      /** Real names too. Written to the audit log the first time in each session. */
      withNames: z.boolean().default(false),
    }),
    output: filingReviewSchema,
    failure: z.discriminatedUnion('kind', [caseNotFound, notInLanguage]),
  }),

  /** Keeps answers for this filing. An empty text or list takes an answer back. Gives the new review, without names. */
  'filings.answer': command({
    input: z.strictObject({
      ...filingDraftSchema.shape,
      answers: z.record(z.string().max(64), answerValueSchema),
    }),
    output: filingReviewSchema,
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      notInLanguage,
      /** Names of the answers that do not fit their question; none was kept. */
      z.strictObject({ kind: z.literal('answerDoesNotFit'), fields: z.array(z.string()) }),
    ]),
    touches: ['filings'],
  }),

  /** Makes the document and keeps it in the vault with the snapshot it was made from. */
  'filings.generate': command({
    input: z.strictObject({
      ...filingDraftSchema.shape,
      /** Template of the organisation; null for that of the program. */
      templateId: ownTemplateIdSchema.nullable().default(null),
    }),
    output: filingSummarySchema,
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      z.strictObject({ kind: z.literal('valuesMissing'), missing: z.array(missingValueSchema).min(1) }),
      /** Nothing is missing, but the filing must not be made as it stands. */
      z.strictObject({ kind: z.literal('refused'), refusals: z.array(refusalSchema).min(1) }),
      ...templateFailureSchema.options,
      ...picturesFailures,
    ]),
    touches: ['filings', 'templates', 'audit'],
  }),

  /** The text of a document that was made, to read it in the program. It holds real names, and is audited like them. */
  'filings.text': query({
    input: z.strictObject({ filingId: filingIdSchema }),
    output: z.strictObject({
      filing: filingSummarySchema,
      blocks: z.array(filingBlockSchema),
      footer: z.array(z.string()),
    }),
    failure: z.discriminatedUnion('kind', [filingNotFound]),
  }),

  /** The Word file of a document that was made, changed so that it can be drawn for print. Audited like its text. */
  'filings.document': query({
    input: z.strictObject({ filingId: filingIdSchema }),
    output: z.strictObject({
      language: languageSchema,
      document: z.instanceof(Uint8Array),
      /** What has to stand on its pages, piece by piece. */
      words: z.array(z.string()),
      /** What its pictures say to those who cannot see them, in their order; '' for one that says nothing. */
      descriptions: z.array(z.string()),
      /** What stands at the foot of each page: to the left, and around its number and how many there are. */
      foot: z.strictObject({ left: z.string(), page: z.string(), of: z.string() }),
    }),
    failure: z.discriminatedUnion('kind', [filingNotFound]),
  }),

  /**
   * Asks where to save the document and writes it there, as it is or as the PDF of what the page has ready for printing.
   * What is written is read back and compared. Or prints what the page has ready: then no file is left anywhere.
   */
  'filings.saveAs': command({
    input: z.strictObject({
      filingId: filingIdSchema,
      form: z.enum(['word', 'pdf', 'print']),
      /** Title of the dialog, in the language of the interface. */
      dialogTitle: z.string().max(200),
      ...leavesShape,
    }),
    output: z.discriminatedUnion('outcome', [
      /** Name of the file without its folder. */
      z.strictObject({ outcome: z.literal('saved'), fileName: z.string() }),
      /** It is with the printer. */
      z.strictObject({ outcome: z.literal('printed') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    failure: z.discriminatedUnion('kind', [
      filingNotFound,
      reasonNeededSchema,
      /** The disk had no room; nothing was left behind and an older file of that name is as it was. */
      z.strictObject({ kind: z.literal('targetFull') }),
      /** The folder does not let us write. */
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      /** The PDF could not be made. */
      z.strictObject({ kind: z.literal('pdfFailed') }),
      z.strictObject({ kind: z.literal('printFailed') }),
      /** What was read back is not what was written; the file was taken away again. */
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['filings', 'departures', 'audit'],
  }),
};
