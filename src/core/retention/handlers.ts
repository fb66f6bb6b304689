import { err, ok } from '../../shared/kernel/result';
import type { retentionContract } from '../../shared/retention/contract';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { finishPurges } from './finish-purge';
import { isPurging, placeOf, purgeCases, waitForQuiet } from './purge-cases';
import { countCase } from './purge-rows';
import { listBackupsHolding, listPurges } from './purge-store';
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
      const purged = await purgeCases(deps, context, () => {
        const found = refusal();
        if (!found.ok) return err(found.error);
        return ok({ reason, cases: [{ caseId, kept: found.value }] });
      });
      if (!purged.ok) return purged;
      const purge = listPurges(db).find(({ id }) => purged.value.includes(id));
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
