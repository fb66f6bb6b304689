import { randomBytes } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { v7 } from 'uuid';
import { readHeaderCopies } from '../../src/core/vault/header-files';
import { deriveSlotKeys, wrapContent } from '../../src/core/vault/slot-content';
import { unlockHeader } from '../../src/core/vault/unlock-vault';
import { memberIdSchema } from '../../src/shared/kernel/ids';
import type { TestCore } from './core';

/** Strong enough to be taken, and different for each number. */
export function passphraseOf(number: number): string {
  return `quiet harbour ${number} lantern meadow violin`;
}

/** Adds a recovery sheet to the open vault and gives what stands on it. */
export async function addSheet(core: TestCore, name: string): Promise<Uint8Array> {
  const { vault } = core.vaultDeps();
  const base = vault.header();
  const secret = randomBytes(32);
  const identity = await generateX25519Identity();
  const memberId = memberIdSchema.parse(v7());
  const beginning = { slotId: v7(), memberId, kind: 'recovery', anchorEpoch: base.epoch } as const;
  const slot = wrapContent(
    base.vaultId,
    beginning,
    deriveSlotKeys(secret, base.vaultId, beginning),
    vault.slotContent(identity),
  );
  await vault.changeMembers(
    {
      base,
      members: [
        ...base.members,
        { memberId, kind: 'recoverySheet', recipient: await identityToRecipient(identity) },
      ],
      slots: [...base.slots, slot],
    },
    { action: 'member.added', subjectId: memberId, added: { memberId, name }, revoked: null },
  );
  return secret;
}

/** For each of the two copies of the header: whether the passphrase opens it. */
export async function opensHeaders(folder: string, passphrase: string): Promise<readonly boolean[]> {
  const opened: boolean[] = [];
  for (const copy of readHeaderCopies(folder)) {
    opened.push(copy.kind === 'whole' && (await unlockHeader(copy.header, passphrase)).ok);
  }
  return opened;
}
