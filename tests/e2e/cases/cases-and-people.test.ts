import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, unlockVault } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

async function openNewVault(): Promise<Program> {
  program = await startProgram();
  await createVault(program);
  return program;
}

/** Opens a case by keyboard alone; gives its code. */
async function openCase(page: Page, givenNames: string, familyName: string): Promise<string> {
  await goToCases(page);
  await typeNamesOfNewCase(page, givenNames, familyName);
  await page.getByText('Nobody with a similar name is known').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'French' }).waitFor();
  await page.keyboard.press('Enter');
  return codeOfOpenCase(page);
}

async function typeNamesOfNewCase(page: Page, givenNames: string, familyName: string): Promise<void> {
  await page.keyboard.press('n');
  await page.locator('dialog input:focus').waitFor();
  await page.keyboard.type(givenNames);
  await page.keyboard.press('Tab');
  await page.keyboard.type(familyName);
}

async function codeOfOpenCase(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1, name: /^BR-/ });
  await heading.waitFor();
  return heading.innerText();
}

async function goToCases(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Cases', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
}

async function goToPeople(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
}

describe('cases', () => {
  it('are opened by keyboard after a search that finds other spellings and scripts', async () => {
    const page = (await openNewVault()).page();
    expect(await axeFaults(page)).toEqual([]);
    const first = await openCase(page, 'Tatiana', 'Ivanova');
    expect(await axeFaults(page)).toEqual([]);

    await goToCases(page);
    await typeNamesOfNewCase(page, 'Татьяна', 'Iwanowa');
    await page.getByText('One person may be the same').waitFor();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('T… I…');
    expect(await dialog.innerText()).not.toContain('Ivanova');
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: `Open case ${first}` }).click();
    expect(await codeOfOpenCase(page)).toBe(first);
  });

  it('show names only while F9 is held, or until one leaves', async () => {
    const page = (await openNewVault()).page();
    await openCase(page, 'Blessing', 'Osagie');
    const name = page.getByText('Blessing Osagie').first();
    expect(await page.content()).not.toMatch(/Osagie/);

    await page.keyboard.down('F9');
    await name.waitFor();
    await page.keyboard.up('F9');
    await name.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Show names' }).click();
    await name.waitFor();
    await goToCases(page);
    expect(await page.content()).not.toMatch(/Osagie/);
    await page.keyboard.press('Alt+ArrowLeft');
    await codeOfOpenCase(page);
    expect(await page.content()).not.toMatch(/Osagie/);
  });
});

describe('people', () => {
  it('are saved while one types, also when the vault locks at once, and safe contact stands above each part', async () => {
    const running = await openNewVault();
    const code = await openCase(running.page(), 'محمد', 'العلي');
    await goToPeople(running.page());
    const page = running.page();
    await page.getByRole('button', { name: 'Show names' }).first().click();
    await page.getByLabel('Other spellings and names used').fill('Mohamed Al-Ali');
    await page.locator('summary', { hasText: 'Safe contact' }).click();
    await page.getByRole('checkbox', { name: 'Never call' }).check();
    await page.getByLabel('Code word').fill('library');
    expect(await axeFaults(page)).toEqual([]);
    await lockByKey(page);

    const after = await running.nextWindow();
    await unlockVault(running);
    await after.getByRole('searchbox').fill('Muhammed');
    await after.getByRole('button', { name: code }).click();
    for (const key of ['Control+1', 'Control+2']) {
      await after.keyboard.press(key);
      const band = after.getByRole('complementary', { name: 'Safe contact' });
      await band.waitFor();
      expect(await band.innerText()).toContain('Never call');
      expect(await band.innerText()).not.toContain('library');
    }
    await after.keyboard.down('F9');
    await after.getByText('Code word: library').waitFor();
    await after.keyboard.up('F9');
  });

  it('are removed and brought back from the toast', async () => {
    const page = (await openNewVault()).page();
    await openCase(page, 'Grace', 'Okoro');
    await goToPeople(page);
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').getByLabel('Role in this case').selectOption('witness');
    await page.getByRole('dialog').getByLabel('Given names').fill('Fatou');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const witness = page.getByRole('group', { name: 'In the facts' }).getByText('Witness');
    await witness.waitFor();
    expect(await page.content()).not.toContain('Fatou');

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove from the case' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await witness.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await witness.waitFor();
  });
});
