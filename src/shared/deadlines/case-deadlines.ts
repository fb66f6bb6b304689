import type { CaseEventId } from '../kernel/ids';
import type { CivilDate } from '../kernel/time';
import type { DueRule, ProcedurePack } from '../procedures/schemas';
import { addDays } from './calendar';
import { computeDeadlines, isTriggeredBy, type Deadline, type DeadlineEvent } from './engine';
import type { HolidayLookup } from './holidays';
import type { SettlementOutcome } from './schemas';

/** An event of a case, as stored. */
export interface CaseEvent extends DeadlineEvent {
  readonly id: CaseEventId;
  /** Kind of event of the pack. */
  readonly kind: string;
  readonly printedFrom: CivilDate | null;
}

/** What a person has said about a deadline. */
export interface Settlement {
  readonly caseEventId: CaseEventId;
  readonly ruleId: string;
  readonly stage: string;
  readonly settledOn: CivilDate;
  readonly outcome: SettlementOutcome;
  readonly note: string;
}

/** A deadline of a case, with the event it follows from and how it was settled. */
export interface CaseDeadline {
  readonly event: CaseEvent;
  readonly rule: DueRule;
  readonly deadline: Deadline;
  /** Null while it is open. */
  readonly settled:
    | { readonly by: 'person'; readonly settlement: Settlement }
    | { readonly by: 'event'; readonly event: CaseEvent }
    | null;
}

/**
 * Every deadline that follows from the events of a case, by date; at the same date, things to do come before ends of
 * documents. Those met by a later event, such as a new card, are settled by it.
 */
export function deriveCaseDeadlines(
  pack: Pick<ProcedurePack, 'rules' | 'events'>,
  events: readonly CaseEvent[],
  settlements: readonly Settlement[],
  holidayOn: HolidayLookup,
): readonly CaseDeadline[] {
  const derived = events.flatMap((event) =>
    pack.rules
      .filter((rule): rule is DueRule => isTriggeredBy(rule, event.kind, event.detained))
      .flatMap((rule) => {
        const computed = computeDeadlines({ pack, ruleId: rule.id, event, holidayOn, eventIs: 'issue' });
        // What is missing was asked for when the event was recorded; an older record without it has no date to show.
        if (!computed.ok) return [];
        return computed.value.map((deadline): CaseDeadline => {
          const settlement = settlements.find(
            (candidate) =>
              candidate.caseEventId === event.id &&
              candidate.ruleId === rule.id &&
              candidate.stage === deadline.stage,
          );
          if (settlement !== undefined)
            return { event, rule, deadline, settled: { by: 'person', settlement } };
          const metBy = findMeetingEvent(pack, rule, event, deadline, events);
          return {
            event,
            rule,
            deadline,
            settled: metBy === undefined ? null : { by: 'event', event: metBy },
          };
        });
      }),
  );
  return derived.sort(compareDeadlines);
}

/** Day to look at it: the day advised by practice while that is to come, then the last safe day. */
export function attentionDay(deadline: Deadline, today: CivilDate): CivilDate {
  const target = deadline.points.find(({ kind }) => kind === 'target')?.date;
  return target !== undefined && target >= today && target < deadline.actBy ? target : deadline.actBy;
}

export const urgencies = ['overdue', 'today', 'week', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * `today` also holds what can still be done though the last safe day is over; `week` is the next seven days, and what
 * practice advises to have done already.
 */
export function urgencyOf(deadline: Deadline, today: CivilDate): Urgency {
  if (deadline.date < today) return 'overdue';
  const day = attentionDay(deadline, today);
  if (day <= today) return 'today';
  const isLateByAdvice = deadline.points.some(({ kind, date }) => kind === 'target' && date < today);
  return isLateByAdvice || day <= addDays(today, 7) ? 'week' : 'later';
}

/** The open deadline that presses most: by last safe day, overdue ones included. */
export function mostPressing(deadlines: readonly CaseDeadline[]): CaseDeadline | undefined {
  return deadlines.find(({ settled }) => settled === null);
}

function findMeetingEvent(
  pack: Pick<ProcedurePack, 'events'>,
  rule: DueRule,
  trigger: CaseEvent,
  deadline: Deadline,
  events: readonly CaseEvent[],
): CaseEvent | undefined {
  const earlierCounts = rule.kind === 'until' && rule.earlierCounts;
  return events.find((event) => {
    if (event.id === trigger.id || !rule.settledBy.includes(event.kind)) return false;
    if (event.happenedOn < trigger.happenedOn && !earlierCounts) return false;
    // A step taken too late does not meet the deadline. A document issued all the same makes it pointless.
    const isInTime = event.happenedOn <= deadline.date;
    return isInTime || pack.events.find(({ id }) => id === event.kind)?.beginsPhase !== undefined;
  });
}

function compareDeadlines(one: CaseDeadline, other: CaseDeadline): number {
  return (
    compare(one.deadline.actBy, other.deadline.actBy) ||
    compare(one.deadline.date, other.deadline.date) ||
    compare(one.rule.kind === 'period' ? 'b' : 'a', other.rule.kind === 'period' ? 'b' : 'a') ||
    compare(one.rule.id, other.rule.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
