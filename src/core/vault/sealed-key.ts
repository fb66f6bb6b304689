import { Decrypter, Encrypter } from 'age-encryption';
import { vaultKeyBytes, type VaultKey } from './keys';

/** Seals the vault key to every member's recipient, as one age file. */
export async function sealVaultKey(vaultKey: VaultKey, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(vaultKey);
}

/** The vault key, or null when the age file is damaged, not for this identity, or holds something else. */
export async function openSealedKey(sealed: Uint8Array, identity: string): Promise<VaultKey | null> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(sealed);
    return opened.byteLength === vaultKeyBytes ? opened : null;
  } catch {
    // The package throws one kind of error for all that may be wrong with a file, and the caller has one answer to it.
    return null;
  }
}
