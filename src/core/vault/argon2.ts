import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** What deriving a key from a passphrase costs. */
export const argon2CostSchema = z.strictObject({
  memoryKib: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024),
  passes: z.int().min(1).max(16),
  lanes: z.int().min(1).max(8),
});
export type Argon2Cost = z.infer<typeof argon2CostSchema>;

/** Where calibration starts. Source: above RFC 9106's second recommendation (64 MiB, 3 passes, 4 lanes). */
export const recommendedCost: Argon2Cost = { memoryKib: 256 * 1024, passes: 3, lanes: 4 };

/**
 * What a passphrase that is set today must cost at least, in MiB times passes, whatever the laptop. A slot below it is
 * written anew when it is next opened. Source: RFC 9106's second recommendation.
 */
const leastWork = 64 * 3;

export function isBelowFloor(cost: Argon2Cost): boolean {
  return workOf(cost) < leastWork;
}

/** What an organisation wants a guess to cost at least, in both respects. */
export type Argon2Floor = Pick<Argon2Cost, 'memoryKib' | 'passes'>;

const noFloor: Argon2Floor = { memoryKib: 0, passes: 0 };

export function isBelow(cost: Argon2Cost, floor: Argon2Floor | null): boolean {
  return floor !== null && (cost.memoryKib < floor.memoryKib || cost.passes < floor.passes);
}

function atLeast(cost: Argon2Cost, { memoryKib, passes }: Argon2Floor): Argon2Cost {
  return {
    ...cost,
    memoryKib: Math.max(cost.memoryKib, memoryKib),
    passes: Math.max(cost.passes, passes),
  };
}

/** MiB times passes: what one guess costs, apart from how many processors share it. */
export function workOf(cost: Argon2Cost): number {
  return (cost.memoryKib / 1024) * cost.passes;
}

const wantedMs = { least: 700, middle: 1000, most: 1500 };

/**
 * Argon2id, version 1.3, 32 bytes.
 *
 * @throws when the cost is outside the bounds: a hostile header must not make the laptop allocate what it asks for
 */
export async function argon2id(passphrase: string, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  const { memoryKib, passes, lanes } = argon2CostSchema.parse(cost);
  return hashRaw(Buffer.from(passphrase.normalize('NFKC'), 'utf8'), {
    // The package declares both as `const enum`, which cannot be imported one file at a time: 2 is Argon2id,
    // 1 is version 1.3.
    algorithm: 2,
    version: 1,
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    salt,
  });
}

/**
 * The cost at which this laptop takes about a second: more passes on a fast one, less memory on a slow one, never
 * less than RFC 9106's second recommendation, nor than what the organisation wants however long that takes here.
 *
 * @param measureMs time of one derivation at a cost, in milliseconds
 */
export async function calibrateCost(
  measureMs: (cost: Argon2Cost) => Promise<number> = measureArgon2,
  floor: Argon2Floor = noFloor,
): Promise<Argon2Cost> {
  // Of two: what disturbs a measurement makes it longer, and a longer one would give every passphrase of the vault less.
  const shorterMs = async (cost: Argon2Cost) => Math.min(await measureMs(cost), await measureMs(cost));
  const first = atLeast(recommendedCost, floor);
  let { memoryKib } = first;
  let tookMs = await shorterMs(first);
  while (tookMs > wantedMs.most && memoryKib / 2 >= Math.max(64 * 1024, floor.memoryKib)) {
    memoryKib /= 2;
    tookMs = await shorterMs({ ...first, memoryKib });
  }
  const cost = { ...first, memoryKib };
  if (tookMs >= wantedMs.least) return cost;
  const passes = Math.round((cost.passes * wantedMs.middle) / Math.max(tookMs, 1));
  return { ...cost, passes: Math.min(16, Math.max(cost.passes, passes)) };
}

/** What a passphrase that is set now is to cost, on this laptop and for its organisation. */
export async function costOfNewPassphrase(
  wanted: Argon2Cost | 'calibrated',
  floor: Argon2Floor | null,
): Promise<Argon2Cost> {
  if (wanted === 'calibrated') return calibrateCost(measureArgon2, floor ?? noFloor);
  return atLeast(wanted, floor ?? noFloor);
}

async function measureArgon2(cost: Argon2Cost): Promise<number> {
  const start = performance.now();
  await argon2id('calibration', new Uint8Array(16), cost);
  return performance.now() - start;
}
