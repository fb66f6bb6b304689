import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { plainText } from '../../support/filing-documents';
import { useTemporaryFolder } from '../../support/vault-folders';

let program: Program | null = null;
const { path } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('what was told before', () => {
  it('is compared by keyboard with an earlier account, and the facts go out as a chronology', async () => {
    program = await startProgram();
    const page = program.page();
    await page.getByRole('button', { name: 'Try it with invented cases' }).click();
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.getByRole('button', { name: 'Concordance', exact: true }).click();
    await page.getByText('No earlier account yet').waitFor();
    await page.keyboard.press('Control+n');
    await page.getByLabel(/^When/).fill('about May 2023');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Police, about May 2023' }).waitFor();

    const cells = page.getByRole('cell').getByRole('button');
    await cells.nth(1).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /^Left out/ }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('1 difference without a reason').waitFor();
    // What differs without a reason came to the top.
    await cells.first().click();
    await page.getByLabel('The question was not asked').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('no difference without a reason').waitFor();

    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Save as Word' }).click();
    await page.getByText('What it will hold').waitFor();
    const saved = path('chronology.docx');
    await program.answerDialogs({ save: saved });
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('chronology.docx was saved outside of the vault.').waitFor();
    const text = plainText(await readFile(saved));
    expect(text).toContain('Chronologie');
    expect(text).toContain('--- footnotes');
    expect(text).not.toContain('not asked');
  });
});
