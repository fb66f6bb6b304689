import type { EvidenceFileId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import { isOriginalDamaged, openOriginal, type StoredOriginal } from './originals';

interface PieceFailure {
  readonly kind: 'originalNotFound' | 'originalMissing' | 'originalDamaged';
}

/** A part of an original, decrypted in memory; shorter than asked for at its end. Each 64 KiB of it are verified first. */
export async function readPiece(
  { db, vault }: VaultDeps,
  wanted: { readonly evidenceFileId: EvidenceFileId; readonly offset: number; readonly length: number },
): Promise<Result<Uint8Array<ArrayBuffer>, PieceFailure>> {
  const row = db.get<StoredOriginal>(sql`
    SELECT stored_as AS storedAs, sha256, byte_length AS byteLength
    FROM evidence_files WHERE id = ${wanted.evidenceFileId}
  `);
  if (row === undefined) return err({ kind: 'originalNotFound' });
  const range = { start: wanted.offset, end: wanted.offset + wanted.length };
  const original = await openOriginal(vault.originals, row, range);
  if (!original.ok)
    return err({ kind: original.error.kind === 'missing' ? 'originalMissing' : 'originalDamaged' });
  const parts: Uint8Array[] = [];
  try {
    for await (const bytes of original.value) parts.push(bytes);
  } catch (failure) {
    if (isOriginalDamaged(failure)) return err({ kind: 'originalDamaged' });
    throw failure;
  }
  // A copy of its own: what the port clones must not be the pool that other buffers share.
  return ok(new Uint8Array(Buffer.concat(parts)));
}
