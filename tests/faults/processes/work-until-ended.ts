import { writeSync } from 'node:fs';
import { sql } from '../../../src/core/db/sql';
import { testPassphrase } from '../../support/core';
import { coreOnFolder } from '../support/core-on-folder';
import { seededRandom } from '../support/random';
import { openWorkplace, work, type Workplace } from '../support/workload';

// Works in a vault and says what was acknowledged, a line for each piece of work, until it is done or killed.
export interface Wanted {
  readonly workplace: Workplace;
  readonly from: number;
  readonly pieces: number;
  readonly seed: number;
  readonly synchronous: 'FULL' | 'NORMAL' | 'OFF';
  /** The log goes to the database file after 60 pages in place of 1000, so that it happens often. */
  readonly checkpointsOften: boolean;
  readonly lockAtEnd: boolean;
}

const [folder = '', wantedText = ''] = process.argv.slice(2);
// Written by the run that starts this process.
const wanted = JSON.parse(wantedText) as Wanted;
const core = coreOnFolder(folder);
await openWorkplace(core, folder, wanted.workplace, testPassphrase);
const db = core.deps.session.current()?.db;
if (db === undefined) throw new Error('The vault is not open');
if (wanted.synchronous !== 'FULL') {
  db.run(wanted.synchronous === 'NORMAL' ? sql`PRAGMA synchronous = NORMAL` : sql`PRAGMA synchronous = OFF`);
}
if (wanted.checkpointsOften) db.get(sql`PRAGMA wal_autocheckpoint = 60`);
writeSync(1, `${JSON.stringify({ kind: 'ready' })}\n`);
await work(core, wanted.workplace, { ...wanted, random: seededRandom(wanted.seed) }, (done) => {
  writeSync(1, `${JSON.stringify(done)}\n`);
});
if (wanted.lockAtEnd) {
  await core.value('vault.prepareLock', {});
  writeSync(1, `${JSON.stringify({ kind: 'locked' })}\n`);
} else {
  // A process that ends by itself tidies up behind it.
  process.kill(process.pid, 'SIGKILL');
}
