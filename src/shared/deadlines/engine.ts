import { err, ok, type Result } from '../kernel/result';
import type { CivilDate } from '../kernel/time';
import type {
  DeadlineRule,
  DueRule,
  LengthUnit,
  Mark,
  ProcedurePack,
  RuleOfKind,
} from '../procedures/schemas';
import { addDays, earlierOf, lastDayOfMonths } from './calendar';
import {
  lastWorkingDay,
  nextWorkingDay,
  nthWorkingDayAfter,
  restReason,
  type HolidayLookup,
  type RestDay,
} from './holidays';
import type { DeadlinePoint, NotificationChannel } from './schemas';

/** What happened, as far as it bears on a deadline. */
export interface DeadlineEvent {
  readonly happenedOn: CivilDate;
  /** A second possible start while it is disputed which one is right. */
  readonly disputedOn: CivilDate | null;
  /** Last day of validity printed on the document. It wins over a computed one where the rule says so. */
  readonly printedUntil: CivilDate | null;
  readonly channel: NotificationChannel | null;
  readonly detained: boolean;
  /** 2 for the second event of its kind, and so on. */
  readonly ordinal: number;
}

type Length = RuleOfKind<'period'>['length'];
type StartMark = RuleOfKind<'period'>['firstDay']['mark'];

/**
 * One step of the way from the event to the date, free of any language; `explain.ts` turns it into a sentence. `mark`
 * is there where the step rests on a statement of law of its own.
 */
export type Step =
  | {
      readonly kind: 'trigger';
      readonly date: CivilDate;
      readonly channel: NotificationChannel | null;
    }
  | { readonly kind: 'shorterBecause'; readonly reason: 'detained' | 'repeated'; readonly ordinal: number }
  /** `ruleId` is the rule on notification that was used; null when time starts by the rule itself. */
  | {
      readonly kind: 'start';
      readonly firstDay: CivilDate;
      readonly rule: 'dayAfter' | 'sameDay' | 'thirdWorkingDay';
      readonly ruleId: string | null;
      readonly mark: StartMark;
    }
  | {
      readonly kind: 'passed';
      readonly days: readonly RestDay[];
      readonly purpose: 'start' | 'count' | 'roll' | 'back';
    }
  | {
      readonly kind: 'count';
      readonly length: Length;
      readonly firstDay: CivilDate;
      readonly lastDay: CivilDate;
      readonly mark: Mark;
      /** A step of clear days follows. */
      readonly isClear: boolean;
    }
  /** Hours run from the hour of the event, which is not known: they end on this day, at that hour. */
  | { readonly kind: 'hours'; readonly amount: number; readonly endsOn: CivilDate; readonly mark: Mark }
  /** The last day does not count either. */
  | { readonly kind: 'clearDays'; readonly lastDay: CivilDate; readonly mark: Mark }
  /** The last day is no working day and moves. */
  | { readonly kind: 'roll'; readonly from: CivilDate; readonly to: CivilDate; readonly mark: Mark }
  | { readonly kind: 'workingDay'; readonly date: CivilDate }
  /** The last day is no working day and stays: the end of a document never moves, or the text says nothing. */
  | {
      readonly kind: 'noRoll';
      readonly date: CivilDate;
      readonly reason: 'validity' | 'notStated';
      readonly mark: Mark;
    }
  /** `computed` is what would have followed without the printed date. */
  | { readonly kind: 'printed'; readonly until: CivilDate; readonly computed: CivilDate | null }
  /** The date of another rule is this one's. */
  | { readonly kind: 'endOf'; readonly ruleId: string; readonly date: CivilDate }
  | {
      readonly kind: 'target';
      readonly date: CivilDate;
      readonly days: number;
      readonly from: 'event' | 'end';
      readonly mark: Mark;
    }
  | {
      readonly kind: 'window';
      readonly expiry: CivilDate;
      readonly opens: CivilDate;
      readonly opensDays: number;
      readonly target: CivilDate;
      readonly targetDays: number;
      readonly mark: Mark;
    }
  | { readonly kind: 'grace'; readonly date: CivilDate; readonly days: number }
  | { readonly kind: 'safe'; readonly date: CivilDate }
  | { readonly kind: 'disputed'; readonly earlierStart: CivilDate; readonly laterStart: CivilDate };

