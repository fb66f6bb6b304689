import type { CaseDeadline } from '../../shared/deadlines/case-deadlines';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { VaultDeps } from '../kernel/deps';
import { shippedPack } from '../procedures/pack-loader';
import { listEventsOfOpenCases, listProcedures, type ProcedureOfCase } from '../procedures/store';
import { deriveDeadlines } from './derive';
import { listAllSettlements } from './store';

/** The deadlines of every open case with a procedure, settled ones included; two questions to the database in all. */
export function deadlinesOfOpenCases({ db, resourcesFolder }: VaultDeps): readonly {
  readonly procedure: ProcedureOfCase;
  readonly pack: ProcedurePack;
  readonly deadlines: readonly CaseDeadline[];
}[] {
  const eventsByCase = listEventsOfOpenCases(db);
  const settlementsByEvent = listAllSettlements(db);
  return listProcedures(db).flatMap((procedure) => {
    const events = eventsByCase.get(procedure.caseId);
    const pack = shippedPack(resourcesFolder, procedure.packId);
    if (events === undefined || pack === undefined) return [];
    const settlements = events.flatMap(({ id }) => settlementsByEvent.get(id) ?? []);
    return [{ procedure, pack, deadlines: deriveDeadlines(pack, events, settlements) }];
  });
}
