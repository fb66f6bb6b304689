import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createPassphraseSlot } from '../../../src/core/vault/passphrase-slot';
import { signHeader } from '../../../src/core/vault/header';
import { writeHeaderCopies } from '../../../src/core/vault/header-files';
import { headerMacKey, vaultKeyAnchor } from '../../../src/core/vault/keys';
import { readVaultHeaders, unlockHeader } from '../../../src/core/vault/unlock-vault';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { memberIdSchema } from '../../../src/shared/kernel/ids';
import { sealVaultKey } from '../../../src/core/vault/sealed-key';
import { testCost, testPassphrase } from '../../support/core';
import { passphraseOf } from '../support/changing-header';
import { unwrapped } from '../support/run';

// Changes the passphrase of a vault again and again, each time with a slot of its own in a new header, and says the number
// of each header once it is written.
const [folder = '', changesText = ''] = process.argv.slice(2);
const [first] = unwrapped(readVaultHeaders(folder));
if (first === undefined) throw new Error('There is no header');
const unlocked = unwrapped(await unlockHeader(first, testPassphrase));
const { vaultKey } = unlocked;
const { vaultId, epoch } = first;
const anchor = vaultKeyAnchor(vaultKey, vaultId, epoch);
const macKey = headerMacKey(vaultKey, vaultId);
const { mac: _mac, checksum: _checksum, ...body } = first;

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const memberId = memberIdSchema.parse(first.members[0]?.memberId);
const sealed = Buffer.from(await sealVaultKey(vaultKey, [recipient])).toString('base64');
const slots = [];
for (let sequence = 2; sequence < 2 + Number(changesText); sequence += 1) {
  slots.push(
    await createPassphraseSlot({
      vaultId,
      slotId: randomUUID(),
      memberId,
      epoch,
      passphrase: passphraseOf(sequence),
      cost: testCost,
      content: { identity, anchor },
    }),
  );
}
writeSync(1, `${JSON.stringify({ kind: 'ready' })}\n`);
slots.forEach((slot, index) => {
  const sequence = index + 2;
  const members = [{ memberId, kind: 'advocate' as const, recipient }];
  writeHeaderCopies(
    folder,
    signHeader({ ...body, sequence, members, slots: [slot], sealedVaultKey: sealed }, macKey),
  );
  writeSync(1, `${JSON.stringify({ kind: 'header', sequence })}\n`);
});