/** A date to keep, and how it came about. */
export interface Deadline {
  /** Which of the dates of a rule with several; '' for a rule with one. */
  readonly stage: string;
  /** The last day on which it can be done; the earlier of two where the start is disputed. */
  readonly date: CivilDate;
  /** The last day on which it is safe to do it: never later than `date`, and a working day. */
  readonly actBy: CivilDate;
  /** The later date, which holds when the later of two disputed starts is the right one. */
  readonly laterDate: CivilDate | null;
  readonly points: readonly DeadlinePoint[];
  readonly steps: readonly Step[];
  /** The steps from the later of two disputed starts. */
  readonly laterSteps: readonly Step[];
}

export type DeadlineFailure =
  | { readonly kind: 'unknownRule' }
  /** The way of notification decides when time starts, and is not known. */
  | { readonly kind: 'channelMissing' }
  /** The rule gives a way of counting; how long is not said. */
  | { readonly kind: 'lengthMissing' };

export interface DeadlineQuestion {
  readonly pack: Pick<ProcedurePack, 'rules'>;
  readonly ruleId: string;
  readonly event: DeadlineEvent;
  readonly holidayOn: HolidayLookup;
  /**
   * `issue`: the event is the issue of the document, from which its end follows. `named`: the event is what the rule
   * names, which for a window is the end of the document itself.
   */
  readonly eventIs?: 'named' | 'issue';
  /** For a rule that only says how to count. */
  readonly length?: { readonly amount: number; readonly unit: LengthUnit };
}

/**
 * Works out the dates a rule gives after an event: one, or one for each stage of the rule. Pure, and the same on every
 * machine: holidays come in as a function, and today plays no part.
 */
export function computeDeadlines(question: DeadlineQuestion): Result<readonly Deadline[], DeadlineFailure> {
  const { event } = question;
  const { disputedOn, printedUntil } = event;
  // Where the document carries its end, it does not matter when the count would have begun.
  const isDisputed = disputedOn !== null && disputedOn !== event.happenedOn;
  if (!isDisputed || (printedUntil !== null && usesPrintedDate(question))) return computeUndisputed(question);

  const earlierStart = earlierOf(event.happenedOn, disputedOn);
  const laterStart = earlierStart === disputedOn ? event.happenedOn : disputedOn;
  const early = computeUndisputed({ ...question, event: { ...event, happenedOn: earlierStart } });
  if (!early.ok) return early;
  const late = computeUndisputed({ ...question, event: { ...event, happenedOn: laterStart } });
  if (!late.ok) return late;
  return ok(
    early.value.map((deadline, index) => {
      const later = late.value[index];
      return {
        ...deadline,
        laterDate: later?.date ?? null,
        steps: [{ kind: 'disputed', earlierStart, laterStart }, ...deadline.steps],
        laterSteps: later?.steps ?? [],
      };
    }),
  );
}

/** Whether a rule answers to an event of this kind under these circumstances. */
export function isTriggeredBy(rule: DeadlineRule, kind: string, detained: boolean): rule is DueRule {
  if (!('trigger' in rule) || !rule.trigger.includes(kind)) return false;
  return rule.onlyWhenDetained === undefined || rule.onlyWhenDetained === detained;
}

function usesPrintedDate({ pack, ruleId }: DeadlineQuestion): boolean {
  const rule = pack.rules.find(({ id }) => id === ruleId);
  return (
    rule?.kind === 'until' || rule?.kind === 'window' || (rule?.kind === 'period' && rule.printedDateWins)
  );
}

function computeUndisputed(question: DeadlineQuestion): Result<readonly Deadline[], DeadlineFailure> {
  const rule = question.pack.rules.find(({ id }) => id === question.ruleId);
  switch (rule?.kind) {
    case 'period':
      return computePeriod(rule, question);
    case 'until':
      return computeUntil(rule, question);
    case 'window':
      return computeWindow(rule, question);
    case 'start':
      return computeStart(rule, question);
    case 'counting':
      return computeCounting(rule, question);
    case 'holidays': {
      const { date, steps } = roll(question.event.happenedOn, 'likely', question.holidayOn);
      return ok([single({ date, actBy: date, steps: [trigger(question.event, null), ...steps] })]);
    }
    case undefined:
      return err({ kind: 'unknownRule' });
  }
}

