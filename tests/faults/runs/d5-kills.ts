import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseKey } from '../../../src/core/vault/keys';
import type { UnlockedHeader } from '../../../src/core/vault/open-vault';
import { arePagesWhole, verifyPages } from '../../../src/core/vault/page-verifier';
import { migrations } from '../../../src/core/db/migrations';
import { finishedBackups } from '../../support/backups';
import { runAndKill, runSourceAndKill } from '../support/kill';
import { withLongMigration } from '../support/long-migration';
import { doneFrom, lookInto, unlockWorkplace } from '../support/look-into';
import { casesWanted, noneOf, type FaultRun, type Figure, type RunOptions } from '../support/run';
import { makeWorkplace, vaultFolderOf, type Done, type Workplace } from '../support/workload';
import type { Wanted } from '../processes/work-until-ended';

export const kills: FaultRun = {
  id: 'D5',
  about: 'Core is killed at random moments while it writes',
  work: async (options) => {
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const unlocked = await unlockWorkplace(base, workplace);
    const place = { base, workplace, unlocked };
    return [
      await killWriting(place, options),
      await killBackingUp(place, options),
      await killImporting(place, options),
      await killMigrating(place, options),
    ];
  },
};

interface Place {
  readonly base: string;
  readonly workplace: Workplace;
  readonly unlocked: UnlockedHeader;
}

/** After so many kills of one vault another is taken: checking all that it holds takes longer each time. */
const killsPerVault = 25;

async function killWriting({ base, workplace, unlocked }: Place, options: RunOptions): Promise<Figure> {
  const { random } = options;
  const wanted = casesWanted(options, { short: 8, full: 200 });
  const complaints: string[] = [];
  let done: Done[] = [];
  let acknowledged = 0;
  let killed = 0;
  let folder = '';
  for (let round = 0; killed < wanted && round < 2 * wanted; round += 1) {
    if (round % killsPerVault === 0) {
      if (folder !== '') rmSync(folder, { recursive: true, force: true });
      folder = join(options.folder, `writing-${round}`);
      cpSync(base, folder, { recursive: true });
      done = [];
    }
    const work: Wanted = {
      workplace,
      from: 1000 * round + 1,
      pieces: 1_000_000,
      seed: options.seed + round,
      synchronous: 'FULL',
      checkpointsOften: random.chance(0.5),
      lockAtEnd: false,
    };
    const ended = await runAndKill('work-until-ended', [folder, JSON.stringify(work)], random.below(600));
    if (!ended.killed) {
      complaints.push(`round ${round}: the process ended by itself (${ended.code})`);
      continue;
    }
    killed += 1;
    const now = doneFrom(ended.said);
    acknowledged += now.length;
    done = [...done, ...now];
    complaints.push(...(await complaintsOf(folder, `round ${round}`, { workplace, unlocked, done })));
  }
  return noneOf(
    'kills while text, facts, filings and originals are saved',
    { done: killed, wanted, of: 'kills' },
    complaints,
    `${acknowledged} pieces of work acknowledged`,
  );
}

/** The same stick all along: what a killed backup left behind is in the way of the next, or is not. */
async function killBackingUp({ base, workplace, unlocked }: Place, options: RunOptions): Promise<Figure> {
  const { random } = options;
  const wanted = casesWanted(options, { short: 2, full: 40 });
  const folder = join(options.folder, 'backing-up');
  cpSync(base, folder, { recursive: true });
  const stick = join(options.folder, 'stick');
  mkdirSync(stick);
  const complaints: string[] = [];
  const done: Done[] = [];
  let killed = 0;
  let made = 0;
  for (let round = 0; killed < wanted && round < 2 * wanted; round += 1) {
    const args = [
      folder,
      JSON.stringify(workplace),
      stick,
      String(options.seed + round),
      String(1000 * round + 1),
    ];
    const ended = await runSourceAndKill('back-up', args, random.below(2500));
    if (!ended.killed) {
      complaints.push(`round ${round}: the process ended by itself (${ended.code})`);
      continue;
    }
    killed += 1;
    done.push(...doneFrom(ended.said));
    made += ended.said.filter((line) => line.includes('"backup"')).length;
    complaints.push(...(await complaintsOf(folder, `round ${round}`, { workplace, unlocked, done })));
    // Whatever a stick calls a backup opens whole, whichever was under way.
    for (const backup of finishedBackups(stick)) {
      const key = databaseKey(unlocked.vaultKey, unlocked.header.vaultId, unlocked.header.epoch);
      if (!arePagesWhole(verifyPages(join(backup, 'vault.db'), key)))
        complaints.push(`round ${round}: a backup is not whole`);
    }
  }
  return noneOf(
    'kills while backups are made in the middle of work',
    { done: killed, wanted, of: 'kills' },
    complaints,
    `${made} backups acknowledged, ${finishedBackups(stick).length} kept; ${done.length} pieces of work acknowledged`,
  );
}

/** After so many kills of one import another begins, so that each is cut off early and late. */
const killsPerImport = 4;

