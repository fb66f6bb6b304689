import { z } from 'zod';
import { accountIdSchema, factIdSchema, interviewIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';
import { linesSchema } from '../people/text';
import { accountKinds } from './schemas';

/** One time the story, or a part of it, was told: to us, or earlier to others. */
export const tellingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interview'),
    id: interviewIdSchema,
    title: z.string(),
    /** EDTF. */
    edtf: z.string(),
  }),
  z.strictObject({
    kind: z.literal('account'),
    id: accountIdSchema,
    to: z.enum(accountKinds),
    /** EDTF; '' while unknown. */
    edtf: z.string(),
  }),
]);
export type Telling = z.output<typeof tellingSchema>;

export const askAgainReasonSchema = linesSchema(1000).refine((reason) => reason.trim() !== '');

export const knownFactSchema = z.strictObject({
  id: factIdSchema,
  statement: z.string(),
  /** '' when undated. */
  edtf: z.string(),
  conditionIds: z.array(z.string()),
  isUncertain: z.boolean(),
  /** It rests on a passage of an interview that is marked as sensitive. */
  isSensitive: z.boolean(),
  /** Something beside words stands behind it: an exhibit. */
  isDocumented: z.boolean(),
  /** It is told otherwise somewhere, and nobody has written down why. */
  isUnexplained: z.boolean(),
  /** In which tellings it came up, in their order. */
  toldIn: z.array(z.union([interviewIdSchema, accountIdSchema])),
  /** Null while nobody decided to ask about it once more. */
  askAgain: z.strictObject({ reason: z.string(), decidedAt: instantSchema }).nullable(),
});
export type KnownFact = z.output<typeof knownFactSchema>;

export const openPoints = ['undated', 'uncertain', 'unexplained', 'undocumented'] as const;
export type OpenPoint = (typeof openPoints)[number];

/** What is still missing of a fact that is known. */
export function openPointsOf(fact: KnownFact): readonly OpenPoint[] {
  return openPoints.filter((point) => {
    switch (point) {
      case 'undated':
        return fact.edtf === '';
      case 'uncertain':
        return fact.isUncertain;
      case 'unexplained':
        return fact.isUnexplained;
      case 'undocumented':
        return !fact.isDocumented;
      default:
        return point satisfies never;
    }
  });
}

/**
 * Facts that had to be told most often, twice at least: what is sensitive first, since that is what telling costs most.
 *
 * @param count how many at most
 */
export function mostOftenTold(facts: readonly KnownFact[], count: number): readonly KnownFact[] {
  return facts
    .filter(({ toldIn }) => toldIn.length > 1)
    .toSorted(
      (one, other) =>
        Number(other.isSensitive) - Number(one.isSensitive) || other.toldIn.length - one.toldIn.length,
    )
    .slice(0, count);
}