function computePeriod(
  rule: RuleOfKind<'period'>,
  question: DeadlineQuestion,
): Result<readonly Deadline[], DeadlineFailure> {
  const { event, holidayOn } = question;
  const isDetained = rule.lengthWhenDetained !== undefined && event.detained;
  const isRepeated = !isDetained && rule.lengthWhenRepeated !== undefined && event.ordinal > 1;
  const base =
    (isDetained ? rule.lengthWhenDetained : undefined) ??
    (isRepeated ? rule.lengthWhenRepeated : undefined) ??
    rule.length;
  if (base.unit === 'hours') return ok([countHours(base, event, isDetained)]);
  const begun = findFirstDay(rule, question);
  if (!begun.ok) return begun;
  const { firstDay, steps } = begun.value;
  const before: readonly Step[] = [
    ...steps.slice(0, 1),
    ...(rule.onlyWhenDetained === true || isDetained
      ? [{ kind: 'shorterBecause', reason: 'detained', ordinal: event.ordinal } as const]
      : []),
    ...(isRepeated ? [{ kind: 'shorterBecause', reason: 'repeated', ordinal: event.ordinal } as const] : []),
    ...steps.slice(1),
  ];
  const stages = rule.stages ?? [{ id: '', length: base }];
  return ok(
    stages.map(({ id, length }) => {
      const { date: lastDay, passed: skipped } = countLastDay(firstDay, length, holidayOn);
      const isClear = rule.clearDays !== undefined;
      const count: Step = { kind: 'count', length, firstDay, lastDay, mark: length.mark, isClear };
      if (rule.printedDateWins && event.printedUntil !== null) {
        const computed = event.printedUntil === lastDay ? null : lastDay;
        const printed: Step = { kind: 'printed', until: event.printedUntil, computed };
        const kept = keepOnDay(event.printedUntil, 'validity', rule.roll.mark, holidayOn);
        return single({
          date: event.printedUntil,
          actBy: kept.actBy,
          steps: [trigger(event, null), printed, ...kept.steps],
          stage: id,
        });
      }
      const clear = rule.clearDays;
      const last = clear === undefined ? lastDay : addDays(lastDay, 1);
      const end = endOnWorkingDay(last, rule.roll, rule.printedDateWins, holidayOn);
      const allSteps: readonly Step[] = [
        ...before,
        ...passed(skipped, 'count'),
        count,
        ...(clear === undefined ? [] : [{ kind: 'clearDays', lastDay: last, mark: clear.mark } as const]),
        ...end.steps,
      ];
      if (clear === undefined || clear.mark === 'sure')
        return single({ date: end.date, actBy: end.actBy, steps: allSteps, stage: id });
      // That one more day is left is not sure: the safe day is the one without it.
      const safe = earlierOf(end.actBy, lastWorkingDay(lastDay, holidayOn).date);
      return single({
        date: end.date,
        actBy: safe,
        steps: [...allSteps.filter(({ kind }) => kind !== 'safe'), { kind: 'safe', date: safe }],
        stage: id,
      });
    }),
  );
}

/** The hour of the event is not known, so the whole day before the end is the last that is safe. */
function countHours({ amount, mark }: Length, event: DeadlineEvent, isDetained: boolean): Deadline {
  const endsOn = addDays(event.happenedOn, Math.floor(amount / 24));
  const dayBefore = addDays(endsOn, -1);
  const actBy = dayBefore < event.happenedOn ? event.happenedOn : dayBefore;
  return single({
    date: endsOn,
    actBy,
    steps: [
      trigger(event, null),
      ...(isDetained
        ? [{ kind: 'shorterBecause', reason: 'detained', ordinal: event.ordinal } as const]
        : []),
      { kind: 'hours', amount, endsOn, mark },
      { kind: 'safe', date: actBy },
    ],
  });
}

/** Trigger, start and the days passed over until the first day that counts. */
function findFirstDay(
  rule: RuleOfKind<'period'>,
  question: DeadlineQuestion,
): Result<{ readonly firstDay: CivilDate; readonly steps: readonly Step[] }, DeadlineFailure> {
  const { event, pack, holidayOn } = question;
  if (rule.firstDay.rule !== 'notification') {
    const firstDay = rule.firstDay.rule === 'dayAfter' ? addDays(event.happenedOn, 1) : event.happenedOn;
    const start: Step = {
      kind: 'start',
      firstDay,
      rule: rule.firstDay.rule,
      ruleId: null,
      mark: rule.firstDay.mark,
    };
    return ok({ firstDay, steps: [trigger(event, null), start] });
  }
  if (event.channel === null) return err({ kind: 'channelMissing' });
  const startRule = pack.rules.find(
    (candidate): candidate is RuleOfKind<'start'> =>
      candidate.kind === 'start' && candidate.channel === event.channel,
  );
  if (startRule === undefined) return err({ kind: 'channelMissing' });
  return ok(startByRule(startRule, event, holidayOn));
}

