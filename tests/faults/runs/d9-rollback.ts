import { closeSync, cpSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/core/kernel/clock';
import { lastSeenOf } from '../../../src/core/vault/handlers';
import {
  lockVault,
  openUnlockedVault,
  type LastSeen,
  type UnlockedHeader,
} from '../../../src/core/vault/open-vault';
import { openKnownVaults } from '../../../src/core/vault/known-vaults';
import { runAndKill } from '../support/kill';
import { unlockWorkplace } from '../support/look-into';
import { casesWanted, noneOf, unwrapped, type FaultRun, type Figure, type RunOptions } from '../support/run';
import { makeWorkplace, vaultFolderOf, type Workplace } from '../support/workload';
import type { Wanted } from '../processes/work-until-ended';

const pageBytes = 4096;

export const rollback: FaultRun = {
  id: 'D9',
  about: 'Older pages, files and logs are put back',
  onlyFull: true,
  work: async (options) => {
    const older = join(options.folder, 'older');
    const workplace = await makeWorkplace(older);
    const unlocked = await unlockWorkplace(older, workplace);
    const newer = join(options.folder, 'newer');
    cpSync(older, newer, { recursive: true });
    await workIn(newer, workplace, options, true);
    return [
      await putBackPages({ older, newer, workplace, unlocked }, options),
      await putBackFile({ older, newer, workplace, unlocked }, options),
      await putBackLog({ newer, workplace, unlocked }, options),
    ];
  },
};

interface Places {
  readonly older: string;
  readonly newer: string;
  readonly workplace: Workplace;
  readonly unlocked: UnlockedHeader;
}

async function workIn(
  folder: string,
  workplace: Workplace,
  options: RunOptions,
  lockAtEnd: boolean,
  pieces = 60,
): Promise<void> {
  const wanted: Wanted = {
    workplace,
    from: 1,
    pieces,
    seed: options.seed,
    synchronous: 'FULL',
    checkpointsOften: false,
    lockAtEnd,
  };
  const { code, killed } = await runAndKill('work-until-ended', [folder, JSON.stringify(wanted)], null);
  if (lockAtEnd ? code !== 0 : !killed) throw new Error(`The work ended with ${code}`);
}

/** Warnings at opening, and whether a full check finds the vault healthy; null when it does not even open. */
async function check(vaultFolder: string, unlocked: UnlockedHeader, lastSeen: LastSeen | null) {
  const lock = unwrapped(lockVault(vaultFolder));
  const opened = openUnlockedVault(vaultFolder, unlocked, lock, {
    clock: systemClock,
    lastSeen,
    noteSeen: () => true,
  });
  if (!opened.ok) return null;
  const { warnings, readOnly } = opened.value.describe();
  const { healthy } = await opened.value.verify();
  opened.value.close();
  return { warnings, readOnly, healthy };
}

/** What this laptop saw last in the vault of a folder. */
function lastSeenIn(folder: string, { vaultId }: Workplace): LastSeen | null {
  return lastSeenOf(openKnownVaults(join(folder, 'settings')).find(vaultId));
}

async function putBackPages(places: Places, options: RunOptions): Promise<Figure> {
  const { older, newer, workplace, unlocked } = places;
  const name = 'vault.db';
  const old = readFileSync(join(vaultFolderOf(older, workplace), name));
  const now = readFileSync(join(vaultFolderOf(newer, workplace), name));
  const changed: number[] = [];
  for (let at = 0; at < Math.min(old.byteLength, now.byteLength); at += pageBytes) {
    if (!old.subarray(at, at + pageBytes).equals(now.subarray(at, at + pageBytes))) changed.push(at);
  }
  const wanted = Math.min(changed.length, casesWanted(options, { short: 5, full: 40 }));
  const unseen: string[] = [];
  const folder = join(options.folder, 'pages');
  for (let number = 0; number < wanted; number += 1) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(newer, folder, { recursive: true });
    const at = changed.splice(options.random.below(changed.length), 1)[0] ?? 0;
    const file = openSync(join(vaultFolderOf(folder, workplace), name), 'r+');
    writeSync(file, old.subarray(at, at + pageBytes), 0, pageBytes, at);
    closeSync(file);
    const found = await check(vaultFolderOf(folder, workplace), unlocked, lastSeenIn(newer, workplace));
    if (found !== null && found.healthy && found.warnings.length === 0)
      unseen.push(`page ${at / pageBytes + 1}`);
  }
  return noneOf(
    'an older page put back, not named at opening or by a full check',
    { done: wanted, wanted, of: 'pages' },
    unseen,
  );
}

async function putBackFile(places: Places, options: RunOptions): Promise<Figure> {
  const { older, newer, workplace, unlocked } = places;
  const folder = join(options.folder, 'file');
  const unseen: string[] = [];
  for (const name of ['vault.db', 'the whole vault']) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(newer, folder, { recursive: true });
    const target = vaultFolderOf(folder, workplace);
    const source = vaultFolderOf(older, workplace);
    if (name === 'vault.db') cpSync(join(source, name), join(target, name));
    else {
      rmSync(target, { recursive: true });
      cpSync(source, target, { recursive: true });
    }
    const found = await check(target, unlocked, lastSeenIn(newer, workplace));
    if (found !== null && !found.readOnly) unseen.push(name);
  }
  return noneOf(
    'an older file put back, not opened for reading only',
    { done: 2, wanted: 2, of: 'files' },
    unseen,
  );
}

/** The log of a process that was killed is exchanged for an older one, or taken away. */
async function putBackLog(places: Omit<Places, 'older'>, options: RunOptions): Promise<Figure> {
  const { workplace, unlocked } = places;
  const before = join(options.folder, 'log-before');
  cpSync(places.newer, before, { recursive: true });
  await workIn(before, workplace, options, false, 20);
  const after = join(options.folder, 'log-after');
  cpSync(before, after, { recursive: true });
  await workIn(after, workplace, options, false, 20);
  const log = 'vault.db-wal';
  const unseen: string[] = [];
  for (const what of ['older log', 'no log'] as const) {
    const folder = join(options.folder, `log-${what}`);
    cpSync(after, folder, { recursive: true });
    const target = vaultFolderOf(folder, workplace);
    rmSync(join(target, log), { force: true });
    if (what === 'older log') cpSync(join(vaultFolderOf(before, workplace), log), join(target, log));
    const found = await check(target, unlocked, lastSeenIn(after, workplace));
    if (found !== null && found.healthy && found.warnings.length === 0) unseen.push(what);
  }
  return noneOf('an older log put back or taken away, not named', { done: 2, wanted: 2, of: 'logs' }, unseen);
}
