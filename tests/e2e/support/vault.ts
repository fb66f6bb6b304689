import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { painted, type Program } from './program';

/** Opens every vault made in an end-to-end test. */
export const testPassphrase = 'marmelade boussole chemin velours orage';

/** Makes a vault through the screens, by keyboard, and waits for the list of cases. */
export async function createVault(program: Program, name = 'Cases'): Promise<void> {
  const page = program.page();
  await page.getByRole('button', { name: /Create a vault/ }).press('Enter');
  await page.getByLabel('Name of the vault').fill(name);
  await page.getByLabel('Your name').fill('Anne Modèle');
  await page.getByLabel('Your name').press('Enter');
  await page.getByRole('radio', { name: /My own/ }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
  await page.getByText(/^(Very hard|Hard) to guess\.$/).waitFor();
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByLabel('Passphrase, once more').fill(testPassphrase);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create the vault' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  await painted(page);
}

/** Unlocks the vault that the lock screen proposes, and waits for the list of cases. */
export async function unlockVault(program: Program): Promise<void> {
  const page = program.page();
  await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
  await page.getByLabel('Passphrase', { exact: true }).press('Enter');
  await page
    .getByRole('heading', { level: 1, name: 'Cases' })
    .waitFor()
    .catch(async (cause: unknown) => {
      // Invented data only: what stands there instead tells more than that the heading does not.
      const shown = await page.locator('body').innerText({ timeout: 3000 }).catch(String);
      throw new Error(`The vault did not open. The page shows:\n${shown}`, { cause });
    });
  await painted(page);
}

/** Locks by key. The window goes away, now and then before the keys are up again. */
export async function lockByKey(page: Page): Promise<void> {
  await page.keyboard.press('Control+l').catch((failure: unknown) => {
    if (!page.isClosed()) throw failure;
  });
}

/** Whether a process of this id runs. One that has ended and that nobody has asked about yet (a zombie) does not. */
export function isRunning(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in brackets, which may hold anything, comes the state.
    return status[status.lastIndexOf(')') + 2] !== 'Z';
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return false;
    // It went while it was read.
    if (failure instanceof Error && 'code' in failure && failure.code === 'ESRCH') return false;
    throw failure;
  }
}

/** Waits until a process has ended; the test fails when it still runs after so long. */
export async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
