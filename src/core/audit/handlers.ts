import { auditContract } from '../../shared/audit/contract';
import { auditKinds } from '../../shared/audit/schemas';
import { caseIdSchema, memberIdSchema } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { letOutDocument } from '../departures/let-out';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { writeAuditLog } from './log-file';
import { keyFingerprint } from './signature';
import { listAuditEntries, listAuditFilters, readEntryHashes } from './store';

export const auditHandlers: Handlers<typeof auditContract> = {
  'audit.list': ({ db }, { before, limit, ...filter }) => {
    // One more than asked for tells whether there is a next page.
    const found = listAuditEntries(db, { ...filter, before, limit: limit + 1 });
    const entries = found.slice(0, limit);
    const next = found.length > limit ? (entries.at(-1)?.sequence ?? null) : null;
    return ok({ entries: [...entries], next });
  },

  'audit.filters': ({ db, vault }) => {
    const { members, cases } = listAuditFilters(db);
    return ok({
      members: members.map(({ memberId, name }) => ({ memberId: memberIdSchema.parse(memberId), name })),
      cases: cases.map(({ caseId, code }) => ({ caseId: caseIdSchema.parse(caseId), code })),
      kinds: [...auditKinds],
      signingKeyFingerprint: keyFingerprint(vault.auditSigner.publicKey),
    });
  },

  'audit.export': async (deps, filter) => {
    const path = await deps.host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveAuditLog'),
      suggestedName: `${dialogText(deps, 'dialogs.auditLogName')}-${deps.clock.today()}.json`,
      kinds: [{ name: 'JSON', extensions: ['json'] }],
    });
    if (path === null) return err({ kind: 'dialogCancelled' });
    const { db, vault, clock } = deps;
    const newestFirst = listAuditEntries(db, { ...filter, before: null, limit: Number.MAX_SAFE_INTEGER });
    const hashes = readEntryHashes(db, {
      first: newestFirst.at(-1)?.sequence ?? 0,
      last: newestFirst[0]?.sequence ?? 0,
    });
    const text = writeAuditLog(
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
    const saved = letOutDocument(deps, {
      path,
      document: Buffer.from(text, 'utf8'),
      record: {
        departures: [],
        custody: [],
        audit: [{ action: 'audit.exported', subjectId: null, caseId: filter.caseId }],
      },
    });
    return saved.ok ? ok({ entries: newestFirst.length }) : saved;
  },
};
