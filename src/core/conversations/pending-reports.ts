import type { EvidenceFileId } from '../../shared/kernel/ids';
import type { ReportOptions } from './summarize';

/** A file that somebody looked at and has not confirmed. Only where it lies and how it was read is remembered. */
export interface PendingReport {
  /** A file on the laptop, or an original in the vault. */
  readonly from: { readonly path: string } | { readonly evidenceFileId: EvidenceFileId };
  readonly options: ReportOptions;
  /** Of the bytes that the report was about; null while the file could not be read. */
  readonly sha256: string | null;
}

const mostPending = 20;

// By vault, so that they go with it: a lock makes an unconfirmed report worthless.
const pendingByVault = new WeakMap<object, Map<string, PendingReport>>();

export function rememberReport(vault: object, reportId: string, report: PendingReport): void {
  const pending = pendingByVault.get(vault) ?? new Map<string, PendingReport>();
  pending.set(reportId, report);
  const [oldest] = pending.keys();
  if (pending.size > mostPending && oldest !== undefined) pending.delete(oldest);
  pendingByVault.set(vault, pending);
}

export function recallReport(vault: object, reportId: string): PendingReport | undefined {
  return pendingByVault.get(vault)?.get(reportId);
}

export function forgetReport(vault: object, reportId: string): void {
  pendingByVault.get(vault)?.delete(reportId);
}
