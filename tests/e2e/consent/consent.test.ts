import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;
afterEach(async () => {
  await program?.close();
  program = null;
});

async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env['DOSSIER_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await running.page().screenshot({ path: join(folder, `consent-${name}.png`) });
}

/** Whether what is seen at the middle of its place is the element itself. */
function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((seen) => {
    const { left, top, width, height } = seen.getBoundingClientRect();
    return seen.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

describe('consent', () => {
  it('is given, lets a paper out, is taken back, and shows where the copy went', async () => {
    program = await startProgram();
    const running = program;
    const page = program.page();
    await page.getByRole('button', { name: 'Try it with invented cases' }).click();
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.getByRole('button', { name: 'Consent', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Who may learn what today' }).waitFor();
    await picture(running, 'ledger');
    expect(await axeFaults(page)).toEqual([]);

    await page.keyboard.press('Control+n');
    const form = page.getByRole('dialog');
    await form.getByLabel('Recipient', { exact: true }).selectOption({ label: 'Lawyer' });
    // The button stands at the end of the form, what is wrong at its beginning.
    await form.getByLabel('Note').fill('In the room of the centre.');
    await form.getByRole('button', { name: 'Write down', exact: true }).click();
    const wrong = form.getByRole('alert').filter({ hasText: 'Tick what may be told and for what.' });
    await wrong.waitFor();
    expect(await isInView(wrong)).toBe(true);
    await form.getByRole('radio', { name: 'Refusal' }).check();
    expect(await form.getByLabel('Legal help').isChecked()).toBe(false);
    await form.getByRole('radio', { name: 'Consent' }).check();
    expect(await form.getByLabel('Legal help').isChecked()).toBe(true);
    await form.getByLabel('what happened').check();
    await form.getByLabel('Explained in').selectOption({ label: 'Arabic' });
    await picture(running, 'form');
    expect(await axeFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Write down', exact: true }).click();
    await page.getByRole('rowheader', { name: /^Lawyer/ }).waitFor();

    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Save as Word' }).click();
    await page.getByLabel('Who gets it').selectOption({ label: 'the lawyer' });
    await running.answerDialogs({ save: join(running.home, 'facts.docx') });
    const save = page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true });
    await save.click();
    // The practice case tells of a child; the lawyer is to know.
    const reason = page.getByLabel('Why it leaves all the same');
    const saved = page.getByText('facts.docx was saved outside of the vault.');
    await reason.or(saved).first().waitFor();
    if (await reason.isVisible()) {
      await picture(running, 'reason');
      await reason.fill('Her lawyer asked for all of it.');
      await save.click();
    }
    await saved.waitFor();

    await page.getByRole('button', { name: 'Consent', exact: true }).click();
    await page
      .getByRole('row', { name: /^Lawyer/ })
      .getByRole('button', { name: /Withdraw/ })
      .click();
    await page.getByLabel('Who was there').fill('Anne Modèle');
    await page.getByRole('dialog').getByRole('button', { name: 'Write down', exact: true }).click();
    const copies = page.getByRole('dialog', { name: 'Copies that went there: Lawyer' });
    await copies.getByText(/facts\.docx/).waitFor();
    await copies.getByRole('button', { name: 'Asked back today' }).click();
    await copies.getByText(/Asked back on/).waitFor();
    await picture(running, 'copies');
    expect(await axeFaults(page)).toEqual([]);
    await copies.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page
      .getByRole('cell', { name: /^withdrawn/ })
      .first()
      .waitFor();
  });
});
