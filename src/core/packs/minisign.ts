import { createPublicKey, createPrivateKey, scryptSync, sign, verify } from 'node:crypto';
import { blake2b } from 'hash-wasm';
import { err, ok, type Result } from '../../shared/kernel/result';

// The published format of minisign: Ed25519, a key id of eight bytes, and a trusted comment under a second signature.
// https://jedisct1.github.io/minisign/

/** The public key of an organisation. */
export interface MinisignKey {
  /** Eight bytes in upper-case hexadecimal, as minisign shows it. */
  readonly keyId: string;
  /** The 32 raw bytes. */
  readonly raw: Uint8Array;
  /** What stands in a `.pub` file below its comment. */
  readonly text: string;
}

export interface MinisignSignature {
  readonly keyId: string;
  /** Whether the BLAKE2b hash of the file is signed, as minisign does today, or the file itself. */
  readonly isPrehashed: boolean;
  readonly signature: Uint8Array;
  /** Signed too, unlike the comment above it. */
  readonly trustedComment: string;
  readonly globalSignature: Uint8Array;
}

/** What stands before the raw bytes in the DER forms of an Ed25519 key (RFC 8410). */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Reads a public key as it stands in a `.pub` file, with its comment or without. */
export function parsePublicKey(text: string): Result<MinisignKey, { readonly kind: 'notAKey' }> {
  const line = text
    .split(/\r?\n/)
    .map((each) => each.trim())
    .findLast((each) => each !== '');
  const bytes = decode(line);
  if (bytes?.length !== 42 || bytes.toString('latin1', 0, 2) !== 'Ed') return err({ kind: 'notAKey' });
  return ok({ keyId: keyIdOf(bytes), raw: bytes.subarray(10), text: bytes.toString('base64') });
}

/** Reads a `.minisig` file. */
export function parseSignature(text: string): Result<MinisignSignature, { readonly kind: 'notASignature' }> {
  const [comment = '', first, trusted = '', second] = text.split(/\r?\n/);
  const bytes = decode(first);
  const globalSignature = decode(second);
  const algorithm = bytes?.toString('latin1', 0, 2);
  const prefix = 'trusted comment: ';
  if (
    !comment.startsWith('untrusted comment:') ||
    bytes?.length !== 74 ||
    (algorithm !== 'Ed' && algorithm !== 'ED') ||
    !trusted.startsWith(prefix) ||
    globalSignature?.length !== 64
  ) {
    return err({ kind: 'notASignature' });
  }
  return ok({
    keyId: keyIdOf(bytes),
    isPrehashed: algorithm === 'ED',
    signature: bytes.subarray(10),
    trustedComment: trusted.slice(prefix.length),
    globalSignature,
  });
}

/** Whether the file and the trusted comment were signed with this key. */
export async function isSignedWith(
  key: MinisignKey,
  signature: MinisignSignature,
  file: Uint8Array,
): Promise<boolean> {
  if (key.keyId !== signature.keyId) return false;
  const publicKey = createPublicKey({
    key: Buffer.concat([publicKeyPrefix, key.raw]),
    format: 'der',
    type: 'spki',
  });
  const message = signature.isPrehashed ? await prehash(file) : file;
  const commented = Buffer.concat([signature.signature, Buffer.from(signature.trustedComment, 'utf8')]);
  return (
    verify(null, message, publicKey, signature.signature) &&
    verify(null, commented, publicKey, signature.globalSignature)
  );
}

/** A secret key as minisign keeps it in a file, opened. */
export interface MinisignSecretKey {
  readonly keyId: Uint8Array;
  readonly seed: Uint8Array;
}

export type SecretKeyFailure =
  | { readonly kind: 'notASecretKey' }
  | { readonly kind: 'passwordNeeded' }
  | { readonly kind: 'wrongPassword' };

const secretKeyBytes = 158;
/** `keynum_sk` of minisign: key id, seed and public key, checksum. */
const sealedAt = 54;
const sealedBytes = 104;

