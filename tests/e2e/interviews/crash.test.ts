import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, isRunning, lockByKey, testPassphrase, unlockVault } from '../support/vault';

/** What somebody typed, and when the last letter of it was on the page. */
interface TypedWord {
  readonly word: string;
  readonly at: number;
}

/** The promise: at most this much of what was typed is gone. */
const promisedMs = 2000;

let running: Program;
let aside: string;

beforeAll(async () => {
  running = await startProgram();
  aside = await mkdtemp(join(tmpdir(), 'dossier-crash-'));
  await createVault(running);
  const page = running.page();
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Go on without a name' }).click();
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'New interview' }).click();
  await page.getByRole('button', { name: 'Start writing' }).click();
  await editor(page).click();
});

afterAll(async () => {
  await running.close();
  await rm(aside, { recursive: true, force: true });
});

function editor(page: Page) {
  return page.getByRole('textbox', { name: 'Text of the interview' });
}

async function wordsOf(page: Page): Promise<readonly string[]> {
  return (await editor(page).innerText()).split(/\s+/).filter((word) => word !== '');
}

/** From the list of cases to the text of the only interview. */
async function openTheInterview(page: Page): Promise<void> {
  await page.getByRole('button', { name: /BR-/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await page.keyboard.press('Control+3');
  await page.getByText('Interview 1').first().click();
  await editor(page).waitFor();
}

/** Types word after word, without a pause in which anything could be called finished, until the process is gone. */
async function typeUntilKilled(page: Page, pid: number, afterMs: number) {
  const typed: TypedWord[] = [];
  let killedAt = Number.POSITIVE_INFINITY;
  const timer = setTimeout(() => {
    process.kill(pid, 'SIGKILL');
    killedAt = Date.now();
  }, afterMs);
  while (isRunning(pid)) {
    const word = `word${typed.length + 1}`;
    await page.keyboard.type(`${word} `, { delay: 15 });
    typed.push({ word, at: Date.now() });
  }
  clearTimeout(timer);
  return { typed, killedAt };
}

describe('when core is killed while somebody types without a pause', () => {
  it('has lost at most two seconds on the disk, and nothing once the vault is open again', async () => {
    const page = running.page();
    const pid = await running.corePid();
    if (pid === null) throw new Error('There is no core process');

    const { typed, killedAt } = await typeUntilKilled(page, pid, 7000);
    const asKilled = join(aside, 'Cases.dossier');
    await cp(join(running.documentsFolder, 'Dossier', 'Cases.dossier'), asKilled, { recursive: true });

    await page.getByText('The vault has closed by itself').waitFor();
    await page.getByText(/^At .+ stopped unexpectedly\./).waitFor();
    const beforeTheKill = typed.filter(({ at }) => at <= killedAt).map(({ word }) => word);
    const promised = typed.filter(({ at }) => at <= killedAt - promisedMs).map(({ word }) => word);
    expect(promised.length).toBeGreaterThan(20);

    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByLabel('Passphrase', { exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-save-state="saved"]').waitFor();
    const afterUnlock = await wordsOf(page);
    expect(afterUnlock.slice(0, beforeTheKill.length)).toEqual(beforeTheKill);

    await lockByKey(page);
    const next = await running.nextWindow();
    await unlockVault(running);
    await openTheInterview(next);
    expect(await wordsOf(next)).toEqual(afterUnlock);

    // The vault as the kill left it, in a program that has nothing of the page.
    const other = await startProgram();
    try {
      await other.answerDialogs({ folder: asKilled });
      await other
        .page()
        .getByRole('button', { name: /Open an existing vault/ })
        .click();
      await unlockVault(other);
      await openTheInterview(other.page());
      const onDisk = await wordsOf(other.page());
      expect(onDisk.slice(0, promised.length)).toEqual(promised);
    } finally {
      await other.close();
    }
  });
});
