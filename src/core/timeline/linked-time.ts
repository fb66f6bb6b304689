import { factIdSchema, type CaseId, type FactId } from '../../shared/kernel/ids';
import { workOutTimes, type Contradiction, type Step } from '../../shared/timeline/linked-time';
import type {
  ConstraintDraft,
  NamedFact,
  ShownContradiction,
  TimeStep,
  WorkedOut,
} from '../../shared/timeline/schemas';
import type { ReadableDatabase } from '../db/database';
import { readLinkedFacts, readNamedFacts } from './store';

/** What follows for all facts of a case from those they are linked to. */
export function linkedTimeOf(
  db: ReadableDatabase,
  caseId: CaseId,
): {
  readonly ranges: { factId: FactId; range: WorkedOut }[];
  readonly contradictions: ShownContradiction[];
  readonly facts: NamedFact[];
} {
  const { facts, constraints } = readLinkedFacts(db, caseId);
  const { ranges, contradictions } = workOutTimes(facts, constraints);
  const named = new Set(contradictions.flatMap(({ factIds }) => factIds));
  return {
    ranges: [...ranges].map(([factId, { earliest, latest }]) => ({ factId, range: { earliest, latest } })),
    contradictions: contradictions.map((each) => shownContradiction(each, null)),
    facts: facts.filter(({ id }) => named.has(id)),
  };
}

/** Stands for a fact that is not stored yet. No id that is given out is nil. */
const unstoredId = factIdSchema.parse('00000000-0000-0000-0000-000000000000');

/** What follows for one fact if it had this date and these constraints. */
export function workOutFact(
  db: ReadableDatabase,
  request: {
    readonly caseId: CaseId;
    readonly factId: FactId | null;
    readonly edtf: string;
    readonly constraints: readonly ConstraintDraft[];
  },
): {
  readonly range: WorkedOut | null;
  readonly whyEarliest: TimeStep[];
  readonly whyLatest: TimeStep[];
  readonly contradictions: ShownContradiction[];
  readonly facts: NamedFact[];
} {
  const stored = readLinkedFacts(db, request.caseId);
  const factId = request.factId ?? unstoredId;
  const own = request.constraints.map(({ kind, otherFactId, gap }) => ({ factId, kind, otherFactId, gap }));
  const newcomers = readNamedFacts(
    db,
    own.map(({ otherFactId }) => otherFactId),
  );
  const others = new Map(
    [...stored.facts, ...newcomers].filter(({ id }) => id !== factId).map((fact) => [fact.id, fact]),
  );
  const { ranges, contradictions } = workOutTimes(
    [{ id: factId, edtf: request.edtf }, ...others.values()],
    [...stored.constraints.filter((constraint) => constraint.factId !== factId), ...own],
  );
  const found = ranges.get(factId);
  const mine = contradictions.filter(({ factIds }) => factIds.includes(factId));
  const steps = [
    ...(found?.whyEarliest ?? []),
    ...(found?.whyLatest ?? []),
    ...mine.flatMap((contradiction) => contradiction.steps),
  ];
  const named = new Set(
    steps.flatMap((step) =>
      step.kind === 'date' ? [step.factId] : [step.constraint.factId, step.constraint.otherFactId],
    ),
  );
  return {
    range: found === undefined ? null : { earliest: found.earliest, latest: found.latest },
    whyEarliest: (found?.whyEarliest ?? []).map((step) => shownStep(step, factId)),
    whyLatest: (found?.whyLatest ?? []).map((step) => shownStep(step, factId)),
    contradictions: mine.map((each) => shownContradiction(each, factId)),
    facts: [...others.values()].filter(({ id }) => named.has(id)),
  };
}

/** @param inHand the fact that is being written, shown as null */
function shownContradiction({ factIds, steps }: Contradiction, inHand: FactId | null): ShownContradiction {
  return {
    factIds: factIds.map((factId) => (factId === inHand ? null : factId)),
    steps: steps.map((step) => shownStep(step, inHand)),
  };
}

function shownStep(step: Step, inHand: FactId | null): TimeStep {
  const shown = (factId: FactId): FactId | null => (factId === inHand ? null : factId);
  if (step.kind === 'date') return { kind: 'date', factId: shown(step.factId) };
  const { factId, kind, otherFactId, gap } = step.constraint;
  return {
    kind: 'constraint',
    factId: shown(factId),
    relation: kind,
    otherFactId: shown(otherFactId),
    gap,
  };
}
