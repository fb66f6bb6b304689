import { writeSync } from 'node:fs';
import { testPassphrase } from '../../support/core';
import { coreOnFolder } from '../support/core-on-folder';
import { openWorkplace, type Workplace } from '../support/workload';

// Takes all files of a folder into the vault, or goes on with an import that was cut off, until it is done or killed.
const [folder = '', workplaceText = '', brought = ''] = process.argv.slice(2);
// Written by the run that starts this process.
const workplace = JSON.parse(workplaceText) as Workplace;
const { caseId } = workplace;
const core = coreOnFolder(folder, { paths: [brought] });
await openWorkplace(core, folder, workplace, testPassphrase);
const [cutOff] = await core.value('evidence.batches', { caseId });
const { batchId } = cutOff ?? (await core.value('evidence.chooseFolder', { caseId, exhibitId: null }));
writeSync(1, `${JSON.stringify({ kind: 'ready' })}\n`);
await core.value('evidence.importBatch', {
  batchId,
  custody: {
    receivedFrom: 'Salma',
    receivedOn: '2026-03-01',
    receivedHow: 'By cable',
    device: '',
    paperOriginal: '',
    note: '',
  },
});
const originals = await core.value('evidence.originals', { caseId });
const waiting = (await core.value('evidence.batches', { caseId })).length;
const kept = { hashes: originals.map(({ sha256 }) => sha256).toSorted(), waiting };
writeSync(1, `${JSON.stringify(kept)}\n`);
await core.value('vault.prepareLock', {});
