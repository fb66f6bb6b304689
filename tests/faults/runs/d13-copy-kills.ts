import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compareCopies, olderNames, temporaryNames } from '../support/copies';
import { runAndKill } from '../support/kill';
import { casesWanted, noneOf, type FaultRun, type Figure, type RunOptions } from '../support/run';
import { makeWorkplace } from '../support/workload';

export const copyKills: FaultRun = {
  id: 'D13',
  about: 'Core is killed at random moments while it writes copies outside of the vault',
  work: async (options) => [await killCopying(options)],
};

/** After so many kills of one vault another is taken: each export of its case takes longer. */
const killsPerRegister = 10;

/** What stands outside and what the register says must be the same after the next opening. */
async function killCopying(options: RunOptions): Promise<Figure> {
  const { random } = options;
  const base = join(options.folder, 'base');
  const workplace = await makeWorkplace(base);
  const wanted = casesWanted(options, { short: 6, full: 40 });
  const complaints: string[] = [];
  let acknowledged: string[] = [];
  let copies = 0;
  let killed = 0;
  let unfinished = 0;
  let aside = 0;
  let recordedLate = 0;
  let folder = '';
  let outside = '';
  let killsHere = 0;
  let recordedLateHere = 0;
  for (let round = 0; killed < wanted && round < 2 * wanted; round += 1) {
    if (round % killsPerRegister === 0) {
      if (folder !== '') rmSync(folder, { recursive: true, force: true });
      folder = join(options.folder, `copying-${round}`);
      cpSync(base, folder, { recursive: true });
      outside = join(folder, 'outside');
      mkdirSync(outside);
      acknowledged = [];
      killsHere = 0;
      recordedLateHere = 0;
    }
    const args = [folder, JSON.stringify(workplace), outside, String(round)];
    // By turns anywhere, and while something is just being written outside, which takes a small part of the time.
    const ended =
      round % 3 === 0
        ? await runAndKill('copy-until-killed', args, random.below(1500), { countsFrom: 'ready' })
        : await runAndKill('copy-until-killed', args, random.below(12), {
            changes: { folder: outside, number: 1 + random.below(30) },
          });
    if (!ended.killed) {
      complaints.push(`round ${round}: the process ended by itself (${ended.code})`);
      continue;
    }
    killed += 1;
    killsHere += 1;
    const now = copiesFrom(ended.said);
    copies += now.length;
    acknowledged = [...acknowledged, ...now];
    unfinished += temporaryNames(outside).length;
    aside += olderNames(outside).length;
    const found = await compareCopies(folder, workplace, { outside, acknowledged, kills: killsHere });
    recordedLate += found.recordedLate - recordedLateHere;
    recordedLateHere = found.recordedLate;
    complaints.push(...found.complaints.map((complaint) => `round ${round}: ${complaint}`));
  }
  // Otherwise the kills would prove nothing.
  if (killed >= 40 && unfinished === 0) complaints.push('no kill left a temporary file');
  if (killed >= 40 && recordedLate === 0) complaints.push('no kill left a copy without its entry');
  return noneOf(
    'kills while filings, chronologies, folders and packages are saved outside',
    { done: killed, wanted, of: 'kills' },
    complaints,
    `${copies} copies acknowledged, ${unfinished} temporary files taken away, ${aside} older files aside, ${recordedLate} copies written down late`,
  );
}

const copySchema = z.strictObject({ kind: z.literal('copy'), name: z.string() });

function copiesFrom(said: readonly string[]): readonly string[] {
  return said.flatMap((line) => copySchema.safeParse(JSON.parse(line)).data?.name ?? []);
}
