import { randomBytes } from 'node:crypto';
import { shareNumbers, type ShareNumber } from '../../shared/recovery/code';

// Shamir's secret sharing, two of three, byte by byte in the field of AES (x⁸ + x⁴ + x³ + x + 1). With two of three the
// polynomial is a line, which is all there is here: share n is secret + slope × n, and two points give the line back.
// Nothing in it tells a wrong share; the check characters of the sheet and the slot's commitment do.

export interface Share {
  readonly number: ShareNumber;
  readonly bytes: Uint8Array;
}

/** Three shares, any two of which give the secret back, and none of which alone says anything about it. */
export function splitSecret(
  secret: Uint8Array,
  slope: Uint8Array = randomBytes(secret.length),
): readonly Share[] {
  return shareNumbers.map((number) => ({
    number,
    bytes: secret.map((byte, index) => byte ^ multiply(slope[index] ?? 0, number)),
  }));
}

/** The secret of two shares of one set with different numbers. */
export function joinShares(one: Share, other: Share): Uint8Array {
  if (one.number === other.number) throw new Error('Two different shares are needed');
  const divisor = inverse(one.number ^ other.number);
  return one.bytes.map((byte, index) => {
    const sum = multiply(byte, other.number) ^ multiply(other.bytes[index] ?? 0, one.number);
    return multiply(sum, divisor);
  });
}

function multiply(one: number, other: number): number {
  let product = 0;
  let power = one;
  for (let bit = 0; bit < 8; bit += 1) {
    // No branch on a bit of the secret.
    product ^= power & -((other >>> bit) & 1);
    power = ((power << 1) ^ (0x11b & -(power >>> 7))) & 0xff;
  }
  return product;
}

/** a⁻¹ = a²⁵⁴, since a²⁵⁵ = 1 for every element but zero. */
function inverse(value: number): number {
  let result = 1;
  for (let times = 0; times < 254; times += 1) result = multiply(result, value);
  return result;
}
