import { writeSync } from 'node:fs';
import { coreOnFolder } from '../../faults/support/core-on-folder';
import { seededRandom } from '../../faults/support/random';
import { openWorkplace, work, type Workplace } from '../../faults/support/workload';
import { testPassphrase } from '../core';

// Backs the vault up, again and again, while work goes on in it; says each backup and each piece of work that was
// acknowledged, until it is killed.
const [folder = '', workplaceText = '', stick = '', seed = '0', from = '0'] = process.argv.slice(2);
// Written by the run that starts this process.
const workplace = JSON.parse(workplaceText) as Workplace;
const core = coreOnFolder(folder, { paths: [stick] });
await openWorkplace(core, folder, workplace, testPassphrase);
await core.value('backups.chooseFolder', {});
say({ kind: 'ready' });
const pieces = { from: Number(from), pieces: 1_000_000, random: seededRandom(Number(seed)) };
await Promise.all([backUp(), work(core, workplace, pieces, say)]);

async function backUp(): Promise<never> {
  for (;;) {
    const { id } = await core.value('backups.make', { place: 'remembered' });
    say({ kind: 'backup', id });
  }
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
