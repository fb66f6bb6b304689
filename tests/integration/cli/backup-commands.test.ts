import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { groupsToWords } from '../../../src/shared/recovery/words';
import { createTestCore, testCost, testPassphrase } from '../../support/core';
import { finishedBackups } from '../../support/backups';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();

async function run(...args: readonly string[]) {
  mkdirSync(path('stick'), { recursive: true });
  let out = '';
  let error = '';
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(testPassphrase), readStandardInput: () => '' },
    workingFolder: path(),
    resourcesFolder: resolve('resources'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}

describe('dossier vault backup-check and restore with a recovery sheet', () => {
  it('take what opens the backup from paper, its characters or its words', { timeout: 120_000 }, async () => {
    const core = createTestCore();
    try {
      await core.createVault();
      const draft = await core.value('recovery.prepare', { kind: 'sheet' });
      const [paper] = draft.papers;
      if (paper === undefined) throw new Error('No paper');
      await core.value('recovery.confirm', {
        draftId: draft.draftId,
        papers: [
          { share: null, typed: paper.asked.map((number) => paper.groups[number - 1] ?? ''), keptAt: '' },
        ],
      });
      mkdirSync(path('stick'), { recursive: true });
      core.host.answerFolder(path('stick'));
      await core.value('backups.make', { place: 'choose' });
      writeFileSync(path('sheet.txt'), paper.groups.join('\n'));
      writeFileSync(path('words.txt'), groupsToWords(paper.groups, 'fr').join(' '));
      writeFileSync(path('slip.txt'), ['AAAAAA', ...paper.groups.slice(1)].join(' '));

      expect(await run('vault', 'backup-check', 'stick', '--sheet', 'words.txt')).toMatchObject({ code: 0 });
      expect(await run('vault', 'backup-check', 'stick', '--sheet', 'slip.txt')).toEqual({
        code: 1,
        out: '',
        error: 'Group 1 of paper 1 is not as it can stand on a sheet. Compare it.\n',
      });
      expect(await run('vault', 'restore', 'stick', '--to', 'Back', '--sheet', 'sheet.txt')).toEqual({
        code: 0,
        out: `Restored ${path('Back.dossier')}\n`,
        error: '',
      });
      expect(await run('vault', 'verify', 'Back.dossier')).toMatchObject({ code: 0 });
    } finally {
      core.close();
    }
  });
});

describe('dossier vault backup, backup-check and restore', () => {
  it('back a vault up, test the backup and make a vault of it', { timeout: 120_000 }, async () => {
    await run('vault', 'create', '.', '--name', 'Office', '--owner', 'A. Advocate');
    const made = await run('vault', 'backup', 'Office.dossier', '--to', 'stick', '--json');
    expect(made).toMatchObject({ code: 0, error: '' });
    const certificate: unknown = JSON.parse(made.out);
    expect(certificate).toMatchObject({ originals: 0, damagedOriginals: 0 });

    const [folder = ''] = finishedBackups(path('stick'));
    const checked = await run('vault', 'backup-check', 'stick', '--json');
    expect(checked).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(checked.out)).toMatchObject({ folder, certificate, originals: 0 });

    expect(await run('vault', 'restore', 'stick', '--to', 'Back')).toEqual({
      code: 0,
      out: `Restored ${path('Back.dossier')}\n`,
      error: '',
    });
    expect(await run('vault', 'verify', 'Back.dossier')).toMatchObject({ code: 0 });
    expect(await run('vault', 'restore', 'stick', '--to', 'Back')).toMatchObject({
      code: 1,
      error: 'There is something of this name in that folder already.\n',
    });
    // A backup is never opened as a vault: that would write to it.
    expect(await run('vault', 'verify', folder)).toMatchObject({ code: 1, out: '' });

    rmSync(join(folder, 'vault.db'));
    expect(await run('vault', 'backup-check', folder)).toMatchObject({
      code: 1,
      error: 'The backup did not pass its test: its database is missing.\n',
    });
    rmSync(path('stick'), { recursive: true });
    expect(await run('vault', 'restore', 'stick', '--to', 'Again')).toMatchObject({
      code: 1,
      error: 'There is no backup of Dossier in this folder.\n',
    });
  });
});
