import {
  deriveCaseDeadlines,
  type CaseDeadline,
  type CaseEvent,
  type Settlement,
} from '../../shared/deadlines/case-deadlines';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { holidayLookupOf } from './holidays';

/** More open cases than any office has. */
const mostCases = 5000;
const derivedByEvents = new Map<
  string,
  { readonly pack: ProcedurePack; readonly deadlines: readonly CaseDeadline[] }
>();

/**
 * The deadlines of a case. They follow from its events and from what was said about them alone, so the same ones are
 * worked out once: a list of five hundred cases asks for all of them each time it is shown.
 */
export function deriveDeadlines(
  pack: ProcedurePack,
  events: readonly CaseEvent[],
  settlements: readonly Settlement[],
): readonly CaseDeadline[] {
  const key = JSON.stringify([events, settlements]);
  const known = derivedByEvents.get(key);
  if (known?.pack === pack) return known.deadlines;
  const deadlines = deriveCaseDeadlines(pack, events, settlements, holidayLookupOf(pack));
  if (derivedByEvents.size >= mostCases) derivedByEvents.clear();
  derivedByEvents.set(key, { pack, deadlines });
  return deadlines;
}
