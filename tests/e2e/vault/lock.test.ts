import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, hasEnded, isRunning, lockByKey, testPassphrase, unlockVault } from '../support/vault';

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

describe('locking', () => {
  it('ends the process that held the key, and a new one opens the vault again', async () => {
    const { running, pid } = await openNewVault();
    expect(isRunning(pid)).toBe(true);

    await lockByKey(running.page());
    const page = await running.nextWindow();

    expect(isRunning(pid)).toBe(false);
    await page.getByText('Locked as you asked.').waitFor();
    await unlockVault(running);
    expect(await running.corePid()).not.toBe(pid);
  });

  it.each([
    ['suspend', 'Locked because the laptop went to sleep.'],
    ['lock-screen', 'Locked because the screen of the laptop was locked.'],
  ])('happens on %s', async (event, sentence) => {
    const { running, pid } = await openNewVault();

    await running.electron.evaluate(({ powerMonitor }, name) => {
      powerMonitor.emit(name);
    }, event);
    const page = await running.nextWindow();

    await page.getByText(sentence).waitFor();
    expect(isRunning(pid)).toBe(false);
  });

  it('happens after idle time, with a countdown before it', async () => {
    const { running, pid } = await openNewVault();
    const later = (minutes: number) =>
      running.electron.evaluate((_electron, ms) => {
        const now = Date.now();
        Date.now = () => now + ms;
      }, minutes * 60_000);

    await later(9.8);
    await running
      .page()
      .getByText(/The vault locks in \d+ second/)
      .waitFor();
    await later(1);
    const page = await running.nextWindow();

    await page.getByText('Locked because nobody touched the laptop for 10 minutes.').waitFor();
    expect(isRunning(pid)).toBe(false);
  });

  it('happens when the window is closed', async () => {
    const { running, pid } = await openNewVault();

    // Playwright says `close` when the last page is gone, which may be before the program has ended.
    const closed = running.electron.waitForEvent('close');
    await running.page().close({ runBeforeUnload: true });
    await closed;

    expect(await hasEnded(pid, 1000)).toBe(true);
  });
});

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
    await page.keyboard.press('F1');
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

describe('a core process that does not answer', () => {
  it('is ended by the lock all the same', async () => {
    const { running, pid } = await openNewVault();
    // As in the middle of a long query, and worse: it does not even run.
    process.kill(pid, 'SIGSTOP');
    await lockByKey(running.page());
    // 300 milliseconds are promised, and measured by the fault tests; this one only knows gone from not gone.
    expect(await hasEnded(pid, 3000)).toBe(true);
    await running.nextWindow();
    await unlockVault(running);
  });
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
    const { running } = await openNewVault();
    await lockByKey(running.page());
    const page = await running.nextWindow();
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
    const { running } = await openNewVault();
    const second = await startProgram();
    try {
      await second.answerDialogs({ folder: `${running.documentsFolder}/Dossier/Cases.dossier` });
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