/** The same import is gone on with after each kill, and let end after a few. */
async function killImporting({ base, workplace, unlocked }: Place, options: RunOptions): Promise<Figure> {
  const { random } = options;
  const wanted = casesWanted(options, { short: 8, full: 80 });
  const brought = join(options.folder, 'brought');
  mkdirSync(brought);
  const hashes = Array.from({ length: 120 }, (_, index) => {
    const bytes = random.bytes(1 + random.below(300_000));
    writeFileSync(join(brought, `IMG_${index}.jpg`), bytes);
    return createHash('sha256').update(bytes).digest('hex');
  }).toSorted();
  const args = (folder: string) => [folder, JSON.stringify(workplace), brought];
  const complaints: string[] = [];
  let killed = 0;
  let imports = 0;
  while (killed < wanted && imports < wanted) {
    imports += 1;
    const folder = join(options.folder, `importing-${imports}`);
    cpSync(base, folder, { recursive: true });
    let said: string | undefined;
    for (let round = 1; said === undefined; round += 1) {
      const after = round <= killsPerImport ? random.below(500) : null;
      const ended = await runAndKill('import-until-ended', args(folder), after);
      if (ended.killed) killed += 1;
      else said = ended.said.at(-1) ?? '';
      const name = `import ${imports}, round ${round}`;
      complaints.push(...(await complaintsOf(folder, name, { workplace, unlocked, done: [] })));
    }
    const kept = readdirSync(join(vaultFolderOf(folder, workplace), 'evidence'), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile()).length;
    if (said !== JSON.stringify({ hashes, waiting: 0 }))
      complaints.push(`import ${imports}: the rows are not those of the files`);
    if (kept !== hashes.length)
      complaints.push(`import ${imports}: ${kept} originals of ${hashes.length} files`);
    rmSync(folder, { recursive: true, force: true });
  }
  return noneOf(
    'kills while files are taken in, with each import gone on with to its end',
    { done: killed, wanted, of: 'kills' },
    complaints,
    `${imports} imports of ${hashes.length} files`,
  );
}

async function killMigrating({ base, workplace, unlocked }: Place, options: RunOptions): Promise<Figure> {
  const wanted = casesWanted(options, { short: 4, full: 40 });
  const filled = join(options.folder, 'filled');
  cpSync(base, filled, { recursive: true });
  const work: Wanted = {
    workplace,
    from: 1,
    pieces: 120,
    seed: options.seed,
    synchronous: 'FULL',
    checkpointsOften: false,
    lockAtEnd: true,
  };
  const startedAt = performance.now();
  const done = doneFrom((await runAndKill('work-until-ended', [filled, JSON.stringify(work)], null)).said);
  const wholeMs = await timeOfMigration(filled, join(options.folder, 'unharmed'), workplace);
  const complaints: string[] = [];
  let killed = 0;
  let beforeIt = 0;
  for (let round = 0; killed < wanted && round < 3 * wanted; round += 1) {
    const folder = join(options.folder, `migrating-${round}`);
    cpSync(filled, folder, { recursive: true });
    const { random } = options;
    const ended = await runAndKill(
      'migrate-until-ended',
      [folder, JSON.stringify(workplace)],
      random.below(wholeMs),
    );
    if (ended.killed) {
      killed += 1;
      const name = `round ${round}`;
      const copy = `${vaultFolderOf(folder, workplace)}/vault.db.before-${migrations.length + 1}`;
      const { header, vaultKey } = unlocked;
      const key = databaseKey(vaultKey, header.vaultId, header.epoch);
      if (!existsSync(copy)) beforeIt += 1;
      else if (!arePagesWhole(verifyPages(copy, key)))
        complaints.push(`${name}: the copy made before is not whole`);
      const after = { workplace, unlocked, done, migrations: withLongMigration };
      complaints.push(...(await complaintsOf(folder, name, after)));
    }
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  return noneOf(
    'kills while the schema is brought to a newer version',
    { done: killed, wanted, of: 'kills' },
    complaints,
    `${beforeIt} came before the copy was made; ${seconds} s`,
  );
}

/** How long the process works from its first line to its end, so that kills fall all over it. */
async function timeOfMigration(filled: string, folder: string, workplace: Workplace): Promise<number> {
  cpSync(filled, folder, { recursive: true });
  let saidAt = 0;
  const ended = await runAndKill('migrate-until-ended', [folder, JSON.stringify(workplace)], null, {
    onOutput: () => {
      if (saidAt === 0) saidAt = performance.now();
    },
  });
  if (ended.code !== 0 || saidAt === 0) throw new Error('The migration does not work when nobody kills it');
  return performance.now() - saidAt;
}

async function complaintsOf(
  folder: string,
  name: string,
  wanted: Parameters<typeof lookInto>[1],
): Promise<readonly string[]> {
  try {
    const { lost, partial, problems } = await lookInto(folder, wanted);
    const complaints = [...partial, ...problems, ...(lost > 0 ? [`${lost} pieces of work are lost`] : [])];
    return complaints.length === 0 ? [] : [`${name}: ${complaints.join(', ')}`];
  } catch (failure) {
    return [`${name}: ${failure instanceof Error ? failure.message : String(failure)}`];
  }
}
