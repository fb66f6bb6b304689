import {
  attentionDay,
  deriveCaseDeadlines,
  urgencyOf,
  type CaseDeadline,
} from '../../shared/deadlines/case-deadlines';
import {
  deadlinesContract,
  type AgendaEntry,
  type AgendaFork,
  type DeadlineView,
} from '../../shared/deadlines/contract';
import { explainSteps } from '../../shared/deadlines/explain';
import { caseEventIdSchema, type CaseEventId, type CaseId } from '../../shared/kernel/ids';
import type { Language } from '../../shared/kernel/languages';
import { err, ok } from '../../shared/kernel/result';
import type { CivilDate } from '../../shared/kernel/time';
import { nextProcedureSteps, urgencyOrder } from '../../shared/procedures/next-steps';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { openShelf } from '../packs/shelf';
import { signatureOf } from '../packs/signature-state';
import { listStoredPacks } from '../packs/store';
import { listTrustedKeys } from '../packs/trusted-keys';
import { countOpenCases, findEvent, listEvents, readCaseHead, readProcedure } from '../procedures/store';
import { factToView } from '../procedures/views';
import { exportCalendar } from './calendar-export';
import { deriveDeadlines } from './derive';
import { holidayLookupOf } from './holidays';
import { deadlinesOfOpenCases } from './open-cases';
import {
  deleteSnooze,
  listAllSnoozes,
  listSnoozes,
  snoozeOf,
  snoozeToView,
  writeSnooze,
  type SnoozesByEvent,
} from './snoozes';
import { deleteSettlement, listSettlements, writeSettlement } from './store';

