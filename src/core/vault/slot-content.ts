import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import type { VaultId } from '../../shared/kernel/ids';
import { identityBytes } from './header';
import { deriveKey } from './keys';

/** What a slot protects, whatever its key is made from. */
export interface SlotContent {
  /** The member's age identity, `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  /** Knows the vault key of the epoch the slot was written in; see `vaultKeyAnchor`. */
  readonly anchor: Uint8Array;
}

/** Key and commitment of one slot. */
export interface SlotKeys {
  readonly key: Uint8Array;
  readonly commitment: Uint8Array;
}

/** Fields of a slot, in the order in which they stand in the file; all but the commitment, the nonce and the content. */
interface SlotBeginning {
  readonly slotId: string;
  readonly kind: string;
}

interface WholeSlot extends SlotBeginning {
  readonly commitment: string;
  readonly nonce: string;
  readonly wrappedIdentity: string;
}

/** @param secret 32 bytes that nobody can guess: an outcome of Argon2id, or what stands on a recovery sheet */
export function deriveSlotKeys(secret: Uint8Array, vaultId: VaultId, slot: SlotBeginning): SlotKeys {
  const derived = deriveKey(secret, vaultId, `dossier/1/slot/${slot.kind}/${slot.slotId}`, 64);
  return { key: derived.subarray(0, 32), commitment: derived.subarray(32) };
}

/** Completes a slot: commitment, nonce, and the content under AES-256-GCM with every other field as associated data. */
export function wrapContent<Slot extends SlotBeginning>(
  vaultId: VaultId,
  beginning: Slot,
  keys: SlotKeys,
  content: SlotContent,
): Slot & Pick<WholeSlot, 'commitment' | 'nonce' | 'wrappedIdentity'> {
  const nonce = randomBytes(12);
  const slot = {
    ...beginning,
    commitment: Buffer.from(keys.commitment).toString('base64'),
    nonce: nonce.toString('base64'),
  };
  const cipher = createCipheriv('aes-256-gcm', keys.key, nonce);
  cipher.setAAD(associatedData(vaultId, slot));
  const wrapped = Buffer.concat([
    cipher.update(Buffer.from(content.identity, 'ascii')),
    cipher.update(content.anchor),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { ...slot, wrappedIdentity: wrapped.toString('base64') };
}

export type UnwrappedContent =
  | { readonly kind: 'opened'; readonly content: SlotContent }
  /** The commitment differs: another passphrase, or another sheet. */
  | { readonly kind: 'otherSecret' }
  /** The right secret, and a slot that was changed afterwards. */
  | { readonly kind: 'damaged' };

export function unwrapContent(vaultId: VaultId, slot: WholeSlot, keys: SlotKeys): UnwrappedContent {
  // First: AES-GCM alone does not bind a ciphertext to one key, and would let a header be made that answers to many
  // secrets at once.
  if (!timingSafeEqual(keys.commitment, Buffer.from(slot.commitment, 'base64')))
    return { kind: 'otherSecret' };
  const wrapped = Buffer.from(slot.wrappedIdentity, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keys.key, Buffer.from(slot.nonce, 'base64'), {
    authTagLength: 16,
  });
  const { wrappedIdentity: _wrapped, ...fields } = slot;
  decipher.setAAD(associatedData(vaultId, fields));
  decipher.setAuthTag(wrapped.subarray(-16));
  try {
    const content = Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()]);
    return {
      kind: 'opened',
      content: {
        identity: content.toString('ascii', 0, identityBytes),
        anchor: content.subarray(identityBytes),
      },
    };
  } catch {
    // `final` throws when the tag does not fit, and for nothing else.
    return { kind: 'damaged' };
  }
}

/**
 * Every other field of the slot, and the vault it belongs to: none can be changed or carried over unnoticed. The order is
 * that of the file, which the header's schema gives to whatever it parses.
 */
function associatedData(vaultId: VaultId, fields: object): Buffer {
  return Buffer.from(JSON.stringify({ vaultId, ...fields }), 'utf8');
}
