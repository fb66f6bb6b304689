import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

const beasPassphrase = 'parapluie tambour citron galaxie rivage';

async function openMembers(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('members');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who can open this vault' }).waitFor();
}

/** A row of the table, by the beginning of what stands in it. */
function rowOf(page: Page, name: string) {
  return page.getByRole('row', { name: new RegExp(`^${name}`) });
}

/** Chooses one's own passphrase in the dialog, goes on, and types it again. */
async function chooseAndTypeAgain(page: Page, passphrase: string, confirm: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /My own/ }).check();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByText(/^(Very hard|Hard) to guess\.$/).waitFor();
  await dialog.getByRole('button', { name: 'Continue' }).press('Enter');
  await dialog.getByLabel('Passphrase, once more').fill(passphrase);
  await dialog.getByRole('button', { name: confirm }).press('Enter');
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
}

async function lockAndUnlock(running: Program, passphrase: string): Promise<Page> {
  await lockByKey(running.page());
  const page = await running.nextWindow();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase', { exact: true }).press('Enter');
  return page;
}

const cases = (page: Page) =>
  page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor({ timeout: 60_000 });

describe('the members of a vault', () => {
  it('are let in, change their passphrase, are revoked, and the vault gets a new key', async () => {
    program = await startProgram();
    const running = program;
    await createVault(running);
    await openMembers(running.page());

    await running.page().getByRole('button', { name: 'Let an advocate in…' }).click();
    await running.page().getByLabel('Her name').fill('Bea Exemple');
    await chooseAndTypeAgain(running.page(), beasPassphrase, 'Let her in');
    await rowOf(running.page(), 'Bea Exemple').getByText('Not yet').waitFor();

    // She opens it herself, and sets another passphrase.
    const bea = await lockAndUnlock(running, beasPassphrase);
    await cases(bea);
    await openMembers(bea);
    await rowOf(bea, 'Bea Exemple').getByText('You').waitFor();
    await bea.getByRole('button', { name: 'Change your passphrase…' }).click();
    await bea.getByLabel('Your passphrase of today').fill(beasPassphrase);
    await chooseAndTypeAgain(bea, `${beasPassphrase} nouveau`, 'Change the passphrase');
    const toast = bea.getByText('Your new passphrase counts from now on.');
    await toast.waitFor();
    // Nothing stays in a language that the window no longer speaks.
    await bea.getByRole('button', { name: 'Settings', exact: true }).click();
    await bea.getByRole('radio', { name: 'Français' }).check();
    await toast.waitFor({ state: 'detached', timeout: 3000 });
    await bea.getByRole('radio', { name: 'English' }).check();
    await bea.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();

    // The old one opens nothing; the one who made the vault revokes her.
    const page = await lockAndUnlock(running, beasPassphrase);
    await page.getByText('This passphrase does not open the vault.').waitFor({ timeout: 60_000 });
    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByLabel('Passphrase', { exact: true }).press('Enter');
    await cases(page);
    await openMembers(page);
    await rowOf(page, 'Bea Exemple').getByRole('button', { name: 'Actions for Bea Exemple' }).click();
    await page.getByRole('menuitem', { name: 'Revoke…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByRole('heading', { name: 'Bea Exemple is revoked. Make a new key as well?' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new key' }).click();
    await page
      .getByText('The vault has a new key. Everyone keeps their passphrase.')
      .waitFor({ timeout: 60_000 });
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual([
      expect.stringMatching(/^Anne Modèle/),
    ]);

    const again = await lockAndUnlock(running, `${beasPassphrase} nouveau`);
    await again.getByText('This passphrase does not open the vault.').waitFor({ timeout: 60_000 });
    await again.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await again.getByLabel('Passphrase', { exact: true }).press('Enter');
    await cases(again);
    await again.keyboard.press('Control+k');
    await again.keyboard.type('log');
    await again.keyboard.press('Enter');
    const log = again.getByRole('list', { name: 'Entries of the log' });
    for (const sentence of [
      'Anne Modèle gave the vault a new key.',
      'Anne Modèle revoked a member.',
      'Bea Exemple set another passphrase.',
      'Bea Exemple unlocked the vault.',
      'Anne Modèle let another member in.',
    ]) {
      await log.getByText(sentence).waitFor();
    }
  }, 300_000);
});
