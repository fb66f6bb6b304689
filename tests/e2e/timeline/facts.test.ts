import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, unlockVault } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** A new vault with one case, at its timeline. */
async function openTimeline(): Promise<Program> {
  const running = await startProgram();
  program = running;
  await createVault(running);
  const page = running.page();
  await page.keyboard.press('n');
  await page.locator('dialog input:focus').waitFor();
  await page.keyboard.type('Salma');
  await page.getByText('Nobody with a similar name is known').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'French' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await page.keyboard.press('Control+4');
  await page.getByRole('heading', { level: 1, name: 'Timeline' }).waitFor();
  return running;
}

/** How the date that stands in the form was read. */
async function reading(page: Page, typed: string): Promise<string> {
  await page.getByLabel('When', { exact: true }).fill(typed);
  return (await page.getByText(/^Read as: /).textContent()) ?? '';
}

describe('a fact with an uncertain date', () => {
  it('is written by keyboard, shows how its date was read, and is there after a lock', async () => {
    const running = await openTimeline();
    const page = running.page();
    await page.keyboard.press('Control+n');
    await page.getByLabel('What happened').fill('Her passport was taken.');
    expect(await reading(page, 'winter 2021')).toContain('winter 2020–2021 or winter 2021–2022');
    await page.getByRole('button', { name: 'winter 2021–2022' }).click();
    expect(await reading(page, 'before 2022-03')).toContain('28 February 2022 at the latest');
    await page.getByLabel('When', { exact: true }).press('Enter');
    await page.getByRole('button', { name: /before March 2022.*Her passport was taken/ }).waitFor();

    await page.keyboard.press('Control+n');
    await page.getByLabel('What happened').fill('She was moved to another flat.');
    await page.getByLabel('When', { exact: true }).fill('31 February 2023');
    await page.getByLabel('When', { exact: true }).press('Enter');
    await page.getByText('That month has no day 31.').waitFor();
    // Locked in the middle of it: what was typed comes back.
    await lockByKey(page);
    const next = await running.nextWindow();
    await unlockVault(running);
    await next.getByRole('button', { name: /BR-/ }).first().click();
    await next.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await next.keyboard.press('Control+4');
    await next.getByRole('button', { name: 'Go on writing' }).click();
    expect(await next.getByLabel('What happened').inputValue()).toBe('She was moved to another flat.');
    expect(await reading(next, 'about May 2023')).toBe(
      'Read as: about May 2023 · between 1 May 2023 and 31 May 2023, give or take',
    );
    await next.getByRole('button', { name: 'Save', exact: true }).click();
    await next.getByRole('button', { name: /about May 2023.*moved to another flat/ }).waitFor();
    await next.getByRole('button', { name: /Go on writing/ }).waitFor({ state: 'detached' });
  });
});
