import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultRuns } from './runs';
import { formatFigures, perform, type Performed } from './support/perform';

// `npm run test:faults -- --only D4,D5 --seed 7 --count 50 --short --list`
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '20261124' },
    count: { type: 'string' },
    short: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    /** Where to write how many figures hold and how many do not, for `npm test`. */
    report: { type: 'string' },
  },
});
const wantedIds = values.only?.split(',').map((id) => id.trim().toUpperCase());
const chosen = faultRuns.filter((run) =>
  wantedIds === undefined
    ? !(values.short && run.onlyFull === true)
    : wantedIds.includes(run.id.toUpperCase()),
);
const unknown = wantedIds?.filter((id) => !faultRuns.some((run) => run.id.toUpperCase() === id)) ?? [];

if (values.list || unknown.length > 0) {
  if (unknown.length > 0) console.log(`There is no run called ${unknown.join(', ')}. There are:`);
  for (const run of faultRuns) console.log(`${run.id.padEnd(5)} ${run.about}`);
  process.exitCode = unknown.length > 0 ? 1 : 0;
} else {
  const seed = Number(values.seed);
  const performed: Performed[] = [];
  for (const run of chosen) {
    console.log(`${run.id.padEnd(4)} ${run.about}…`);
    const outcome = await perform(run, {
      size: values.short ? 'short' : 'full',
      count: values.count === undefined ? null : Number(values.count),
      seed,
    });
    performed.push(outcome);
    const missed = outcome.figures.filter((figure) => !figure.holds).length;
    console.log(`     ${outcome.seconds.toFixed(1)} s${missed === 0 ? '' : `, ${missed} MISSED`}`);
  }
  const figures = performed.flatMap((outcome) => outcome.figures);
  const failed = figures.filter((figure) => !figure.holds).length;
  console.log(`\n${formatFigures(performed)}\n`);
  console.log(`${figures.length - failed} figures hold, ${failed} missed (seed ${seed}).`);
  if (values.report !== undefined) {
    writeFileSync(values.report, JSON.stringify({ passed: figures.length - failed, failed }));
  }
  process.exitCode = failed === 0 && figures.length > 0 ? 0 : 1;
}