function startByRule(
  rule: RuleOfKind<'start'>,
  event: DeadlineEvent,
  holidayOn: HolidayLookup,
): { readonly firstDay: CivilDate; readonly steps: readonly Step[] } {
  const found =
    rule.firstDay === 'thirdWorkingDay'
      ? nthWorkingDayAfter(event.happenedOn, 3, holidayOn)
      : { date: addDays(event.happenedOn, 1), passed: [] };
  return {
    firstDay: found.date,
    steps: [
      trigger(event, rule.channel),
      ...passed(found.passed, 'start'),
      { kind: 'start', firstDay: found.date, rule: rule.firstDay, ruleId: rule.id, mark: rule.mark },
    ],
  };
}

function computeStart(
  rule: RuleOfKind<'start'>,
  question: DeadlineQuestion,
): Result<readonly Deadline[], never> {
  const { firstDay, steps } = startByRule(rule, question.event, question.holidayOn);
  return ok([single({ date: firstDay, actBy: firstDay, steps })]);
}

function computeUntil(
  rule: RuleOfKind<'until'>,
  question: DeadlineQuestion,
): Result<readonly Deadline[], DeadlineFailure> {
  const awaited = computeUndisputed({ ...question, ruleId: rule.endOf });
  if (!awaited.ok) return awaited;
  const { target } = rule;
  return ok(
    awaited.value.map((end) => {
      const targetDate =
        target === undefined
          ? undefined
          : target.from === 'event'
            ? addDays(question.event.happenedOn, target.days)
            : addDays(end.date, -target.days);
      const isUseful =
        targetDate !== undefined && targetDate < end.date && targetDate > question.event.happenedOn;
      return {
        ...end,
        points: isUseful ? [{ kind: 'target', date: targetDate }] : [],
        steps: [
          ...end.steps,
          { kind: 'endOf', ruleId: rule.endOf, date: end.date },
          ...(isUseful && target !== undefined
            ? [
                {
                  kind: 'target',
                  date: targetDate,
                  days: target.days,
                  from: target.from,
                  mark: target.mark,
                } as const,
              ]
            : []),
        ],
      };
    }),
  );
}

function computeWindow(
  rule: RuleOfKind<'window'>,
  question: DeadlineQuestion,
): Result<readonly Deadline[], DeadlineFailure> {
  const { event, holidayOn } = question;
  let expiry = event.printedUntil ?? event.happenedOn;
  let steps: readonly Step[] =
    event.printedUntil === null
      ? [trigger(event, null)]
      : [{ kind: 'printed', until: event.printedUntil, computed: null }];
  if (question.eventIs === 'issue') {
    const awaited = computeUndisputed({ ...question, ruleId: rule.expiryOf });
    if (!awaited.ok) return awaited;
    const [end] = awaited.value;
    if (end !== undefined) {
      expiry = end.date;
      // The advice on a last day that is no working day follows below, once.
      steps = end.steps.filter(({ kind }) => kind !== 'noRoll' && kind !== 'safe' && kind !== 'passed');
    }
  }
  const opens = addDays(expiry, -rule.opensDaysBefore);
  const target = addDays(expiry, -rule.targetDaysBefore);
  const kept = keepOnDay(expiry, 'validity', rule.mark, holidayOn);
  const grace = addDays(expiry, rule.graceDaysAfter);
  return ok([
    {
      ...single({
        date: expiry,
        actBy: kept.actBy,
        steps: [
          ...steps,
          {
            kind: 'window',
            expiry,
            opens,
            opensDays: rule.opensDaysBefore,
            target,
            targetDays: rule.targetDaysBefore,
            mark: rule.windowMark,
          },
          ...kept.steps,
          ...(rule.graceDaysAfter > 0
            ? [{ kind: 'grace', date: grace, days: rule.graceDaysAfter } as const]
            : []),
        ],
      }),
      points: [
        { kind: 'opens', date: opens },
        { kind: 'target', date: target },
        ...(rule.graceDaysAfter > 0 ? [{ kind: 'grace', date: grace } as const] : []),
      ],
    },
  ]);
}