export const deadlinesHandlers: Handlers<typeof deadlinesContract> = {
  'deadlines.list': (deps, { caseId, language }) => {
    const { db, clock } = deps;
    if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
    const today = clock.today();
    const found = deadlinesOfCase(deps, caseId);
    if (found === undefined) return ok({ today, deadlines: [] });
    const snoozes = listSnoozes(db, caseId);
    const deadlines = found.deadlines.map((deadline) =>
      deadlineToView(deadline, found.pack, language, today, snoozes),
    );
    return ok({ today, deadlines });
  },

  'deadlines.agenda': (deps, { language }) => {
    const today = deps.clock.today();
    const snoozes = listAllSnoozes(deps.db);
    const stored = listStoredPacks(deps.db);
    const keys = listTrustedKeys(deps);
    const cases = deadlinesOfOpenCases(deps).map((found) => {
      const { id, version } = found.pack;
      const row = stored.find((each) => each.packId === id && each.version === version);
      return { ...found, signature: signatureOf(row, keys) };
    });
    const entries = cases
      .flatMap(({ procedure, deadlines, signature }) =>
        deadlines
          .filter(({ settled }) => settled === null)
          .map((deadline): AgendaEntry => ({
            ...glimpseOf(deadline, language, today, snoozes),
            caseId: procedure.caseId,
            caseCode: procedure.code,
            advocateName: procedure.advocateName,
            attentionOn: attentionDay(deadline.deadline, today),
            consequence: deadline.rule.consequence[language],
            signature,
          })),
      )
      .sort(compareEntries);
    const forks = cases
      .flatMap(({ procedure, pack, events, deadlines, signature }) =>
        nextProcedureSteps({ pack, phaseId: procedure.phaseId, events, deadlines, today }).flatMap(
          (step): AgendaFork[] => {
            if (step.kind !== 'choice') return [];
            const { decision, documentActBy } = step;
            const { urgency } = decision.answer;
            return [
              {
                id: decision.id,
                caseId: procedure.caseId,
                caseCode: procedure.code,
                advocateName: procedure.advocateName,
                title: decision.name[language],
                urgency,
                by: urgency === 'beforeExpiry' ? documentActBy : null,
                mark: decision.mark,
                verify: decision.verify,
                signature,
              },
            ];
          },
        ),
      )
      .sort(compareForks);
    return ok({ today, entries, forks, openCases: countOpenCases(deps.db) });
  },

  'deadlines.preview': ({ db, clock, newId, resourcesFolder }, { caseId, event, language }) => {
    const procedure = readProcedure(db, caseId);
    const pack = procedure === undefined ? undefined : openShelf({ db, resourcesFolder }).ofCase(procedure);
    if (pack === undefined) return ok({ deadlines: [] });
    const imagined = { ...event, id: caseEventIdSchema.parse(newId()) };
    const derived = deriveCaseDeadlines(pack, [imagined], [], holidayLookupOf(pack));
    return ok({
      deadlines: derived.map((deadline) => {
        const { ruleId, stage, title, date, actBy, laterDate } = glimpseOf(
          deadline,
          language,
          clock.today(),
          new Map(),
        );
        return { ruleId, stage, title, date, actBy, laterDate };
      }),
    });
  },

  'deadlines.pressing': (deps) => {
    const today = deps.clock.today();
    const snoozes = listAllSnoozes(deps.db);
    const urgencies = deadlinesOfOpenCases(deps).flatMap(({ deadlines }) =>
      deadlines
        .filter((found) => found.settled === null && !isResting(found, snoozes, today))
        .map(({ deadline }) => urgencyOf(deadline, today)),
    );
    return ok({
      overdue: urgencies.filter((urgency) => urgency === 'overdue').length,
      today: urgencies.filter((urgency) => urgency === 'today').length,
    });
  },

  'deadlines.settle': (deps, { caseEventId, ruleId, stage, outcome, settledOn, note }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const found = findDeadline(deps, { caseEventId, ruleId, stage });
      if (found === undefined) return err({ kind: 'deadlineNotFound' });
      const on = settledOn ?? clock.today();
      if (on > clock.today()) return err({ kind: 'inFuture', today: clock.today() });
      if (outcome === 'notNeeded' && note === '') return err({ kind: 'reasonMissing' });
      writeSettlement(db, { caseEventId, ruleId, stage, settledOn: on, outcome, note });
      deps.audit({ action: 'deadline.settled', subjectId: caseEventId, caseId: found.caseId });
      return ok({});
    }),

  'deadlines.snooze': (deps, { caseEventId, ruleId, stage, until, reason }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const found = findDeadline(deps, { caseEventId, ruleId, stage });
      if (found === undefined) return err({ kind: 'deadlineNotFound' });
      const { deadline, settled } = found.deadline;
      const today = clock.today();
      if (settled !== null) return err({ kind: 'alreadySettled' });
      if (reason === '') return err({ kind: 'reasonMissing' });
      if (deadline.actBy <= today) return err({ kind: 'pressesNow' });
      if (until <= today) return err({ kind: 'notInFuture', today });
      if (until > deadline.actBy) return err({ kind: 'afterSafeDay', actBy: deadline.actBy });
      writeSnooze(db, { caseEventId, ruleId, stage, until, reason, snoozedAt: clock.now() });
      deps.audit({ action: 'deadline.snoozed', subjectId: caseEventId, caseId: found.caseId });
      return ok({});
    }),

  'deadlines.wake': (deps, { caseEventId, ruleId, stage }) =>
    deps.db.transaction(() => {
      const event = findEvent(deps.db, caseEventId);
      if (event === undefined || !deleteSnooze(deps.db, { caseEventId, ruleId, stage })) {
        return err({ kind: 'deadlineNotFound' });
      }
      deps.audit({ action: 'deadline.woken', subjectId: caseEventId, caseId: event.caseId });
      return ok({});
    }),

  'deadlines.exportCalendar': (deps, filter) => exportCalendar(deps, filter),

  'deadlines.printCalendar': async ({ host, audit }) => {
    switch (await host.printPage()) {
      case 'printed':
        audit({ action: 'deadline.calendarPrinted', subjectId: null, caseId: null });
        return ok({});
      case 'cancelled':
        return err({ kind: 'printCancelled' });
      case 'failed':
        return err({ kind: 'printFailed' });
    }
  },

  'deadlines.reopen': (deps, { caseEventId, ruleId, stage }) =>
    deps.db.transaction(() => {
      const event = findEvent(deps.db, caseEventId);
      if (event === undefined || !deleteSettlement(deps.db, { caseEventId, ruleId, stage })) {
        return err({ kind: 'deadlineNotFound' });
      }
      deps.audit({ action: 'deadline.reopened', subjectId: caseEventId, caseId: event.caseId });
      return ok({});
    }),
};

