import type { CaseDeadline, CaseEvent } from '../deadlines/case-deadlines';
import type { CivilDate } from '../kernel/time';
import type { DecisionKind, ProcedurePack } from './schemas';

/** A deadline whose time to act has come: its window is open, or practice advises to do it by now. */
export interface Prompt {
  readonly kind: 'prompt';
  readonly deadline: CaseDeadline;
}

/** A fork the case stands at: something happened, and there are ways to go on from it. */
export interface Choice {
  readonly kind: 'choice';
  readonly decision: DecisionKind & { readonly answer: NonNullable<DecisionKind['answer']> };
  /** The latest event that brought it up. */
  readonly event: CaseEvent;
  /** Last safe day of the document the person holds; null when she holds none with an end. */
  readonly documentActBy: CivilDate | null;
}

export type ProcedureStep = Prompt | Choice;

/** What the procedure asks to be done now: forks first, by urgency, then deadlines by date. */
export function nextProcedureSteps(known: {
  readonly pack: Pick<ProcedurePack, 'decisions' | 'events'>;
  readonly phaseId: string;
  readonly events: readonly CaseEvent[];
  readonly deadlines: readonly CaseDeadline[];
  readonly today: CivilDate;
}): readonly ProcedureStep[] {
  return [...openChoices(known), ...openPrompts(known.deadlines, known.today)];
}

/**
 * The four confirmations before the attestation ends, the renewal while its window is open: rules with a date to begin
 * with, from that date on. A rule whose date to begin was left out, because the document is shorter, is open at once.
 */
function openPrompts(deadlines: readonly CaseDeadline[], today: CivilDate): readonly Prompt[] {
  return deadlines
    .filter(({ rule, settled }) => settled === null && rule.kind !== 'period' && rule.filings.length > 0)
    .filter(({ deadline }) => {
      const begins = deadline.points.find(({ kind }) => kind === 'opens') ?? deadline.points[0];
      return begins === undefined || begins.date <= today;
    })
    .map((deadline) => ({ kind: 'prompt', deadline }));
}

/** Of forks, the most urgent first. */
export const urgencyOrder = ['atOnce', 'beforeExpiry', 'whenPossible'] as const;

function openChoices(known: {
  readonly pack: Pick<ProcedurePack, 'decisions' | 'events'>;
  readonly phaseId: string;
  readonly events: readonly CaseEvent[];
  readonly deadlines: readonly CaseDeadline[];
}): readonly Choice[] {
  const { pack, phaseId, deadlines } = known;
  const events = [...known.events].sort((one, other) => (one.happenedOn < other.happenedOn ? -1 : 1));
  const documentActBy = endOfDocument(deadlines);
  return pack.decisions
    .flatMap((decision): Choice[] => {
      const { answer, after, phases } = decision;
      if (answer === undefined || after === undefined) return [];
      if (phases.length > 0 && !phases.includes(phaseId)) return [];
      const has = (kind: string): boolean => events.some((event) => event.kind === kind);
      if (!after.allOf.every(has) || after.noneOf.some(has)) return [];
      const event = events.findLast(({ kind }) => [...after.anyOf, ...after.allOf].includes(kind));
      if (event === undefined || isOvertaken(event, pack, events, deadlines)) return [];
      return [{ kind: 'choice', decision: { ...decision, answer }, event, documentActBy }];
    })
    .sort(
      (one, other) =>
        urgencyOrder.indexOf(one.decision.answer.urgency) -
        urgencyOrder.indexOf(other.decision.answer.urgency),
    );
}

/**
 * A decision or a letter of the authority is overtaken once a document was issued after it, or once a person has settled
 * every deadline that followed from it. What happened in the criminal case stays.
 */
function isOvertaken(
  event: CaseEvent,
  pack: Pick<ProcedurePack, 'events'>,
  events: readonly CaseEvent[],
  deadlines: readonly CaseDeadline[],
): boolean {
  const kindOf = (id: string) => pack.events.find((kind) => kind.id === id);
  if (kindOf(event.kind)?.group !== 'decisions') return false;
  const isFollowedByDocument = events.some(
    (other) => other.happenedOn > event.happenedOn && kindOf(other.kind)?.beginsPhase !== undefined,
  );
  const own = deadlines.filter((deadline) => deadline.event.id === event.id);
  return isFollowedByDocument || (own.length > 0 && own.every(({ settled }) => settled !== null));
}

/** Of the documents with an end of validity, the one issued last. */
function endOfDocument(deadlines: readonly CaseDeadline[]): CivilDate | null {
  return (
    deadlines
      .filter(({ rule }) => rule.kind === 'period' && rule.printedDateWins)
      .sort((one, other) => (one.event.happenedOn < other.event.happenedOn ? -1 : 1))
      .at(-1)?.deadline.actBy ?? null
  );
}
