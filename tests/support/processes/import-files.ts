import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTestCore } from '../core';

// Takes the files named in the arguments into a fresh vault, and says what became of each and how many originals lie there.
const core = createTestCore();
await core.createVault();
const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Salma' } });
core.host.answerFiles(process.argv.slice(2));
const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
const { files } = await core.value('evidence.importBatch', {
  batchId,
  custody: {
    receivedFrom: '',
    receivedOn: '2026-03-01',
    receivedHow: '',
    device: '',
    paperOriginal: '',
    note: '',
  },
});
const evidence = join(core.vault().folder, 'evidence');
process.stdout.write(
  `${JSON.stringify({
    outcomes: files.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.because : outcome.kind)),
    kept: existsSync(evidence)
      ? readdirSync(evidence, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
          .length
      : 0,
  })}\n`,
);
core.close();
