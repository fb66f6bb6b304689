import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aPng, aPdf } from '../../support/evidence-files';
import { hostileEvidence, type ShownAs } from '../../support/hostile-evidence';
import { startProgram, type Program } from '../support/program';

// Exhibits that are made to harm, looked at one after the other in the viewer: nothing of them runs, nothing is fetched, no window
// opens, what is too much is said in a sentence, and the viewer goes on. Each is decoded in a process of its own, which is gone
// afterwards. The packets of this test are counted by tests/no-network.

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await program?.page().screenshot({ path: 'test-results/hostile-exhibits.png' });
  await program?.close();
  program = null;
});

const decoderPage = /^app:\/\/[0-9a-f-]{36}\.decoder\/decoder\.html$/u;

/** Longer than a page is drawn on a busy laptop; what has not come to its end by then never does. */
const patienceMs = 8000;

/** Listens in the page, from now on. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { hits: 0, violations: [] as string[] };
    Object.assign(globalThis, { seen, hit: () => void (seen.hits += 1) });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      seen.violations.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
}

/** How the viewer shows what is open in it; null while it still reads, `waits` while it draws. */
function shown(page: Page): Promise<ShownAs | null> {
  return page.evaluate(() => {
    const viewer = document.querySelector('dialog[open]');
    if (viewer === null) return null;
    const said = [...viewer.querySelectorAll('[role=status]')]
      .map(({ textContent }) => textContent)
      .join(' ');
    if (/cannot be shown|is not shown|cannot show|does not open it|draws this file has ended/u.test(said))
      return 'sentence';
    if (/Drawing/u.test(said)) return 'waits';
    if (viewer.querySelector('canvas:not([hidden])') !== null) return 'drawn';
    return viewer.querySelector('pre, [aria-label="Words of the file"]') === null ? null : 'words';
  });
}

/** Whether what is said in place of a file is blurred, or there is a button to see what cannot be seen. */
function isKeptBack(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const viewer = document.querySelector('dialog[open]');
    const isBlurred = viewer?.querySelector('[inert] [role=status]') !== null;
    return (
      isBlurred ||
      [...(viewer?.querySelectorAll('button') ?? [])].some(
        (button) => button.textContent === 'Show what it holds',
      )
    );
  });
}

/** The decoders there are at this moment, that of the viewer last, each with its process; and the process of the page. */
function processes(running: Program): Promise<{
  readonly page: number;
  readonly decoders: readonly { readonly url: string; readonly pid: number }[];
}> {
  return running.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('There is no window');
    const { mainFrame } = window.webContents;
    return {
      page: mainFrame.osProcessId,
      decoders: mainFrame.frames.map(({ url, osProcessId }) => ({ url, pid: osProcessId })),
    };
  });
}

