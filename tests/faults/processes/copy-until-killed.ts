import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { testPassphrase } from '../../support/core';
import { coreOnFolder } from '../support/core-on-folder';
import { overwrittenName } from '../support/copies';
import { openWorkplace, type Workplace } from '../support/workload';

// Saves filings, chronologies, folders and packages outside of the vault, and says each that was acknowledged, until it is killed.
const [folder = '', workplaceText = '', outside = '', prefix = ''] = process.argv.slice(2);
// Written by the run that starts this process.
const workplace = JSON.parse(workplaceText) as Workplace;
const { caseId } = workplace;
const paths: string[] = [];
const core = coreOnFolder(folder, { paths });
await openWorkplace(core, folder, workplace, testPassphrase);
await core.value('timeline.create', { caseId, statement: 'Elle arrive' });
const { publicKey } = await core.value('packages.makeKey', {});
const made = await core.value('filings.list', { caseId });
const { id: filingId } =
  made.made[0] ?? (await core.value('filings.generate', { caseId, filingKind: 'F13', language: 'fr' }));
const reason = 'A copy of the test, which nobody reads.';
say({ kind: 'ready' });
for (let number = 0; ; number += 1) {
  const name = `${prefix}-${number}`;
  switch (number % 6) {
    case 0:
      await saveFiling(`${name}.docx`);
      break;
    case 1:
      await saveChronology(`${name}.docx`);
      break;
    case 2:
      await saveFiling(overwrittenName);
      break;
    case 3: {
      paths.push(outside);
      const { folderName } = await core.value('cases.exportOpen', {
        caseId,
        plainCopiesWanted: true,
        reason,
      });
      say({ kind: 'copy', name: folderName });
      break;
    }
    case 4:
      await saveChronology(overwrittenName);
      break;
    default: {
      paths.push(join(outside, `${name}.dossier-package`));
      const { fileName } = await core.value('packages.create', {
        caseIds: [caseId],
        lock: { kind: 'publicKeys', recipients: [publicKey] },
        recipient: 'A colleague',
        purpose: 'copy',
        reason,
      });
      say({ kind: 'copy', name: fileName });
    }
  }
}

async function saveFiling(name: string): Promise<void> {
  paths.push(join(outside, name));
  await core.value('filings.saveAs', { filingId, form: 'word', dialogTitle: '', reason });
  say({ kind: 'copy', name });
}

async function saveChronology(name: string): Promise<void> {
  paths.push(join(outside, name));
  await core.value('timeline.saveChronology', {
    caseId,
    choice: { language: 'fr', filter: {}, sources: 'none', withSourceKind: false, withConfidence: false },
    reason,
  });
  say({ kind: 'copy', name });
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
