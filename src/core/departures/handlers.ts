import type { departuresContract } from '../../shared/departures/contract';
import { mayHaveGoneTo } from '../../shared/departures/recipients';
import { guardedWordsIdSchema } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { InterruptedCopy } from '../../shared/departures/copies';
import { hasCase } from '../cases/store';
import type { ReadableDatabase } from '../db/database';
import { findFiling } from '../filings/store';
import type { Handlers } from '../kernel/handlers';
import { auditNamesShown } from '../people/names-shown';
import { deleteCopy, listCopies } from './copies-store';
import { withoutExcerpts } from './depart';
import { olderPathOf } from './let-out';
import { lookAtFiling } from './look-at-filing';
import { settleCopies } from './settle-copies';
import {
  deleteGuardedWords,
  findDeparture,
  insertGuardedWords,
  listDepartures,
  listGuardedWords,
  setAskedBack,
  settleDeparture,
} from './store';

export const departuresHandlers: Handlers<typeof departuresContract> = {
  'departures.lookAtFiling': (deps, { filingId, to, withNames }) => {
    const found = deps.db.transaction(() => lookAtFiling(deps, filingId, to));
    if (found === undefined) return err({ kind: 'filingNotFound' });
    const { picturesShown: _pictures, ...look } = found;
    const caseId = findFiling(deps.db, filingId)?.summary.caseId;
    if (withNames && caseId !== undefined) auditNamesShown(deps, caseId);
    return ok({ ...look, findings: [...(withNames ? look.findings : withoutExcerpts(look.findings))] });
  },

  'departures.list': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok([...listDepartures(db, caseId)]) : err({ kind: 'caseNotFound' }),

  'departures.listSentTo': ({ db }, { caseId, ...decision }) => {
    if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' });
    const left = listDepartures(db, caseId);
    return ok({
      sent: left.filter((departure) => mayHaveGoneTo(departure, decision)),
      unknown: left.filter(({ recipient }) => recipient === null),
    });
  },

  'departures.askBack': ({ db, clock, audit }, { departureId, on }) =>
    db.transaction(() => {
      const before = findDeparture(db, departureId);
      if (before === undefined) return err({ kind: 'departureNotFound' } as const);
      if (before.state !== 'out') return err({ kind: 'notOut' } as const);
      if (on !== null && (on > clock.today() || on < before.leftAt.slice(0, 10))) {
        return err({ kind: 'dayImpossible' } as const);
      }
      setAskedBack(db, { id: departureId, on });
      audit({ action: 'departure.askedBack', subjectId: departureId, caseId: before.caseId });
      return ok({ ...before, askedBackOn: on });
    }),

  'departures.settle': ({ db, clock, audit }, { departureId, state, on, note }) =>
    db.transaction(() => {
      const before = findDeparture(db, departureId);
      if (before === undefined) return err({ kind: 'departureNotFound' } as const);
      if ((state === 'out') !== (on === null)) return err({ kind: 'dayDoesNotFit' } as const);
      if (on !== null && (on > clock.today() || on < before.leftAt.slice(0, 10))) {
        return err({ kind: 'dayImpossible' } as const);
      }
      settleDeparture(db, { id: departureId, state, on, note: state === 'out' ? '' : note });
      audit({
        action: state === 'out' ? 'departure.reopened' : 'departure.settled',
        subjectId: departureId,
        caseId: before.caseId,
      });
      const after = findDeparture(db, departureId);
      if (after === undefined) throw new Error('A departure that was just changed is not there');
      return ok(after);
    }),

  'departures.interrupted': async ({ db, session, vault, work }) => {
    await work.ended('settleCopies');
    // Locked meanwhile: nobody is there to be told, and the next opening finds them again.
    return ok(session.current() === vault ? listInterrupted(db) : []);
  },

  'departures.settleInterrupted': async (deps) => {
    await settleCopies(deps, 'told');
    return ok(listInterrupted(deps.db));
  },

  'departures.sayGone': ({ db, audit }, { copyId }) =>
    db.transaction(() => {
      if (!listInterrupted(db).some(({ id }) => id === copyId)) return err({ kind: 'copyNotFound' } as const);
      deleteCopy(db, copyId);
      audit({ action: 'departure.copySaidGone', subjectId: null, caseId: null });
      return ok({});
    }),

  'departures.guarded': (deps, { caseId, withNames }) => {
    if (!hasCase(deps.db, caseId)) return err({ kind: 'caseNotFound' });
    const words = listGuardedWords(deps.db).filter((each) => each.caseId === caseId);
    if (withNames && words.length > 0) auditNamesShown(deps, caseId);
    return ok(words.map(({ id, kind, text }) => ({ id, kind, text: withNames ? text : null })));
  },

  'departures.guard': ({ db, clock, newId, audit }, { caseId, kind, text }) =>
    db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const id = guardedWordsIdSchema.parse(newId());
      insertGuardedWords(db, { id, caseId, kind, text, createdAt: clock.now() });
      audit({ action: 'departure.wordsGuarded', subjectId: id, caseId });
      return ok({ id, kind, text });
    }),

  'departures.unguard': ({ db, audit }, { guardedId }) =>
    db.transaction(() => {
      const words = listGuardedWords(db).find(({ id }) => id === guardedId);
      if (words === undefined) return err({ kind: 'guardedNotFound' } as const);
      deleteGuardedWords(db, guardedId);
      audit({ action: 'departure.wordsUnguarded', subjectId: guardedId, caseId: words.caseId });
      return ok({});
    }),
};

function listInterrupted(db: ReadableDatabase): InterruptedCopy[] {
  return listCopies(db).flatMap(({ id, path, temporaryPath, shape, begunAt, problem }) =>
    problem === null
      ? []
      : [
          {
            id,
            path,
            temporaryPath,
            olderPath: olderPathOf({ temporaryPath, shape }),
            shape,
            begunAt,
            problem,
          },
        ],
  );
}
