import { caseEventIdSchema, type CaseId } from '../../shared/kernel/ids';
import { filingLanguages } from '../../shared/filings/kinds';
import { withChanges } from '../../shared/kernel/changes';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CivilDate } from '../../shared/kernel/time';
import { proceduresContract, type RemovedEvent } from '../../shared/procedures/contract';
import { nextProcedureSteps } from '../../shared/procedures/next-steps';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { deriveDeadlines } from '../deadlines/derive';
import { listSnoozes, writeSnooze } from '../deadlines/snoozes';
import { listSettlements, writeSettlement } from '../deadlines/store';
import { findCaseLanguage, listFilings } from '../filings/store';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { keepVersion, openShelf } from '../packs/shelf';
import { signatureOf } from '../packs/signature-state';
import { findStoredPack } from '../packs/store';
import { listTrustedKeys } from '../packs/trusted-keys';
import { checkEvent, type EventSurroundings } from './check-event';
import {
  deleteEvent,
  findEvent,
  insertEvent,
  isExhibitInCase,
  isPersonInCase,
  listClientBirthDates,
  listEvents,
  listPhaseSteps,
  listRequirements,
  readCaseHead,
  readProcedure,
  updateEvent,
  writePhase,
  writeRequirement,
  type CaseHead,
  type StartedProcedure,
} from './store';
import { stepToView, waysToViews } from './step-views';
import { conditionsToViews, packToView, procedureToView } from './views';

