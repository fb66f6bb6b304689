import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinShares, splitSecret } from '../../../src/core/recovery/shares';

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('two of three shares', () => {
  it('give the secret back, whichever two they are, in either order', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const shares = splitSecret(secret);
        const joined = shares.flatMap((one) =>
          shares.filter((other) => other !== one).map((other) => joinShares(one, other)),
        );
        expect(joined).toHaveLength(6);
        expect(joined.every((bytes) => Buffer.from(bytes).equals(secret))).toBe(true);
      }),
    );
  });

  it('say nothing alone: for every share there is a slope that gives every secret', () => {
    // Share n is secret + slope × n, and multiplying by n can be undone: each value of a share goes with each secret.
    for (const number of [0, 1, 2]) {
      const values = new Set(
        Array.from(
          { length: 256 },
          (_, slope) => splitSecret(Uint8Array.of(42), Uint8Array.of(slope))[number]?.bytes[0],
        ),
      );
      expect(values.size).toBe(256);
    }
  });

  it('agree with the example written down in the format', () => {
    const shares = splitSecret(Uint8Array.of(0x00, 0x53, 0xff), Uint8Array.of(0x01, 0xca, 0x80));
    expect(shares.map(({ number, bytes }) => [number, Buffer.from(bytes).toString('hex')])).toEqual([
      [1, '01997f'],
      [2, '02dce4'],
      [3, '031664'],
    ]);
  });

  it('are refused when both are the same', () => {
    const [share] = splitSecret(new Uint8Array(32));
    if (share === undefined) throw new Error('No share');
    expect(() => joinShares(share, share)).toThrow('Two different shares');
  });
});
