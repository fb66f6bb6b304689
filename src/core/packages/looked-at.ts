import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';
import type { ReadPackage } from './read-package';
import { comparePackage, digestOf, type ComparedPackage } from './sides';

/** A package that somebody pointed to. The page knows it by a handle and never by its path. */
export interface LookedAt {
  readonly path: string;
  readonly fileName: string;
  /** Null while it is not unlocked. */
  readonly read: ReadPackage | null;
}

// By vault, so that it goes with it. One at a time: what was read of a package is as large as its cases.
const lookedAtByVault = new WeakMap<OpenVault, { readonly handle: string; readonly lookedAt: LookedAt }>();

export function rememberPackage(vault: OpenVault, handle: string, lookedAt: LookedAt): void {
  comparedByVault.delete(vault);
  lookedAtByVault.set(vault, { handle, lookedAt });
}

export function recallPackage(vault: OpenVault, handle: string): LookedAt | undefined {
  const found = lookedAtByVault.get(vault);
  return found?.handle === handle ? found.lookedAt : undefined;
}

/** What differed when it was looked at last, and the rows written to the vault until then. */
interface Comparison {
  readonly read: ReadPackage;
  readonly written: number;
  readonly compared: ComparedPackage;
}

const comparedByVault = new WeakMap<OpenVault, Comparison>();

/** Compared once for all pages of the differences, and anew after anything was written. */
export function compareOnce(deps: Pick<VaultDeps, 'db' | 'vault'>, read: ReadPackage): ComparedPackage {
  const before = comparedByVault.get(deps.vault);
  // Nobody else can write to an open vault.
  const written = deps.db.get<{ readonly count: number }>(sql`SELECT total_changes() AS count`)?.count ?? 0;
  if (before?.read === read && before.written === written) return before.compared;
  const compared = comparePackage(deps, read);
  comparedByVault.set(deps.vault, { read, written, compared });
  return compared;
}

/** What somebody saw of a package; null when it was not compared. */
export function findShown(vault: OpenVault, read: ReadPackage): string | null {
  const shown = comparedByVault.get(vault);
  return shown?.read === read && shown.compared.ok ? digestOf(shown.compared.cases, read.tables) : null;
}

export function forgetPackage(vault: OpenVault): void {
  lookedAtByVault.delete(vault);
  comparedByVault.delete(vault);
}
