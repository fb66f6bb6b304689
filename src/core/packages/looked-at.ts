import type { OpenVault } from '../vault/session';
import type { ReadPackage } from './read-package';

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
  lookedAtByVault.set(vault, { handle, lookedAt });
}

export function recallPackage(vault: OpenVault, handle: string): LookedAt | undefined {
  const found = lookedAtByVault.get(vault);
  return found?.handle === handle ? found.lookedAt : undefined;
}

export function forgetPackage(vault: OpenVault): void {
  lookedAtByVault.delete(vault);
}