/** A key, and the words of the dialog, by the program itself. */
function press(running: Program, keyCode: string): Promise<void> {
  return running.electron.evaluate(({ BrowserWindow }, key) => {
    for (const type of ['keyDown', 'char', 'keyUp'] as const)
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type, keyCode: key });
  }, keyCode);
}
function words(running: Program): Promise<string> {
  return running.electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        "document.querySelector('dialog[open]')?.textContent",
      ) as Promise<string>,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('exhibits that are made to harm', () => {
  it('are shown as words, drawn, or refused in a sentence; none runs, fetches, opens a window or stops the viewer', async () => {
    expect(hostileEvidence.length).toBeGreaterThanOrEqual(50);
    const running = await startProgram({ size: { width: 1400, height: 900 } });
    program = running;
    const page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    const files = [
      ...hostileEvidence,
      // Afterwards, as a sign that the viewer is whole.
      ['honest.png', () => aPng(), ['drawn']] as const,
      ['honest.pdf', () => letter, ['drawn']] as const,
    ];
    const letter = await aPdf(['Honest words']);
    for (const [name, bytes] of files) await writeFile(join(stick, name), bytes());

    await page.getByRole('button', { name: /practice vault/i }).click();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
    await listen(page);
    const happened: string[] = [];
    page.on('dialog', (asked) => {
      happened.push(`dialog ${asked.type()}`);
      void asked.dismiss();
    });
    page.on('framenavigated', (frame) => {
      if (!decoderPage.test(frame.url())) happened.push(`navigation ${frame.url()}`);
    });
    page.on('crash', () => happened.push('crash'));
    page.on('request', (request) => {
      if (!/^(?:app|blob|data):/u.test(request.url())) happened.push(`request ${request.url()}`);
    });
    running.electron.on('window', () => happened.push('window'));

    await running.answerDialogs({ files: files.map(([name]) => join(stick, name)) });
    await page.getByRole('button', { name: 'Add files…' }).click();
    await page.getByRole('dialog').getByLabel('From whom').fill('Olena');
    await page.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
    await page
      .getByRole('dialog', { name: `${files.length} of ${files.length} taken in` })
      .waitFor({ timeout: 60_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

    const lookAt = async (name: string): Promise<void> => {
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: name.replace(/\.\w+$/u, ''), exact: true }) })
        .first()
        .getByRole('button', { name: /exhibit \d+/iu })
        .click();
      await page.getByRole('menuitem', { name: `Look at ${name}` }).click();
    };
    await lookAt(files[0]?.[0] ?? '');
    const viewer = page.getByRole('dialog', { name: /^Exhibit/u });
    const outcomes: Record<string, number> = {};
    const wrong: string[] = [];
    /** What decodes there were: those of the viewer, and those that read the words of PDFs beside it. */
    const decodedIn = new Map<string, number>();
    const note = async (): Promise<void> => {
      for (const { url, pid } of (await processes(running)).decoders) {
        // Not yet where it is going, and so in no process of its own.
        if (url === '' || url === 'about:blank') continue;
        if (!decoderPage.test(url) || (decodedIn.get(url) ?? pid) !== pid) wrong.push(`${url}: ${pid}`);
        decodedIn.set(url, pid);
      }
    };
    for (const [name, , shownAs] of files) {
      await viewer.getByText(name, { exact: true }).first().waitFor();
      const begun = performance.now();
      let how = await shown(page);
      while ((how === null || how === 'waits') && performance.now() - begun < patienceMs) {
        await page.waitForTimeout(50);
        how = await shown(page);
      }
      outcomes[how ?? 'never'] = (outcomes[how ?? 'never'] ?? 0) + 1;
      const took = Math.round(performance.now() - begun);
      if (process.env.DOSSIER_PICTURES !== undefined) process.stdout.write(`${name}: ${how} ${took}\n`);
      if (how === null || !shownAs.includes(how)) wrong.push(`${name}: ${how}`);
      if (how === 'sentence' && (await isKeptBack(page))) wrong.push(`${name}: its sentence is blurred`);
      await note();
      await page.keyboard.press('ArrowRight');
    }
    expect(wrong).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen)).toEqual({
      hits: 0,
      violations: [],
    });
    expect(happened).toEqual([]);
    // That the page would have told: it is made to fetch something itself.
    await page.evaluate(() => void (new Image().src = 'http://fetched.example/planted.png'));
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen))
      .toEqual({ hits: 0, violations: ['img-src http://fetched.example/planted.png'] });
    await expect.poll(() => viewer.getByRole('region').textContent()).toContain('Honest words');
    // Each had one process, none that of another or of the page.
    const pids = [...decodedIn.values()];
    expect(pids.length).toBeGreaterThan(30);
    expect(new Set([...pids, (await processes(running)).page]).size).toBe(pids.length + 1);

    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    // Beside the viewer the words of PDFs are read, one after the other, each for 20 seconds at most: three come to no end.
    await expect.poll(() => pids.filter(isAlive).length, { timeout: 10_000 }).toBeLessThanOrEqual(1);
    let quiet = 0;
    const countQuiet = async () => (quiet = (await processes(running)).decoders.length === 0 ? quiet + 1 : 0);
    await expect.poll(countQuiet, { timeout: 120_000, interval: 500 }).toBeGreaterThan(6);
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);

    // What comes to no end is ended after a minute.
    await page.clock.install();
    await lookAt('bomb.pdf');
    await expect.poll(() => shown(page)).toBe('waits');
    await page.clock.fastForward(61_000);
    await expect.poll(() => shown(page)).toBe('sentence');
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });

    // One that is ended in the middle of it takes nothing else with it. From here on Playwright takes the page for ended, too, and
    // holds up each new decoder for an inspector that never comes: what comes next needs none.
    await lookAt('honest.png');
    await expect.poll(() => shown(page)).toBe('drawn');
    const last = (await processes(running)).decoders.at(-1);
    if (last === undefined) throw new Error('Nothing is decoded');
    process.kill(last.pid, 'SIGKILL');
    await press(running, '+');
    await expect.poll(() => words(running)).toContain('What draws this file has ended');
    await press(running, 'Left');
    await expect.poll(() => words(running)).toContain('message.mht');
    await expect.poll(() => words(running)).toContain('3 Mar 2026');
    process.stdout.write(
      `Hostile exhibits: ${hostileEvidence.length}, ${JSON.stringify(outcomes)}, ${pids.length} processes, all gone; nothing ran and nothing was fetched\n`,
    );
  });
});
