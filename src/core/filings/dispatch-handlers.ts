import type { z } from 'zod';
import {
  dispatchesContract,
  type Dispatch,
  type DispatchDraft,
  type DispatchEvents,
} from '../../shared/filings/dispatches';
import { caseEventIdSchema, dispatchIdSchema, type CaseEventId, type CaseId } from '../../shared/kernel/ids';
import type { Language } from '../../shared/kernel/languages';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { EventWarning, RemovedEvent } from '../../shared/procedures/contract';
import type { EventKind, ProcedurePack } from '../../shared/procedures/schemas';
import { listSnoozes, writeSnooze } from '../deadlines/snoozes';
import { listSettlements, writeSettlement } from '../deadlines/store';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { openShelf } from '../packs/shelf';
import { checkEvent } from '../procedures/check-event';
import {
  deleteEvent,
  findEvent,
  insertEvent,
  isExhibitInCase,
  listClientBirthDates,
  listEvents,
  readCaseHead,
  readProcedure,
  updateEvent,
} from '../procedures/store';
import { deleteDispatch, findDispatch, listDispatches, writeDispatch } from './dispatch-store';
import { findFiling } from './store';

type SaveFailure = Exclude<
  z.output<(typeof dispatchesContract)['filings.recordDispatch']['failure']>,
  { readonly kind: 'caseNotFound' }
>;

export const dispatchHandlers: Handlers<typeof dispatchesContract> = {
  'filings.dispatches': ({ db, clock, resourcesFolder }, { caseId, language }) => {
    if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
    const pack = packOfCase({ db, resourcesFolder }, caseId);
    const kinds = pack === undefined ? [] : kindsThatMoveDeadlines(pack);
    return ok({
      today: clock.today(),
      dispatches: listDispatches(db, caseId).map(({ dispatch }) => dispatch),
      sentKinds: kinds
        .filter(({ group }) => group === 'cooperation')
        .map((kind) => kindToView(kind, language)),
      answerKinds: kinds.map((kind) => kindToView(kind, language)),
    });
  },

  'filings.recordDispatch': (deps, { caseId, dispatch: draft }) =>
    deps.db.transaction(() => {
      if (readCaseHead(deps.db, caseId) === undefined) return err({ kind: 'caseNotFound' });
      const now = deps.clock.now();
      const id = dispatchIdSchema.parse(deps.newId());
      const saved = save(
        deps,
        draft,
        { id, caseId, createdAt: now },
        { sentEventId: null, answerEventId: null },
      );
      if (!saved.ok) return saved;
      deps.audit({ action: 'filing.sendingRecorded', subjectId: id, caseId });
      return saved;
    }),

  'filings.changeDispatch': (deps, { dispatchId, dispatch: draft }) =>
    deps.db.transaction(() => {
      const before = findDispatch(deps.db, dispatchId);
      if (before === undefined) return err({ kind: 'dispatchNotFound' });
      const saved = save(deps, draft, before.dispatch, before);
      if (!saved.ok) return saved;
      deps.audit({ action: 'filing.sendingChanged', subjectId: dispatchId, caseId: before.dispatch.caseId });
      return saved;
    }),

  'filings.removeDispatch': (deps, { dispatchId }) =>
    deps.db.transaction(() => {
      const found = findDispatch(deps.db, dispatchId);
      if (found === undefined) return err({ kind: 'dispatchNotFound' });
      const { dispatch } = found;
      deleteDispatch(deps.db, dispatchId);
      const events = [found.sentEventId, found.answerEventId].flatMap((id) =>
        id === null ? [] : removeEvent(deps, id),
      );
      deps.audit({ action: 'filing.sendingRemoved', subjectId: dispatchId, caseId: dispatch.caseId });
      const { sentEventId, answerEventId } = found;
      return ok({ dispatch, events, sentEventId, answerEventId });
    }),

  'filings.restoreDispatch': (deps, { dispatch, events, sentEventId, answerEventId }) =>
    deps.db.transaction(() => {
      const { db, audit } = deps;
      const { caseId } = dispatch;
      if (readCaseHead(db, caseId) === undefined) return err({ kind: 'caseNotFound' });
      if (findDispatch(db, dispatch.id) !== undefined) return ok({});
      const ownEvents = events.filter((removed) => removed.caseId === caseId);
      for (const removed of ownEvents) putEventBack(deps, removed);
      const thereOrNull = (id: CaseEventId | null): CaseEventId | null =>
        id !== null && findEvent(db, id)?.caseId === caseId ? id : null;
      const { proofExhibitId, filingId } = dispatch;
      writeDispatch(db, {
        // What it named may have gone meanwhile.
        dispatch: {
          ...dispatch,
          proofExhibitId:
            proofExhibitId !== null && isExhibitInCase(db, caseId, proofExhibitId) ? proofExhibitId : null,
          filingId: filingId !== null && isFilingOfCase(deps, caseId, filingId) ? filingId : null,
        },
        sentEventId: thereOrNull(sentEventId),
        answerEventId: thereOrNull(answerEventId),
      });
      audit({ action: 'filing.sendingRecorded', subjectId: dispatch.id, caseId });
      return ok({});
    }),
};

