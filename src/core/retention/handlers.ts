import { setTimeout as delay } from 'node:timers/promises';
import { err, ok } from '../../shared/kernel/result';
import type { retentionContract } from '../../shared/retention/contract';
import { sql } from '../db/sql';
import { destroyOriginal } from '../evidence/originals';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import type { WorkContext } from '../work/registry';
import { finishPurges } from './finish-purge';
import { countCase, deleteCase, listStoredOriginals } from './purge-rows';
import { insertPurge, listBackupsHolding, listPurgedOriginals, listPurges } from './purge-store';
import {
  insertHold,
  liftHold,
  listDueCases,
  listHolds,
  obstacleOf,
  readKeptCase,
  readPeriod,
  writeClosing,
  writePeriod,
} from './store';

/** Between two looks whether other work has ended. */
const waitingMs = 200;

export const retentionHandlers: Handlers<typeof retentionContract> = {
  'retention.readPeriod': ({ db }) => ok({ period: readPeriod(db) }),

  'retention.changePeriod': ({ db, audit }, { period }) =>
    db.transaction(() => {
      writePeriod(db, period);
      audit({ action: 'vault.retentionPeriodChanged', subjectId: null, caseId: null });
      return ok({});
    }),

  'retention.readCase': ({ db, clock }, { caseId }) => {
    const kept = readKeptCase(db, caseId);
    if (kept === undefined) return err({ kind: 'caseNotFound' });
    const { closedOn, closingReason, keepUntil } = kept;
    return ok({
      closedOn,
      closingReason,
      keepUntil,
      holds: [...listHolds(db, caseId)],
      obstacle: obstacleOf(db, caseId, kept, clock.today()),
    });
  },

  'retention.changeKeepUntil': ({ db, audit }, { caseId, keepUntil }) =>
    db.transaction(() => {
      const kept = readKeptCase(db, caseId);
      if (kept === undefined) return err({ kind: 'caseNotFound' } as const);
      if (kept.closedOn === null) return err({ kind: 'caseOpen' } as const);
      if (keepUntil !== null && keepUntil < kept.closedOn) return err({ kind: 'beforeClosing' } as const);
      writeClosing(db, caseId, { closingReason: kept.closingReason, keepUntil });
      audit({ action: 'case.keepUntilChanged', subjectId: caseId, caseId });
      return ok({});
    }),

  'retention.placeHold': ({ db, clock, newId, vault, audit }, { caseId, reason }) =>
    db.transaction(() => {
      if (readKeptCase(db, caseId) === undefined) return err({ kind: 'caseNotFound' } as const);
      if (holdInForce(db, caseId) !== undefined) return err({ kind: 'onHold' } as const);
      const { memberName } = vault.describe();
      insertHold(db, { id: newId(), caseId, reason, placedAt: clock.now(), placedBy: memberName });
      audit({ action: 'case.holdPlaced', subjectId: caseId, caseId });
      return ok({});
    }),

  'retention.liftHold': ({ db, clock, vault, audit }, { caseId, reason }) =>
    db.transaction(() => {
      if (readKeptCase(db, caseId) === undefined) return err({ kind: 'caseNotFound' } as const);
      const hold = holdInForce(db, caseId);
      if (hold === undefined) return err({ kind: 'notOnHold' } as const);
      liftHold(db, { id: hold.id, at: clock.now(), by: vault.describe().memberName, reason });
      audit({ action: 'case.holdLifted', subjectId: caseId, caseId });
      return ok({});
    }),

  'retention.listDue': ({ db, clock }) => ok([...listDueCases(db, clock.today())]),

  'retention.lookBeforePurge': ({ db, clock }, { caseId }) => {
    const kept = readKeptCase(db, caseId);
    if (kept === undefined) return err({ kind: 'caseNotFound' });
    const out = db.get<{ readonly count: number }>(
      sql`SELECT count(*) AS count FROM departures WHERE case_id = ${caseId} AND state = 'out'`,
    );
    return ok({
      code: kept.code,
      counts: countCase(db, caseId),
      backups: [...listBackupsHolding(db, kept.createdAt, clock.now())],
      copiesOut: out?.count ?? 0,
      obstacle: obstacleOf(db, caseId, kept, clock.today()),
    });
  },

  'retention.purge': async (deps, { caseId, code, reason }) => {
    const { db, clock, work } = deps;
    if (isPurging(deps)) return err({ kind: 'purgeUnderWay' });

    const refusal = () => {
      const kept = readKeptCase(db, caseId);
      if (kept === undefined) return err({ kind: 'caseNotFound' } as const);
      if (kept.code !== code.trim()) return err({ kind: 'codeDiffers' } as const);
      const obstacle = obstacleOf(db, caseId, kept, clock.today());
      return obstacle === null ? ok(kept) : err({ kind: obstacle });
    };
    const early = refusal();
    if (!early.ok) return early;

    return work.run('purge', async (context) => {
      if (!(await waitForQuiet(deps, context))) return err({ kind: 'cancelled' });
      context.pointOfNoReturn();
      const id = deps.newId();
      const begun = db.transaction(() => {
        const found = refusal();
        if (!found.ok) return found;
        insertPurge(db, {
          id,
          caseId,
          kept: found.value,
          reason,
          begunAt: clock.now(),
          memberId: deps.actor,
          memberName: deps.vault.describe().memberName,
          counts: countCase(db, caseId),
          originals: listStoredOriginals(db, caseId),
        });
        deleteCase(db, caseId);
        deps.audit({ action: 'case.purged', subjectId: caseId, caseId });
        return ok(null);
      });
      if (!begun.ok) return begun;

      const originals = listPurgedOriginals(db, id);
      for (const [done, storedAs] of originals.entries()) {
        context.report({ step: 'originals', done, total: originals.length });
        destroyOriginal(deps.vault.originals, { storedAs });
        await context.breathe();
        // The vault was locked meanwhile: its next opening goes on.
        if (!isOpen(deps)) return err({ kind: 'cancelled' });
      }
      context.report({ step: 'files', done: 0, total: null });
      if (!(await waitForQuiet(deps, context))) return err({ kind: 'cancelled' });
      finishPurges(placeOf(deps));
      const purge = listPurges(db).find((each) => each.id === id);
      if (purge === undefined) throw new Error('A purge that was just written is not there');
      return ok(purge);
    });
  },

  'retention.finishPurges': (deps) => {
    if (isPurging(deps)) return err({ kind: 'purgeUnderWay' });
    return deps.work.run('purge', async (context) => {
      if (!(await waitForQuiet(deps, context))) return err({ kind: 'purgeUnderWay' });
      return ok({ unfinished: finishPurges(placeOf(deps)) });
    });
  },

  'retention.listPurges': ({ db }) => ok([...listPurges(db)]),
};

function holdInForce(db: VaultDeps['db'], caseId: Parameters<typeof listHolds>[1]) {
  return listHolds(db, caseId).find(({ liftedAt }) => liftedAt === null);
}

function isPurging({ work }: VaultDeps): boolean {
  return work.list().some(({ kind }) => kind === 'purge');
}

function isOpen({ session, vault }: VaultDeps): boolean {
  return session.current() === vault;
}

function placeOf({ vault, db, clock }: VaultDeps) {
  return { folder: vault.originals.folder, db, clock, leaveNoRemains: vault.leaveNoRemains };
}

/**
 * Waits until no other work is under way: a backup would copy a file that is being written anew, an import bring what goes.
 * Nothing may be awaited between its answer and what it was waited for.
 *
 * @returns false when it was cancelled, or the vault was locked meanwhile
 */
async function waitForQuiet(deps: VaultDeps, context: WorkContext): Promise<boolean> {
  await context.breathe();
  while (isOpen(deps) && !context.signal.aborted && deps.work.list().length > 1) {
    context.report({ step: 'waiting', done: 0, total: null });
    await delay(waitingMs);
  }
  return isOpen(deps) && !context.signal.aborted;
}
