import { afterEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/core';
import { useTemporaryFolder } from '../../support/vault-folders';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;
const { path, atEnd } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('cases that are sent together', () => {
  it('are ticked by mouse in the vault’s packages, and arrive in one file', async () => {
    const colleague = createTestCore({ now: new Date().toISOString() });
    atEnd(() => colleague.close());
    await colleague.createVault();
    const { publicKey } = await colleague.value('packages.makeKey', {});

    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: /practice vault/i }).click();
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Packages');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Send cases…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send cases as an encrypted package' });
    await dialog.getByText('No case is chosen yet.').waitFor();
    await dialog.getByRole('button', { name: 'Save the package' }).click();
    await dialog.getByText('Choose at least one case.').waitFor();
    await picture(running, 'send-none-chosen');

    await dialog.getByRole('checkbox').nth(0).click();
    await dialog.getByRole('checkbox').nth(1).click();
    await dialog.getByText(/^2 cases are chosen: BR-\d{4}-001 and BR-\d{4}-002$/).waitFor();
    await dialog.getByLabel('To whom').fill('An invented office');
    await dialog.getByRole('textbox', { name: 'Her public key' }).fill(publicKey);
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'send-two-chosen');
    const file = path('two.dossier-package');
    await running.answerDialogs({ save: file });
    await dialog.getByRole('button', { name: 'Save the package' }).click();
    // Nothing of the practice cases says that this office may have them.
    await dialog.getByText(/^This speaks against it: no consent on record\. /).waitFor();
    const reason = dialog.getByLabel('Why it goes all the same');
    expect(await reason.evaluate((field) => document.activeElement === field)).toBe(true);
    await reason.fill('She asked that the cases be carried on there.');
    await dialog.getByRole('button', { name: 'Save the package' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('cell', { name: /^BR-\d{4}-001, BR-\d{4}-002$/ })
      .first()
      .waitFor();
    await picture(running, 'send-sent');

    colleague.host.answerFile(file);
    const looked = await colleague.value('packages.look', { handle: null, passphrase: null });
    expect(looked.cases.map(({ code }) => code.slice(-3)).toSorted()).toEqual(['001', '002']);
  });
});
