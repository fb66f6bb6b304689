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

  it('has taken over what decodes it', async () => {
    program = await startProgram();
    const page = program.page();
    // As the page begins one for a file (src/renderer/lib/decoder.ts).
    const address = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = `app://${crypto.randomUUID()}.decoder/decoder.html`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      document.body.append(frame);
      return loaded.then(() => frame.src);
    });
    const decoder = page.frame({ url: address });
    if (decoder === null) throw new Error('There is no decoder');
    // What the page has and it has not: the door to the shell, the port to core, other frames, and the window itself.
    const reached = await decoder.evaluate(async () => {
      const tries: Record<string, () => unknown> = {
        shell: () => ('dossierShell' in window ? 'reached' : null),
        page: () => window.parent.document.title,
        window: () => {
          if (window.top !== null) window.top.location.href = 'app://dossier/index.html?reason=start';
          return null;
        },
        frame: () => {
          const frame = document.createElement('iframe');
          frame.src = `app://${crypto.randomUUID()}.decoder/decoder.html`;
          document.body.append(frame);
          return new Promise((resolve) => {
            // An error page of Chromium loads, too; its document cannot be seen either.
            setTimeout(() => resolve(frame.contentWindow?.length === undefined ? 'reached' : null), 2000);
          });
        },
        file: async () => (await fetch('app://dossier/index.html')).status,
        core: () => {
          const { port1, port2 } = new MessageChannel();
          const asked = new Promise((resolve) => {
            port1.addEventListener('message', () => resolve('reached'));
            setTimeout(() => resolve(null), 1000);
          });
          port1.start();
          window.parent.postMessage('dossier-core-port', '*', [port2]);
          return asked;
        },
      };
      const outcomes: [string, unknown][] = [];
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          outcomes.push([name, await attempt()]);
        } catch {
          outcomes.push([name, null]);
        }
      }
      return outcomes;
    });
    expect(reached.filter(([, outcome]) => outcome !== null)).toEqual([]);
    // To a place that the page may lead it to, but not it itself.
    await decoder.evaluate(() => {
      location.href = `app://${crypto.randomUUID()}.decoder/decoder.html`;
    });
    await page.waitForTimeout(1000);
    expect(decoder.url()).toBe(address);
    // Last, since some of the ways lead it to an error page of Chromium.
    expect(await decoder.evaluate(tryAll)).toEqual(allTried);
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
