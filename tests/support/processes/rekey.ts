import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/core/kernel/clock';
import { unlockVaultFolder } from '../../../src/core/vault/unlock-vault';
import { testCost } from '../core';

// Gives the vault named in the arguments a new key, or goes on with an interrupted work of this kind. Says each step as it
// begins, and `done` or what failed at the end. With a step as third argument it ends itself there as a power cut would;
// the fourth tells how many times that step is passed over before.
const [folder = '', passphrase = '', endsAt = '', after = '0'] = process.argv.slice(2);
const opened = await unlockVaultFolder(folder, passphrase, {
  clock: systemClock,
  lastSeen: null,
  noteSeen: () => true,
  passphraseCost: testCost,
});
if (!opened.ok) throw new Error(opened.error.kind);
const vault = opened.value;
say(`open ${vault.describe().warnings.join()}`);

let left = Number(after);
const rekeyed = await vault.rekey(
  {
    signal: new AbortController().signal,
    report: ({ step = '' }) => {
      say(step);
      if (step !== endsAt) return;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      left -= 1;
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    pointOfNoReturn: () => {},
  },
  () => true,
);
vault.close();
say(rekeyed.ok ? 'done' : rekeyed.error.kind);

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
