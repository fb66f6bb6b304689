import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { Decrypter, Encrypter, Stanza, type Identity, type Recipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { headerLength, readHeader } from '../evidence/age-file';
import type { OpenDeps } from '../kernel/deps';

// The header of a package: an age file (age-encryption.org/v1) to public keys or to a passphrase. `age` opens either. The
// package `age-encryption` writes and reads headers; it derives keys from passphrases without ever letting go of the
// process, so that is done here, in the same way.

/** To whom a package is encrypted. */
export type PackageLock =
  | { readonly kind: 'publicKeys'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

export interface LockedHeader {
  readonly header: Uint8Array;
  /** 16 bytes that open the payload. */
  readonly fileKey: Uint8Array;
}

/** 2 to this power blocks of 1 KiB: as `age` itself. More is never read, as whoever made it chose how much memory it takes. */
const workFactor = 18;

/** The same weight as for a passphrase of the vault: 256 MiB, and less in tests alone. */
export function workFactorOf({ passphraseCost }: Pick<OpenDeps, 'passphraseCost'>): number {
  return passphraseCost === 'calibrated' ? workFactor : Math.floor(Math.log2(passphraseCost.memoryKib));
}

export async function lockFor(lock: PackageLock, factor: number): Promise<LockedHeader> {
  const encrypter = new Encrypter();
  let fileKey: Uint8Array | null = null;
  // The payload is written by our own cipher, which is faster, so its key is taken as it passes by.
  encrypter.addRecipient({
    wrapFileKey: (key: Uint8Array) => {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  if (lock.kind === 'passphrase') encrypter.addRecipient(passphraseRecipient(lock.passphrase, factor));
  else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(new Uint8Array());
  const length = headerLength(file);
  if (fileKey === null || length === null) throw new Error('age wrote no header');
  return { header: file.subarray(0, length), fileKey };
}

export type LockFailure = 'notAPackage' | 'passphraseNeeded' | 'wrongPassphrase' | 'notForThisVault';

/**
 * The key of the payload behind this header.
 *
 * @param identities the vault's own, newest first
 */
export async function unlock(
  header: Uint8Array,
  { identities, passphrase }: { readonly identities: readonly string[]; readonly passphrase: string | null },
): Promise<{ readonly fileKey: Uint8Array } | { readonly failure: LockFailure }> {
  const text = Buffer.from(header).toString('latin1');
  if (!text.startsWith('age-encryption.org/v1\n-> ')) return { failure: 'notAPackage' };
  if (/^-> scrypt /m.test(text)) {
    if (passphrase === null) return { failure: 'passphraseNeeded' };
    const decrypter = new Decrypter();
    decrypter.addIdentity(passphraseIdentity(passphrase));
    try {
      return { fileKey: await decrypter.decryptHeader(header) };
    } catch {
      // A header that was changed and a passphrase that is another look the same, on purpose.
      return { failure: 'wrongPassphrase' };
    }
  }
  for (const identity of identities) {
    const fileKey = await readHeader(header, identity);
    if (fileKey !== null) return { fileKey };
  }
  return { failure: 'notForThisVault' };
}

const label = Buffer.from('age-encryption.org/v1/scrypt', 'latin1');

function passphraseRecipient(passphrase: string, factor: number): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(16);
      const key = await passphraseKey(passphrase, salt, factor);
      const body = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
      return [new Stanza(['scrypt', base64(salt), String(factor)], body)];
    },
  };
}

function passphraseIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza, ...others] = stanzas;
      const [type, salt = '', factor = ''] = stanza?.args ?? [];
      if (stanza === undefined || others.length > 0 || type !== 'scrypt' || stanza.args.length !== 3)
        return null;
      if (!/^[A-Za-z0-9+/]{22}$/.test(salt) || !/^[1-9][0-9]?$/.test(factor)) return null;
      if (Number(factor) > workFactor || stanza.body.byteLength !== 32) return null;
      const key = await passphraseKey(passphrase, Buffer.from(salt, 'base64'), Number(factor));
      try {
        return chacha20poly1305(key, new Uint8Array(12)).decrypt(stanza.body);
      } catch {
        // Another passphrase: the cipher's only way to say so.
        return null;
      }
    },
  };
}

function passphraseKey(passphrase: string, salt: Uint8Array, factor: number): Promise<Uint8Array> {
  return scryptAsync(passphrase.normalize('NFKC'), Buffer.concat([label, salt]), {
    N: 2 ** factor,
    r: 8,
    p: 1,
    dkLen: 32,
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
