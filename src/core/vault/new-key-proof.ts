import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { VaultId } from '../../shared/kernel/ids';
import type { EarlierAnchor, Header } from './header';
import { deriveKey, vaultKeyAnchor, type VaultKey } from './keys';

/** What a slot remembers of the vault key of the epoch it was written in. */
interface KnownAnchor {
  readonly epoch: number;
  /** 32 bytes; see `vaultKeyAnchor`. */
  readonly anchor: Uint8Array;
}

/**
 * True when this vault key is the one the slot knows, or was put in its place by somebody who had the one the slot
 * knows. The key itself proves nothing: anyone can seal one of his own to public recipients.
 */
export function isProvedKey(
  header: Pick<Header, 'vaultId' | 'epoch' | 'earlierAnchors'>,
  vaultKey: VaultKey,
  known: KnownAnchor,
): boolean {
  const { vaultId, epoch } = header;
  const today = vaultKeyAnchor(vaultKey, vaultId, epoch);
  if (known.epoch === epoch) return timingSafeEqual(known.anchor, today);
  const earlier = header.earlierAnchors.find((each) => each.epoch === known.epoch);
  if (earlier === undefined) return false;
  const proof = proofOfNewKey(vaultId, known.anchor, { epoch, anchor: today });
  return timingSafeEqual(proof, Buffer.from(earlier.proof, 'base64'));
}

/** The proofs of a new key, to take its place in the next epoch, for every epoch whose anchor some slot holds. */
export function proveNewKey(
  header: Pick<Header, 'vaultId' | 'epoch' | 'slots' | 'earlierAnchors'>,
  vaultKey: VaultKey,
  newKey: VaultKey,
): readonly EarlierAnchor[] {
  const { vaultId, epoch } = header;
  const today = { epoch: epoch + 1, anchor: vaultKeyAnchor(newKey, vaultId, epoch + 1) };
  const held = new Set(header.slots.map((slot) => slot.anchorEpoch));
  return [...held]
    .toSorted((a, b) => a - b)
    .map((earlierEpoch) => {
      const anchor =
        earlierEpoch === epoch
          ? vaultKeyAnchor(vaultKey, vaultId, epoch)
          : unwrapAnchor(header, vaultKey, earlierEpoch);
      const proof = proofOfNewKey(vaultId, anchor, today);
      return {
        epoch: earlierEpoch,
        proof: proof.toString('base64'),
        ...wrapAnchor(vaultId, newKey, earlierEpoch, anchor),
      };
    });
}

/** Only who knows the earlier anchor can make it, and it gives neither of the two away. */
function proofOfNewKey(vaultId: VaultId, earlierAnchor: Uint8Array, today: KnownAnchor): Buffer {
  const key = deriveKey(earlierAnchor, vaultId, `dossier/1/new-key/${today.epoch}`);
  return createHmac('sha256', key).update(today.anchor).digest();
}

function wrapAnchor(
  vaultId: VaultId,
  vaultKey: VaultKey,
  epoch: number,
  anchor: Uint8Array,
): Pick<EarlierAnchor, 'nonce' | 'wrappedAnchor'> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(vaultKey, vaultId), nonce);
  cipher.setAAD(associatedData(vaultId, epoch));
  const wrapped = Buffer.concat([cipher.update(anchor), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), wrappedAnchor: wrapped.toString('base64') };
}

/** @throws when it does not open: the header's MAC has vouched for it, so that this cannot be */
function unwrapAnchor(
  header: Pick<Header, 'vaultId' | 'earlierAnchors'>,
  vaultKey: VaultKey,
  epoch: number,
): Uint8Array {
  const earlier = header.earlierAnchors.find((each) => each.epoch === epoch);
  if (earlier === undefined) throw new Error('An earlier anchor is missing');
  const wrapped = Buffer.from(earlier.wrappedAnchor, 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    wrappingKey(vaultKey, header.vaultId),
    Buffer.from(earlier.nonce, 'base64'),
    { authTagLength: 16 },
  );
  decipher.setAAD(associatedData(header.vaultId, epoch));
  decipher.setAuthTag(wrapped.subarray(-16));
  return Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()]);
}

function wrappingKey(vaultKey: VaultKey, vaultId: VaultId): Uint8Array {
  return deriveKey(vaultKey, vaultId, 'dossier/1/earlier-anchors');
}

function associatedData(vaultId: VaultId, epoch: number): Buffer {
  return Buffer.from(JSON.stringify({ vaultId, epoch }), 'utf8');
}
