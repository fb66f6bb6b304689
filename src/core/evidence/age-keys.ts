import { createPrivateKey, createPublicKey } from 'node:crypto';

// The text form of age's keys: Bech32 (BIP 173) without its limit on length. The packages that know it are written for
// members' identities, which are random; the one of the evidence is derived and has to be written out here.

/** An age X25519 key pair in age's text form. */
export interface AgeIdentity {
  /** `AGE-SECRET-KEY-1…`, 74 characters. */
  readonly identity: string;
  /** `age1…`, 62 characters. */
  readonly recipient: string;
}

/** The key pair of an X25519 secret of 32 bytes. */
export function ageIdentity(secret: Uint8Array): AgeIdentity {
  // RFC 8410: the secret alone stands in the private key; Node computes the public one.
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]);
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  return {
    identity: encodeBech32('age-secret-key-', secret).toUpperCase(),
    recipient: encodeBech32('age', publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
  };
}

/** The X25519 public key of a recipient `age1…`, or null when the text is none. */
export function recipientPublicKey(recipient: string): Uint8Array | null {
  const bytes = decodeBech32('age', recipient);
  return bytes?.byteLength === 32 ? bytes : null;
}

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup(bytes, 8, 5, true) ?? [];
  const sum = checksum([...expandPrefix(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [0, 1, 2, 3, 4, 5].map((index) => (sum >> (5 * (5 - index))) & 31);
  return `${prefix}1${[...words, ...check].map((word) => alphabet.charAt(word)).join('')}`;
}

function decodeBech32(prefix: string, text: string): Uint8Array | null {
  if (!text.startsWith(`${prefix}1`)) return null;
  const words = Array.from(text.slice(prefix.length + 1), (letter) => alphabet.indexOf(letter));
  if (words.length < 6 || words.includes(-1)) return null;
  if (checksum([...expandPrefix(prefix), ...words]) !== 1) return null;
  const bytes = regroup(words.slice(0, -6), 5, 8, false);
  return bytes === null ? null : Uint8Array.from(bytes);
}

function expandPrefix(prefix: string): readonly number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function checksum(words: readonly number[]): number {
  let sum = 1;
  for (const word of words) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    generator.forEach((value, bit) => {
      if (((top >>> bit) & 1) === 1) sum ^= value;
    });
  }
  return sum >>> 0;
}

/** Cuts a run of bits into groups of another size; null when what is left over is not padding. */
function regroup(groups: Iterable<number>, from: number, to: number, pad: boolean): number[] | null {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const group of groups) {
    held = (held << from) | group;
    bits += from;
    while (bits >= to) {
      bits -= to;
      out.push((held >> bits) & ((1 << to) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (pad && bits > 0) out.push((held << (to - bits)) & ((1 << to) - 1));
  if (!pad && (bits >= from || held !== 0)) return null;
  return out;
}
