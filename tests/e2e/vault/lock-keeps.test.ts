import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, isRunning, lockByKey, unlockVault } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** Starts the program, makes a vault, and tells which process holds its key. */
async function openNewVault(): Promise<{ readonly running: Program; readonly pid: number }> {
  const running = await startProgram();
  program = running;
  await createVault(running);
  const pid = await running.corePid();
  if (pid === null) throw new Error('There is no core process');
  return { running, pid };
}

/** Begins an interview in a new case and types in it. */
async function typeInAnInterview(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Go on without a name' }).click();
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'New interview' }).click();
  await page.getByRole('button', { name: 'Start writing' }).click();
  await page.getByRole('textbox', { name: 'Text of the interview' }).click();
  await page.keyboard.type(words);
}

/** What the interview begun above holds, from the list of cases. */
async function readTheInterview(page: Page): Promise<string> {
  await page.getByRole('button', { name: /BR-/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await page.keyboard.press('Control+3');
  await page.getByText('Interview 1').first().click();
  const editor = page.getByRole('textbox', { name: 'Text of the interview' });
  await editor.waitFor();
  return editor.innerText();
}

function clipboardText(running: Program): Promise<string> {
  return running.electron.evaluate(({ clipboard }) => clipboard.readText());
}

describe('the panic keys', () => {
  it('work in a dialog, save what was typed, and empty the clipboard of what was copied here', async () => {
    const { running, pid } = await openNewVault();
    const page = running.page();
    await typeInAnInterview(page, 'She left before dawn');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect.poll(() => clipboardText(running)).toBe('She left before dawn');
    await page.keyboard.press('End');
    await page.keyboard.type(' by the back door');
    await page.keyboard.press('Shift+F1');
    await page.getByRole('dialog').getByText('Panic').waitFor();

    await page.keyboard.press('Control+Shift+l');
    const locked = await running.nextWindow();

    await locked.getByText('Locked by the panic keys.').waitFor();
    expect(isRunning(pid)).toBe(false);
    expect(await clipboardText(running)).toBe('');
    await unlockVault(running);
    expect(await readTheInterview(locked)).toBe('She left before dawn by the back door');
  });
});

describe('the clipboard', () => {
  it('is emptied after a while, unless something else has been copied since', async () => {
    const { running } = await openNewVault();
    const page = running.page();
    const copyName = async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('words to copy');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      await expect.poll(() => clipboardText(running)).toBe('words to copy');
      await page.keyboard.press('Escape');
    };
    await page.keyboard.press('Control+,');
    await page.getByLabel('Clear what was copied after').selectOption('15');
    await copyName();
    await running.electron.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
    await copyName();
    await expect.poll(() => clipboardText(running), { timeout: 40_000, interval: 500 }).toBe('');
    await copyName();
    // Nobody gets to another program and copies there any sooner.
    await page.waitForTimeout(2000);
    await running.electron.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
    await lockByKey(page);
    await running.nextWindow();
    expect(await clipboardText(running)).toBe('of another program');
  });
});

describe('minimising the window', () => {
  it('locks when the person has chosen so, with what was typed saved', async () => {
    const { running, pid } = await openNewVault();
    const page = running.page();
    const minimise = () =>
      running.electron.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.emit('minimize');
      });
    await minimise();
    await page.keyboard.press('Control+,');
    await page.getByLabel('Also lock when the window is minimised').check();
    await page.getByText('On Linux no program can keep its window out of screenshots').waitFor();
    expect(isRunning(pid)).toBe(true);
    await page.getByRole('navigation').first().getByRole('button', { name: 'Cases' }).click();
    await typeInAnInterview(page, 'He kept the passport');

    await minimise();
    const locked = await running.nextWindow();

    await locked.getByText('Locked because the window was put away.').waitFor();
    expect(isRunning(pid)).toBe(false);
    await unlockVault(running);
    expect(await readTheInterview(locked)).toBe('He kept the passport');
  });
});
