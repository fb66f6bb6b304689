import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** The practice vault, at its list of cases. */
async function openPracticeVault(): Promise<Page> {
  program = await startProgram();
  const page = program.page();
  await page.getByRole('button', { name: /practice vault/i }).press('Enter');
  await page
    .getByText(/^BR-\d{4}-002$/)
    .first()
    .waitFor({ timeout: 60_000 });
  return page;
}

const field = (page: Page) => page.getByLabel('Words to look for');
const focused = (page: Page) => page.locator(':focus');

describe('search', () => {
  it('finds by keyboard, leads to the passage, and is as it was on the way back', async () => {
    const page = await openPracticeVault();
    await page.keyboard.press('Control+f');
    await field(page).waitFor();
    await page.keyboard.type('PASSEPORTS contrat');
    const passage = page.getByRole('button', { name: /Karl a pris les passeports « pour le contrat »/ });
    await passage.waitFor();
    // The answer to the words before the last letters may stand there for a moment.
    await expect.poll(() => passage.locator('mark').allInnerTexts()).toEqual(['passeports', 'contrat']);
    expect(await page.getByText(/^\d+ places in \d case/).innerText()).toBe('2 places in 1 case');

    await page.keyboard.press('ArrowDown');
    expect(await focused(page).innerText()).toContain('Karl a pris les passeports');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page).innerText()).toContain('L’employeur prend les passeports');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('[data-desk]').waitFor();
    const paragraph = page.locator('[data-desk] p', { hasText: 'Je n’ai jamais revu le mien.' });
    await paragraph.waitFor();
    const isInView = await paragraph.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
    expect(isInView).toBe(true);

    await page.keyboard.press('Alt+ArrowLeft');
    await passage.waitFor();
    expect(await field(page).inputValue()).toBe('PASSEPORTS contrat');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Karl a pris') === true);
  });

  it('hides names and sensitive passages until they are asked for', async () => {
    const page = await openPracticeVault();
    await page.keyboard.press('Control+f');
    await field(page).fill('Tazi');
    const main = page.getByRole('main');
    await main
      .getByRole('button', { name: /^Client/ })
      .first()
      .waitFor();
    expect(await main.innerText()).not.toContain('Salma');
    await page.keyboard.down('F9');
    await main
      .getByRole('button', { name: /Salma TAZI/ })
      .first()
      .waitFor();
    await page.keyboard.up('F9');
    await main
      .getByRole('button', { name: /^Client/ })
      .first()
      .waitFor();
    expect(await main.innerText()).not.toContain('Salma');

    const words = 'orphelinat prison';
    await field(page).fill(words);
    await main.getByText('Sensitive passage, hidden').first().waitFor();
    await main.getByRole('button', { name: 'Show', exact: true }).first().click();
    await main.locator('mark').first().waitFor();
  });

  it('is narrowed to the open case and by filters, and widened again', async () => {
    const page = await openPracticeVault();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+f');
    await field(page).fill('dette de 6 000 euros');
    await page.getByText('Nothing fits “dette de 6 000 euros”').waitFor();
    await page.getByRole('button', { name: 'Search without filters' }).press('Enter');
    await page.getByRole('button', { name: /Une dette de 6 000 euros est annoncée/ }).waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Exhibits' }).check();
    await page.keyboard.press('Escape');
    await page.getByText('Nothing fits “dette de 6 000 euros”').waitFor();
    await page.getByRole('button', { name: 'Take off the filter “Exhibits”' }).click();
    await page.getByRole('button', { name: /Une dette de 6 000 euros est annoncée/ }).click();
    await page.getByRole('dialog').waitFor();
  });

  it('is offered by the palette for whatever was typed there', async () => {
    const page = await openPracticeVault();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('consulat');
    await page.getByRole('option', { name: 'Search for “consulat”' }).click();
    await page
      .getByRole('button', { name: /Demande de passeport adressée au consulat/ })
      .first()
      .waitFor();
    expect(await field(page).inputValue()).toBe('consulat');

    // Enter right behind the last letter means what was typed, not what “lo” had found a moment before: the lock.
    for (const [typed, shown] of [
      ['log', page.getByRole('list', { name: 'Entries of the log' })],
      ['members', page.getByRole('heading', { name: 'Who can open this vault' })],
      ['BR-2026-002', page.getByRole('heading', { level: 1, name: 'BR-2026-002' })],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await shown.waitFor();
    }
  });
});
