import { z } from 'zod';
import {
  accountIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
} from '../kernel/ids';
import { lineSchema, linesSchema } from '../people/text';

/** To whom it was told. */
export const accountKinds = ['police', 'prosecution', 'centre', 'asylum', 'medical', 'other'] as const;

/** How a fact stands in an account: as it is here, with more, not at all, or otherwise. */
export const relations = ['same', 'added', 'leftOut', 'different'] as const;
export type Relation = (typeof relations)[number];

/** Why accounts of people who lived through violence differ, none of which means that one of them is untrue. */
export const differenceReasons = [
  'notAsked',
  'interpreter',
  'timePassed',
  'fear',
  'shame',
  'distress',
  'pressure',
  'recordedWrongly',
] as const;
export type DifferenceReason = (typeof differenceReasons)[number];

/** What a person enters of an earlier account. Texts are empty until known. */
export const accountFieldsSchema = z.strictObject({
  kind: z.enum(accountKinds),
  /** EDTF. */
  dateEdtf: lineSchema(60),
  takenBy: lineSchema(200),
  /** BCP 47 tag of the language it was told in. */
  language: lineSchema(35),
  interpreter: lineSchema(200),
  /** Where it stands; one of the two at most. */
  exhibitId: exhibitIdSchema.nullable(),
  interviewId: interviewIdSchema.nullable(),
  note: linesSchema(4000),
});
export type AccountFields = z.output<typeof accountFieldsSchema>;

export const accountSchema = z.strictObject({
  ...accountFieldsSchema.shape,
  id: accountIdSchema,
  caseId: caseIdSchema,
});
export type Account = z.output<typeof accountSchema>;

/** How a fact stands in an account, as a person enters it. */
export const comparisonSchema = z.strictObject({
  relation: z.enum(relations),
  /** As it is worded there. */
  wording: linesSchema(4000),
  /** Page or line, e.g. `p. 3`. */
  locator: lineSchema(200),
  reasons: z.array(z.enum(differenceReasons)).max(differenceReasons.length),
  /** In the advocate's own words. */
  reason: linesSchema(4000),
});
export type Comparison = z.output<typeof comparisonSchema>;

export const accountStatementSchema = z.strictObject({
  ...comparisonSchema.shape,
  accountId: accountIdSchema,
  factId: factIdSchema,
});
export type AccountStatement = z.output<typeof accountStatementSchema>;

/** A difference for which nobody has written down why. */
export function isUnexplained({ relation, reasons, reason }: Comparison): boolean {
  return relation !== 'same' && reasons.length === 0 && reason.trim() === '';
}

/** Two comparisons of facts that become one: what differs in either differs, and no word is lost. */
export function joinComparisons(one: Comparison, other: Comparison): Comparison {
  const joined = (first: string, second: string, between: string): string =>
    [...new Set([first, second])].filter((text) => text !== '').join(between);
  return {
    relation: one.relation === other.relation ? one.relation : 'different',
    wording: joined(one.wording, other.wording, '\n'),
    locator: joined(one.locator, other.locator, ', '),
    reasons: differenceReasons.filter(
      (reason) => one.reasons.includes(reason) || other.reasons.includes(reason),
    ),
    reason: joined(one.reason, other.reason, '\n'),
  };
}
