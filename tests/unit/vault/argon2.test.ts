import { describe, expect, it } from 'vitest';
import { argon2id, calibrateCost, type Argon2Cost } from '../../../src/core/vault/argon2';

const least: Argon2Cost = { memoryKib: 64 * 1024, passes: 1, lanes: 1 };

describe('argon2id', () => {
  it('gives the bytes of the reference implementation', async () => {
    // From the test program of P-H-C/phc-winner-argon2: version 0x13, t = 2, m = 2^16, p = 1.
    const derived = await argon2id('password', Buffer.from('somesalt'), { ...least, passes: 2 });
    expect(Buffer.from(derived).toString('hex')).toBe(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    );
  });

  it('takes a passphrase as it is read, however its accents were typed', async () => {
    const salt = Buffer.alloc(16, 1);
    const [composed, decomposed, wide] = await Promise.all(
      ['étang ﬁdèle', 'e\u0301tang fide\u0300le', 'ｅ\u0301tang fidèle'].map((text) =>
        argon2id(text, salt, least),
      ),
    );
    expect([decomposed, wide]).toEqual([composed, composed]);
  });

  it.each<[string, Partial<Argon2Cost>]>([
    ['too little memory', { memoryKib: 64 * 1024 - 1 }],
    ['too much memory', { memoryKib: 1024 * 1024 + 1 }],
    ['no pass', { passes: 0 }],
    ['too many passes', { passes: 17 }],
    ['no lane', { lanes: 0 }],
    ['too many lanes', { lanes: 9 }],
  ])('refuses %s before it allocates anything', async (_name, change) => {
    const before = process.memoryUsage().rss;
    await expect(argon2id('x', Buffer.alloc(16), { ...least, ...change })).rejects.toThrow(/too_(small|big)/);
    expect(process.memoryUsage().rss - before).toBeLessThan(16 * 1024 * 1024);
  });
});

describe('calibrateCost', () => {
  /** A laptop that needs so many milliseconds for one pass over one MiB. */
  const laptop = (msPerMib: number) => (cost: Argon2Cost) =>
    Promise.resolve((cost.memoryKib / 1024) * cost.passes * msPerMib);

  it.each<[string, number, Argon2Cost]>([
    [
      'keeps the recommended cost where it takes about a second',
      1.3,
      { memoryKib: 262_144, passes: 3, lanes: 4 },
    ],
    ['adds passes on a fast laptop', 0.33, { memoryKib: 262_144, passes: 12, lanes: 4 }],
    ['stops at sixteen passes', 0.05, { memoryKib: 262_144, passes: 16, lanes: 4 }],
    ['takes less memory on a slow one', 3, { memoryKib: 131_072, passes: 3, lanes: 4 }],
    ['never goes below the least, however slow', 100, { memoryKib: 65_536, passes: 3, lanes: 4 }],
  ])('%s', async (_name, msPerMib, expected) => {
    expect(await calibrateCost(laptop(msPerMib))).toEqual(expected);
  });

  it('is not misled by a laptop that is busy, or gets its memory slowly, the first time', async () => {
    const seen = new Set<number>();
    const slowAtFirst = (cost: Argon2Cost) => {
      const isFirst = !seen.has(cost.memoryKib);
      seen.add(cost.memoryKib);
      return laptop(isFirst ? 2.6 : 1.3)(cost);
    };
    expect(await calibrateCost(slowAtFirst)).toEqual({ memoryKib: 262_144, passes: 3, lanes: 4 });
  });

  it('ends between 0.7 and 1.5 seconds for all laptops that can', async () => {
    const outside: number[] = [];
    for (let msPerMib = 0.25; msPerMib < 7.8; msPerMib += 0.05) {
      const measure = laptop(msPerMib);
      const tookMs = await measure(await calibrateCost(measure));
      if (tookMs < 690 || tookMs > 1510) outside.push(msPerMib);
    }
    expect(outside).toEqual([]);
  });
});
