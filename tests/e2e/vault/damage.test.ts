import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { createTestCore } from '../../support/core';
import { pageBytes, writeAt } from '../../support/damage';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** A page of the database by its number, or the first of a table or an index. */
type PageMeant = number | { readonly table: string };

/** Makes a vault, locks it and spoils a page of its database. */
async function damagedVault(meant: PageMeant): Promise<Program> {
  const running = await startProgram();
  program = running;
  await createVault(running);
  await lockByKey(running.page());
  await running.nextWindow();
  const folder = join(running.documentsFolder, 'Dossier', 'Cases.dossier');
  const file = join(folder, 'vault.db');
  const number = typeof meant === 'number' ? meant : await firstPageOf(folder, meant.table);
  writeAt(file, (number - 1) * pageBytes + 900, Buffer.from('damage'));
  return running;
}

async function firstPageOf(folder: string, table: string): Promise<number> {
  const core = createTestCore();
  try {
    const opened = await openVaultAtPath(core.deps, folder, testPassphrase);
    const found = core.vaultDeps().db.get<{ readonly page: number }>(sql`
      SELECT rootpage AS page FROM sqlite_schema WHERE name = ${table}
    `);
    if (!opened.ok || found === undefined) throw new Error('The table was not found');
    return found.page;
  } finally {
    core.close();
  }
}

describe('a damaged vault', () => {
  it('that still opens is named by the check with what to do, and rescued from there', async () => {
    const running = await damagedVault({ table: 'sqlite_autoindex_exhibit_pictures_1' });
    await unlockVault(running);
    const page = running.page();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Integrity');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check this vault' }).click();
    await page.getByText('1 page of the database is damaged').waitFor();
    await page.getByText('Restore your newest backup if it is recent enough').waitFor();
    await page.screenshot({ path: 'test-results/integrity.png', fullPage: true });

    await page.getByRole('button', { name: 'Rescue into a new vault…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Name of the new vault').inputValue()).toBe('Cases rescued');
    await page.screenshot({ path: 'test-results/salvage-begin.png' });
    await dialog.getByRole('button', { name: 'Rescue', exact: true }).click();
    await page.getByText('Rescued into “Cases rescued”').waitFor({ timeout: 60_000 });
    await page.screenshot({ path: 'test-results/salvage-outcome.png' });
    await page.getByRole('button', { name: 'Lock, and unlock the new vault' }).click();

    const locked = await running.nextWindow();
    await locked.getByText('Cases rescued').waitFor();
    await unlockVault(running);
  });

  it('shows all of it that can be read, and the way to its check where it cannot', async () => {
    const running = await damagedVault({ table: 'backup_settings' });
    await unlockVault(running);
    const page = running.page();
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('heading', { name: 'Who can open this vault' }).waitFor();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByText('This part could not be shown').waitFor();
    await page.screenshot({ path: 'test-results/part-damaged.png' });
    await page.getByRole('button', { name: 'Check this vault' }).click();
    await page.getByRole('tab', { name: 'Integrity', selected: true }).waitFor();
    await page.getByRole('button', { name: 'Check this vault' }).click();
    await page.getByText('1 page of the database is damaged').waitFor();
  });

  it('that does not open any more is rescued from the lock screen with its passphrase', async () => {
    const running = await damagedVault(1);
    const page = running.page();
    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByLabel('Passphrase', { exact: true }).press('Enter');
    await page.getByText('The database does not open with the key of this vault').waitFor();
    await page.screenshot({ path: 'test-results/refusal.png' });
    await page.getByRole('button', { name: 'Rescue into a new vault…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rescue', exact: true }).click();
    await page.getByText('Rescued into “Cases rescued”').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Unlock the new vault' }).click();

    await page.getByText('Cases rescued').waitFor();
    await unlockVault(running);
  });
});
