import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** Signs what leaves the vault in its name. */
export interface AuditSigner {
  /** The raw public key, 32 bytes in base64. */
  readonly publicKey: string;
  /** An Ed25519 signature, 64 bytes in base64. */
  readonly sign: (text: string) => string;
}

// What stands before the 32 raw bytes in the DER forms of an Ed25519 key (RFC 8410, section 10).
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function createAuditSigner(seed: Uint8Array): AuditSigner {
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyPrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: publicKey.subarray(publicKeyPrefix.byteLength).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

/** False also for a key or a signature that is none. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.byteLength !== 32) return false;
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([publicKeyPrefix, raw]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}

/** What two people read to each other to know a key: 16 hex digits in groups of four. */
export function keyFingerprint(publicKey: string): string {
  const digits = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
  return digits.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}
