import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import type { FilingKind, FilingLanguage } from '../../src/shared/filings/kinds';
import { practicePassphrase } from '../../src/shared/practice/contract';
import { answerReview, practiceAnswers } from '../../tests/e2e/support/filings';
import { startProgram, type Program } from '../../tests/e2e/support/program';

// Does the main job without a person, in the real program: makes the practice vault, goes through its screens, makes the
// filings and saves them. Leaves everything in demo/.

const folder = resolve(import.meta.dirname, '../../demo');
const run = promisify(execFile);

interface Wanted {
  readonly code: RegExp;
  readonly kind: FilingKind;
  readonly languages: readonly FilingLanguage[];
  /** When the centre's support began, as its own records say. */
  readonly supportSinceDay: number;
}

const titles: Readonly<Partial<Record<FilingKind, string>>> = {
  F3: 'Mandate',
  F7: 'Request for the attestation d’immatriculation',
  F10: 'Request for the stay of six months (A card)',
  F13: 'Inventory of exhibits',
};

const wanted: readonly Wanted[] = [
  { code: /-001$/, kind: 'F3', languages: ['fr', 'nl'], supportSinceDay: -35 },
  { code: /-001$/, kind: 'F7', languages: ['fr', 'nl'], supportSinceDay: -35 },
  { code: /-001$/, kind: 'F13', languages: ['fr', 'nl'], supportSinceDay: -35 },
  { code: /-002$/, kind: 'F10', languages: ['fr', 'nl'], supportSinceDay: -110 },
];

async function drive(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const home = join(folder, 'home');
  for (const name of ['filings', 'pictures']) await mkdir(join(folder, name), { recursive: true });

  const program = await startProgram({ build: 'development', home });
  try {
    await makePracticeVault(program);
    await showScreens(program);
    for (const filing of wanted) {
      for (const language of filing.languages) await makeFiling(program, filing, language);
    }
    await showInOtherLooks(program);
  } catch (cause) {
    await picture(program.page(), 'where-it-stopped');
    throw cause;
  } finally {
    await program.close();
  }
  await cp(join(program.documentsFolder, 'Dossier', 'Exercice.dossier'), join(folder, 'Exercice.dossier'), {
    recursive: true,
  });
  await rm(home, { recursive: true, force: true });
  await convertFilings();
  say(`The vault opens with: ${practicePassphrase}`);
}

async function makePracticeVault(program: Program): Promise<void> {
  const page = program.page();
  await picture(page, 'welcome');
  await page.getByRole('button', { name: /invented cases/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor({ timeout: 60_000 });
  await page.getByText(/^BR-\d{4}-002$/).first().waitFor();
  say('Made the practice vault');
}

async function showScreens(program: Program): Promise<void> {
  const page = program.page();
  await picture(page, 'cases');
  await openCase(page, /-001$/);
  await picture(page, 'case');
  for (const [key, name] of [
    ['2', 'people'],
    ['3', 'interviews'],
    ['4', 'timeline'],
    ['5', 'procedure'],
    ['6', 'exhibits'],
    ['7', 'filings'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await picture(page, name);
  }
  await page.keyboard.press('Control+3');
  await page.getByText('Conditions de travail et de logement').first().click();
  await page.locator('.ProseMirror').waitFor();
  await picture(page, 'interview');
  await page.getByRole('button', { name: 'Agenda' }).first().click();
  await picture(page, 'agenda');
  await page.keyboard.press('Control+k');
  await picture(page, 'palette');
  await page.keyboard.press('Escape');
}

async function makeFiling(program: Program, filing: Wanted, language: FilingLanguage): Promise<void> {
  const page = program.page();
  await openCase(page, filing.code);
  await page.keyboard.press('Control+7');
  await openReview(page, filing.kind, language);
  const since = new Date(Date.now() + filing.supportSinceDay * 86_400_000).toISOString().slice(0, 10);
  if (filing.kind === 'F7' && language === 'fr') await picture(page, 'review-missing');
  await answerReview(page, practiceAnswers(filing.kind, language, since));
  await page.getByText('Everything needed is there.').waitFor();
  if (filing.kind === 'F7' && language === 'fr') await picture(page, 'review');
  await page.getByRole('button', { name: 'Make the document' }).click();

  const path = join(folder, 'filings', `${filing.kind}.${language}.docx`);
  await program.answerDialogs({ save: path });
  await page.getByRole('button', { name: 'Save as…' }).first().click();
  if (filing.kind === 'F13') {
    // She agreed to no inventory for an authority: what would be asked then is shown, and it stays with the office.
    await page.getByText('Why it leaves all the same').waitFor();
    if (language === 'fr') await picture(page, 'before-it-leaves');
    await page.getByLabel('Who gets it').selectOption({ label: 'nobody outside: it stays with us' });
  }
  await page.getByRole('button', { name: 'Save outside of the vault…' }).click();
  await page.getByText(/Saved as/).first().waitFor();
  say(`Made ${filing.kind} in ${language === 'fr' ? 'French' : 'Dutch'}`);
  await page.keyboard.press('Escape');
}

/** From the list of filings to the review of one, in a language. */
async function openReview(page: Page, kind: FilingKind, language: FilingLanguage): Promise<void> {
  const title = titles[kind] ?? '';
  const offered = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) });
  await offered.getByRole('button', { name: language === 'fr' ? /French/ : /Dutch/ }).click();
}

async function showInOtherLooks(program: Program): Promise<void> {
  const page = program.page();
  await page.getByRole('button', { name: 'Settings' }).click();
  await picture(page, 'settings');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await page.getByRole('radio', { name: 'Français' }).click();
  await page.getByRole('button', { name: 'Dossiers' }).first().click();
  await picture(page, 'cases-dark-french');
  await openCase(page, /-001$/);
  await picture(page, 'case-dark-french');
}

async function openCase(page: Page, code: RegExp): Promise<void> {
  await page
    .getByRole('button', { name: /^(Cases|Dossiers)$/ })
    .first()
    .click();
  await page.getByText(code).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

let pictures = 0;

async function picture(page: Page, name: string): Promise<void> {
  // Long enough for a list to arrive and a transition to end.
  await page.waitForTimeout(500);
  pictures += 1;
  const number = String(pictures).padStart(2, '0');
  await page.screenshot({ path: join(folder, 'pictures', `${number}-${name}.png`) });
}

/** The filings as plain text and as pages, through LibreOffice, as somebody who receives them would open them. */
async function convertFilings(): Promise<void> {
  const filings = join(folder, 'filings');
  const documents = (await readdir(filings)).filter((name) => name.endsWith('.docx'));
  const profile = join(folder, '.office');
  await run('soffice', [
    `-env:UserInstallation=file://${profile}`,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    filings,
    ...documents.map((name) => join(filings, name)),
  ]);
  await rm(profile, { recursive: true, force: true });
  for (const document of documents) {
    const stem = join(filings, document.replace(/\.docx$/, ''));
    await run('pdftotext', ['-layout', `${stem}.pdf`, `${stem}.txt`]);
    await run('pdftoppm', ['-r', '80', '-png', `${stem}.pdf`, stem]);
  }
  say(`Turned ${documents.length} filings into text and pages`);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

await drive();
