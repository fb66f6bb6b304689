import { unlockVaultFolder } from '../../../src/core/vault/unlock-vault';
import { createTestCore, testPassphrase } from '../../support/core';
import { fingerprintOf } from '../../support/vault-folders';
import { casesWanted, firstOf, type FaultRun } from '../support/run';

/** What a wrong passphrase may be like. None may be told from another by the time its refusal takes. */
const classes: readonly (readonly [string, (number: number) => string])[] = [
  ['a letter', (number) => String.fromCodePoint(0x61 + number)],
  ['nearly right', (number) => `${testPassphrase.slice(0, -1)}${number}`],
  ['begins right', (number) => `${testPassphrase} ${number}`],
  ['very long', (number) => `${number} `.repeat(300)],
  ['other signs', (number) => `${number} ${'\u202e密碼пароль'.repeat(4)}`],
];

export const wrongPassphrases: FaultRun = {
  id: 'V10',
  about: 'Fifty wrong passphrases',
  onlyFull: true,
  work: async (options) => {
    const rounds = Math.ceil(casesWanted(options, { short: 10, full: 50 }) / classes.length);
    const core = createTestCore();
    try {
      await core.createVault();
      await core.value('vault.prepareLock', {});
      const { folder } = core.vault();
      const before = fingerprintOf(folder);
      const answers = new Set<string>();
      const tookMs = classes.map((): number[] => []);
      const openOptions = { clock: core.clock, lastSeen: null, noteSeen: () => true };
      for (let round = 0; round < rounds; round += 1) {
        // By turns, so that whatever else the machine does falls on all alike.
        for (const [index, [, make]] of classes.entries()) {
          const usage = process.cpuUsage();
          const answer = await unlockVaultFolder(folder, make(round), openOptions);
          const { user, system } = process.cpuUsage(usage);
          tookMs[index]?.push((user + system) / 1000);
          answers.add(answer.ok ? 'it opened' : JSON.stringify(answer.error));
        }
      }
      const after = fingerprintOf(folder);
      const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
      const middles = tookMs.map(median);
      const all = median(tookMs.flat());
      const noise = Math.max(...tookMs.map((times) => (spread(times) / Math.sqrt(times.length)) * 1.25));
      const widest = Math.max(...middles) - Math.min(...middles);
      return [
        {
          what: 'answers to wrong passphrases',
          asked: 'one and the same',
          measured: `${answers.size} in ${rounds * classes.length}`,
          holds: answers.size === 1 && answers.has('{"kind":"wrongPassphrase"}'),
          remark: firstOf([...answers]),
        },
        {
          what: 'files written meanwhile',
          asked: '0',
          measured: String(changed.length),
          holds: changed.length === 0,
          remark: firstOf(changed),
        },
        {
          what: 'difference between kinds of wrong passphrases, in time of the processor',
          asked: '≤ 5 % beyond the noise',
          measured: `${(Math.max(0, (widest - 2 * noise) / all) * 100).toFixed(1)} %`,
          holds: (widest - 2 * noise) / all <= 0.05,
          remark: `medians ${middles.map((ms) => ms.toFixed(1)).join(', ')} ms; noise of a median ${noise.toFixed(1)} ms`,
        },
      ];
    } finally {
      core.close();
    }
  },
};

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function spread(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
}
