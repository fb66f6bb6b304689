import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerReview } from './support/filings';
import { readPdf } from './support/pdf';
import { startProgram, type Program } from './support/program';
import { createVault, lockByKey, unlockVault } from './support/vault';

// The whole main job in the packaged program, by keyboard and mouse: a vault, a case, people, an interview, a fact, the
// procedure, an exhibit, a Word filing; then the vault is opened again and everything is as it was. The steps build on each
// other, as they do for an advocate.

const statement = 'Il a pris mon passeport le premier soir. Je ne l’ai jamais revu.';
const fact = 'Le passeport est pris à l’arrivée.';
let program: Program;
let home: string;
let savedFile: string;

const page = (): Page => program.page();
const dialog = (): Locator => page().getByRole('dialog');

async function goToSection(key: number, title: string): Promise<void> {
  await dialog().waitFor({ state: 'hidden' });
  await page().keyboard.press(`Control+${key}`);
  await page().getByRole('heading', { level: 1, name: title }).waitFor();
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'dossier-main-job-'));
  savedFile = join(home, 'mandat.docx');
  program = await startProgram({ home });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page().screenshot({ path: 'test-results/main-job.png' });
});

afterAll(async () => {
  await program.close();
  rmSync(home, { recursive: true, force: true });
});

describe('the main job', () => {
  it('makes a vault and opens a case under a code, without a name on the screen', async () => {
    await createVault(program);
    await page().keyboard.press('Control+n');
    await dialog().getByLabel('Given names').fill('Amira');
    await dialog().getByLabel('Family name').fill('EXEMPLE');
    await dialog().getByLabel('Name in its own script').fill('أميرة');
    await dialog().getByRole('button', { name: 'Next' }).click();
    await dialog().getByRole('button', { name: 'Open the case' }).press('Enter');

    await page()
      .getByRole('heading', { level: 1, name: /^BR-\d{4}-001$/ })
      .waitFor();
    expect(await page().getByText('EXEMPLE').count()).toBe(0);
    expect(await page().title()).toBe('Dossier');
  });

  it('adds the lawyer', async () => {
    await goToSection(2, 'People');
    await page().keyboard.press('Control+n');
    await dialog().getByLabel('Role in this case').selectOption({ label: 'Lawyer' });
    await dialog().getByLabel('Given names').fill('Claire');
    await dialog().getByLabel('Family name').fill('Modèle');
    await dialog().getByRole('button', { name: 'Add' }).press('Enter');
    await page().getByRole('main').getByText('Lawyer').first().waitFor();
  });

  it('writes an interview that is saved while it is typed, and makes a fact of its words', async () => {
    await goToSection(3, 'Interviews');
    await page().keyboard.press('Control+n');
    await dialog().getByRole('button', { name: 'Start writing' }).press('Enter');
    const editor = page().locator('.ProseMirror');
    await editor.click();
    await page().keyboard.type(statement);
    await page().keyboard.press('Alt+1');
    await page()
      .getByText(/^Saved \d/)
      .waitFor();

    await page().keyboard.press('Shift+Home');
    await page().keyboard.press('Alt+Enter');
    await dialog().getByText(statement).waitFor();
    await dialog().getByLabel('What happened').fill(fact);
    await dialog().getByLabel('When').fill('about May 2023');
    await dialog()
      .getByText(/between 1 May 2023 and 31 May 2023/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Save', exact: true }).press('Enter');

    await goToSection(4, 'Timeline');
    await page().getByText(fact).waitFor();
    await page().getByText('about May 2023').first().waitFor();
  });

  it('begins the procedure and counts the days of the reflection period', async () => {
    await goToSection(5, 'Procedure');
    await page().getByRole('button', { name: 'Begin the procedure' }).press('Enter');
    await page().getByRole('button', { name: 'Record an event' }).first().press('Enter');
    await dialog().getByLabel('Event').selectOption({ label: 'Annex 15 issued' });
    await dialog().getByLabel('Date (day of issue)').fill(todayAsTyped());
    await dialog().getByRole('button', { name: 'Record', exact: true }).press('Enter');
    await page().getByText(/of 45/).first().waitFor();
    await page()
      .getByText(/End of the reflection period/)
      .first()
      .waitFor();
  });

  it('lists an exhibit', async () => {
    await goToSection(6, 'Exhibits');
    await page().keyboard.press('Control+n');
    await dialog().getByLabel('Title').fill('Attestation d’accompagnement');
    await dialog().getByLabel('Number of pages').fill('1');
    await dialog().getByRole('button', { name: 'Save' }).press('Enter');
    await page().getByText('Attestation d’accompagnement').first().waitFor();
  });

  it('stops a filing that lacks values, and leads to where they are filled in', async () => {
    await goToSection(7, 'Filings');
    await page()
      .getByRole('listitem')
      .filter({ has: page().getByRole('heading', { level: 3, name: 'Mandate' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await page()
      .getByText(/values are missing/)
      .waitFor();
    expect(
      await page().getByRole('button', { name: 'Make the document' }).getAttribute('aria-disabled'),
    ).toBe('true');

    await row('client.birthDate').getByRole('button', { name: 'Fill in there' }).press('Enter');
    await page().getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page().getByRole('main').getByRole('button', { name: 'Show names' }).last().click();
    await page().getByLabel('Date of birth').fill('1998-04-17');
    await page().locator('summary').filter({ hasText: 'Reaching this person' }).press('Enter');
    await page()
      .getByLabel(/Address for service/)
      .fill('avenue du Modèle 10\n1050 Bruxelles');
    await page()
      .getByRole('combobox', { name: /Nationalit/ })
      .fill('Moroc');
    await page().keyboard.press('Enter');
    await page()
      .getByText(/^Saved/)
      .first()
      .waitFor();
  });

  it('makes the filing and saves it as a Word file that holds every value of the review', async () => {
    await goToSection(7, 'Filings');
    await page()
      .getByRole('listitem')
      .filter({ has: page().getByRole('heading', { level: 3, name: 'Mandate' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await answerReview(page(), {
      'mandate.holderAddress': 'avenue du Modèle 10\n1050 Bruxelles',
      'mandate.acts': true,
      'mandate.mayReceiveDocuments': 'yes',
      'mandate.hasLimits': 'no',
      'mandate.term': 'untilDone',
      'mandate.understanding': 'sameLanguage',
      'letter.place': 'Bruxelles',
    });
    await page().getByText('Everything needed is there.').waitFor();
    await page().getByRole('button', { name: 'Make the document' }).press('Enter');

    await page().getByRole('button', { name: 'Save as…' }).first().click();
    await dialog().getByText('Who learns it').waitFor();
    await program.answerDialogs({ save: null });
    await dialog().getByRole('button', { name: 'Save outside of the vault…' }).click();
    await program.saveDialogAnswered();
    await program.answerDialogs({ save: savedFile });
    await dialog().getByRole('button', { name: 'Save outside of the vault…' }).click();
    await page()
      .getByText(/Saved as/)
      .first()
      .waitFor();

    const text = textOf(savedFile);
    for (const value of [
      'EXEMPLE',
      'Amira',
      'أميرة',
      'Claire Modèle',
      '17 avril 1998',
      'avenue du Modèle 10',
    ]) {
      expect(text).toContain(value);
    }
  });

  it('saves it as a PDF with the same words, tagged for people who have it read out, that tells nothing of the laptop', async () => {
    const file = join(home, 'mandat.pdf');
    await program.answerDialogs({ save: file });
    await goToSection(7, 'Filings');
    await page().getByRole('button', { name: 'Save as…' }).first().click();
    await dialog().getByRole('button', { name: 'Save as PDF…' }).click();
    await page().getByText('Saved as mandat.pdf').waitFor();
    const { tagged, info, text } = readPdf(file);
    expect({ tagged, info }).toEqual({ tagged: true, info: [] });
    expect(text).toMatch(/Page 1 sur (\d)[^]*Page \1 sur \1/);
    // What parts words and lines is not the same in both.
    const written = (words: string) =>
      words.normalize('NFKC').replaceAll(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    const inPdf = written(text);
    const missing = textOf(savedFile)
      .split(/\s+/)
      .filter((word) => /\p{Script=Latin}/u.test(word) && !inPdf.includes(written(word)));
    expect(missing).toEqual([]);
  });

  it('finds everything again after a lock', async () => {
    await page().keyboard.press('Escape');
    await lockByKey(page());
    await program.nextWindow();
    await unlockVault(program);

    await page()
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click();
    await goToSection(3, 'Interviews');
    await page().getByText('Interview 1').first().click();
    expect(await page().locator('.ProseMirror').innerText()).toContain(statement);
    await goToSection(4, 'Timeline');
    await page().getByText(fact).waitFor();
    await goToSection(5, 'Procedure');
    await page().getByText(/of 45/).first().waitFor();
    await goToSection(6, 'Exhibits');
    await page().getByText('Attestation d’accompagnement').first().waitFor();
    await goToSection(7, 'Filings');
    await page().getByRole('row').filter({ hasText: 'Mandate' }).filter({ hasText: 'French' }).waitFor();
  });
});

/** Today as dd/mm/yyyy. */
function todayAsTyped(): string {
  const today = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(today.getDate())}/${two(today.getMonth() + 1)}/${today.getFullYear()}`;
}

/** The row of one value on the review screen. */
function row(field: string): Locator {
  return page().locator(`[id="filing-entry-${field}"]`);
}

/** The text of a Word file as LibreOffice reads it. */
function textOf(path: string): string {
  const profile = join(home, 'office');
  execFileSync('soffice', [
    `-env:UserInstallation=file://${profile}`,
    '--headless',
    '--convert-to',
    'txt:Text (encoded):UTF8',
    '--outdir',
    join(home, 'text'),
    path,
  ]);
  return execFileSync('cat', [join(home, 'text', 'mandat.txt')], { encoding: 'utf8' });
}
