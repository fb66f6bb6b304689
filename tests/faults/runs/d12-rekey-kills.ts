import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, isDamage } from '../../../src/core/db/driver';
import { sql } from '../../../src/core/db/sql';
import { systemClock } from '../../../src/core/kernel/clock';
import { databaseKey } from '../../../src/core/vault/keys';
import { lockVault, openUnlockedVault, type UnlockedHeader } from '../../../src/core/vault/open-vault';
import { testPassphrase } from '../../support/core';
import { runAndKill } from '../support/kill';
import { doneFrom, unlockWorkplace } from '../support/look-into';
import { casesWanted, noneOf, unwrapped, type FaultRun } from '../support/run';
import { findWork, makeWorkplace, vaultFolderOf, type Done, type Workplace } from '../support/workload';
import type { Wanted } from '../processes/work-until-ended';

const newKeyStep = 'header\n';

export const rekeyKills: FaultRun = {
  id: 'D12',
  about: 'Core is killed at random moments while the vault gets a new key',
  work: async (options) => {
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const wanted = casesWanted(options, { short: 3, full: 60 });
    const { random } = options;
    const filling: Wanted = {
      workplace,
      from: 1,
      pieces: 150,
      seed: options.seed,
      synchronous: 'FULL',
      checkpointsOften: false,
      lockAtEnd: true,
    };
    // Originals get new names with a new key; that each row has its own, whole, is part of the check of the vault.
    const done = doneFrom((await runAndKill('work-until-ended', [base, JSON.stringify(filling)], null)).said);
    const rows = done.filter(({ kind }) => kind !== 'original');
    const before = await unlockWorkplace(base, workplace);
    const { wholeMs, lateMs } = await timesOfRekey(base, join(options.folder, 'unharmed'), workplace);

    const complaints: string[] = [];
    const opened = { old: 0, new: 0 };
    let killed = 0;
    for (let round = 0; killed < wanted && round < 3 * wanted; round += 1) {
      const folder = join(options.folder, `rekey-${round}`);
      cpSync(base, folder, { recursive: true });
      // Every other one from the moment at which the new key is written down: that part is short, and it decides.
      const isLate = round % 2 === 1;
      const ended = await runAndKill(
        'rekey-until-ended',
        [vaultFolderOf(folder, workplace), testPassphrase],
        // A copy on a busy disk takes longer than the one that was measured.
        random.below(1.3 * (isLate ? lateMs : wholeMs)),
        isLate ? { countsFrom: newKeyStep } : {},
      );
      if (ended.killed) {
        killed += 1;
        const { holds, problems } = await lookAt(folder, { workplace, before, rows });
        opened[holds] += 1;
        complaints.push(...problems.map((problem) => `round ${round} (${ended.said.at(-1)}): ${problem}`));
      }
      rmSync(folder, { recursive: true, force: true });
    }
    return [
      noneOf(
        'kills of a re-key: not one key alone, work lost, or the program says another',
        { done: killed, wanted, of: 'kills' },
        complaints,
        `${opened.old} with the old key, ${opened.new} with the new one; over ${(wholeMs / 1000).toFixed(1)} s, the last ${(lateMs / 1000).toFixed(1)} s of them with half of the kills`,
      ),
    ];
  },
};

/** How long it takes from the first line to the last, and from the step at which the new key is written down. */
async function timesOfRekey(
  base: string,
  folder: string,
  workplace: Workplace,
): Promise<{ readonly wholeMs: number; readonly lateMs: number }> {
  cpSync(base, folder, { recursive: true });
  let saidAt = 0;
  let lateAt = 0;
  const ended = await runAndKill(
    'rekey-until-ended',
    [vaultFolderOf(folder, workplace), testPassphrase],
    null,
    {
      onOutput: (text) => {
        if (saidAt === 0) saidAt = performance.now();
        if (lateAt === 0 && text.includes(newKeyStep)) lateAt = performance.now();
      },
    },
  );
  if (ended.said.at(-1) !== 'done' || lateAt === 0)
    throw new Error('A re-key does not work when nobody kills it');
  const endedAt = performance.now();
  return { wholeMs: endedAt - saidAt, lateMs: endedAt - lateAt };
}

async function lookAt(
  folder: string,
  wanted: {
    readonly workplace: Workplace;
    readonly before: UnlockedHeader;
    readonly rows: readonly Done[];
  },
): Promise<{ readonly holds: 'old' | 'new'; readonly problems: readonly string[] }> {
  const vaultFolder = vaultFolderOf(folder, wanted.workplace);
  const problems: string[] = [];
  const unlocked = await unlockWorkplace(folder, wanted.workplace);
  const lock = unwrapped(lockVault(vaultFolder));
  // As the program does, which goes on with a work that was past the point of no return.
  const vault = unwrapped(
    openUnlockedVault(vaultFolder, unlocked, lock, {
      clock: systemClock,
      lastSeen: null,
      noteSeen: () => true,
    }),
  );
  const { warnings } = vault.describe();
  const { lost, partial } = await findWork(vault, wanted.workplace, wanted.rows);
  if (lost > 0) problems.push(`${lost} pieces of work are lost`);
  problems.push(...partial);
  if (!(await vault.verify()).healthy) problems.push('verify found damage');
  vault.close();

  const opensWith = ({ header, vaultKey }: UnlockedHeader) =>
    opens(join(vaultFolder, 'vault.db'), databaseKey(vaultKey, header.vaultId, header.epoch));
  const now = await unlockWorkplace(folder, wanted.workplace);
  const holds = now.header.epoch === wanted.before.header.epoch ? 'old' : 'new';
  if (!opensWith(now)) problems.push('the key of its header does not open the database');
  if (holds === 'new' && opensWith(wanted.before)) problems.push('the old key still opens the database');
  const told = warnings.includes('rekeyInterrupted') ? 'old' : 'new';
  // A kill before anything was written, or after the last of it, leaves nothing to be told.
  // Killed between the two copies of the header, the program mends the second and says so.
  const expected = /^(?:rekeyInterrupted|rekeyFinished|headerCopyMended)$/u;
  if (warnings.some((warning) => !expected.test(warning))) problems.push(`warned of ${warnings.join()}`);
  if (warnings.some((warning) => warning.startsWith('rekey')) && told !== holds)
    problems.push(`it says ${told}, and the ${holds} key opens`);
  return { holds, problems };
}

function opens(path: string, key: Uint8Array): boolean {
  const database = connect(path);
  try {
    database.useKey(key);
    return database.get(sql`SELECT count(*) AS tables FROM sqlite_schema`) !== undefined;
  } catch (failure) {
    if (isDamage(failure)) return false;
    throw failure;
  } finally {
    database.close();
  }
}
