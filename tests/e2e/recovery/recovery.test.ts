import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { groupsToWords } from '../../../src/shared/recovery/words';
import { readPrintedPage } from '../support/pdf';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase } from '../support/vault';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await mkdir('test-results', { recursive: true });
    await program?.page().screenshot({ path: 'test-results/recovery.png' });
  }
  await program?.close();
  program = null;
});

const newPassphrase = 'nine quiet herons over the canal';

/** The fourteen groups, from the text of a page that numbers them. */
function groupsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/(?<![\w-])(\d{1,2})\s+([0-9A-Z]{3})\s?([0-9A-Z]{3})(?![\w-])/gu)];
  const byNumber = new Map(found.map(([, number, first, second]) => [Number(number), `${first}${second}`]));
  const groups = Array.from({ length: 14 }, (_, index) => byNumber.get(index + 1) ?? '');
  if (groups.includes('')) throw new Error(`Not all groups were read: ${groups.join(' ')}`);
  return groups;
}

/** Types back the groups that are asked for. */
async function typeBack(dialog: Locator, groups: readonly string[]): Promise<void> {
  await dialog.getByRole('heading', { name: 'Is the paper right?' }).waitFor();
  const fields = await dialog.getByLabel(/^Group \d+$/u).all();
  expect(fields).toHaveLength(3);
  for (const field of fields) {
    const number = Number(/\d+/u.exec((await field.getAttribute('aria-label')) ?? '')?.[0]);
    await field.fill(groups[number - 1] ?? '');
  }
}

async function openRecovery(page: Page): Promise<void> {
  await page.getByRole('navigation').first().getByRole('button', { name: 'Vault' }).click();
  await page.getByRole('tab', { name: 'Recovery' }).click();
}

