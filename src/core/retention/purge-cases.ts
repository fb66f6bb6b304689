import { setTimeout as delay } from 'node:timers/promises';
import type { CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { destroyOriginal } from '../evidence/originals';
import type { VaultDeps } from '../kernel/deps';
import type { WorkContext } from '../work/registry';
import { finishPurges, type PurgePlace } from './finish-purge';
import { countCase, deleteCase, listStoredOriginals } from './purge-rows';
import { insertPurge, listPurgedOriginals } from './purge-store';
import type { KeptCase } from './store';

/** Between two looks whether other work has ended. */
const waitingMs = 200;

export interface WantedPurge {
  /** Stands in the vault from then on. */
  readonly reason: string;
  readonly cases: readonly { readonly caseId: CaseId; readonly kept: KeptCase }[];
  /** Written in the same transaction, with the ids of the purges. */
  readonly note?: (purgeIds: readonly string[]) => void;
}

/**
 * Takes cases out of the vault, all or none, and what is left of them out of its files. What the program does not come to is done at the
 * next opening.
 *
 * @param decide asked once no other work is under way, in the transaction in which the rows go
 * @returns the ids of the purges
 */
export async function purgeCases<Refusal>(
  deps: VaultDeps,
  context: WorkContext,
  decide: () => Result<WantedPurge, Refusal>,
): Promise<Result<readonly string[], Refusal | { readonly kind: 'cancelled' }>> {
  const { db, clock, newId } = deps;
  if (!(await waitForQuiet(deps, context))) return err({ kind: 'cancelled' });
  context.pointOfNoReturn();
  const begun = db.transaction(() => {
    const wanted = decide();
    if (!wanted.ok) return wanted;
    const ids: string[] = [];
    for (const { caseId, kept } of wanted.value.cases) {
      const id = newId();
      insertPurge(db, {
        id,
        caseId,
        kept,
        reason: wanted.value.reason,
        begunAt: clock.now(),
        memberId: deps.actor,
        memberName: deps.vault.describe().memberName,
        counts: countCase(db, caseId),
        originals: listStoredOriginals(db, caseId),
      });
      deleteCase(db, caseId);
      deps.audit({ action: 'case.purged', subjectId: caseId, caseId });
      ids.push(id);
    }
    wanted.value.note?.(ids);
    return ok(ids);
  });
  if (!begun.ok) return begun;

  const originals = begun.value.flatMap((id) => listPurgedOriginals(db, id));
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
  return begun;
}

export function isPurging({ work }: VaultDeps): boolean {
  return work.list().some(({ kind }) => kind === 'purge');
}

export function placeOf({ vault, db, clock }: VaultDeps): PurgePlace {
  return { folder: vault.originals.folder, db, clock, leaveNoRemains: vault.leaveNoRemains };
}

/**
 * Waits until no other work is under way: a backup would copy a file that is being written anew, an import bring what goes.
 * Nothing may be awaited between its answer and what it was waited for.
 *
 * @returns false when it was cancelled, or the vault was locked meanwhile
 */
export async function waitForQuiet(deps: VaultDeps, context: WorkContext): Promise<boolean> {
  await context.breathe();
  while (isOpen(deps) && !context.signal.aborted && deps.work.list().length > 1) {
    context.report({ step: 'waiting', done: 0, total: null });
    await delay(waitingMs);
  }
  return isOpen(deps) && !context.signal.aborted;
}

function isOpen({ session, vault }: VaultDeps): boolean {
  return session.current() === vault;
}
