import type { MemberId, VaultId } from '../../shared/kernel/ids';
import type { RecoverySlot } from '../vault/header';
import {
  deriveSlotKeys,
  unwrapContent,
  wrapContent,
  type SlotContent,
  type UnwrappedContent,
} from '../vault/slot-content';

/** @param options.secret 32 random bytes: nobody can guess them, so that no Argon2id is needed */
export function createRecoverySlot(options: {
  readonly vaultId: VaultId;
  readonly slotId: string;
  readonly memberId: MemberId;
  readonly epoch: number;
  readonly secret: Uint8Array;
  readonly content: SlotContent;
}): RecoverySlot {
  const { vaultId, slotId, memberId, epoch, secret, content } = options;
  const beginning = { slotId, memberId, kind: 'recovery', anchorEpoch: epoch } as const;
  return wrapContent(vaultId, beginning, deriveSlotKeys(secret, vaultId, beginning), content);
}

export function openRecoverySlot(vaultId: VaultId, slot: RecoverySlot, secret: Uint8Array): UnwrappedContent {
  return unwrapContent(vaultId, slot, deriveSlotKeys(secret, vaultId, slot));
}
