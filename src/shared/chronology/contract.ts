import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { command, query } from '../kernel/contract';
import { caseIdSchema, personIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { factFilterSchema } from '../timeline/schemas';
import { mentionKinds } from './mentions';

/** What the footnotes name: everything a fact rests on, exhibits alone (our own interviews stay in the office), or nothing. */
export const citedSources = ['all', 'exhibits', 'none'] as const;
export type CitedSources = (typeof citedSources)[number];

/** Which facts, and what is told of each. */
export const chronologyChoiceSchema = z.strictObject({
  language: languageSchema,
  /** Those that pass it; an empty one lets all through. */
  filter: factFilterSchema,
  sources: z.enum(citedSources),
  withSourceKind: z.boolean(),
  withConfidence: z.boolean(),
});
export type ChronologyChoice = z.output<typeof chronologyChoiceSchema>;

const draft = z.strictObject({ caseId: caseIdSchema, choice: chronologyChoiceSchema });
const caseNotFound = z.strictObject({ kind: z.literal('caseNotFound') });

export const chronologyContract = {
  /** What the document would hold and give away. Nothing is made. */
  'timeline.lookAtChronology': query({
    input: draft,
    output: z.strictObject({
      facts: z.int(),
      undated: z.int(),
      disputed: z.int(),
      /** Without anything to cite, as far as sources are told. */
      uncited: z.int(),
      /** Who of the case can be recognised in its words, and by what. */
      mentions: z.array(
        z.strictObject({ personId: personIdSchema, by: z.array(z.enum(mentionKinds)).min(1) }),
      ),
      /** Codes of other cases of which somebody is named in full. */
      otherCases: z.array(z.string()),
    }),
    failure: z.discriminatedUnion('kind', [caseNotFound]),
  }),
  /** Makes the Word file and writes it to a place outside the vault that the person chooses. */
  'timeline.saveChronology': command({
    input: z.strictObject({ ...draft.shape, ...leavesShape }),
    output: z.strictObject({ fileName: z.string() }),
    failure: z.discriminatedUnion('kind', [
      caseNotFound,
      z.strictObject({ kind: z.literal('noFacts') }),
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['departures', 'audit'],
  }),
};
