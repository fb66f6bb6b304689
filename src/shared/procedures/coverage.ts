import { z } from 'zod';
import { leavesShape, reasonNeededSchema } from '../departures/schemas';
import { filingKindSchema } from '../filings/kinds';
import { blockIdSchema } from '../interviews/document';
import { command, query } from '../kernel/contract';
import { caseIdSchema, exhibitIdSchema, factIdSchema, interviewIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema } from '../kernel/time';
import { conditionViewSchema, requirementStateSchema } from './contract';

// Legal elements × facts × exhibits × paragraphs: what is shown, by what, and what serves nothing.

/** How many of each kind are named; the counts are of all. */
export const mostNamed = 50;

const coveredFactSchema = z.strictObject({
  id: factIdSchema,
  /** The beginning of it. */
  statement: z.string(),
  /** As typed; '' when undated. */
  dateText: z.string(),
  disputed: z.boolean(),
});
const coveredExhibitSchema = z.strictObject({ id: exhibitIdSchema, number: z.string(), title: z.string() });
const coveredParagraphSchema = z.strictObject({
  interviewId: interviewIdSchema,
  blockId: blockIdSchema,
  title: z.string(),
  heldOn: civilDateSchema,
});
const requirementSchema = z.strictObject({ id: z.string(), name: z.string(), state: requirementStateSchema });

const namedFacts = z.strictObject({ count: z.int(), named: z.array(coveredFactSchema).max(mostNamed) });
const namedExhibits = z.strictObject({ count: z.int(), named: z.array(coveredExhibitSchema).max(mostNamed) });

export const coverageRowSchema = z.strictObject({
  ...conditionViewSchema.omit({ fact: true }).shape,
  /** It must be shown for the next step of the case, or for the filing asked about. */
  isNeeded: z.boolean(),
  facts: namedFacts,
  exhibits: namedExhibits,
  paragraphs: z.strictObject({ count: z.int(), named: z.array(coveredParagraphSchema).max(mostNamed) }),
  /** Documents that would prove it. */
  requirements: z.array(requirementSchema),
  holes: z.array(z.enum(['noFact', 'noExhibit'])),
});
export type CoverageRow = z.output<typeof coverageRowSchema>;

export const coverageSchema = z.strictObject({
  caseCode: z.string(),
  today: civilDateSchema,
  /** In the order of the pack. Empty when no procedure was begun. */
  rows: z.array(coverageRowSchema),
  /** What serves no element: facts without one, exhibits that neither a fact with one nor a requirement rests on. */
  serving: z.strictObject({
    noFacts: namedFacts,
    noExhibits: namedExhibits,
    /** Interviews of which no fact cites a passage. */
    noInterviews: z.array(
      z.strictObject({ id: interviewIdSchema, title: z.string(), heldOn: civilDateSchema }),
    ),
  }),
});
export type Coverage = z.output<typeof coverageSchema>;

export const coverageContract = {
  'procedures.coverage': query({
    input: z.strictObject({
      caseId: caseIdSchema,
      language: languageSchema,
      /** What this filing needs, in place of what the next step needs. */
      filingKind: filingKindSchema.nullable().default(null),
    }),
    output: coverageSchema,
    failure: z.strictObject({ kind: z.literal('caseNotFound') }),
  }),
  /** Prints what the page shows for printing: the coverage of this case. */
  'procedures.printCoverage': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      /** The language it is shown in. */
      language: languageSchema.default('fr'),
      ...leavesShape,
    }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      reasonNeededSchema,
      z.strictObject({ kind: z.literal('caseNotFound') }),
      z.strictObject({ kind: z.literal('printCancelled') }),
      z.strictObject({ kind: z.literal('printFailed') }),
    ]),
    touches: ['departures', 'audit'],
  }),
};

/** What rests on what, as read from the vault. */
export interface CoverageSources {
  readonly facts: readonly {
    readonly id: string;
    readonly conditionIds: readonly string[];
    readonly exhibitIds: readonly string[];
    /** Interview and paragraph, as one text. */
    readonly passages: readonly string[];
  }[];
  readonly exhibitIds: readonly string[];
  /** Exhibits linked to requirements, with the elements those go to prove. */
  readonly links: readonly { readonly exhibitId: string; readonly proves: readonly string[] }[];
}

export interface CoverageMap {
  readonly byCondition: ReadonlyMap<
    string,
    {
      readonly factIds: readonly string[];
      readonly exhibitIds: readonly string[];
      readonly passages: readonly string[];
    }
  >;
  readonly idleFactIds: readonly string[];
  readonly idleExhibitIds: readonly string[];
}

/**
 * An exhibit serves an element through a fact that cites it and is tagged with the element, or through a requirement that
 * proves it. An exhibit linked to a requirement that proves no element is of use all the same.
 */
export function mapCoverage(conditionIds: readonly string[], sources: CoverageSources): CoverageMap {
  const known = new Set(conditionIds);
  const factsByCondition = new Map<string, CoverageSources['facts'][number][]>();
  for (const fact of sources.facts) {
    for (const id of new Set(fact.conditionIds)) {
      const facts = factsByCondition.get(id);
      if (facts === undefined) factsByCondition.set(id, [fact]);
      else facts.push(fact);
    }
  }
  const byCondition = new Map(
    conditionIds.map((id) => {
      const facts = factsByCondition.get(id) ?? [];
      const cited = new Set([
        ...facts.flatMap(({ exhibitIds }) => exhibitIds),
        ...sources.links.filter(({ proves }) => proves.includes(id)).map(({ exhibitId }) => exhibitId),
      ]);
      return [
        id,
        {
          factIds: facts.map((fact) => fact.id),
          // In the order of the inventory.
          exhibitIds: sources.exhibitIds.filter((exhibitId) => cited.has(exhibitId)),
          passages: [...new Set(facts.flatMap(({ passages }) => passages))],
        },
      ] as const;
    }),
  );
  const serves = (ids: readonly string[]) => ids.some((id) => known.has(id));
  const servingFacts = sources.facts.filter((fact) => serves(fact.conditionIds));
  const servingExhibits = new Set([
    ...servingFacts.flatMap(({ exhibitIds }) => exhibitIds),
    ...sources.links.map(({ exhibitId }) => exhibitId),
  ]);
  return {
    byCondition,
    idleFactIds: sources.facts.filter((fact) => !serves(fact.conditionIds)).map(({ id }) => id),
    idleExhibitIds: sources.exhibitIds.filter((id) => !servingExhibits.has(id)),
  };
}
