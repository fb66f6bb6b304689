import type { CaseDeadline, CaseEvent } from '../../shared/deadlines/case-deadlines';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { VaultDeps } from '../kernel/deps';
import { openShelf } from '../packs/shelf';
import { listEventsOfOpenCases, listProcedures, type ProcedureOfCase } from '../procedures/store';
import { deriveDeadlines } from './derive';
import { listAllSettlements } from './store';

/** The deadlines of every open case with a procedure, settled ones included; two questions to the database in all. */
export function deadlinesOfOpenCases(deps: VaultDeps): readonly {
  readonly procedure: ProcedureOfCase;
  readonly pack: ProcedurePack;
  readonly events: readonly CaseEvent[];
  readonly deadlines: readonly CaseDeadline[];
}[] {
  const { db } = deps;
  const shelf = openShelf(deps);
  const eventsByCase = listEventsOfOpenCases(db);
  const settlementsByEvent = listAllSettlements(db);
  return listProcedures(db).flatMap((procedure) => {
    const events = eventsByCase.get(procedure.caseId);
    const pack = shelf.ofCase(procedure);
    if (events === undefined || pack === undefined) return [];
    const settlements = events.flatMap(({ id }) => settlementsByEvent.get(id) ?? []);
    return [{ procedure, pack, events, deadlines: deriveDeadlines(pack, events, settlements) }];
  });
}
