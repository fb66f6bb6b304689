import type { VaultId } from '../../shared/kernel/ids';
import { err, type Result } from '../../shared/kernel/result';
import type { PaperFailure } from '../../shared/recovery/contract';
import type { Header } from '../vault/header';
import type { UnlockedHeader } from '../vault/open-vault';
import { believeHeader } from '../vault/unlock-vault';
import { sheetLabel, vaultFingerprint } from './fingerprints';
import { openRecoverySlot } from './recovery-slot';
import { readTypedPapers, type RecoverySecret } from './typed-papers';

export type UnlockWithPapersFailure =
  PaperFailure | { readonly kind: 'vaultMissing' } | { readonly kind: 'headerDamaged' };

/**
 * Opens a header with one sheet or two shares.
 *
 * @param headers those worth trying, newest first
 * @param nameOf  what this laptop calls the vault of a fingerprint; null when it knows none
 */
export async function unlockWithPapers(
  headers: readonly Header[],
  expectedId: VaultId,
  typed: readonly string[],
  nameOf: (fingerprint: string) => string | null,
): Promise<Result<UnlockedHeader, UnlockWithPapersFailure>> {
  const papers = readTypedPapers(typed, { fingerprint: vaultFingerprint(expectedId), nameOf });
  if (!papers.ok) return papers;
  let failure: UnlockWithPapersFailure = { kind: 'vaultMissing' };
  for (const header of headers) {
    if (header.vaultId !== expectedId) continue;
    const unlocked = await unlockHeaderWithSecret(header, papers.value);
    if (unlocked.ok) return unlocked;
    // What is wrong with the paper can be mended with another paper; told before damage in the other copy.
    if (failure.kind === 'vaultMissing' || failure.kind === 'headerDamaged') failure = unlocked.error;
  }
  return err(failure);
}

async function unlockHeaderWithSecret(
  header: Header,
  { secret, label }: RecoverySecret,
): Promise<Result<UnlockedHeader, UnlockWithPapersFailure>> {
  const ofLabel = header.slots.filter(
    (slot) => slot.kind === 'recovery' && sheetLabel(slot.memberId) === label,
  );
  if (ofLabel.length === 0) return err({ kind: 'sheetRevoked', label });
  for (const slot of ofLabel) {
    if (slot.kind !== 'recovery') continue;
    const opened = openRecoverySlot(header.vaultId, slot, secret);
    if (opened.kind === 'damaged') return err({ kind: 'headerDamaged' });
    if (opened.kind === 'opened') return believeHeader(header, slot, opened.content);
  }
  return err({ kind: 'sheetDoesNotFit', label });
}