describe('recovery sheets', () => {
  it('are printed, checked, rehearsed, and open the vault when the passphrase is lost', async () => {
    const running = await startProgram();
    program = running;
    await createVault(running);
    let page = running.page();
    await openRecovery(page);
    await page.getByRole('button', { name: 'Make recovery sheets' }).click();
    let dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Continue' }).click();

    // The first sheet as a PDF.
    const pdf = join(running.home, 'sheet.pdf');
    await running.answerDialogs({ save: pdf });
    await dialog.getByRole('button', { name: 'Save as PDF…' }).click();
    await dialog.getByText('The PDF opens the vault for whoever finds it.').waitFor();
    const printed = readPrintedPage(pdf);
    const first = groupsIn(printed.text);
    expect(printed).toMatchObject({ pages: 1, qr: `DOSSIER:${first.join('')}` });
    expect(printed.text).toContain('Recovery sheet');
    const wordsOfFirst = groupsToWords(first, 'en');
    for (const [index, word] of wordsOfFirst.entries()) {
      expect(printed.text).toMatch(new RegExp(`(?<!\\d)${index + 1}\\s+${word}\\b`, 'u'));
    }
    // Nothing else of the program is on the page.
    expect(printed.text).not.toContain('Save as PDF');
    await rm(pdf);

    await dialog.getByRole('button', { name: 'I have the paper' }).click();
    await typeBack(
      dialog,
      first.map(() => 'AAAAAA'),
    );
    await dialog.getByText('is not as on the paper').waitFor();
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText('Type the three groups as they stand on the paper.').waitFor();
    await typeBack(dialog, first);
    await dialog.getByLabel(/Where will it lie/u).fill('The safe of the office');
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();

    // The second one copied by hand, from the screen.
    await page.getByRole('button', { name: 'Make the second sheet' }).click();
    dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Copy by hand' }).click();
    const shown = await dialog.locator('ol').filter({ visible: true }).last().innerText();
    const second = groupsIn(shown.replaceAll(/\s+/gu, ' '));
    await dialog.getByRole('button', { name: 'I have the paper' }).click();
    await typeBack(dialog, second);
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('The safe of the office').waitFor();
    expect(await page.getByRole('heading', { level: 3, name: /^Sheet \d/u }).count()).toBe(2);

    // A rehearsal at the lock screen, pasted as a whole.
    await lockByKey(page);
    page = await running.nextWindow();
    await page.getByRole('button', { name: 'Check a recovery sheet' }).click();
    dialog = page.getByRole('dialog');
    await dialog.getByLabel('Group 1', { exact: true }).fill(second.join(' '));
    await dialog.getByText('14 groups of 14 are right.').waitFor();
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText(/^The sheet with the mark \w{4} opens this vault\.$/u).waitFor();
    // The first one by its words, pasted where characters are meant, with a slip.
    await dialog.getByRole('button', { name: 'Check another' }).click();
    await dialog
      .getByLabel('Group 1', { exact: true })
      .fill(`${wordsOfFirst.slice(0, 3).join(' ')} dossier ${wordsOfFirst.slice(4).join(' ')}`);
    const words = dialog.getByLabel('The 32 words, in order');
    await dialog.getByText('Word 4: “dossier” is on no list.').waitFor();
    await words.fill(wordsOfFirst.join(' '));
    await dialog.getByText('All 32 words are right.').waitFor();
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText(/^The sheet with the mark \w{4} opens this vault\.$/u).waitFor();
    await page.keyboard.press('Escape');

    // The first sheet opens the vault, typed key by key with one slip.
    await page.getByRole('button', { name: 'Open with a recovery sheet' }).click();
    await page.getByLabel('Group 1', { exact: true }).click();
    for (const [index, group] of first.entries()) {
      if (index === 4) {
        await page.keyboard.type(group.startsWith('7') ? `8${group.slice(1)}` : `7${group.slice(1)}`);
        await page.getByText('Group 5 is not as on the paper').waitFor();
        for (let sign = 0; sign < 6; sign += 1) await page.keyboard.press('Backspace');
      }
      await page.keyboard.type(group.toLowerCase());
    }
    await page.getByText('14 groups of 14 are right.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who gets a passphrase?' }).waitFor();
    await page.getByRole('radio', { name: /Anne Modèle/u }).check();
    await page.getByRole('radio', { name: /My own/u }).check();
    await page.getByLabel('Passphrase', { exact: true }).fill(newPassphrase);
    await page.getByText(/^(Very hard|Hard) to guess\.$/u).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Passphrase, once more').fill(newPassphrase);
    await page.getByRole('button', { name: 'Set the passphrase and open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();

    await openRecovery(page);
    await page
      .getByText(/Last rehearsed on/u)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByText(/^Sheet 1 · \w{4} opened the vault, in place of a passphrase\.$/u).waitFor();

    // The passphrase that was lost is worth nothing now.
    await lockByKey(page);
    page = await running.nextWindow();
    const passphrase = page.getByLabel('Passphrase', { exact: true });
    await passphrase.fill(testPassphrase);
    await passphrase.press('Enter');
    await page.getByText('This passphrase does not open the vault.').waitFor();
    await passphrase.fill(newPassphrase);
    await passphrase.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();

    // The first sheet brings the vault back from a stick, under another passphrase.
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault' }).click();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await running.answerDialogs({ folder: stick });
    await page.getByRole('button', { name: 'Choose a folder and back up' }).click();
    await page.getByText('Passed', { exact: true }).waitFor({ timeout: 60_000 });
    await lockByKey(page);
    page = await running.nextWindow();
    await running.answerDialogs({ folder: stick });
    await page.getByRole('button', { name: 'Restore a vault from a backup' }).click();
    await page.getByRole('button', { name: 'Use a recovery sheet instead' }).click();
    await page.getByLabel('Group 1', { exact: true }).fill(first.join(' '));
    await page.getByText('14 groups of 14 are right.').waitFor();
    await page.getByRole('button', { name: 'Restore the vault', exact: true }).click();
    await page.getByRole('heading', { name: 'Who gets a passphrase?' }).waitFor({ timeout: 60_000 });
    await page.getByRole('radio', { name: /Anne Modèle/u }).check();
    await page.getByRole('radio', { name: /My own/u }).check();
    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByText(/^(Very hard|Hard) to guess\.$/u).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Passphrase, once more').fill(testPassphrase);
    await page.getByRole('button', { name: 'Set the passphrase and open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
    expect(existsSync(join(running.documentsFolder, 'Dossier', 'Restored cases.dossier', 'vault.db'))).toBe(
      true,
    );

    expect(existsSync(pdf)).toBe(false);
    expect(
      (await readdir(running.home, { recursive: true })).filter((name) => name.endsWith('.pdf')),
    ).toEqual([]);
  });
});
