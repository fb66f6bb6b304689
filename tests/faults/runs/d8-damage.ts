import {
  cpSync,
  openSync,
  closeSync,
  readSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { systemClock } from '../../../src/core/kernel/clock';
import { checkOriginal, originalPath, writeOriginal } from '../../../src/core/evidence/originals';
import { evidenceIdentity } from '../../../src/core/vault/keys';
import { lockVault, openUnlockedVault, type UnlockedHeader } from '../../../src/core/vault/open-vault';
import { runAndKill } from '../support/kill';
import { unlockWorkplace } from '../support/look-into';
import type { Random } from '../support/random';
import { readRows, type Rows } from '../support/rows';
import {
  casesWanted,
  firstOf,
  noneOf,
  unwrapped,
  type FaultRun,
  type Figure,
  type RunOptions,
} from '../support/run';
import { makeWorkplace, vaultFolderOf } from '../support/workload';
import type { Wanted } from '../processes/work-until-ended';

const pageBytes = 4096;

/** Ways to damage a file. Each says what it did. */
const damages = {
  bit: (path: string, random: Random) => {
    const at = random.below(statSync(path).size);
    change(path, at, 1, (bytes) => bytes.writeUInt8(bytes.readUInt8(0) ^ (1 << random.below(8)), 0));
    return `bit at ${at}`;
  },
  cut: (path: string, random: Random) => {
    const { size } = statSync(path);
    const page = pageBytes * random.below(Math.ceil(size / pageBytes));
    const length = random.chance(0.5) ? page : random.below(size);
    truncateSync(path, length);
    return `cut after ${length}`;
  },
  swap: (path: string, random: Random) => {
    const pages = Math.floor(statSync(path).size / pageBytes);
    const one = random.below(pages);
    const other = (one + 1 + random.below(pages - 1)) % pages;
    const held = Buffer.alloc(pageBytes);
    change(path, one * pageBytes, pageBytes, (bytes) => bytes.copy(held));
    const second = Buffer.alloc(pageBytes);
    change(path, other * pageBytes, pageBytes, (bytes) => {
      bytes.copy(second);
      held.copy(bytes);
    });
    change(path, one * pageBytes, pageBytes, (bytes) => second.copy(bytes));
    return `pages ${one + 1} and ${other + 1} swapped`;
  },
} as const;
type Damage = keyof typeof damages;
const kinds: readonly (readonly [Damage, string, { short: number; full: number }])[] = [
  ['bit', 'flipped bits', { short: 12, full: 500 }],
  ['cut', 'cuts, half of them between pages', { short: 4, full: 50 }],
  ['swap', 'swapped pages', { short: 4, full: 50 }],
];

export const damage: FaultRun = {
  id: 'D8',
  about: 'The database and the originals are damaged',
  work: async (options) => {
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const unlocked = await unlockWorkplace(base, workplace);
    const work: Wanted = {
      workplace,
      from: 1,
      pieces: 60,
      seed: options.seed,
      synchronous: 'FULL',
      checkpointsOften: false,
      lockAtEnd: true,
    };
    const { code } = await runAndKill('work-until-ended', [base, JSON.stringify(work)], null);
    if (code !== 0) throw new Error(`The work ended with ${code}`);
    const folder = vaultFolderOf(base, workplace);
    return [
      ...(await damageDatabase(folder, unlocked, options)),
      ...(await damageOriginals(unlocked, options)),
    ];
  },
};

async function damageDatabase(
  sound: string,
  unlocked: UnlockedHeader,
  options: RunOptions,
): Promise<readonly Figure[]> {
  const folder = join(options.folder, 'damaged.dossier');
  const original = await look(sound, unlocked);
  if (original.kind !== 'opened' || !original.healthy) throw new Error('The sound vault is not sound');
  const figures: Figure[] = [];
  const readable: number[] = [];
  const rowsBefore = countRows(original.rows);
  for (const [kind, name, sizes] of kinds) {
    const wanted = casesWanted(options, sizes);
    const complaints: string[] = [];
    let refused = 0;
    for (let number = 0; number < wanted; number += 1) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(sound, folder, { recursive: true });
      const did = damages[kind](join(folder, 'vault.db'), options.random);
      const found = await look(folder, unlocked);
      if (found.kind === 'threw') complaints.push(`${did}: ${found.reason}`);
      else if (found.kind === 'refused') refused += 1;
      else {
        if (found.healthy) complaints.push(`${did}: not seen`);
        const invented = rowsNotIn(found.rows, original.rows);
        if (invented > 0) complaints.push(`${did}: ${invented} wrong rows`);
        readable.push(countRows(found.rows) / rowsBefore);
      }
    }
    figures.push(
      noneOf(
        `database: ${name}: not named, a wrong answer or a crash`,
        { done: wanted, wanted, of: 'cases' },
        complaints,
        refused > 0 ? `${refused} refused to open, as damaged` : '',
      ),
    );
  }
  const mean = readable.reduce((sum, share) => sum + share, 0) / Math.max(1, readable.length);
  figures.push({
    what: 'rows still read from a vault that opens although it is damaged',
    asked: 'some, all of them right',
    measured: `${(mean * 100).toFixed(0)} % on average of ${readable.length} vaults`,
    holds: readable.length > 0 && mean > 0.3,
  });
  return figures;
}

