import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { practicePassphrase } from '../../src/shared/practice/contract';
import { readPdf } from '../e2e/support/pdf';
import { startProgram, type Program } from '../e2e/support/program';
import { answerReview, practiceAnswers } from '../e2e/support/filings';
import { lockByKey } from '../e2e/support/vault';

// Run by tests/no-network/index.ts in a network namespace with nothing but loopback, by which Playwright drives the program.

const statement = 'Il a pris mon passeport le premier soir.';
let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/empty.png' });
  }
  await program?.close();
  program = null;
});

describe('in a network in which nothing is', () => {
  it('an interview is written, a filing made, and everything found again after a lock', async () => {
    expect(Object.keys(networkInterfaces())).toEqual(['lo']);
    // A line of headings, and no way to anywhere.
    expect(readFileSync('/proc/net/route', 'utf8').trim().split('\n')).toHaveLength(1);

    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: 'Try it with invented cases' }).click();
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Interviews' }).waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('button', { name: 'Start writing' }).click();
    await page.getByRole('textbox', { name: 'Text of the interview' }).click();
    await page.keyboard.type(statement);
    await page.locator('[data-save-state="saved"]').waitFor();

    await page.keyboard.press('Control+7');
    await page.getByRole('heading', { level: 1, name: 'Filings' }).waitFor();
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: 'Mandate' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await answerReview(page, practiceAnswers('F3', 'fr', '2026-01-01'));
    await page.getByText('Everything needed is there.').waitFor();
    await page.getByRole('button', { name: 'Make the document' }).press('Enter');
    await page.getByRole('button', { name: 'Save as…' }).first().click();
    const file = join(running.home, 'mandate.pdf');
    await running.answerDialogs({ save: file });
    await page.getByRole('dialog').getByRole('button', { name: 'Save as PDF…' }).click();
    await page.getByText('Saved as mandate.pdf').waitFor({ timeout: 60_000 });
    expect(readPdf(file).text).toContain('Bruxelles');
    await page.keyboard.press('Escape');

    await lockByKey(page);
    const next = await running.nextWindow();
    await next.getByLabel('Passphrase', { exact: true }).fill(practicePassphrase);
    await next.getByLabel('Passphrase', { exact: true }).press('Enter');
    await next.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
    await next.keyboard.press('Control+f');
    await next.getByLabel('Words to look for').fill(`"${statement.slice(0, -1)}"`);
    await next.locator('mark').first().waitFor();
  });
});
