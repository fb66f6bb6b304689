import { daysBetween } from '../deadlines/calendar';
import type { CaseEvent } from '../deadlines/case-deadlines';
import { computeDeadlines } from '../deadlines/engine';
import type { HolidayLookup } from '../deadlines/holidays';
import type { CivilDate } from '../kernel/time';
import type { ProcedurePack } from './schemas';

/** The reflection period, day by day. */
export interface ReflectionClock {
  /** Phase in which it runs. */
  readonly phaseId: string;
  /** From 0, the day of issue, or 1 where the document counts that day, to `of`. */
  readonly day: number;
  readonly of: number;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  /** Whether the end stands on the document or was counted. */
  readonly endIs: 'printed' | 'computed';
  readonly state: 'running' | 'ended';
  /** The complaint or statement that met it, if there is one. */
  readonly metOn: CivilDate | null;
  /** Day of the period on which it was met; null when not, or before the period began. */
  readonly metOnDay: number | null;
}

/**
 * The clock of the pack after the latest event that starts it; null when none did. The day is counted backwards from
 * the end, which is what matters and may be printed: the last day is always day 45 of 45.
 */
export function readReflectionClock(
  pack: Pick<ProcedurePack, 'clock' | 'rules'>,
  events: readonly CaseEvent[],
  today: CivilDate,
  holidayOn: HolidayLookup,
): ReflectionClock | null {
  const { clock } = pack;
  const rule = pack.rules.find(({ id }) => id === clock?.rule);
  if (clock === null || rule?.kind !== 'period' || rule.length.unit !== 'days') return null;
  const start = events
    .filter(({ kind }) => rule.trigger.includes(kind))
    .sort((one, other) => (one.happenedOn < other.happenedOn ? -1 : 1))
    .at(-1);
  if (start === undefined) return null;
  const computed = computeDeadlines({ pack, ruleId: rule.id, event: start, holidayOn, eventIs: 'issue' });
  const deadline = computed.ok ? computed.value[0] : undefined;
  if (deadline === undefined) return null;

  const startsOn = start.printedFrom ?? start.happenedOn;
  const endsOn = deadline.date;
  const span = daysBetween(startsOn, endsOn);
  // Where the day of issue is printed as the first day, the period spans one day less.
  const of = span === rule.length.amount - 1 ? rule.length.amount : Math.max(span, 1);
  const dayOf = (date: CivilDate) => of - daysBetween(date, endsOn);
  const met = events
    .filter(({ kind, happenedOn }) => kind === clock.metBy && happenedOn <= endsOn)
    .sort((one, other) => (one.happenedOn < other.happenedOn ? -1 : 1))[0];
  return {
    phaseId: clock.phase,
    day: Math.min(Math.max(dayOf(today), 0), of),
    of,
    startsOn,
    endsOn,
    endIs: start.printedUntil === null ? 'computed' : 'printed',
    state: today > endsOn ? 'ended' : 'running',
    metOn: met?.happenedOn ?? null,
    metOnDay: met === undefined || met.happenedOn < startsOn ? null : dayOf(met.happenedOn),
  };
}
