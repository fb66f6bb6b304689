import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** A new vault with one case, at its timeline. */
async function openTimeline(): Promise<Page> {
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
  return page;
}

/** Fills in a new fact; leaves the form open. */
async function beginFact(page: Page, statement: string, date: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByLabel('What happened').fill(statement);
  await page.getByLabel('When', { exact: true }).fill(date);
}

async function save(page: Page): Promise<void> {
  await page.getByLabel('When', { exact: true }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Links the fact in the form to another, by the keys alone. */
async function link(page: Page, relation: string, amount: string, other: string): Promise<void> {
  await page.getByRole('button', { name: 'Link to another fact…' }).press('Enter');
  await page.getByLabel('This was').selectOption({ label: relation });
  if (amount !== '') await page.getByLabel(/^How many/).fill(amount);
  const field = page.getByRole('combobox', { name: 'Which fact' });
  await field.focus();
  await page.keyboard.type(other);
  await page.getByRole('option', { name: new RegExp(other) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: new RegExp(other) }).waitFor({ state: 'detached' });
  await page.getByLabel(/^As she said it/).press('Enter');
  await page.getByRole('button', { name: 'Take this link off' }).waitFor();
}

describe('facts that are linked in time', () => {
  it('show by keyboard what follows, why, and what cannot be true', async () => {
    const page = await openTimeline();
    await beginFact(page, 'They arrived in Ghent.', '10 May 2023');
    await save(page);
    await beginFact(page, 'She was moved to another flat.', '');
    await link(page, 'after', '2', 'arrived');
    await page.getByText('Works out as between 20 May 2023 and 28 May 2023').first().waitFor();
    await page.getByText('Why', { exact: true }).press('Enter');
    await page.getByText('this fact was about 2 weeks after “They arrived in Ghent”').first().waitFor();
    await save(page);
    await page.getByRole('button', { name: /No date.*moved.*between 20 May 2023 and 28 May 2023/ }).waitFor();

    await beginFact(page, 'The baby was born.', 'January 2023');
    await link(page, 'after', '', 'moved');
    await page.getByText('These cannot all be true').waitFor();
    await save(page);
    const banner = page.getByRole('status').filter({ hasText: 'cannot all be true' });
    await banner
      .getByRole('listitem')
      .filter({ hasText: /^“The baby was born” was after “She was moved to another flat”$/u })
      .waitFor();
    await banner.getByRole('button', { name: 'Open “The baby was born”' }).press('Enter');
    await page.getByRole('button', { name: 'Take this link off' }).press('Enter');
    await page.getByText('These cannot all be true').waitFor({ state: 'detached' });
    await save(page);
    await banner.waitFor({ state: 'detached' });

    // The picture, by the keys.
    const picture = page.getByRole('application');
    await picture.focus();
    const whole = await picture.getAttribute('aria-label');
    expect(whole).toContain('3 marks');
    await page.keyboard.press('ArrowRight');
    await page.getByText('January 2023 · The baby was born. · Certain').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('10 May 2023 · They arrived in Ghent. · Certain').waitFor();
    expect(await page.locator('[aria-current="true"]').textContent()).toContain('They arrived in Ghent');
    await page.keyboard.press('+');
    await expect.poll(() => picture.getAttribute('aria-label')).not.toBe(whole);
    await page.keyboard.press('0');
    await expect.poll(() => picture.getAttribute('aria-label')).toBe(whole);
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('What happened').inputValue()).toBe('They arrived in Ghent.');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // Two facts become one, and two again.
    await page.locator('[data-place="0"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 facts selected').waitFor();
    await page.getByRole('button', { name: 'Make one fact…' }).press('Enter');
    expect(await page.getByLabel('What happened').inputValue()).toBe(
      'The baby was born. They arrived in Ghent.',
    );
    await page.getByRole('button', { name: 'Make one fact', exact: true }).press('Enter');
    await page
      .getByRole('button', { name: /January 2023.*The baby was born\. They arrived in Ghent/ })
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByRole('button', { name: /10 May 2023.*They arrived in Ghent/ }).waitFor();
    await page.getByRole('button', { name: /No date.*moved.*between 20 May 2023 and 28 May 2023/ }).waitFor();
    await page.locator('[data-place="0"]').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: 'Disputed' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Mark as disputed' }).press('Enter');
    await page.getByText('3 facts were changed.').waitFor();
    await page.getByRole('button', { name: /They arrived in Ghent.*Disputed/ }).waitFor();

    // A view is kept under a name; dates by another calendar.
    await page.getByLabel('Lanes of the picture').selectOption({ label: 'A lane for each place' });
    await page.getByRole('button', { name: 'Views', exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: 'Keep this view…' }).press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('By place');
    await page.getByLabel('Name', { exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('Lanes of the picture').selectOption({ label: 'All in one lane' });
    await page.getByRole('button', { name: 'By place', exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: 'By place', exact: true }).press('Enter');
    await expect
      .poll(() => page.getByLabel('Lanes of the picture').evaluate((list: HTMLSelectElement) => list.value))
      .toBe('place');
    await page.getByRole('button', { name: /10 May 2023.*They arrived in Ghent/ }).press('Enter');
    await page.getByText('Other calendars').press('Enter');
    await page.getByRole('checkbox', { name: 'Ethiopian' }).check();
    await page.getByText(/2 G[ei]nbot 2015/u).waitFor();
  });
});
