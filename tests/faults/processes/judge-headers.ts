import { readFileSync, writeSync } from 'node:fs';
import { argon2CostSchema } from '../../../src/core/vault/argon2';
import { parseHeader } from '../../../src/core/vault/header';
import { headerMacKey } from '../../../src/core/vault/keys';
import { unlockHeader } from '../../../src/core/vault/unlock-vault';
import { testCost, testPassphrase } from '../../support/core';
import { headerCorpus, type Verdict } from '../headers/corpus';
import { mutatedHeader } from '../headers/mutations';
import { derivations, doInEarnest } from '../support/counted-argon2';
import { processorMs } from '../support/processor-time';
import { seededRandom } from '../support/random';
import { unwrapped } from '../support/run';

// Tries headers one after the other with the right passphrase, and tells in one line what came of them. It is put together
// so that each key derivation is counted: see programs.ts.
export interface HeaderVerdicts {
  readonly tried: number;
  readonly opens: number;
  readonly refusedBefore: number;
  readonly derivations: number;
  /** Started with numbers outside of the format's bounds. */
  readonly outOfBounds: number;
  /** The longest refusal before a derivation, in milliseconds of the processor. */
  readonly slowestRefusalMs: number;
  /** The longest of all. */
  readonly slowestMs: number;
  readonly peakMebibytes: number;
  readonly complaints: readonly string[];
}

const [task = '', ownPath = '', foreignPath = '', count = '', seed = ''] = process.argv.slice(2);
const own = readFileSync(ownPath, 'utf8');
const foreign = readFileSync(foreignPath, 'utf8');
const ownSalts = new Set([own, foreign].map((text) => /"salt": "([^"]+)"/.exec(text)?.[1]));
doInEarnest(
  (salt, { memoryCost, timeCost, parallelism }) =>
    ownSalts.has(salt) &&
    memoryCost === testCost.memoryKib &&
    timeCost === testCost.passes &&
    parallelism === testCost.lanes,
);
const complaints: string[] = [];
let tried = 0;
let opens = 0;
let refusedBefore = 0;
let slowestRefusalMs = 0;
let slowestMs = 0;

const opened = unwrapped(await unlockHeader(unwrapped(parseHeader(Buffer.from(own))), testPassphrase));
const macKey = headerMacKey(opened.vaultKey, opened.header.vaultId);

if (task === 'corpus') {
  for (const { name, bytes, verdict } of headerCorpus(own, foreign, macKey)) {
    const found = await verdictOn(bytes);
    if (found !== verdict) complaints.push(`${name}: ${found} in place of ${verdict}`);
  }
} else {
  const random = seededRandom(Number(seed));
  while (tried < Number(count)) {
    const bytes = mutatedHeader(own, foreign, random);
    // Some changes undo themselves.
    if (bytes.equals(Buffer.from(own))) continue;
    const found = await verdictOn(bytes);
    if (found === 'opens') complaints.push(`number ${tried} of seed ${seed} opens`);
  }
}

async function verdictOn(bytes: Buffer): Promise<Verdict | `threw ${string}`> {
  tried += 1;
  const startedAt = performance.now();
  try {
    const parsed = parseHeader(bytes);
    if (!parsed.ok) {
      refusedBefore += 1;
      slowestRefusalMs = Math.max(
        slowestRefusalMs,
        processorMs(() => parseHeader(bytes)),
      );
      return parsed.error.kind === 'vaultNewer' ? 'vaultNewer' : parsed.error.reason;
    }
    const unlocked = await unlockHeader(parsed.value, testPassphrase);
    if (unlocked.ok) {
      opens += 1;
      return 'opens';
    }
    return unlocked.error.kind === 'wrongPassphrase' ? 'wrongPassphrase' : 'doesNotProveItself';
  } catch (failure) {
    return `threw ${failure instanceof Error ? failure.message : String(failure)}`;
  } finally {
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  }
}

const verdicts: HeaderVerdicts = {
  tried,
  opens,
  refusedBefore,
  derivations: derivations.length,
  outOfBounds: derivations.filter(
    ({ memoryCost, timeCost, parallelism }) =>
      !argon2CostSchema.safeParse({ memoryKib: memoryCost, passes: timeCost, lanes: parallelism }).success,
  ).length,
  slowestRefusalMs,
  slowestMs,
  peakMebibytes: process.resourceUsage().maxRSS / 1024,
  complaints,
};
writeSync(1, `${JSON.stringify(verdicts)}\n`);