export const proceduresHandlers: Handlers<typeof proceduresContract> = {
  'procedures.packs': (deps, { language }) =>
    ok({
      packs: openShelf(deps)
        .all()
        .map((pack) => ({
          ...packToView(pack, language),
          signature: signatureOf(findStoredPack(deps.db, pack.id, pack.version), listTrustedKeys(deps)),
          firstPhase: pack.firstPhase,
          hasFilings: pack.filings.length > 0,
          phases: pack.phases.map(({ id, name, kind }) => ({ id, name: name[language], kind })),
        })),
    }),

  'procedures.conditions': (deps, { caseId, language }) => {
    const { db } = deps;
    if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
    const procedure = readProcedure(db, caseId);
    const pack = procedure === undefined ? openShelf(deps).all()[0] : packOf(deps, procedure);
    return ok({ conditions: pack === undefined ? [] : conditionsToViews(pack, language) });
  },

  'procedures.read': (deps, { caseId, language }) => {
    const { db, clock } = deps;
    if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
    const today = clock.today();
    const procedure = readProcedure(db, caseId);
    if (procedure === undefined) return ok({ today, procedure: null });
    const pack = packOf(deps, procedure);
    const current = openShelf(deps).current(procedure.packId);
    const stored = {
      procedure,
      signature: signatureOf(findStoredPack(db, pack.id, pack.version), listTrustedKeys(deps)),
      newerVersion:
        current === undefined || current.version === procedure.packVersion ? null : current.version,
      steps: listPhaseSteps(db, caseId),
      events: listEvents(db, caseId),
      requirementsById: listRequirements(db, caseId),
    };
    return ok({
      today,
      procedure: procedureToView(pack, language, today, stored),
    });
  },

  'procedures.steps': (deps, { caseId, language }) => {
    const { db, clock } = deps;
    const head = readCaseHead(db, caseId);
    const fileLanguage = findCaseLanguage(db, caseId);
    if (head === undefined || fileLanguage === undefined) return err({ kind: 'caseNotFound' });
    const procedure = readProcedure(db, caseId);
    if (procedure === undefined || head.closedOn !== null) return ok({ steps: [] });
    const pack = packOf(deps, procedure);
    const events = listEvents(db, caseId);
    const steps = nextProcedureSteps({
      pack,
      phaseId: procedure.phaseId,
      events,
      deadlines: deriveDeadlines(pack, events, listSettlements(db, caseId)),
      today: clock.today(),
    });
    const filings = {
      language: filingLanguages.find((candidate) => candidate === fileLanguage) ?? 'fr',
      made: listFilings(db, caseId),
    };
    return ok({ steps: steps.map((step) => stepToView(step, pack, language, filings)) });
  },

  'procedures.ways': (deps, { caseId, language }) => {
    if (readCaseHead(deps.db, caseId) === undefined) return err({ kind: 'caseNotFound' });
    const procedure = readProcedure(deps.db, caseId);
    if (procedure === undefined) return ok({ remedies: [], routes: [], situations: [] });
    return ok(waysToViews(packOf(deps, procedure), language));
  },

  'procedures.start': (deps, { caseId, packId, phaseId, since }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
      if (readProcedure(db, caseId) !== undefined) return err({ kind: 'alreadyStarted' });
      const pack = openShelf(deps).current(packId);
      if (pack === undefined) return err({ kind: 'unknownPack' });
      const from = since ?? clock.today();
      if (from > clock.today()) return err({ kind: 'inFuture', today: clock.today() });
      const wanted = phaseId ?? pack.firstPhase;
      if (!pack.phases.some(({ id }) => id === wanted)) return err({ kind: 'unknownPhase' });

      keepVersion(deps, pack);
      enterPhase(deps, caseId, { packId, packVersion: pack.version, phaseId: wanted, phaseSince: from });
      deps.audit({ action: 'procedure.started', subjectId: caseId, caseId });
      return ok({});
    }),

  'procedures.setPhase': (deps, { caseId, phaseId, since }) =>
    deps.db.transaction(() => {
      const { clock } = deps;
      const started = readStarted(deps, caseId);
      if (!started.ok) return started;
      const { pack, procedure } = started.value;
      if (!pack.phases.some(({ id }) => id === phaseId)) return err({ kind: 'unknownPhase' });
      const from = since ?? clock.today();
      if (from > clock.today()) return err({ kind: 'inFuture', today: clock.today() });

      enterPhase(deps, caseId, { ...procedure, phaseId, phaseSince: from });
      deps.audit({ action: 'procedure.phaseChanged', subjectId: caseId, caseId });
      return ok({});
    }),

  'procedures.recordEvent': (deps, { caseId, event: draft, beginsPhase }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const started = readStarted(deps, caseId);
      if (!started.ok) return started;
      const { pack, procedure, head } = started.value;
      const checked = checkEvent(draft, {
        ...surroundingsOf(deps, caseId, pack, head),
        others: listEvents(db, caseId),
      });
      if (!checked.ok) return checked;

      const { event, warnings } = checked.value;
      const caseEventId = caseEventIdSchema.parse(deps.newId());
      insertEvent(db, { ...event, id: caseEventId, caseId, createdAt: clock.now() });
      deps.audit({ action: 'procedure.eventRecorded', subjectId: caseEventId, caseId });
      const phaseId = pack.events.find(({ id }) => id === event.kind)?.beginsPhase;
      if (beginsPhase && phaseId !== undefined) {
        enterPhase(deps, caseId, { ...procedure, phaseId, phaseSince: event.happenedOn });
        deps.audit({ action: 'procedure.phaseChanged', subjectId: caseId, caseId });
      }
      return ok({ caseEventId, warnings });
    }),

  'procedures.changeEvent': (deps, { caseEventId, event: draft }) =>
    deps.db.transaction(() => {
      const { db } = deps;
      const before = findEvent(db, caseEventId);
      if (before === undefined) return err({ kind: 'eventNotFound' });
      const started = readStarted(deps, before.caseId);
      if (!started.ok)
        return started.error.kind === 'caseNotFound' ? err({ kind: 'eventNotFound' }) : err(started.error);
      const { pack, head } = started.value;
      const others = listEvents(db, before.caseId).filter(({ id }) => id !== caseEventId);
      const checked = checkEvent(
        { ...draft, kind: before.kind },
        { ...surroundingsOf(deps, before.caseId, pack, head), others },
      );
      if (!checked.ok) return checked;

      updateEvent(db, caseEventId, checked.value.event);
      deps.audit({ action: 'procedure.eventChanged', subjectId: caseEventId, caseId: before.caseId });
      return ok({ warnings: checked.value.warnings });
    }),

  'procedures.removeEvent': (deps, { caseEventId }) =>
    deps.db.transaction((): Result<RemovedEvent, { readonly kind: 'eventNotFound' }> => {
      const { db } = deps;
      const stored = findEvent(db, caseEventId);
      if (stored === undefined) return err({ kind: 'eventNotFound' });
      const { caseId, ...event } = stored;
      const settlements = listSettlements(db, caseId)
        .filter((settlement) => settlement.caseEventId === caseEventId)
        .map(({ caseEventId: _caseEventId, ...settlement }) => settlement);

      const snoozes = (listSnoozes(db, caseId).get(caseEventId) ?? []).map(
        ({ caseEventId: _caseEventId, ...snooze }) => snooze,
      );

      deleteEvent(db, caseEventId);
      deps.audit({ action: 'procedure.eventRemoved', subjectId: caseEventId, caseId });
      return ok({ caseId, event, settlements, snoozes });
    }),

  'procedures.restoreEvent': (deps, { caseId, event, settlements, snoozes }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const started = readStarted(deps, caseId);
      if (!started.ok) return started;
      if (findEvent(db, event.id) !== undefined) return ok({});

      insertEvent(db, { ...event, caseId, createdAt: clock.now() });
      for (const settlement of settlements) writeSettlement(db, { ...settlement, caseEventId: event.id });
      for (const snooze of snoozes) writeSnooze(db, { ...snooze, caseEventId: event.id });
      deps.audit({ action: 'procedure.eventRecorded', subjectId: event.id, caseId });
      return ok({});
    }),

  'procedures.setRequirement': (deps, { caseId, requirementId, changes }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const started = readStarted(deps, caseId);
      if (!started.ok) return started;
      const isKnown = started.value.pack.requirements.some(({ id }) => id === requirementId);
      if (!isKnown) return err({ kind: 'unknownRequirement' });
      const { holderPersonId, exhibitId } = changes;
      if (typeof holderPersonId === 'string' && !isPersonInCase(db, caseId, holderPersonId)) {
        return err({ kind: 'personNotInCase' });
      }
      if (typeof exhibitId === 'string' && !isExhibitInCase(db, caseId, exhibitId)) {
        return err({ kind: 'exhibitNotInCase' });
      }

      const before = listRequirements(db, caseId).get(requirementId) ?? {
        requirementId,
        state: 'missing' as const,
        holderPersonId: null,
        holderNote: '',
        exhibitId: null,
        note: '',
      };
      const isNewlyLinked = typeof exhibitId === 'string' && changes.state === undefined;
      const after = withChanges(before, isNewlyLinked ? { ...changes, state: 'received' } : changes);
      writeRequirement(db, caseId, after, clock.now());
      deps.audit({ action: 'procedure.requirementChanged', subjectId: null, caseId });
      return ok({});
    }),
};

