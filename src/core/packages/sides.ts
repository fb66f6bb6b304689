import { createHash } from 'node:crypto';
import {
  casePlanSchema,
  entryKinds,
  type CasePlan,
  type Choice,
  type Side,
} from '../../shared/packages/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import { readCaseRows, type CaseTable, type RowsByTable } from '../backups/case-rows';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import {
  compareSides,
  isKeptAside,
  listRowsOf,
  wholeRow,
  type GroupDifference,
  type RowDifference,
  type RowsOnce,
} from './compare';
import { fieldGroups } from './fields';
import { hashOfList } from './lists';
import type { ReadCase, ReadPackage } from './read-package';
import { hashOfFields } from './row-hash';
import { readCaseState, type CaseState } from './state';
import { listExchanges, readState } from './store';

/** A case of a package beside the same case here. */
export interface ComparedCase {
  readonly read: ReadCase;
  readonly caseId: CaseId;
  /** Null for a case that is not here. */
  readonly codeHere: string | null;
  readonly here: RowsByTable;
  readonly hasBase: boolean;
  readonly differences: readonly RowDifference[];
}

export type ComparedPackage =
  | { readonly ok: true; readonly cases: readonly ComparedCase[] }
  | { readonly ok: false; readonly table: string; readonly code: string };

export function comparePackage(deps: Pick<VaultDeps, 'db'>, read: ReadPackage): ComparedPackage {
  const { db } = deps;
  const cases: ComparedCase[] = [];
  for (const [index, each] of read.cases.entries()) {
    const told = read.head.cases[index];
    if (told === undefined) throw new Error('A package with more cases than it says was read');
    const { caseId, code } = told;
    const row = db.get<{ readonly code: string }>(sql`SELECT code FROM cases WHERE id = ${caseId}`);
    if (row === undefined) {
      cases.push({ read: each, caseId, codeHere: null, here: new Map(), hasBase: false, differences: [] });
      continue;
    }
    const here = readCaseRows(db, read.tables, caseId);
    const base = findBase(deps, caseId, told.exchanges);
    const once = createOnce(deps, caseId);
    const compared = compareSides(read.tables, { base, once }, here, each.rows);
    if (!compared.ok) return { ok: false, table: compared.sealedDiffers, code };
    cases.push({
      read: each,
      caseId,
      codeHere: row.code,
      here,
      hasBase: base !== null,
      differences: compared.differences,
    });
  }
  return { ok: true, cases };
}

/** The newest package that both sides have had. */
function findBase(
  { db }: Pick<VaultDeps, 'db'>,
  caseId: CaseId,
  exchanges: readonly string[],
): CaseState | null {
  for (const packageId of exchanges) {
    const state = readCaseState(readState(db, packageId, caseId));
    if (state !== null) return state;
  }
  return null;
}

/**
 * How rows stood in the newest package with the case that had them. One that is not here any more was taken out here, or never
 * wanted, even if both sides have had a package without it since.
 */
function createOnce({ db }: Pick<VaultDeps, 'db'>, caseId: CaseId): RowsOnce {
  let states: CaseState[] | null = null;
  return (table, key) => {
    // Read for the first row that is missing here: most packages bring none, and states are as large as their cases.
    states ??= listExchanges(db, caseId)
      .map((packageId) => readCaseState(readState(db, packageId, caseId)))
      .filter((state) => state !== null);
    return states.find((state) => state[table]?.[key] !== undefined)?.[table]?.[key];
  };
}

export function planOf({ read, caseId, codeHere, hasBase, differences }: ComparedCase): CasePlan {
  const counts = Object.fromEntries(
    entryKinds.map((kind) => [kind, differences.filter((each) => each.kind === kind).length]),
  );
  return casePlanSchema.parse({
    caseId,
    code: read.open.code,
    codeHere,
    rows: [...read.rows.values()].reduce((sum, { length }) => sum + length, 0),
    originals: read.open.originals.length,
    hasBase,
    counts,
    logEntries: read.logEntries,
  });
}

/** Of what differs, and how it stands here; another one once any of that was changed. */
export function digestOf(cases: readonly ComparedCase[], tables: readonly CaseTable[]): string {
  const told = cases.map(({ caseId, codeHere, here, differences }) => [
    caseId,
    codeHere === null,
    ...differences.map(({ kind, table, key, here: row, groups }) => {
      const of = tables.find(({ name }) => name === table);
      const fields = of === undefined ? [] : fieldGroups(of).flat();
      const lists = row === null ? [] : [...listRowsOf(table, String(row['id'] ?? ''), here).values()];
      return [kind, table, key, groups, row && hashOfFields(row, fields), lists.map(hashOfList)];
    }),
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}

/** What a person chose, by difference; unknown choices are named by `unknown`. */
export function readChoices(
  cases: readonly ComparedCase[],
  choices: readonly Choice[],
): {
  readonly unknown: boolean;
  readonly sideOf: (caseId: CaseId, difference: RowDifference, group: GroupDifference) => Side;
} {
  const taken = new Map(choices.map(({ take, ...of }) => [choiceKey(of), take]));
  const known = new Set(
    cases.flatMap(({ caseId, differences }) =>
      differences.flatMap(({ table, key, groups }) =>
        groups.map(({ fields }) => choiceKey({ caseId, table, key, fields: fields.join(' ') })),
      ),
    ),
  );
  return {
    unknown: [...taken.keys()].some((key) => !known.has(key)),
    sideOf: (caseId, { table, key, kind }, { fields, isConflict }) => {
      const chosen = taken.get(choiceKey({ caseId, table, key, fields: fields.join(' ') }));
      if (kind === 'removedThere' || isKeptAside(kind)) return 'here';
      return chosen ?? (isConflict || fields[0] === wholeRow ? 'here' : 'there');
    },
  };
}

function choiceKey({ caseId, table, key, fields }: Omit<Choice, 'take'>): string {
  return JSON.stringify([caseId, table, key, fields]);
}
