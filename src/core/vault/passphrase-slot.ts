import { randomBytes } from 'node:crypto';
import type { MemberId, VaultId } from '../../shared/kernel/ids';
import { argon2id, type Argon2Cost } from './argon2';
import type { PassphraseSlot } from './header';
import { deriveSlotKeys, unwrapContent, wrapContent, type SlotContent, type SlotKeys } from './slot-content';

export async function createPassphraseSlot(options: {
  readonly vaultId: VaultId;
  readonly slotId: string;
  readonly memberId: MemberId;
  readonly epoch: number;
  readonly passphrase: string;
  readonly cost: Argon2Cost;
  readonly content: SlotContent;
}): Promise<PassphraseSlot> {
  const { vaultId, slotId, memberId, cost } = options;
  const beginning = {
    slotId,
    memberId,
    kind: 'passphrase',
    keyDerivation: {
      algorithm: 'argon2id',
      version: 19,
      memoryKib: cost.memoryKib,
      passes: cost.passes,
      lanes: cost.lanes,
      salt: randomBytes(16).toString('base64'),
    },
    anchorEpoch: options.epoch,
  } as const;
  const keys = await slotKeys(vaultId, beginning, options.passphrase);
  return wrapContent(vaultId, beginning, keys, options.content);
}

export type OpenedSlot =
  | { readonly kind: 'opened'; readonly content: SlotContent }
  /** The commitment differs: another passphrase. */
  | { readonly kind: 'wrongPassphrase' }
  /** The right passphrase, and a slot that was changed afterwards. */
  | { readonly kind: 'damaged' };

export async function openPassphraseSlot(
  vaultId: VaultId,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<OpenedSlot> {
  const opened = unwrapContent(vaultId, slot, await slotKeys(vaultId, slot, passphrase));
  return opened.kind === 'otherSecret' ? { kind: 'wrongPassphrase' } : opened;
}

async function slotKeys(
  vaultId: VaultId,
  slot: Pick<PassphraseSlot, 'slotId' | 'kind' | 'keyDerivation'>,
  passphrase: string,
): Promise<SlotKeys> {
  const { memoryKib, passes, lanes, salt } = slot.keyDerivation;
  const cost = { memoryKib, passes, lanes };
  return deriveSlotKeys(await argon2id(passphrase, Buffer.from(salt, 'base64'), cost), vaultId, slot);
}
