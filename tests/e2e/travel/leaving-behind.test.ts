import { afterEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/vault-folders';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;
const { path } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('a case that is left behind before a journey', () => {
  it('stays when its packing is stopped, goes when it is packed again, and comes back with the package', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: /practice vault/i }).click();
    const inList = page.getByText(/^BR-\d{4}-001$/).first();
    await inList.waitFor({ timeout: 60_000 });
    const code = (await inList.textContent()) ?? '';
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Travel');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: code }).check();
    await page.getByRole('button', { name: 'Leave 1 case behind…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave cases behind' });

    // The person asks to stop while the system still asks her for a place: it holds for what comes after.
    await running.electron.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = () =>
        new Promise((resolve) => {
          setTimeout(() => resolve({ canceled: false, filePath }), 3000);
        });
    }, path('stopped.dossier-package'));
    await dialog.getByRole('radio', { name: /^A passphrase/ }).check();
    // Its words are drawn by core; without them nothing can be packed.
    await dialog.getByRole('list').getByRole('listitem').nth(4).waitFor();
    await dialog.getByRole('button', { name: 'Pack and leave behind' }).click();
    await dialog.getByText('Leaving the cases behind').waitFor();
    await page.keyboard.press('Escape');
    await dialog.getByText('Stopping…').waitFor();
    await picture(running, 'travel-stopping');
    await dialog.getByText('It was stopped. No case was taken out.').waitFor();
    await picture(running, 'travel-stopped');
    expect(await axeFaults(page)).toEqual([]);

    const file = path('journey.dossier-package');
    await running.answerDialogs({ save: file, files: [file] });
    await dialog.getByRole('radio', { name: /^This vault/ }).check();
    await dialog.getByRole('button', { name: 'Pack and leave behind' }).click();
    await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByText('One case is left behind').waitFor();
    expect(await page.getByRole('checkbox', { name: code }).count()).toBe(0);
    await picture(running, 'travel-left');

    await page.getByRole('button', { name: 'Bring back…' }).click();
    await page.getByRole('button', { name: 'Take in a package' }).click();
    const taking = page.getByRole('dialog', { name: 'Take in a package' });
    await taking.getByRole('button', { name: 'Take in a package' }).click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
  });
});
