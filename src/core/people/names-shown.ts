import type { CaseId } from '../../shared/kernel/ids';
import type { VaultDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';

/** Cases whose names were shown since the vault was opened; null stands for the list of all cases. */
const shownByVault = new WeakMap<OpenVault, Set<CaseId | null>>();

/** Writes to the audit log that names are shown, once per case until the vault is locked. Null: in the list of cases. */
export function auditNamesShown(deps: Pick<VaultDeps, 'vault' | 'audit'>, caseId: CaseId | null): void {
  const shown = shownByVault.get(deps.vault) ?? new Set();
  if (shown.has(caseId)) return;
  deps.audit({ action: 'case.namesShown', subjectId: caseId, caseId });
  shownByVault.set(deps.vault, shown.add(caseId));
}
