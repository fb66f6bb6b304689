import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { MemberId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ShareNumber } from '../../shared/recovery/code';
import type { VaultDeps } from '../kernel/deps';
import { mostMembers } from '../vault/header';
import type { Draft } from './drafts';
import { createRecoverySlot } from './recovery-slot';
import { deleteRecoveryWay, insertRecoveryWay } from './store';

// A way back is a member of the header. What the database says of it counts only while the header has that member, so that
// a crash between the two leaves at most a row that says nothing.

export function hasRoomForMember({ vault }: Pick<VaultDeps, 'vault'>): boolean {
  return vault.header().members.length < mostMembers;
}

/** Lets the papers of a draft open the vault from now on. */
export async function addWay(
  deps: VaultDeps,
  draft: Draft,
  places: readonly { readonly share: ShareNumber | null; readonly keptAt: string }[],
): Promise<Result<null, { readonly kind: 'tooManyMembers' }>> {
  const { db, vault, clock, newId } = deps;
  const { memberId, kind, number, label, secret } = draft;
  if (!hasRoomForMember(deps)) return err({ kind: 'tooManyMembers' });
  const base = vault.header();
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const slot = createRecoverySlot({
    vaultId: vault.id,
    slotId: newId(),
    memberId,
    epoch: base.epoch,
    secret,
    content: vault.slotContent(identity),
  });
  db.transaction(() =>
    insertRecoveryWay(db, { memberId, kind, number, label, madeAt: clock.now(), papers: [...places] }),
  );
  try {
    await vault.changeMembers(
      {
        base,
        members: [...base.members, { memberId, kind: 'recoverySheet', recipient }],
        slots: [...base.slots, slot],
      },
      { action: `recovery.${kind}Made`, subjectId: memberId, added: null, revoked: null },
    );
  } catch (failure) {
    db.transaction(() => deleteRecoveryWay(db, memberId));
    throw failure;
  }
  return ok(null);
}

/** Takes a way out of the header. The database follows with the header. */
export async function removeWay({ vault }: Pick<VaultDeps, 'vault'>, memberId: MemberId): Promise<void> {
  const base = vault.header();
  await vault.changeMembers(
    {
      base,
      members: base.members.filter((member) => member.memberId !== memberId),
      slots: base.slots.filter((slot) => slot.memberId !== memberId),
    },
    { action: 'recovery.revoked', subjectId: memberId, added: null, revoked: memberId },
  );
}
