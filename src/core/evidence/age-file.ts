import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Decrypter } from 'age-encryption';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  getCiphers,
  hkdfSync,
} from 'node:crypto';
import { recipientPublicKey } from './age-keys';

// The parts of an age file (age-encryption.org/v1) to one X25519 recipient. The package `age-encryption` reads headers
// here; it is not used for payloads, because its stream reaches a tenth of the speed of Node's own cipher and has no
// way to read from the middle, and it can't wrap a file key that exists already.

export const chunkBytes = 64 * 1024;
export const tagBytes = 16;
export const sealedChunkBytes = chunkBytes + tagBytes;
/** Stands between the header and the first chunk. */
export const nonceBytes = 16;
/** Longer ones are not ours: a header to one recipient has about 200 bytes. */
export const longestHeader = 16 * 1024;

/** The header of a file with this file key (16 bytes), to be read by the owner of one recipient. */
export function writeHeader(fileKey: Uint8Array, recipient: string): Buffer {
  const theirs = recipientPublicKey(recipient);
  if (theirs === null) throw new Error('Not an age X25519 recipient');
  const ephemeral = generateKeyPairSync('x25519');
  const share = ephemeral.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), theirs]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
  const wrappingKey = derive(shared, Buffer.concat([share, theirs]), 'age-encryption.org/v1/X25519');
  const body = chunkCipher.seal(wrappingKey, Buffer.alloc(12), fileKey);
  const withoutMac = `age-encryption.org/v1\n-> X25519 ${base64(share)}\n${base64(Buffer.concat(body))}\n---`;
  const mac = createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(withoutMac)
    .digest();
  return Buffer.from(`${withoutMac} ${base64(mac)}\n`, 'latin1');
}

/** Where the header ends that these bytes begin with; null when there is no end among them. */
export function headerLength(beginning: Uint8Array): number | null {
  const text = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength).toString('latin1');
  const mac = /\n--- [A-Za-z0-9+/]{43}\n/.exec(text);
  return mac === null ? null : mac.index + mac[0].length;
}

/** The file key, or null when the header is damaged or not for this identity. */
export async function readHeader(header: Uint8Array, identity: string): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(header);
  } catch {
    // The package throws one kind of error for all that may be wrong with a header, and there is one answer to it.
    return null;
  }
}

export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return derive(fileKey, nonce, 'payload');
}

/** What seals and opens: the same bytes from each, at different speeds. */
export interface ChunkCipher {
  /** Ciphertext and tag, in one piece or in two. */
  readonly seal: (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array) => readonly Uint8Array[];
  /** Null when a single bit is not as it was sealed. */
  readonly open: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array) => Uint8Array | null;
}

/** Node's own. Electron's cryptography has no ChaCha20-Poly1305. */
export const nativeCipher: ChunkCipher = {
  seal: (key, nonce, plain) => {
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
    const sealed = cipher.update(plain);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  },
  open: (key, nonce, sealed) => {
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const plain = decipher.update(sealed.subarray(0, -tagBytes));
    try {
      decipher.final();
      return plain;
    } catch {
      return null;
    }
  },
};

/** In plain JavaScript, which needs no loading. */
export const scriptCipher: ChunkCipher = {
  seal: (key, nonce, plain) => [chacha20poly1305(key, nonce).encrypt(plain)],
  open: (key, nonce, sealed) => {
    try {
      return chacha20poly1305(key, nonce).decrypt(sealed);
    } catch {
      return null;
    }
  },
};

/** libsodium, as fast as Node's own. */
export async function loadSodiumCipher(): Promise<ChunkCipher> {
  const { default: sodium } = await import('sodium-native');
  return {
    seal: (key, nonce, plain) => {
      const sealed = Buffer.allocUnsafe(plain.byteLength + tagBytes);
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(sealed, plain, null, null, nonce, key);
      return [sealed];
    },
    open: (key, nonce, sealed) => {
      const plain = Buffer.allocUnsafe(sealed.byteLength - tagBytes);
      try {
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(plain, null, sealed, null, nonce, key);
        return plain;
      } catch {
        return null;
      }
    },
  };
}

let chunkCipher = getCiphers().includes('chacha20-poly1305') ? nativeCipher : scriptCipher;
let loading: Promise<void> | null = null;

/** To be awaited before much is sealed or opened. Without it the same is done, more slowly. */
export function prepareChunks(): Promise<void> {
  loading ??= chunkCipher === nativeCipher ? Promise.resolve() : takeSodium();
  return loading;
}

async function takeSodium(): Promise<void> {
  try {
    chunkCipher = await loadSodiumCipher();
  } catch {
    // Evidence has to be read all the same; the cipher in JavaScript stays.
  }
}

/** Seals a chunk of up to 64 KiB: its ciphertext and tag. `index` counts from 0. */
export function sealChunk(
  key: Uint8Array,
  index: number,
  isLast: boolean,
  plain: Uint8Array,
): readonly Uint8Array[] {
  return chunkCipher.seal(key, chunkNonce(index, isLast), plain);
}

/** What a chunk holds, or null when a single bit of it is not as it was sealed. */
export function openChunk(
  key: Uint8Array,
  index: number,
  isLast: boolean,
  sealed: Uint8Array,
): Uint8Array | null {
  if (sealed.byteLength < tagBytes) return null;
  return chunkCipher.open(key, chunkNonce(index, isLast), sealed);
}

/** The length of a payload of `plainBytes`, without nonce. */
export function sealedLength(plainBytes: number): number {
  return plainBytes + tagBytes * Math.max(1, Math.ceil(plainBytes / chunkBytes));
}

/** Eleven bytes of counter and one that marks the last chunk. */
function chunkNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function derive(secret: Uint8Array, salt: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, label, 32));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
