import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { memberIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { membersContract } from '../../shared/members/contract';
import type { PassphraseStrength } from '../../shared/vault/passphrase';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { floorOf } from '../policy/floor';
import { costOfNewPassphrase } from '../vault/argon2';
import { mostPassphraseSlots, type Header, type PassphraseSlot } from '../vault/header';
import { createPassphraseSlot, openPassphraseSlot } from '../vault/passphrase-slot';
import { measureStrength } from '../vault/passphrase-strength';
import { isNameTaken, listMemberRows, listRevokedSinceKey, readKeyMadeAt, renameMember } from './store';

export const membersHandlers: Handlers<typeof membersContract> = {
  'members.list': (deps) => {
    const { db, vault, actor } = deps;
    const rows = listMemberRows(db);
    const rowsById = new Map(rows.map((row) => [row.id, row]));
    const header = vault.header();
    const members = header.members.map(({ memberId, kind }) => {
      const slot = header.slots.find((each) => each.memberId === memberId);
      const row = rowsById.get(memberId);
      return {
        memberId,
        kind,
        name: row?.name ?? '',
        addedAt: row?.createdAt ?? null,
        lastOpenedAt: row?.lastOpenedAt ?? null,
        isYou: memberId === actor,
        cost: slot?.kind === 'passphrase' ? costOf(slot) : null,
      };
    });
    const ofKind = (kind: string) => members.filter((member) => member.kind === kind);
    return ok({
      members: [...ofKind('advocate'), ...ofKind('recoverySheet')],
      full: passphraseSlots(header).length >= mostPassphraseSlots,
      revokedSinceKey: [...listRevokedSinceKey(db)],
      keyMadeAt: readKeyMadeAt(db),
      rekeyInterrupted: vault.hasRekeyPlanned() && !isRekeying(deps),
    });
  },

  'members.add': async (deps, { name, passphrase }) => {
    const { db, vault } = deps;
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    if (passphraseSlots(vault.header()).length >= mostPassphraseSlots) return err({ kind: 'tooManyMembers' });
    if (isNameTaken(db, name, null)) return err({ kind: 'nameTaken' });
    const usable = await checkNewPassphrase(deps, passphrase, name);
    if (!usable.ok) return usable;

    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const base = vault.header();
    const memberId = memberIdSchema.parse(deps.newId());
    const slot = await createPassphraseSlot({
      vaultId: base.vaultId,
      slotId: deps.newId(),
      memberId,
      epoch: base.epoch,
      passphrase,
      cost: await costOfNewPassphrase(deps.passphraseCost, floorOf(deps.policy.rules)),
      content: vault.slotContent(identity),
    });
    await vault.changeMembers(
      {
        base,
        members: [...base.members, { memberId, kind: 'advocate', recipient }],
        slots: [...base.slots, slot],
      },
      { action: 'member.added', subjectId: memberId, added: { memberId, name }, revoked: null },
    );
    return ok({ memberId });
  },

  'members.rename': ({ db, vault, audit }, { memberId, name }) => {
    if (!vault.header().members.some((member) => member.memberId === memberId))
      return err({ kind: 'memberUnknown' });
    if (isNameTaken(db, name, memberId)) return err({ kind: 'nameTaken' });
    db.transaction(() => {
      renameMember(db, memberId, name);
      audit({ action: 'member.renamed', subjectId: memberId, caseId: null });
    });
    return ok({});
  },

  'members.revoke': async (deps, { memberId }) => {
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    const base = deps.vault.header();
    const members = base.members.filter((member) => member.memberId !== memberId);
    if (members.length === base.members.length) return err({ kind: 'memberUnknown' });
    // Told before the next one: whoever is alone needs another advocate first, and not another advocate to do it.
    if (!members.some((member) => member.kind === 'advocate')) return err({ kind: 'lastAdvocate' });
    if (memberId === deps.actor) return err({ kind: 'ownMembership' });
    const slots = base.slots.filter((slot) => slot.memberId !== memberId);
    await deps.vault.changeMembers(
      { base, members, slots },
      { action: 'member.revoked', subjectId: memberId, added: null, revoked: memberId },
    );
    return ok({});
  },

  'members.changePassphrase': async (deps, { passphrase, newPassphrase }) => {
    const { vault, attempts, clock, actor } = deps;
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    const base = vault.header();
    const slot = passphraseSlots(base).find(({ memberId }) => memberId === actor);
    if (slot === undefined) return err({ kind: 'memberUnknown' });
    // Whoever finds the laptop open must not try passphrases faster here than at the lock screen.
    const waitMs = attempts.waitMs(vault.id, clock.now());
    if (waitMs > 0) return err({ kind: 'tooSoon', retryAfterMs: waitMs });
    const opened = await openPassphraseSlot(base.vaultId, slot, passphrase);
    if (opened.kind === 'wrongPassphrase') {
      return err({ kind: 'wrongPassphrase', retryAfterMs: attempts.recordFailure(vault.id, clock.now()) });
    }
    if (opened.kind === 'damaged') throw new Error('The slot that opened the vault is damaged');
    attempts.clear(vault.id);
    const name = listMemberRows(deps.db).find(({ id }) => id === actor)?.name ?? '';
    const usable = await checkNewPassphrase(deps, newPassphrase, name);
    if (!usable.ok) return usable;

    const changed = await createPassphraseSlot({
      vaultId: base.vaultId,
      slotId: deps.newId(),
      memberId: actor,
      epoch: base.epoch,
      passphrase: newPassphrase,
      cost: await costOfNewPassphrase(deps.passphraseCost, floorOf(deps.policy.rules)),
      content: vault.slotContent(opened.content.identity),
    });
    const slots = base.slots.map((each) => (each.slotId === slot.slotId ? changed : each));
    await vault.changeMembers(
      { base, members: base.members, slots },
      { action: 'member.passphraseChanged', subjectId: actor, added: null, revoked: null },
    );
    return ok({});
  },

  'members.rekey': async (deps) => {
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    const isQuiet = () => deps.work.list().length === 1;
    const rekeyed = await deps.work.run('rekey', (context) => deps.vault.rekey(context, isQuiet));
    if (rekeyed.ok) return ok({});
    // The vault has closed itself; the page goes to the lock screen.
    if (rekeyed.error.kind === 'openAgain') deps.session.close();
    return rekeyed;
  },
};

/** While the vault gets a new key, its members stay as they are. */
export function isRekeying({ work }: Pick<VaultDeps, 'work'>): boolean {
  return work.list().some(({ kind }) => kind === 'rekey');
}

function passphraseSlots(header: Header): readonly PassphraseSlot[] {
  return header.slots.filter((slot) => slot.kind === 'passphrase');
}

function costOf({ keyDerivation: { memoryKib, passes, lanes } }: PassphraseSlot) {
  return { memoryMib: memoryKib / 1024, passes, lanes };
}

async function checkNewPassphrase(
  { vault }: VaultDeps,
  passphrase: string,
  name: string,
): Promise<
  Result<
    null,
    | { readonly kind: 'passphraseTooWeak'; readonly strength: PassphraseStrength }
    | { readonly kind: 'passphraseInUse' }
  >
> {
  const strength = await measureStrength(passphrase, [vault.name, name, 'Dossier']);
  if (!strength.acceptable) return err({ kind: 'passphraseTooWeak', strength });
  // As long as trying a wrong passphrase takes when unlocking. Who types one that is in use knows it already.
  for (const slot of passphraseSlots(vault.header())) {
    const opened = await openPassphraseSlot(vault.id, slot, passphrase);
    if (opened.kind !== 'wrongPassphrase') return err({ kind: 'passphraseInUse' });
  }
  return ok(null);
}
