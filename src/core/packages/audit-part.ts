import type { CaseId } from '../../shared/kernel/ids';
import { writeAuditLog } from '../audit/log-file';
import { listAuditEntries, readEntryHashes } from '../audit/store';
import type { VaultDeps } from '../kernel/deps';

/** The entries of the log that tell of one case, signed as a saved log is: `audit check` reads it. */
export function auditPartOf({ db, vault, clock }: VaultDeps, caseId: CaseId): string {
  const filter = { caseId, memberId: null, personId: null, kind: null };
  const newestFirst = listAuditEntries(db, { ...filter, before: null, limit: Number.MAX_SAFE_INTEGER });
  const hashes = readEntryHashes(db, {
    first: newestFirst.at(-1)?.sequence ?? 0,
    last: newestFirst[0]?.sequence ?? 0,
  });
  return writeAuditLog(
    {
      vaultId: vault.id,
      exportedAt: clock.now(),
      filter,
      chainBrokenAt: vault.verifyAuditChain().brokenAt,
      entries: newestFirst.toReversed().map(({ subject: _subject, memberRecovery: _way, ...entry }) => ({
        ...entry,
        hash: hashes.get(entry.sequence) ?? '',
      })),
    },
    vault.auditSigner,
  );
}
