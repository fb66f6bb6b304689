import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { practicePassphrase } from '../../../src/shared/practice/contract';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { lockByKey } from '../support/vault';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/backups.png' });
  }
  await program?.close();
  program = null;
});

describe('backups', () => {
  it('are made, tested and looked into, and a vault is restored from one on the lock screen', async () => {
    const running = await startProgram();
    program = running;
    let page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    await page.getByRole('button', { name: /practice vault/i }).click();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .waitFor({ timeout: 60_000 });

    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByText('There is no backup yet').waitFor();
    await picture(running, 'backups-empty');
    await running.answerDialogs({ folder: stick });
    await page.getByRole('button', { name: 'Choose a folder and back up' }).press('Enter');
    await page.getByText('Passed', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('This folder is on the same disk as the vault.').waitFor();
    await picture(running, 'backups-made');
    const [root = ''] = readdirSync(stick);
    expect(readdirSync(join(stick, root)).filter((name) => name.endsWith('.dossier'))).toHaveLength(1);

    await page.getByRole('button', { name: /^Actions for the backup of/ }).click();
    await page.getByRole('menuitem', { name: 'Certificate' }).click();
    await page.getByText(/pages \(.*\), each with the right authentication code/).waitFor();
    await picture(running, 'backups-certificate');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Actions for the backup of/ }).click();
    await page.getByRole('menuitem', { name: 'Check again' }).click();
    await page.getByText(/^Again on/).waitFor({ timeout: 60_000 });

    await page.getByRole('button', { name: /^Actions for the backup of/ }).click();
    await page.getByRole('menuitem', { name: 'Bring a case back' }).click();
    await page.getByText('As today').first().waitFor({ timeout: 60_000 });
    await picture(running, 'backups-cases');
    await page.keyboard.press('Escape');

    await lockByKey(page);
    page = await running.nextWindow();
    await running.answerDialogs({ folder: stick });
    await page.getByRole('button', { name: 'Restore a vault from a backup' }).click();
    await page.getByText('This laptop still has this vault.').waitFor();
    const passphrase = page.getByLabel('Passphrase of the backup');
    await passphrase.fill('not the words of this vault');
    await passphrase.press('Enter');
    await page.getByText(/This passphrase does not open the backup\./).waitFor({ timeout: 60_000 });
    await passphrase.fill(practicePassphrase);
    await picture(running, 'restore-vault');
    await passphrase.press('Enter');
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(existsSync(join(running.documentsFolder, 'Dossier', 'Restored cases.dossier', 'vault.db'))).toBe(
      true,
    );
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByText(/^This vault was restored on/).waitFor();
    await picture(running, 'backups-restored');
  });
});
