import type { z } from 'zod';
import { casesContract, casesPageSize } from '../../shared/cases/contract';
import type { CaseGlimpse } from '../../shared/cases/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import { keyCloseness, likelyCloseness, nameKey } from '../../shared/people/name-keys';
import { spokenName } from '../../shared/people/names';
import type { VaultDeps } from '../kernel/deps';
import { auditNamesShown } from '../people/names-shown';
import { readPeopleOfCase } from '../people/store';
import { notStarted, standingByCase, type Standing } from './standing';
import { countParts, readCaseHeads, readClientNameKeys, readTouchedAt, type CaseHead } from './store';

type Wanted = z.output<(typeof casesContract)['cases.list']['input']>;
type Page = z.input<(typeof casesContract)['cases.list']['output']>;

/** One page of the cases that fit, by next deadline and code. Only the page's own cases are looked into further. */
export function listCases(deps: VaultDeps, wanted: Wanted): Page {
  const heads = readCaseHeads(deps.db);
  const standings = standingByCase(deps);
  const fits = createFilter(deps, wanted.filter);
  const found = heads
    .filter((head) => wanted.state === 'all' || (head.closedOn === null) === (wanted.state === 'open'))
    .filter(fits)
    .sort((left, right) => {
      const leftDate = standings.get(left.id)?.nextDeadline?.date ?? '9999';
      const rightDate = standings.get(right.id)?.nextDeadline?.date ?? '9999';
      return compareText(leftDate, rightDate) || compareCodes(left.code, right.code);
    });

  const page = found.slice(wanted.page * casesPageSize, (wanted.page + 1) * casesPageSize);
  if (wanted.withNames && page.length > 0) auditNamesShown(deps, null);
  const closedCount = heads.filter(({ closedOn }) => closedOn !== null).length;
  return {
    cases: page.map((head) =>
      headToGlimpse(deps, head, standings.get(head.id) ?? notStarted, wanted.withNames),
    ),
    total: found.length,
    openCount: heads.length - closedCount,
    closedCount,
  };
}

function headToGlimpse(deps: VaultDeps, head: CaseHead, standing: Standing, withNames: boolean): CaseGlimpse {
  return {
    id: head.id,
    code: head.code,
    openedOn: head.openedOn,
    closedOn: head.closedOn,
    ...standing,
    counts: countParts(deps.db, head.id),
    touchedAt: readTouchedAt(deps.db, head),
    clientNames: withNames ? clientNames(deps, head.id) : null,
  };
}

function createFilter(deps: VaultDeps, filter: string): (head: CaseHead) => boolean {
  const text = filter.trim().toLowerCase();
  if (text === '') return () => true;
  const compact = text.replace(/[\s./-]/g, '');
  const key = nameKey(filter);
  const clientKeys = key === '' ? new Map<CaseId, readonly string[]>() : readClientNameKeys(deps.db);
  return (head) => {
    const numbers = [
      head.code,
      head.immigrationOfficeNumber,
      head.prosecutionNumber,
      head.policeReportNumber,
    ].map((number) => number.toLowerCase().replace(/[\s./-]/g, ''));
    if (compact !== '' && numbers.some((number) => number.includes(compact))) return true;
    return (clientKeys.get(head.id) ?? []).some(
      // While someone types, the beginning of a word is already a find.
      (clientKey) => ` ${clientKey}`.includes(` ${key}`) || keyCloseness(key, clientKey) >= likelyCloseness,
    );
  };
}

function clientNames(deps: VaultDeps, caseId: CaseId): string[] {
  return readPeopleOfCase(deps.db, caseId)
    .filter(({ role }) => role === 'client')
    .map(spokenName)
    .filter((name) => name !== '');
}

function compareCodes(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
