import { argon2id as wasmArgon2id } from 'hash-wasm';
import { argon2id as documentedArgon2id } from '../../../docs/open-vault.mjs';
import { argon2id, calibrateCost, recommendedCost, type Argon2Cost } from '../../../src/core/vault/argon2';
import type { FaultRun, Figure } from '../support/run';

/** RFC 9106, section 5.3. */
const example = {
  password: Buffer.alloc(32, 1),
  salt: Buffer.alloc(16, 2),
  secret: Buffer.alloc(8, 3),
  associatedData: Buffer.alloc(12, 4),
  cost: { memoryKib: 32, passes: 3, lanes: 4 },
  tag: '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
};

const mib = (count: number) => count * 1024;
const quickCosts: readonly Argon2Cost[] = [
  { memoryKib: mib(64), passes: 1, lanes: 1 },
  { memoryKib: mib(64) + 7, passes: 1, lanes: 3 },
];
const costs: readonly Argon2Cost[] = [
  ...quickCosts,
  { memoryKib: mib(64), passes: 3, lanes: 4 },
  { memoryKib: mib(65) + 1, passes: 2, lanes: 8 },
  { memoryKib: mib(96), passes: 4, lanes: 2 },
  { memoryKib: mib(128), passes: 2, lanes: 5 },
  recommendedCost,
];
const passphrase = 'étang fidèle, seven calm words';

export const keyDerivation: FaultRun = {
  id: 'V1',
  about: 'Argon2id in three implementations',
  work: async (options) => {
    const { password, salt, secret, associatedData, cost, tag } = example;
    const found = Buffer.from(documentedArgon2id(password, salt, cost, { secret, associatedData })).toString(
      'hex',
    );
    const tried = options.size === 'full' ? costs : quickCosts;
    const differing: string[] = [];
    for (const each of tried) {
      const ownSalt = options.random.bytes(16);
      const { memoryKib, passes, lanes } = each;
      const derived = [
        await argon2id(passphrase, ownSalt, each),
        documentedArgon2id(Buffer.from(passphrase.normalize('NFKC')), ownSalt, each),
        await wasmArgon2id({
          password: passphrase.normalize('NFKC'),
          salt: ownSalt,
          memorySize: memoryKib,
          iterations: passes,
          parallelism: lanes,
          hashLength: 32,
          outputType: 'binary',
        }),
      ].map((bytes) => Buffer.from(bytes).toString('hex'));
      if (new Set(derived).size !== 1) differing.push(JSON.stringify(each));
    }
    // Speed is no promise of a test that runs beside others.
    const speed = options.size === 'full' ? [await calibratedTime()] : [];
    return [
      {
        what: 'the example of RFC 9106 (secret and associated data: docs/open-vault.mjs)',
        asked: tag.slice(0, 16),
        measured: found.slice(0, 16),
        holds: found === tag,
      },
      {
        what: '@node-rs/argon2, docs/open-vault.mjs and hash-wasm give the same bytes',
        asked: `${tried.length} of ${tried.length} costs`,
        measured: `${tried.length - differing.length} of ${tried.length}`,
        holds: differing.length === 0,
        remark: differing.join(', '),
      },
      ...speed,
    ];
  },
};

async function calibratedTime(): Promise<Figure> {
  const cost = await calibrateCost();
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const startedAt = performance.now();
    await argon2id(passphrase, Buffer.alloc(16), cost);
    times.push((performance.now() - startedAt) / 1000);
  }
  const seconds = times.toSorted((a, b) => a - b)[1] ?? 0;
  return {
    what: 'a derivation at the cost that a new vault would get here',
    asked: '0.4-2.0 s',
    measured: `${seconds.toFixed(2)} s`,
    holds: seconds >= 0.4 && seconds <= 2,
    remark: `${cost.memoryKib / 1024} MiB, ${cost.passes} passes, ${cost.lanes} lanes`,
  };
}
