import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../e2e/support/program';
import { createVault } from '../e2e/support/vault';
import { pastedPage, places, tryAll, waysOut } from './ways-out';

// Run in the lab by tests/no-network/index.ts, which counts what comes along the cable meanwhile.

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** Long enough for what a browser puts off until it is idle. */
const idleMs = 5000;
const allTried = places.flatMap(() => waysOut.map(({ name }) => name));

describe('content that wants to reach a network', () => {
  it('is pasted into an interview', async () => {
    program = await startProgram();
    const page = program.page();
    await createVault(program);
    await page.keyboard.press('Control+n');
    await page.getByRole('button', { name: 'Go on without a name' }).click();
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Interviews' }).waitFor();
    await page.getByRole('button', { name: 'New interview' }).click();
    await page.getByLabel('Title').fill('An interview');
    await page.getByRole('button', { name: 'Start writing' }).click();
    const editor = page.getByRole('textbox', { name: 'Text of the interview' });
    await editor.click();
    await editor.evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Elle a dit cela.');
      clipboardData.setData('text/html', html);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, pastedPage);
    await editor.getByText('Et encore ceci.').waitFor();
    expect(await editor.locator('img, iframe, video, link, style, script, a').count()).toBe(0);
    await page.waitForTimeout(idleMs);
  });

  it('has taken over the page of the program', async () => {
    program = await startProgram();
    const page = program.page();
    expect(await page.evaluate(tryAll)).toEqual(allTried);
    await page.waitForTimeout(idleMs);
    expect(page.url()).toMatch(/^app:\/\/dossier\//);
  });

  it('has a window of the program to itself, without the rules of its page', async () => {
    program = await startProgram();
    const tried = await program.electron.evaluate(async ({ BrowserWindow }, script) => {
      const own = BrowserWindow.getAllWindows()[0];
      if (own === undefined) throw new Error('There is no window');
      const stranger = new BrowserWindow({
        webPreferences: { session: own.webContents.session, sandbox: true },
      });
      await stranger.loadURL('about:blank');
      return (await stranger.webContents.executeJavaScript(script)) as unknown;
    }, tryAll);
    expect(tried).toEqual(allTried);
    await program.page().waitForTimeout(idleMs);
  });
});