/** Undefined when no procedure was started. */
function deadlinesOfCase(
  { db, resourcesFolder }: VaultDeps,
  caseId: CaseId,
): { readonly pack: ProcedurePack; readonly deadlines: readonly CaseDeadline[] } | undefined {
  const procedure = readProcedure(db, caseId);
  const pack = procedure === undefined ? undefined : openShelf({ db, resourcesFolder }).ofCase(procedure);
  if (pack === undefined) return undefined;
  const events = listEvents(db, caseId);
  const settlements = listSettlements(db, caseId);
  return { pack, deadlines: deriveDeadlines(pack, events, settlements) };
}

function findDeadline(
  deps: VaultDeps,
  key: { readonly caseEventId: CaseEventId; readonly ruleId: string; readonly stage: string },
): { readonly caseId: CaseId; readonly deadline: CaseDeadline } | undefined {
  const event = findEvent(deps.db, key.caseEventId);
  if (event === undefined) return undefined;
  const deadline = deadlinesOfCase(deps, event.caseId)?.deadlines.find(
    (candidate) =>
      candidate.event.id === key.caseEventId &&
      candidate.rule.id === key.ruleId &&
      candidate.deadline.stage === key.stage,
  );
  return deadline === undefined ? undefined : { caseId: event.caseId, deadline };
}

function isResting(found: CaseDeadline, snoozes: SnoozesByEvent, today: CivilDate): boolean {
  return snoozeToView(snoozeOf(snoozes, found), found.deadline, today)?.rests === true;
}

function glimpseOf(found: CaseDeadline, language: Language, today: CivilDate, snoozes: SnoozesByEvent) {
  const { event, rule, deadline } = found;
  return {
    caseEventId: event.id,
    ruleId: rule.id,
    stage: deadline.stage,
    title: titleOf({ rule, deadline }, language),
    date: deadline.date,
    actBy: deadline.actBy,
    laterDate: deadline.laterDate,
    points: [...deadline.points],
    urgency: urgencyOf(deadline, today),
    mark: rule.mark,
    verify: rule.verify,
    snooze: snoozeToView(snoozeOf(snoozes, found), deadline, today),
  };
}

/** The name of the rule, with that of the stage where it has several. */
function titleOf({ rule, deadline }: Pick<CaseDeadline, 'rule' | 'deadline'>, language: Language): string {
  const stage = rule.kind === 'period' ? rule.stages?.find(({ id }) => id === deadline.stage) : undefined;
  return stage === undefined ? rule.title[language] : `${rule.title[language]} – ${stage.name[language]}`;
}

function deadlineToView(
  found: CaseDeadline,
  pack: ProcedurePack,
  language: Language,
  today: CivilDate,
  snoozes: SnoozesByEvent,
): DeadlineView {
  const { event, rule, deadline, settled } = found;
  const nameOf = (kind: string) => pack.events.find(({ id }) => id === kind)?.name[language] ?? kind;
  return {
    ...glimpseOf(found, language, today, snoozes),
    eventName: nameOf(event.kind),
    eventDate: event.happenedOn,
    consequence: rule.consequence[language],
    note: rule.note?.[language] ?? '',
    steps: [...explainSteps(deadline.steps, rule, pack, language)],
    laterSteps: [...explainSteps(deadline.laterSteps, rule, pack, language)],
    fact: factToView(rule, pack, language),
    settled:
      settled === null
        ? null
        : settled.by === 'person'
          ? {
              outcome: settled.settlement.outcome,
              on: settled.settlement.settledOn,
              note: settled.settlement.note,
              byEvent: null,
            }
          : { outcome: 'done', on: settled.event.happenedOn, note: '', byEvent: nameOf(settled.event.kind) },
  };
}

function compareForks(one: AgendaFork, other: AgendaFork): number {
  const byUrgency = urgencyOrder.indexOf(one.urgency) - urgencyOrder.indexOf(other.urgency);
  if (byUrgency !== 0) return byUrgency;
  return one.caseCode < other.caseCode ? -1 : one.caseCode > other.caseCode ? 1 : 0;
}

function compareEntries(one: AgendaEntry, other: AgendaEntry): number {
  const keys = (entry: AgendaEntry) => [
    entry.attentionOn,
    entry.date,
    entry.caseCode,
    entry.ruleId,
    entry.stage,
  ];
  const left = keys(one).join(' ');
  const right = keys(other).join(' ');
  return left < right ? -1 : left > right ? 1 : 0;
}
