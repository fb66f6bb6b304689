import type { CaseGlimpse } from '../../shared/cases/schemas';
import {
  mostPressing,
  urgencyOf,
  type CaseDeadline,
  type CaseEvent,
  type Settlement,
} from '../../shared/deadlines/case-deadlines';
import type { CaseId } from '../../shared/kernel/ids';
import type { CivilDate } from '../../shared/kernel/time';
import { readReflectionClock } from '../../shared/procedures/clock';
import { deriveDeadlines } from '../deadlines/derive';
import { holidayLookupOf } from '../deadlines/holidays';
import { listAllSettlements, listSettlements } from '../deadlines/store';
import type { VaultDeps } from '../kernel/deps';
import { openShelf, type PackShelf } from '../packs/shelf';
import { findUnsigned } from '../packs/signature-state';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { listEvents, listEventsOfOpenCases, listProcedures, readProcedure } from '../procedures/store';

/** Where a case stands in its procedure. All null while none was started. */
export type Standing = Pick<CaseGlimpse, 'phase' | 'nextDeadline' | 'reflection'>;

export const notStarted: Standing = { phase: null, nextDeadline: null, reflection: null };

/** The standing of every case whose procedure was started, with three questions to the database in all. */
export function standingByCase(deps: VaultDeps): ReadonlyMap<CaseId, Standing> {
  const eventsByCase = listEventsOfOpenCases(deps.db);
  const settlementsByEvent = listAllSettlements(deps.db);
  const packs: Packs = { shelf: openShelf(deps), isUnsigned: findUnsigned(deps) };
  return new Map(
    listProcedures(deps.db).map((procedure) => {
      const events = eventsByCase.get(procedure.caseId) ?? [];
      const settlements = events.flatMap(({ id }) => settlementsByEvent.get(id) ?? []);
      const isClosed = procedure.closedOn !== null;
      return [procedure.caseId, derive(deps, packs, { ...procedure, isClosed, events, settlements })];
    }),
  );
}

/** The standing of one case. */
export function standingOf(
  deps: VaultDeps,
  opened: { readonly id: CaseId; readonly closedOn: CivilDate | null },
): Standing {
  const procedure = readProcedure(deps.db, opened.id);
  if (procedure === undefined) return notStarted;
  return derive(
    deps,
    { shelf: openShelf(deps), isUnsigned: findUnsigned(deps) },
    {
      ...procedure,
      isClosed: opened.closedOn !== null,
      events: listEvents(deps.db, opened.id),
      settlements: listSettlements(deps.db, opened.id),
    },
  );
}

interface Packs {
  readonly shelf: PackShelf;
  readonly isUnsigned: (pack: ProcedurePack) => boolean;
}

/** A closed case keeps its phase; nothing in it is due any more. */
function derive(
  { clock }: VaultDeps,
  { shelf, isUnsigned }: Packs,
  known: {
    readonly packId: string;
    readonly packVersion: string;
    readonly phaseId: string;
    readonly isClosed: boolean;
    readonly events: readonly CaseEvent[];
    readonly settlements: readonly Settlement[];
  },
): Standing {
  const pack = shelf.ofCase(known);
  const phase = pack?.phases.find(({ id }) => id === known.phaseId);
  if (pack === undefined || phase === undefined) return notStarted;
  const glimpse = { phaseId: phase.id, name: phase.name, shortName: phase.shortName };
  if (known.isClosed) return { ...notStarted, phase: glimpse };

  const today = clock.today();
  const holidayOn = holidayLookupOf(pack);
  const isReflecting = pack.clock?.phase === phase.id;
  const reflection = isReflecting ? readReflectionClock(pack, known.events, today, holidayOn) : null;
  return {
    phase: glimpse,
    nextDeadline: nextDeadlineOf(
      deriveDeadlines(pack, known.events, known.settlements),
      today,
      isUnsigned(pack),
    ),
    reflection: reflection?.state === 'running' ? { day: reflection.day, of: reflection.of } : null,
  };
}

function nextDeadlineOf(
  deadlines: readonly CaseDeadline[],
  today: CivilDate,
  unsigned: boolean,
): Standing['nextDeadline'] {
  const next = mostPressing(deadlines);
  if (next === undefined) return null;
  const { rule, deadline } = next;
  return {
    date: deadline.actBy,
    lastDay: deadline.date,
    ruleId: rule.id,
    title: rule.title,
    urgency: urgencyOf(deadline, today),
    verify: rule.verify,
    unsigned,
  };
}