function computeCounting(
  rule: RuleOfKind<'counting'>,
  question: DeadlineQuestion,
): Result<readonly Deadline[], DeadlineFailure> {
  const { event, length, holidayOn } = question;
  if (length === undefined) return err({ kind: 'lengthMissing' });
  const firstDay = addDays(event.happenedOn, 1);
  const counted: Length = { ...length, bound: 'exact', mark: rule.mark };
  if (counted.unit === 'hours') return ok([countHours(counted, event, false)]);
  const { date: lastDay, passed: skipped } = countLastDay(firstDay, counted, holidayOn);
  const end = endOnWorkingDay(lastDay, rule.roll, false, holidayOn);
  return ok([
    single({
      date: end.date,
      actBy: end.actBy,
      steps: [
        trigger(event, null),
        { kind: 'start', firstDay, rule: 'dayAfter', ruleId: null, mark: rule.mark },
        ...passed(skipped, 'count'),
        { kind: 'count', length: counted, firstDay, lastDay, mark: rule.mark, isClear: false },
        ...end.steps,
      ],
    }),
  ]);
}

function countLastDay(
  firstDay: CivilDate,
  { amount, unit }: Pick<Length, 'amount' | 'unit'>,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly passed: readonly RestDay[] } {
  switch (unit) {
    case 'hours':
      return { date: addDays(firstDay, Math.floor(amount / 24)), passed: [] };
    case 'days':
      return { date: addDays(firstDay, amount - 1), passed: [] };
    case 'workingDays':
      return nthWorkingDayAfter(addDays(firstDay, -1), amount, holidayOn);
    case 'weeks':
      return { date: addDays(firstDay, amount * 7 - 1), passed: [] };
    case 'months':
      return { date: lastDayOfMonths(firstDay, amount), passed: [] };
    case 'years':
      return { date: lastDayOfMonths(firstDay, amount * 12), passed: [] };
  }
}

interface End {
  readonly date: CivilDate;
  readonly actBy: CivilDate;
  readonly steps: readonly Step[];
}

function endOnWorkingDay(
  lastDay: CivilDate,
  rule: RuleOfKind<'period'>['roll'],
  isValidity: boolean,
  holidayOn: HolidayLookup,
): End {
  if (rule.rule !== 'nextWorkingDay') {
    const reason = rule.rule === 'none' || isValidity ? 'validity' : 'notStated';
    return { date: lastDay, ...keepOnDay(lastDay, reason, rule.mark, holidayOn) };
  }
  const rolled = roll(lastDay, rule.mark, holidayOn);
  if (rolled.date === lastDay || rule.mark === 'sure') return { ...rolled, actBy: rolled.date };
  // That it moves is not sure: the safe day is the last working day before it would have ended without moving.
  const safe = lastWorkingDay(lastDay, holidayOn).date;
  return { ...rolled, actBy: safe, steps: [...rolled.steps, { kind: 'safe', date: safe }] };
}

function roll(
  lastDay: CivilDate,
  mark: Mark,
  holidayOn: HolidayLookup,
): { readonly date: CivilDate; readonly steps: readonly Step[] } {
  const found = nextWorkingDay(lastDay, holidayOn);
  if (found.passed.length === 0) return { date: lastDay, steps: [{ kind: 'workingDay', date: lastDay }] };
  return {
    date: found.date,
    steps: [...passed(found.passed, 'roll'), { kind: 'roll', from: lastDay, to: found.date, mark }],
  };
}

function keepOnDay(
  lastDay: CivilDate,
  reason: 'validity' | 'notStated',
  mark: Mark,
  holidayOn: HolidayLookup,
): { readonly actBy: CivilDate; readonly steps: readonly Step[] } {
  if (restReason(lastDay, holidayOn) === null) return { actBy: lastDay, steps: [] };
  const found = lastWorkingDay(lastDay, holidayOn);
  return {
    actBy: found.date,
    steps: [
      ...passed(found.passed, 'back'),
      { kind: 'noRoll', date: lastDay, reason, mark },
      { kind: 'safe', date: found.date },
    ],
  };
}

function trigger(event: DeadlineEvent, channel: NotificationChannel | null): Step {
  return { kind: 'trigger', date: event.happenedOn, channel };
}

function passed(days: readonly RestDay[], purpose: 'start' | 'count' | 'roll' | 'back'): readonly Step[] {
  return days.length === 0
    ? []
    : [{ kind: 'passed', days: [...days].sort((a, b) => (a.date < b.date ? -1 : 1)), purpose }];
}

function single(deadline: {
  readonly date: CivilDate;
  readonly actBy: CivilDate;
  readonly steps: readonly Step[];
  readonly stage?: string;
}): Deadline {
  return { stage: '', laterDate: null, points: [], laterSteps: [], ...deadline };
}
