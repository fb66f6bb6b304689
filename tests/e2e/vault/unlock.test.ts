import { afterEach, describe, it, expect } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('a page that does not load', () => {
  it.each([
    ['is refused by the network layer', 'https://dossier.invalid/'],
    ['is not found', 'app://dossier/none.html'],
  ])('because it %s is loaded again, and the window does not stay empty', async (_why, address) => {
    program = await startProgram();

    await program.electron.evaluate(async ({ BrowserWindow }, url) => {
      await BrowserWindow.getAllWindows()[0]
        ?.loadURL(url)
        .catch(() => {});
    }, address);

    await program
      .page()
      .getByRole('button', { name: /Create a vault/ })
      .waitFor();
    expect(program.page().url()).toBe('app://dossier/index.html?reason=start');
  });
});

describe('unlocking', () => {
  it('answers a wrong passphrase with one calm sentence, and lets wait longer each time', async () => {
    program = await startProgram();
    await createVault(program);
    await lockByKey(program.page());
    const page = await program.nextWindow();
    const passphrase = page.getByLabel('Passphrase', { exact: true });

    await passphrase.fill('not the passphrase of this vault');
    await passphrase.press('Enter');
    await page.getByText('This passphrase does not open the vault.').waitFor();
    await passphrase.fill('nor is this one, as it happens');
    await passphrase.press('Enter');
    await page
      .getByText(/Next try in \d+ second/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    await passphrase.fill(testPassphrase);
    await passphrase.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  });

  it('refuses a vault that another running program holds', async () => {
    program = await startProgram();
    await createVault(program);
    const second = await startProgram();
    try {
      await second.answerDialogs({ folder: `${program.documentsFolder}/Dossier/Cases.dossier` });
      const page = second.page();
      await page.getByRole('button', { name: /Open an existing vault/ }).click();
      await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
      await page.getByLabel('Passphrase', { exact: true }).press('Enter');
      await page.getByText('Another running program holds this vault').waitFor();
    } finally {
      await second.close();
    }
  });
});