/** Reads a secret key file: `minisign -G` seals it with a password, `minisign -G -W` does not. */
export async function openSecretKey(
  text: string,
  password: string | null,
): Promise<Result<MinisignSecretKey, SecretKeyFailure>> {
  const bytes = decode(text.split(/\r?\n/)[1]);
  if (bytes?.length !== secretKeyBytes || bytes.toString('latin1', 0, 2) !== 'Ed') {
    return err({ kind: 'notASecretKey' });
  }
  const sealed = Buffer.from(bytes.subarray(sealedAt));
  const isSealed = bytes.toString('latin1', 2, 4) === 'Sc';
  if (isSealed) {
    if (password === null) return err({ kind: 'passwordNeeded' });
    const cost = scryptCost(Number(bytes.readBigUInt64LE(38)), Number(bytes.readBigUInt64LE(46)));
    if (cost === null) return err({ kind: 'notASecretKey' });
    const stream = scryptSync(password, bytes.subarray(6, 38), sealedBytes, {
      ...cost,
      maxmem: 128 * cost.N * cost.r + 64 * 1024 * 1024,
    });
    for (let at = 0; at < sealed.length; at += 1) sealed[at] = (sealed[at] ?? 0) ^ (stream[at] ?? 0);
  }
  const keyId = sealed.subarray(0, 8);
  const keys = sealed.subarray(8, 72);
  const checksum = Buffer.from(
    await blake2b(Buffer.concat([Buffer.from('Ed', 'latin1'), keyId, keys]), 256),
    'hex',
  );
  // A key that no password seals has nothing to try the checksum on: it may stand there or not.
  if (isSealed && !checksum.equals(sealed.subarray(72))) return err({ kind: 'wrongPassword' });
  return ok({ keyId, seed: keys.subarray(0, 32) });
}

/** The text of a `.minisig` file for a file, as `minisign -S` writes it. */
export async function signFile(
  secret: MinisignSecretKey,
  file: Uint8Array,
  trustedComment: string,
): Promise<string> {
  const key = createPrivateKey({
    key: Buffer.concat([privateKeyPrefix, secret.seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const signature = sign(null, await prehash(file), key);
  const globalSignature = sign(null, Buffer.concat([signature, Buffer.from(trustedComment, 'utf8')]), key);
  const body = Buffer.concat([Buffer.from('ED', 'latin1'), secret.keyId, signature]);
  return [
    'untrusted comment: signature of a Dossier pack',
    body.toString('base64'),
    `trusted comment: ${trustedComment}`,
    globalSignature.toString('base64'),
    '',
  ].join('\n');
}

async function prehash(file: Uint8Array): Promise<Buffer> {
  return Buffer.from(await blake2b(file, 512), 'hex');
}

function decode(line: string | undefined): Buffer | null {
  const text = line?.trim() ?? '';
  if (text.length > 1000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  return Buffer.from(text, 'base64');
}

/** Written the other way round than stored, as minisign shows it. */
function keyIdOf(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(2, 10).toReversed()).toString('hex').toUpperCase();
}

/** The way libsodium turns its limits into the parameters of scrypt; null for more than 2 GB of memory. */
function scryptCost(
  operations: number,
  memory: number,
): { readonly N: number; readonly r: number; readonly p: number } | null {
  if (memory > 2 ** 31 || operations > 2 ** 40) return null;
  const r = 8;
  const asked = Math.max(operations, 32_768);
  const isBoundByOperations = asked < memory / 32;
  const most = isBoundByOperations ? asked / (r * 4) : memory / (r * 128);
  let log = 1;
  while (log < 63 && 2 ** log <= most / 2) log += 1;
  const N = 2 ** log;
  const p = isBoundByOperations ? 1 : Math.max(1, Math.floor(Math.min(asked / 4 / N, 0x3fffffff) / r));
  return { N, r, p };
}