type Look =
  | { readonly kind: 'refused' }
  | { readonly kind: 'threw'; readonly reason: string }
  | { readonly kind: 'opened'; readonly healthy: boolean; readonly rows: Rows };

async function look(folder: string, unlocked: UnlockedHeader): Promise<Look> {
  const lock = unwrapped(lockVault(folder));
  try {
    const opened = openUnlockedVault(folder, unlocked, lock, {
      clock: systemClock,
      lastSeen: null,
      noteSeen: () => true,
    });
    if (!opened.ok) {
      const named = opened.error.kind === 'databaseDamaged' || opened.error.kind === 'databaseMissing';
      return named ? { kind: 'refused' } : { kind: 'threw', reason: opened.error.kind };
    }
    try {
      const rows = readRows(opened.value.db);
      const { healthy } = await opened.value.verify();
      return { kind: 'opened', healthy, rows };
    } finally {
      opened.value.close();
    }
  } catch (failure) {
    return { kind: 'threw', reason: failure instanceof Error ? failure.message : String(failure) };
  }
}

/** The audit chain grows and the state changes with each opening; all other tables stay as they were. */
const growing = new Set(['audit_entries', 'vault_state']);

function rowsNotIn(found: Rows, original: Rows): number {
  let count = 0;
  for (const [table, rows] of found) {
    if (growing.has(table)) continue;
    for (const row of rows) if (original.get(table)?.has(row) !== true) count += 1;
  }
  return count;
}

function countRows(rows: Rows): number {
  return [...rows].reduce((sum, [table, each]) => sum + (growing.has(table) ? 0 : each.size), 0);
}

async function damageOriginals(
  { header, vaultKey }: UnlockedHeader,
  options: RunOptions,
): Promise<readonly Figure[]> {
  const place = {
    folder: join(options.folder, 'originals'),
    keys: evidenceIdentity(vaultKey, header.vaultId),
  };
  const lengths = [0, 1, 4000, 65_535, 65_536, 200_000, 400_000];
  const originals = [];
  for (const length of lengths) {
    originals.push(await writeOriginal(place, Readable.from([options.random.bytes(length)])));
  }
  const figures: Figure[] = [];
  for (const [kind, name, sizes] of kinds) {
    const wanted = casesWanted(options, sizes);
    const unseen: string[] = [];
    for (let number = 0; number < wanted; number += 1) {
      const suitable = originals.filter(
        (each) => kind !== 'swap' || statSync(originalPath(place, each)).size >= 2 * pageBytes,
      );
      const original = options.random.pick(suitable);
      const path = originalPath(place, original);
      const whole = readFileSync(path);
      const did = damages[kind](path, options.random);
      const state = await checkOriginal(place, original);
      if (state !== 'damaged') unseen.push(`${did} of ${whole.byteLength}: ${state}`);
      rewrite(path, whole);
    }
    figures.push(noneOf(`originals: ${name}: not named`, { done: wanted, wanted, of: 'cases' }, unseen));
  }
  const after = await Promise.all(originals.map((each) => checkOriginal(place, each)));
  if (after.some((state) => state !== 'whole')) {
    figures.push({
      what: 'originals that were put back',
      asked: 'whole',
      measured: firstOf(after),
      holds: false,
    });
  }
  return figures;
}

function change(path: string, at: number, length: number, make: (bytes: Buffer) => unknown): void {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, 'r+');
  try {
    readSync(file, bytes, 0, length, at);
    make(bytes);
    writeSync(file, bytes, 0, length, at);
  } finally {
    closeSync(file);
  }
}

function rewrite(path: string, bytes: Buffer): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
}
