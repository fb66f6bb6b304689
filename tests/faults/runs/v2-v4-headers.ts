import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHeader } from '../../../src/core/vault/header';
import { createTestCore } from '../../support/core';
import type { HeaderVerdicts } from '../processes/judge-headers';
import { runAndKill } from '../support/kill';
import { processorMs } from '../support/processor-time';
import { casesWanted, firstOf, noneOf, type FaultRun, type Figure, type RunOptions } from '../support/run';

/** Two vaults of the same passphrase, closed; removed by `end`. */
async function twoHeaders() {
  const cores = [createTestCore(), createTestCore()] as const;
  const paths: string[] = [];
  for (const core of cores) {
    await core.createVault();
    await core.value('vault.prepareLock', {});
    paths.push(join(core.vault().folder, 'vault.json'));
  }
  return { paths, end: () => cores.forEach((core) => core.close()) };
}

export const flippedHeaders: FaultRun = {
  id: 'V2',
  about: 'A header with any single bit flipped, or cut off anywhere',
  onlyFull: true,
  work: async () => {
    const { paths, end } = await twoHeaders();
    try {
      const original = readFileSync(paths[0] ?? '');
      const wrong: string[] = [];
      const timesMs: number[] = [];
      const lookAt = (bytes: Buffer, name: string) => {
        timesMs.push(
          processorMs(() => {
            const parsed = parseHeader(bytes);
            if (parsed.ok || parsed.error.kind !== 'headerDamaged') wrong.push(name);
          }),
        );
      };
      for (let bit = 0; bit < original.byteLength * 8; bit += 1) {
        const flipped = Buffer.from(original);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        lookAt(flipped, `bit ${bit}`);
      }
      for (let length = 0; length < original.byteLength; length += 1) {
        lookAt(original.subarray(0, length), `cut after ${length}`);
      }
      const wanted = original.byteLength * 9;
      const slowest = Math.max(...timesMs);
      return [
        noneOf('headers taken for good', { done: timesMs.length, wanted, of: 'flips and cuts' }, wrong),
        refusalTime(slowest),
      ];
    } finally {
      end();
    }
  },
};

export const mutatedHeaders: FaultRun = {
  id: 'V3',
  about: 'Headers changed by somebody who knows the format, and the right passphrase',
  work: async (options) => {
    const wanted = casesWanted(options, { short: 2000, full: 20_000 });
    const verdicts = await judge('mutations', wanted, options);
    return [
      noneOf(
        'changed headers that open or end in a fault',
        { done: verdicts.tried, wanted, of: 'mutations' },
        verdicts.complaints,
        `${verdicts.refusedBefore} refused before a derivation, ${verdicts.derivations} derivations`,
      ),
      {
        what: 'key derivations started outside of the bounds',
        asked: '0, and some inside',
        measured: `${verdicts.outOfBounds} of ${verdicts.derivations}`,
        holds: verdicts.outOfBounds === 0 && verdicts.derivations > 0,
      },
      refusalTime(verdicts.slowestRefusalMs),
      {
        what: 'longest answer, most memory',
        asked: '≤ 2 s, ≤ 1.2 GiB',
        measured: `${(verdicts.slowestMs / 1000).toFixed(2)} s, ${(verdicts.peakMebibytes / 1024).toFixed(2)} GiB`,
        holds: verdicts.slowestMs <= 2000 && verdicts.peakMebibytes <= 1.2 * 1024,
      },
    ];
  },
};

export const headerVectors: FaultRun = {
  id: 'V4',
  about: 'A corpus of headers, each with the one answer it must get',
  work: async (options) => {
    const { tried, complaints, opens } = await judge('corpus', 0, options);
    return [
      {
        what: 'headers answered as written down',
        asked: '≥ 100, ≥ 80 of them refusals, all right',
        measured: `${tried - complaints.length} of ${tried}, ${tried - opens} refusals`,
        holds: tried >= 100 && tried - opens >= 80 && complaints.length === 0,
        remark: firstOf(complaints, 8),
      },
    ];
  },
};

async function judge(
  task: 'mutations' | 'corpus',
  count: number,
  options: RunOptions,
): Promise<HeaderVerdicts> {
  const { paths, end } = await twoHeaders();
  try {
    const { said, code } = await runAndKill(
      'judge-headers',
      [task, ...paths, String(count), String(options.seed)],
      null,
    );
    if (code !== 0) throw new Error(`The judge ended with ${code}`);
    // Written by the process started a moment ago.
    return JSON.parse(said.at(-1) ?? '') as HeaderVerdicts;
  } finally {
    end();
  }
}

function refusalTime(slowestMs: number): Figure {
  return {
    what: 'longest refusal before a derivation',
    asked: '≤ 5 ms of the processor',
    measured: `${slowestMs.toFixed(2)} ms`,
    holds: slowestMs <= 5,
  };
}
