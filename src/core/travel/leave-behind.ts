import { err, ok, type Result } from '../../shared/kernel/result';
import type { CaseId } from '../../shared/kernel/ids';
import type { z } from 'zod';
import type { travelContract } from '../../shared/travel/contract';
import { findCaseTables, hashOfRows, readCaseRows, type RowsByTable } from '../backups/case-rows';
import { isCopyUnderWay } from '../departures/copies-store';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import { createPackage } from '../packages/create-package';
import { readKept } from '../packages/kept';
import type { PackageLock } from '../packages/locks';
import { readPackage, type ReadPackage } from '../packages/read-package';
import { purgeCases } from '../retention/purge-cases';
import { listUnfinishedPurges } from '../retention/purge-store';
import { readKeptCase } from '../retention/store';
import { insertJourney, listCasesHere } from './store';

type Left = z.output<(typeof travelContract)['travel.leaveBehind']['output']>;
type LeaveFailure = z.output<(typeof travelContract)['travel.leaveBehind']['failure']>;

/**
 * Packs cases, proves that the package holds all of them, and takes them out of the vault. Until the proof nothing is changed but that the
 * package is noted as one that was made.
 */
export async function leaveBehind(
  deps: VaultDeps,
  request: { readonly caseIds: readonly CaseId[]; readonly lock: PackageLock; readonly path: string },
): Promise<Result<Left, LeaveFailure>> {
  const { db, work } = deps;
  const { caseIds, lock, path } = request;
  const made = await work.run('makePackage', (context) =>
    createPackage(deps, context, {
      caseIds,
      lock,
      recipient: dialogText(deps, 'dialogs.journey'),
      purpose: 'copy',
      forReading: false,
      isJourney: true,
      path,
    }),
  );
  if (!made.ok) return made;
  const { packageId, fileName } = made.value;

  const read = await work.run('readPackage', (context) =>
    readPackage(deps, context, { path, key: lock.kind === 'passphrase' ? lock.passphrase : null }),
  );
  if (!read.ok) return err({ kind: read.error.kind === 'cancelled' ? 'cancelled' : 'packageNotVerified' });
  if (read.value.sha256 !== made.value.sha256 || read.value.head.packageId !== packageId) {
    return err({ kind: 'packageNotVerified' });
  }

  const purged = await work.run('purge', (context) =>
    purgeCases<LeaveFailure>(deps, context, () => {
      const refused = refusalOf(deps, caseIds);
      if (refused !== null) return err(refused);
      const changed = firstChanged(deps, caseIds, read.value);
      if (changed !== null) return err({ kind: 'changedMeanwhile', code: changed });
      return ok({
        reason: dialogText(deps, 'dialogs.journey'),
        cases: caseIds.flatMap((caseId) => {
          const kept = readKeptCase(db, caseId);
          return kept === undefined ? [] : [{ caseId, kept }];
        }),
        note: (purgeIds) => {
          for (const id of purgeIds)
            insertJourney(db, id, { packageId, fileName, sha256: read.value.sha256 });
        },
      });
    }),
  );
  if (!purged.ok) return purged;
  const unfinished = new Set(listUnfinishedPurges(db).map(({ id }) => id));
  return ok({
    packageId,
    fileName,
    cases: caseIds.length,
    isGone: !purged.value.some((id) => unfinished.has(id)),
  });
}

/** Why one of the cases has to stay; null when all may go. */
export function refusalOf({ db }: VaultDeps, caseIds: readonly CaseId[]): LeaveFailure | null {
  const here = new Map(listCasesHere(db).map((each) => [each.caseId, each]));
  for (const caseId of caseIds) {
    const found = here.get(caseId);
    if (found === undefined) return { kind: 'caseNotFound' };
    if (found.onHold) return { kind: 'onHold', code: found.code };
    if (isCopyUnderWay(db, caseId)) return { kind: 'copyUnderWay', code: found.code };
  }
  return null;
}

/** Making a package adds to these: that it left, and that each original was copied. */
const addedByPacking: ReadonlySet<string> = new Set(['departures', 'custody_entries']);

/** Code of the first case whose rows are not those of the package; null when all are. */
function firstChanged(
  { db }: VaultDeps,
  caseIds: readonly CaseId[],
  { head, cases }: ReadPackage,
): string | null {
  const tables = findCaseTables(db);
  for (const caseId of caseIds) {
    const packed = cases.find(({ open }) => open.caseId === caseId);
    const here = readCaseRows(db, tables, caseId);
    const code = String(here.get('cases')?.[0]?.['code']);
    if (packed === undefined) return code;
    if (hashOfRows(withoutAdded(here)) !== hashOfRows(withoutAdded(packed.rows))) return code;
    const kept = readKept(db, caseId, head.packageId);
    if (packed.kept === null || hashOfRows(kept) !== hashOfRows(packed.kept)) return code;
    // What was added since is known to be no more than that; everything packed must be here too.
    for (const table of addedByPacking) {
      const known = new Set((here.get(table) ?? []).map(({ id }) => id));
      if ((packed.rows.get(table) ?? []).some(({ id }) => !known.has(id ?? null))) return code;
    }
  }
  return null;
}

/** Tables without a row are left out: a package does not name them. */
function withoutAdded(rows: RowsByTable): RowsByTable {
  return new Map([...rows].filter(([table, found]) => !addedByPacking.has(table) && found.length > 0));
}
