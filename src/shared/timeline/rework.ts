import type { FactId } from '../kernel/ids';
import {
  confidences,
  type CitationDraft,
  type ConstraintDraft,
  type Fact,
  type FactDate,
  type FactFields,
} from './schemas';

// Two facts that turn out to be one, and one that turns out to be two.

/** Every text, one after the other; one that says the same as another stands once. */
export function joinedStatements(statements: readonly string[]): string {
  return [...new Set(statements.map((statement) => statement.trim()))]
    .filter((statement) => statement !== '')
    .map((statement, index, all) =>
      index < all.length - 1 && !/[.!?…»”"]$/u.test(statement) ? `${statement}.` : statement,
    )
    .join(' ');
}

/** The sentences of a text in two parts: the first, and what follows. The second is '' where there is one sentence. */
export function splitStatement(statement: string): readonly [string, string] {
  const found = /^(.+?[.!?…;])\s+(\S.*)$/su.exec(statement.trim());
  return found?.[1] === undefined || found[2] === undefined
    ? [statement.trim(), '']
    : [found[1].replace(/;$/u, '.'), found[2]];
}

export type MergedFields = Omit<FactFields, 'date' | 'citations'> & {
  readonly date: FactDate | null;
  readonly citations: readonly CitationDraft[];
};

/**
 * One fact of several: the first, with the people, sources, elements and links of all. It is as sure as the least sure of
 * them, and disputed when one is. Words, date and place of each of the others stay as a line of the note, so that
 * nothing that was written is lost.
 *
 * @param date the date chosen among those they have
 */
export function mergedFields(
  facts: readonly [Fact, ...(readonly Fact[])],
  chosen: { readonly statement: string; readonly date: FactDate | null },
): MergedFields {
  const [kept, ...others] = facts;
  const ids = new Set<FactId>(facts.map(({ id }) => id));
  return {
    statement: chosen.statement,
    date: chosen.date,
    place: facts.map(({ place }) => place).find((place) => place !== '') ?? '',
    personIds: unique(facts.flatMap(({ personIds }) => personIds)),
    sourceKind: kept.sourceKind,
    confidence:
      confidences[Math.max(...facts.map(({ confidence }) => confidences.indexOf(confidence)))] ?? 'uncertain',
    disputed: facts.some(({ disputed }) => disputed),
    disputeNote: joinedNotes(facts.map(({ disputeNote }) => disputeNote)),
    conditionIds: unique(facts.flatMap(({ conditionIds }) => conditionIds)),
    note: joinedNotes([...facts.map(({ note }) => note), ...others.map(lineOf)]),
    citations: uniqueByText(facts.flatMap(({ citations }) => citations.map(citationToDraft))),
    constraints: uniqueByText(
      facts.flatMap(({ constraints }) => constraints).filter(({ otherFactId }) => !ids.has(otherFactId)),
    ),
  };
}

/** Constraints of a fact on facts that have become one. */
export function redirected(
  constraints: readonly ConstraintDraft[],
  merged: ReadonlySet<FactId>,
  kept: FactId,
): ConstraintDraft[] {
  return uniqueByText(
    constraints.map((constraint) =>
      merged.has(constraint.otherFactId) ? { ...constraint, otherFactId: kept } : constraint,
    ),
  );
}

export function citationToDraft(citation: Fact['citations'][number]): CitationDraft {
  switch (citation.kind) {
    case 'interview': {
      const { kind, interviewId, blockId, quote } = citation;
      return { kind, interviewId, blockId, quote };
    }
    case 'exhibit': {
      const { kind, exhibitId, locator } = citation;
      return { kind, exhibitId, locator };
    }
  }
}

/** `• She was moved. · about May 2023 · Gent` */
function lineOf({ statement, date, place }: Fact): string {
  return `• ${[statement, date?.text ?? '', place].filter((part) => part !== '').join(' · ')}`;
}

function joinedNotes(notes: readonly string[]): string {
  return unique(notes.filter((note) => note !== '')).join('\n');
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

function uniqueByText<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
