import { addDays, daysBetween } from '../../shared/deadlines/calendar';
import { computeDeadlines, isTriggeredBy } from '../../shared/deadlines/engine';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CivilDate } from '../../shared/kernel/time';
import { birthDateParts } from '../../shared/people/birth-date';
import { readReflectionClock } from '../../shared/procedures/clock';
import type { EventDraft, EventWarning } from '../../shared/procedures/contract';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { holidayLookupOf } from '../deadlines/holidays';
import type { CaseHead, StoredEvent } from './store';

export type EventFailure =
  | { readonly kind: 'unknownEventKind' }
  | { readonly kind: 'inFuture'; readonly today: CivilDate }
  | { readonly kind: 'beforeBirth' }
  | { readonly kind: 'printedDatesReversed' }
  | { readonly kind: 'channelMissing' };

export interface CheckedEvent {
  /** Without what this kind of event does not ask for. */
  readonly event: EventDraft;
  readonly warnings: EventWarning[];
}

/** What the check must know of the case. */
export interface EventSurroundings {
  readonly pack: ProcedurePack;
  readonly head: CaseHead;
  readonly today: CivilDate;
  /** EDTF dates of birth of the clients. */
  readonly birthDates: readonly string[];
  /** The other events of the case. */
  readonly others: readonly StoredEvent[];
}

/**
 * Refuses what cannot have happened, and warns of what looks like a slip of the keyboard: a wrong event gives a wrong
 * deadline, and nobody would look for the cause here.
 */
export function checkEvent(
  draft: EventDraft,
  surroundings: EventSurroundings,
): Result<CheckedEvent, EventFailure> {
  const { pack, today, head, others } = surroundings;
  const kind = pack.events.find(({ id }) => id === draft.kind);
  if (kind === undefined) return err({ kind: 'unknownEventKind' });
  const { asks } = kind;
  const event: EventDraft = {
    ...draft,
    disputedOn: draft.disputedOn === draft.happenedOn ? null : draft.disputedOn,
    printedFrom: asks.printedDates ? draft.printedFrom : null,
    printedUntil: asks.printedDates ? draft.printedUntil : null,
    channel: asks.channel ? draft.channel : null,
    detained: asks.detained && draft.detained,
    ordinal: asks.ordinal ? draft.ordinal : 1,
  };

  if (event.happenedOn > today || (event.disputedOn ?? today) > today)
    return err({ kind: 'inFuture', today });
  const { printedFrom, printedUntil } = event;
  if (
    printedUntil !== null &&
    (printedUntil < event.happenedOn || (printedFrom ?? printedUntil) > printedUntil)
  ) {
    return err({ kind: 'printedDatesReversed' });
  }
  if (asks.channel && event.channel === null) return err({ kind: 'channelMissing' });
  const births = surroundings.birthDates.flatMap(readBirth);
  const isBeforeAllBirths = (known: readonly Birth[]): boolean =>
    known.length > 0 && known.every(({ earliest }) => event.happenedOn < earliest);
  if (births.every(({ isCertain }) => isCertain) && isBeforeAllBirths(births))
    return err({ kind: 'beforeBirth' });

  const warnings: EventWarning[] = [];
  if (isBeforeAllBirths(births)) warnings.push({ kind: 'maybeBeforeBirth' });
  if (daysBetween(event.happenedOn, today) > 3652) warnings.push({ kind: 'longAgo' });
  else if (event.happenedOn < head.openedOn)
    warnings.push({ kind: 'beforeOpening', openedOn: head.openedOn });
  if (others.some((other) => other.kind === event.kind && other.happenedOn === event.happenedOn)) {
    warnings.push({ kind: 'alreadyRecorded' });
  }
  warnings.push(...findUnusualEnd(event, surroundings), ...findLateStatement(event, surroundings));
  return ok({ event, warnings });
}

interface Birth {
  readonly earliest: CivilDate;
  readonly isCertain: boolean;
}

function readBirth(edtf: string): Birth[] {
  const parts = birthDateParts(edtf);
  if (parts === null) return [];
  const [year = '', month = '01', day = '01'] = parts.from.split('-');
  const earliest = `${year.replaceAll('X', '0')}-${month.replace('XX', '01')}-${day.replace('XX', '01')}`;
  return [{ earliest, isCertain: parts.kind === 'exact' || parts.kind === 'between' }];
}

/** A printed end far from what the law gives is more often a slip than a favour. */
function findUnusualEnd(event: EventDraft, { pack }: EventSurroundings): EventWarning[] {
  const { printedUntil } = event;
  if (printedUntil === null) return [];
  const rule = pack.rules.find(
    (candidate) =>
      candidate.kind === 'period' &&
      candidate.printedDateWins &&
      isTriggeredBy(candidate, event.kind, event.detained),
  );
  if (rule?.kind !== 'period') return [];
  const computed = computeDeadlines({
    pack,
    ruleId: rule.id,
    event: { ...event, disputedOn: null, printedUntil: null },
    holidayOn: holidayLookupOf(pack),
  });
  const expected = computed.ok ? computed.value[0]?.date : undefined;
  if (expected === undefined) return [];
  const days = daysBetween(expected, printedUntil);
  // The day of issue may be counted or not, and a document may be handed over some days after it was dated.
  const isUnusual = {
    atMost: days > 3,
    atLeast: days < -3,
    exact: Math.abs(days) > 10,
  }[rule.length.bound];
  return isUnusual ? [{ kind: 'unusualEnd', ruleId: rule.id, expected, printed: printedUntil }] : [];
}

function findLateStatement(event: EventDraft, surroundings: EventSurroundings): EventWarning[] {
  const { pack, others, today } = surroundings;
  if (event.kind !== pack.clock?.metBy) return [];
  const clock = readReflectionClock(pack, others, today, holidayLookupOf(pack));
  if (clock === null || clock.metOn !== null || event.happenedOn <= clock.endsOn) return [];
  return event.happenedOn <= addDays(clock.endsOn, 365)
    ? [{ kind: 'afterReflection', endsOn: clock.endsOn }]
    : [];
}