/** Events that start a deadline or meet one, but for documents: those carry dates and are written down by themselves. */
function kindsThatMoveDeadlines(pack: ProcedurePack): readonly EventKind[] {
  const moving = new Set(
    pack.rules.flatMap((rule) => ('trigger' in rule ? [...rule.trigger, ...rule.settledBy] : [])),
  );
  return pack.events.filter(({ id, group }) => group !== 'documents' && moving.has(id));
}

function kindToView({ id, name, asks }: EventKind, language: Language) {
  const { channel, detained, ordinal } = asks;
  return { id, name: name[language], asks: { channel, detained, ordinal } };
}

function packOfCase(
  { db, resourcesFolder }: Pick<VaultDeps, 'db' | 'resourcesFolder'>,
  caseId: CaseId,
): ProcedurePack | undefined {
  const procedure = readProcedure(db, caseId);
  return procedure === undefined ? undefined : openShelf({ db, resourcesFolder }).ofCase(procedure);
}

function isFilingOfCase(
  { db }: VaultDeps,
  caseId: CaseId,
  filingId: NonNullable<Dispatch['filingId']>,
): boolean {
  return findFiling(db, filingId)?.summary.caseId === caseId;
}

/** Checks and writes an entry with its events. Runs in the caller's transaction, which a failure rolls back. */
function save(
  deps: VaultDeps,
  draft: DispatchDraft,
  known: Pick<Dispatch, 'id' | 'caseId' | 'createdAt'>,
  before: DispatchEvents,
): Result<{ dispatch: Dispatch; warnings: EventWarning[] }, SaveFailure> {
  const { db, clock } = deps;
  const { id, caseId, createdAt } = known;
  const today = clock.today();
  const { filingId, proofExhibitId, sentOn, answer } = draft;
  const filing = filingId === null ? undefined : findFiling(db, filingId);
  if (filingId !== null && filing?.summary.caseId !== caseId) return err({ kind: 'filingNotFound' });
  const filingKind = filing?.summary.filingKind ?? draft.filingKind;
  if (filingKind === null && draft.title === '') return err({ kind: 'titleMissing' });
  if (proofExhibitId !== null && !isExhibitInCase(db, caseId, proofExhibitId)) {
    return err({ kind: 'exhibitNotFound' });
  }
  if (sentOn > today || (answer?.on ?? today) > today) return err({ kind: 'dayInFuture', today });
  if (answer !== null && answer.on < sentOn) return err({ kind: 'answerBeforeSending' });

  const sent = saveEvent(deps, caseId, before.sentEventId, draft.sentEvent, {
    on: sentOn,
    reference: draft.reference,
  });
  if (!sent.ok) return sent;
  const answered = saveEvent(deps, caseId, before.answerEventId, answer?.event ?? null, {
    on: answer?.on ?? sentOn,
    reference: '',
  });
  if (!answered.ok) return answered;
  writeDispatch(db, {
    dispatch: {
      ...draft,
      id,
      caseId,
      createdAt,
      filingKind,
      proofExhibitNumber: null,
      updatedAt: clock.now(),
    },
    sentEventId: sent.value.id,
    answerEventId: answered.value.id,
  });
  const written = findDispatch(db, id);
  if (written === undefined) throw new Error('An entry written in this transaction is gone');
  return ok({
    dispatch: written.dispatch,
    warnings: [...sent.value.warnings, ...answered.value.warnings],
  });
}

