import type { AuditEntryDraft } from '../../shared/audit/schemas';
import type { VaultDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';

/** Forms save themselves while someone types: that is one change to whoever reads the log, not one per second. */
const quietMs = 5 * 60_000;

const writtenByVault = new WeakMap<OpenVault, Map<string, number>>();

/** Writes a change to the audit log unless the same change of the same thing was written less than five minutes ago. */
export function auditTyping(
  deps: Pick<VaultDeps, 'vault' | 'audit' | 'clock'>,
  entry: AuditEntryDraft,
): void {
  const now = Date.parse(deps.clock.now());
  const written = writtenByVault.get(deps.vault) ?? new Map<string, number>();
  const key = `${entry.action} ${entry.subjectId ?? ''}`;
  const last = written.get(key);
  if (last !== undefined && now >= last && now - last < quietMs) return;
  deps.audit(entry);
  writtenByVault.set(deps.vault, written.set(key, now));
}
