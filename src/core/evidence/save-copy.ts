import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CaseId, EvidenceFileId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { errorCode } from '../db/driver';
import { sql } from '../db/sql';
import { syncFolder } from '../kernel/atomic-file';
import { noteDeparture } from '../departures/depart';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import { noteCustody } from './custody';
import { isOriginalDamaged, openOriginal } from './originals';

interface CopyFailure {
  readonly kind:
    | 'dialogCancelled'
    | 'originalNotFound'
    | 'originalMissing'
    | 'originalDamaged'
    | 'targetFull'
    | 'targetNotWritable';
}

/** An original goes out whole and under its own name, or not at all: it is written beside its place first. */
export async function saveCopy(
  deps: VaultDeps,
  evidenceFileId: EvidenceFileId,
): Promise<Result<{ readonly fileName: string }, CopyFailure>> {
  const { db, vault, host, clock, audit } = deps;
  const row = db.get<{
    readonly caseId: CaseId;
    readonly exhibitId: string | null;
    readonly storedAs: string;
    readonly sha256: string;
    readonly byteLength: number;
    readonly name: string;
  }>(sql`
    SELECT case_id AS caseId, exhibit_id AS exhibitId, stored_as AS storedAs, sha256, byte_length AS byteLength, name
    FROM evidence_files WHERE id = ${evidenceFileId}
  `);
  if (row === undefined) return err({ kind: 'originalNotFound' });
  const path = await host.chooseSavePath({
    title: dialogText(deps, 'dialogs.saveOriginal'),
    suggestedName: row.name,
    kinds: [],
  });
  if (path === null) return err({ kind: 'dialogCancelled' });
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    // The place is opened first: an original that was opened and never read would stay open.
    const file = await open(beside, 'wx', 0o600);
    try {
      const original = await openOriginal(vault.originals, row);
      if (!original.ok) {
        await rm(beside, { force: true });
        return err({ kind: original.error.kind === 'missing' ? 'originalMissing' : 'originalDamaged' });
      }
      for await (const bytes of original.value) await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (failure) {
    await rm(beside, { force: true });
    if (isOriginalDamaged(failure)) return err({ kind: 'originalDamaged' });
    switch (errorCode(failure)) {
      case 'ENOSPC':
      case 'EDQUOT':
      case 'EFBIG':
        return err({ kind: 'targetFull' });
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
      case 'ENOENT':
      case 'EISDIR':
        return err({ kind: 'targetNotWritable' });
      default:
        throw failure;
    }
  }
  syncFolder(dirname(path));
  db.transaction(() => {
    noteCustody(deps, { fileId: evidenceFileId, action: 'copied', at: clock.now() });
    noteDeparture(deps, {
      caseId: row.caseId,
      kind: 'original',
      fileName: basename(path),
      sha256: row.sha256,
      sizeBytes: row.byteLength,
    });
    audit({ action: 'exhibit.fileCopied', subjectId: row.exhibitId, caseId: row.caseId });
  });
  return ok({ fileName: basename(path) });
}
