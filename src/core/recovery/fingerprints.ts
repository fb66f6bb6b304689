import { createHash } from 'node:crypto';
import type { MemberId, VaultId } from '../../shared/kernel/ids';
import { fingerprintLength, labelFrom, sheetLabelLength } from '../../shared/recovery/code';

/** Stands on every sheet of a vault, so that one of another vault can be told before anything is tried with it. */
export function vaultFingerprint(vaultId: VaultId): string {
  return labelFrom(digestOfId(vaultId), fingerprintLength);
}

/** Stands on a sheet, or on all shares of a set. */
export function sheetLabel(memberId: MemberId): string {
  return labelFrom(digestOfId(memberId), sheetLabelLength);
}

/** The first bits of an id are the time it was made; those of its digest differ for all. */
function digestOfId(id: string): Uint8Array {
  return createHash('sha256')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .digest();
}
