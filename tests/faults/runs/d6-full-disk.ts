import { closeSync, cpSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { errorCode } from '../../../src/core/db/driver';
import { sql } from '../../../src/core/db/sql';
import { writeOriginal } from '../../../src/core/evidence/originals';
import { databaseKey, headerMacKey } from '../../../src/core/vault/keys';
import { headerToText, signHeader } from '../../../src/core/vault/header';
import { readHeaderCopies, writeHeaderCopies } from '../../../src/core/vault/header-files';
import { openDatabase, closeDatabase } from '../../../src/core/db/open-database';
import { lockVault, openUnlockedVault, type UnlockedHeader } from '../../../src/core/vault/open-vault';
import { writeVerifiedCopy } from '../../../src/core/vault/verified-copy';
import { systemClock } from '../../../src/core/kernel/clock';
import { testPassphrase } from '../../support/core';
import { mountSmallDisk } from '../../support/mounts';
import { coreOnFolder } from '../support/core-on-folder';
import { withLongMigration } from '../support/long-migration';
import { lookInto, unlockWorkplace } from '../support/look-into';
import { casesWanted, noneOf, unwrapped, type FaultRun, type RunOptions } from '../support/run';
import {
  makeWorkplace,
  openWorkplace,
  vaultFolderOf,
  work,
  type Done,
  type Workplace,
} from '../support/workload';
import { seededRandom } from '../support/random';

interface Place {
  /** Folder on the small disk, with `settings` and `documents` of the workplace. */
  readonly folder: string;
  readonly vaultFolder: string;
  readonly workplace: Workplace;
  readonly unlocked: UnlockedHeader;
  readonly seed: number;
}

/** What a step came to: what was acknowledged before the disk was full, and what is wrong with how it ended. */
interface Outcome {
  readonly done: readonly Done[];
  readonly ranOut: boolean;
  readonly complaints: readonly string[];
}

interface Step {
  readonly what: string;
  /** Room that is left, in KiB, from the least to the most that is of interest. */
  readonly room: readonly [number, number];
  readonly perform: (place: Place) => Promise<Outcome>;
}

const nothing: Outcome = { done: [], ranOut: false, complaints: [] };

/** Runs work that is expected to end for want of room. */
async function untilFull(perform: () => Promise<void>): Promise<Pick<Outcome, 'ranOut' | 'complaints'>> {
  try {
    await perform();
    return { ranOut: false, complaints: [] };
  } catch (failure) {
    const code = errorCode(failure);
    if (code === 'ENOSPC' || code === 'SQLITE_FULL') return { ranOut: true, complaints: [] };
    const text = failure instanceof Error ? failure.message : String(failure);
    return { ranOut: true, complaints: text.includes('"kind":"diskFull"') ? [] : [`ended with ${text}`] };
  }
}

const steps: readonly Step[] = [
  {
    what: 'saving text, facts, filings and originals',
    room: [16, 2000],
    perform: async ({ folder, workplace, seed }) => {
      const core = coreOnFolder(folder);
      const done: Done[] = [];
      try {
        await openWorkplace(core, folder, workplace, testPassphrase);
        const ended = await untilFull(() =>
          work(core, workplace, { from: 1, pieces: 400, random: seededRandom(seed) }, (piece) =>
            done.push(piece),
          ),
        );
        return { ...ended, done };
      } finally {
        core.deps.session.close();
      }
    },
  },
  {
    what: 'taking in an original',
    room: [16, 700],
    perform: async ({ folder, vaultFolder, workplace }) => {
      const core = coreOnFolder(folder);
      try {
        await openWorkplace(core, folder, workplace, testPassphrase);
        const vault = core.deps.session.current();
        if (vault === null) return nothing;
        const ended = await untilFull(async () => {
          await writeOriginal(
            vault.originals,
            Readable.from([Buffer.alloc(400_000, 7), Buffer.alloc(400_000, 9)]),
          );
        });
        const left = filesBelow(join(vaultFolder, 'evidence')).filter((name) => name.endsWith('.part'));
        return {
          ...ended,
          done: [],
          complaints: [...ended.complaints, ...(left.length > 0 ? ['a half file is left'] : [])],
        };
      } finally {
        core.deps.session.close();
      }
    },
  },
  {
    what: 'writing a verified copy of the database',
    room: [16, 500],
    perform: async ({ vaultFolder, unlocked }) => {
      const { header, vaultKey } = unlocked;
      const key = databaseKey(vaultKey, header.vaultId, header.epoch);
      const db = unwrapped(openDatabase(join(vaultFolder, 'vault.db'), key));
      const copy = join(vaultFolder, 'copy.db');
      try {
        const ended = await untilFull(async () => {
          if (!writeVerifiedCopy(db, key, copy)) throw new Error('the copy did not stand its test');
        });
        const isLeft = statSync(copy, { throwIfNoEntry: false }) !== undefined;
        rmSync(copy, { force: true });
        return {
          ...ended,
          done: [],
          complaints: [
            ...ended.complaints,
            ...(ended.ranOut && isLeft ? ['a copy is left that is none'] : []),
          ],
        };
      } finally {
        closeDatabase(db);
      }
    },
  },
  {
    what: 'bringing the schema to a newer version',
    room: [16, 3000],
    perform: async ({ vaultFolder, unlocked }) => {
      const lock = unwrapped(lockVault(vaultFolder));
      const ended = await untilFull(async () => {
        unwrapped(
          openUnlockedVault(vaultFolder, unlocked, lock, {
            clock: systemClock,
            lastSeen: null,
            noteSeen: () => true,
            migrations: withLongMigration,
          }),
        ).close();
      });
      return { ...ended, done: [] };
    },
  },
  {
    what: 'writing the header',
    room: [0, 12],
    perform: async ({ vaultFolder, unlocked }) => {
      const { header, vaultKey } = unlocked;
      const { mac: _mac, checksum: _checksum, ...body } = header;
      // The same again: what counts is that it is written.
      const next = signHeader(body, headerMacKey(vaultKey, header.vaultId));
      const ended = await untilFull(async () => {
        writeHeaderCopies(vaultFolder, next);
      });
      const whole = readHeaderCopies(vaultFolder).filter(
        (copy) => copy.kind === 'whole' && headerToText(copy.header) === headerToText(header),
      );
      return {
        ...ended,
        done: [],
        complaints: [...ended.complaints, ...(whole.length === 2 ? [] : [`${whole.length} whole headers`])],
      };
    },
  },
];

export const fullDisk: FaultRun = {
  id: 'D6',
  about: 'The disk is full, at every step of what writes',
  work: async (options) => {
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const unlocked = await unlockWorkplace(base, workplace);
    const figures = [];
    for (const step of steps) {
      const wanted = casesWanted(options, { short: 2, full: 20 });
      const complaints: string[] = [];
      let ranOut = 0;
      let acknowledged = 0;
      let tried = 0;
      const [least] = step.room;
      let [, most] = step.room;
      for (; ranOut < wanted && tried < 3 * wanted + 6; tried += 1) {
        // Spread evenly, whatever their number: multiples of the golden section, without the whole numbers.
        const room = Math.round(least + (most - least) * (((tried + 1) * 0.618_034) % 1));
        const outcome = await onSmallDisk(step, room, { base, workplace, unlocked }, options);
        if (outcome.ranOut) ranOut += 1;
        // So much room is enough for this step: the next tries have less.
        else most = Math.min(most, room);
        acknowledged += outcome.done.length;
        complaints.push(...outcome.complaints.map((complaint) => `${room} KiB: ${complaint}`));
      }
      figures.push({
        ...noneOf(
          `full disk while ${step.what}`,
          { done: ranOut, wanted, of: 'full disks' },
          complaints,
          [
            `${tried} disks tried, room for up to ${most} KiB`,
            ...(acknowledged > 0 ? [`${acknowledged} pieces of work acknowledged`] : []),
          ].join('; '),
        ),
      });
    }
    return figures;
  },
};

async function onSmallDisk(
  step: Step,
  roomKib: number,
  from: { readonly base: string; readonly workplace: Workplace; readonly unlocked: UnlockedHeader },
  options: RunOptions,
): Promise<Outcome> {
  const { workplace, unlocked } = from;
  const disk = join(options.folder, 'disk');
  const unmount = mountSmallDisk(disk, 8192);
  try {
    const folder = join(disk, 'home');
    cpSync(from.base, folder, { recursive: true });
    const vaultFolder = vaultFolderOf(folder, workplace);
    const filler = leaveRoom(disk, roomKib);
    const outcome = await step.perform({
      folder,
      vaultFolder,
      workplace,
      unlocked,
      seed: options.seed + roomKib,
    });
    const complaints = [...outcome.complaints];
    // While there is still no room, and after some was made.
    const migrations = step.what.includes('schema') ? { migrations: withLongMigration } : {};
    if (step.what.includes('saving')) {
      complaints.push(...(await opensWhileFull(vaultFolder, unlocked)));
    }
    rmSync(filler);
    const found = await lookInto(folder, { workplace, unlocked, done: outcome.done, ...migrations });
    if (found.lost > 0) complaints.push(`${found.lost} pieces of work are lost`);
    complaints.push(...found.partial, ...found.problems);
    return { ...outcome, complaints };
  } catch (failure) {
    const text = failure instanceof Error ? failure.message : String(failure);
    return { done: [], ranOut: true, complaints: [`then: ${text}`] };
  } finally {
    unmount();
  }
}

async function opensWhileFull(vaultFolder: string, unlocked: UnlockedHeader): Promise<readonly string[]> {
  const lock = unwrapped(lockVault(vaultFolder));
  const opened = openUnlockedVault(vaultFolder, unlocked, lock, {
    clock: systemClock,
    lastSeen: null,
    noteSeen: () => true,
  });
  if (!opened.ok) return [`did not open while the disk was full: ${opened.error.kind}`];
  const facts = opened.value.db.all(sql`SELECT id FROM cases`);
  opened.value.close();
  return facts.length > 0 ? [] : ['no case could be read while the disk was full'];
}

/** Fills the disk until so much room is left. Gives the file that takes the rest. */
function leaveRoom(disk: string, roomKib: number): string {
  const filler = join(disk, 'filler');
  const file = openSync(filler, 'w');
  let kib = 0;
  try {
    for (;;) {
      writeSync(file, Buffer.alloc(4096));
      kib += 4;
    }
  } catch (failure) {
    if (errorCode(failure) !== 'ENOSPC') throw failure;
  } finally {
    closeSync(file);
  }
  rmSync(filler);
  const again = openSync(filler, 'w');
  try {
    for (let written = 0; written + roomKib < kib; written += 4) writeSync(again, Buffer.alloc(4096));
  } finally {
    closeSync(again);
  }
  return filler;
}

function filesBelow(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