interface Started {
  readonly head: CaseHead;
  readonly procedure: StartedProcedure;
  readonly pack: ProcedurePack;
}

function readStarted(
  deps: VaultDeps,
  caseId: CaseId,
): Result<Started, { readonly kind: 'caseNotFound' } | { readonly kind: 'notStarted' }> {
  const head = readCaseHead(deps.db, caseId);
  if (head === undefined) return err({ kind: 'caseNotFound' });
  const procedure = readProcedure(deps.db, caseId);
  if (procedure === undefined) return err({ kind: 'notStarted' });
  return ok({ head, procedure, pack: packOf(deps, procedure) });
}

/** The pack a case uses. A pack that is gone is a fault of the installation: no case may pass for one without rules. */
function packOf(deps: VaultDeps, procedure: StartedProcedure): ProcedurePack {
  const pack = openShelf(deps).ofCase(procedure);
  if (pack === undefined) throw new Error('A case uses a procedure pack that is not installed');
  return pack;
}

function surroundingsOf(
  { db, clock }: VaultDeps,
  caseId: CaseId,
  pack: ProcedurePack,
  head: CaseHead,
): Omit<EventSurroundings, 'others'> {
  const today: CivilDate = clock.today();
  return { pack, head, today, birthDates: listClientBirthDates(db, caseId) };
}

function enterPhase({ db, clock, newId }: VaultDeps, caseId: CaseId, procedure: StartedProcedure): void {
  writePhase(db, { id: newId(), caseId, procedure, recordedAt: clock.now() });
}