/** Writes the event that goes with an entry, changes the one that is there, or takes it away. */
function saveEvent(
  deps: VaultDeps,
  caseId: CaseId,
  knownId: CaseEventId | null,
  word: DispatchDraft['sentEvent'],
  { on, reference }: { readonly on: string; readonly reference: string },
): Result<{ readonly id: CaseEventId | null; readonly warnings: readonly EventWarning[] }, SaveFailure> {
  const { db, clock } = deps;
  const before = knownId === null ? undefined : findEvent(db, knownId);
  if (before !== undefined && before.kind !== word?.kind) removeEvent(deps, before.id);
  if (word === null) return ok({ id: null, warnings: [] });
  const head = readCaseHead(db, caseId);
  const pack = packOfCase(deps, caseId);
  if (pack === undefined || head === undefined) return err({ kind: 'notStarted' });
  const stays = before !== undefined && before.kind === word.kind;
  const {
    id: _id,
    caseId: _caseId,
    ...kept
  } = stays
    ? before
    : {
        id: null,
        caseId,
        disputedOn: null,
        printedFrom: null,
        printedUntil: null,
        note: '',
      };
  const checked = checkEvent(
    { ...kept, ...word, happenedOn: on, reference },
    {
      pack,
      head,
      today: clock.today(),
      birthDates: listClientBirthDates(db, caseId),
      others: listEvents(db, caseId).filter(({ id }) => !stays || id !== before.id),
    },
  );
  if (!checked.ok) return checked;
  const { event, warnings } = checked.value;
  if (stays) {
    updateEvent(db, before.id, event);
    deps.audit({ action: 'procedure.eventChanged', subjectId: before.id, caseId });
    return ok({ id: before.id, warnings });
  }
  const id = caseEventIdSchema.parse(deps.newId());
  insertEvent(db, { ...event, id, caseId, createdAt: clock.now() });
  deps.audit({ action: 'procedure.eventRecorded', subjectId: id, caseId });
  return ok({ id, warnings });
}

function removeEvent({ db, audit }: VaultDeps, id: CaseEventId): RemovedEvent[] {
  const stored = findEvent(db, id);
  if (stored === undefined) return [];
  const { caseId, ...event } = stored;
  const settlements = listSettlements(db, caseId)
    .filter(({ caseEventId }) => caseEventId === id)
    .map(({ caseEventId: _caseEventId, ...settlement }) => settlement);
  const snoozes = (listSnoozes(db, caseId).get(id) ?? []).map(
    ({ caseEventId: _caseEventId, ...snooze }) => snooze,
  );
  deleteEvent(db, id);
  audit({ action: 'procedure.eventRemoved', subjectId: id, caseId });
  return [{ caseId, event, settlements, snoozes }];
}

function putEventBack(
  { db, clock, audit }: VaultDeps,
  { caseId, event, settlements, snoozes }: RemovedEvent,
): void {
  if (findEvent(db, event.id) !== undefined) return;
  insertEvent(db, { ...event, caseId, createdAt: clock.now() });
  for (const settlement of settlements) writeSettlement(db, { ...settlement, caseEventId: event.id });
  for (const snooze of snoozes) writeSnooze(db, { ...snooze, caseEventId: event.id });
  audit({ action: 'procedure.eventRecorded', subjectId: event.id, caseId });
}
