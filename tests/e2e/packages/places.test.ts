import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { useTemporaryFolder } from '../../support/vault-folders';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;
const { path, atEnd } = useTemporaryFolder();

afterEach(async () => {
  await program?.close();
  program = null;
});

const colleaguesName = 'An invented office';
/** What core answers to each change of a case that is not worked on here. */
const closed = /^This case came only to be read, or was handed over/;

/** Sends the case on the screen to the colleague, for what is named, and gives the file. */
async function send(
  running: Program,
  purpose: 'Check out' | 'Hand over',
  publicKey: string,
): Promise<string> {
  const page = running.page();
  await page.getByRole('navigation').getByRole('button', { name: 'What left' }).click();
  await page.getByRole('button', { name: 'Send as an encrypted package' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Send BR-/ });
  await dialog.getByLabel('To whom').fill(colleaguesName);
  await dialog.getByRole('radio', { name: new RegExp(`^${purpose}`) }).check();
  if (purpose === 'Hand over') {
    await dialog
      .getByRole('checkbox', { name: 'Close the case for changes here. It can be taken back.' })
      .check();
  }
  await dialog.getByRole('textbox', { name: 'Her public key' }).fill(publicKey);
  const file = path(`${purpose}.dossier-package`);
  await running.answerDialogs({ save: file });
  await dialog.getByRole('button', { name: 'Save the package' }).click();
  const reason = dialog.getByLabel('Why it goes all the same');
  // The practice case has consents; whether they cover this is the gate's to say.
  await dialog.waitFor({ state: 'detached', timeout: 5000 }).catch(async () => {
    await reason.fill('She asked that the case be carried on there.');
    await dialog.getByRole('button', { name: 'Save the package' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
  return file;
}

async function takeIn(running: Program, file: string): Promise<void> {
  const page = running.page();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Packages');
  await page.keyboard.press('Enter');
  await running.answerDialogs({ files: [file] });
  await page.getByRole('button', { name: 'Take in a package' }).click();
  const taking = page.getByRole('dialog', { name: 'Take in a package' });
  const compared = taking.getByRole('checkbox', { name: /compared/ });
  const take = taking.getByRole('button', { name: 'Take in a package' });
  await take.waitFor();
  if (await compared.isVisible()) await compared.check();
  await take.click();
  await taking.waitFor({ state: 'detached' });
}

/** Types a fact into the timeline of the case on the screen and leaves by Enter. */
async function writeFact(page: Page, statement: string): Promise<void> {
  await page.keyboard.press('Control+4');
  await page.getByRole('heading', { level: 1, name: 'Timeline' }).waitFor();
  await page.keyboard.press('Control+n');
  await page.getByLabel('What happened').fill(statement);
  await page.getByLabel('When', { exact: true }).fill('May 2023');
  await page.getByLabel('When', { exact: true }).press('Enter');
}

/** In a case that is not worked on here nothing new can be begun, and what stands there says so with the first letter. */
async function tryToWrite(page: Page, fact: RegExp): Promise<void> {
  await page.keyboard.press('Control+4');
  await page.getByRole('heading', { level: 1, name: 'Timeline' }).waitFor();
  await page.getByRole('button', { name: fact }).waitFor();
  expect(await page.getByRole('button', { name: 'New fact' }).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: fact }).press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('What happened').press('End');
  await page.keyboard.type(' and more');
  await drawer.getByText(closed).waitFor();
}

async function received(colleague: TestCore, file: string): Promise<void> {
  colleague.host.answerFile(file);
  const { handle } = await colleague.value('packages.look', { handle: null, passphrase: null });
  await colleague.value('packages.takeIn', { handle, makerConfirmed: true });
}

async function sentBack(colleague: TestCore, caseId: CaseId, publicKey: string, forReading: boolean) {
  const file = path(`back ${forReading}.dossier-package`);
  colleague.host.answerSavePath(file);
  await colleague.value('packages.create', {
    caseIds: [caseId],
    lock: { kind: 'publicKeys', recipients: [publicKey] },
    recipient: 'The office',
    reason: 'She asked that the case be carried on there.',
    purpose: 'copy',
    forReading,
  });
  return file;
}

describe('a case that goes to a colleague', () => {
  it('is marked as with her, closed when it is handed over, opened when it comes back, and read-only where it is for reading', async () => {
    const colleague = createTestCore({ now: new Date().toISOString() });
    atEnd(() => colleague.close());
    await colleague.createVault();
    const { publicKey } = await colleague.value('packages.makeKey', {});

    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: /practice vault/i }).click();
    const first = page.getByText(/^BR-\d{4}-001$/).first();
    await first.waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Packages');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Make a public key' }).press('Enter');
    const own = await page.getByText(/^age1/).innerText();
    await page.getByRole('button', { name: 'Cases', exact: true }).press('Enter');
    await first.click();

    // Checked out: it is worked on here too.
    await received(colleague, await send(running, 'Check out', publicKey));
    await page.getByText(/^With An invented office since /).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await picture(running, 'places-checked-out');
    await writeFact(page, 'Written here while it was out');
    await page.getByRole('button', { name: /Written here while it was out/ }).waitFor();
    const [{ id: caseId } = { id: null }] = (await colleague.value('cases.list', {})).cases;
    if (caseId === null) throw new Error('The colleague has no case');
    await colleague.value('timeline.create', {
      caseId,
      statement: 'Written with the colleague',
      date: { text: '1990', language: 'en' },
    });
    await takeIn(running, await sentBack(colleague, caseId, own, false));
    await page.getByRole('heading', { level: 1, name: /^BR-\d{4}-001$/ }).waitFor();
    await page.getByText(/^With An invented office since /).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /Written with the colleague/ }).waitFor();

    // Handed over: nothing is changed here, and what was typed is not lost.
    await send(running, 'Hand over', publicKey);
    await page.getByText(/^Handed over to An invented office on /).waitFor();
    await tryToWrite(page, /Written with the colleague/);
    await picture(running, 'places-handed-over');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Throw away' }).press('Enter');
    await page.getByLabel('What happened').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Written with the colleague/ }).waitFor();
    expect(await page.getByRole('button', { name: /and more/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Work on it here again' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Work on it here again' }).press('Enter');
    await page.getByText(/^Handed over to /).waitFor({ state: 'detached' });

    // For reading: its maker wants nothing changed.
    const { caseId: hers } = await colleague.value('cases.create', { fileLanguage: 'fr', client: {} });
    await colleague.value('timeline.create', {
      caseId: hers,
      statement: 'A fact to be read',
      date: { text: '1990', language: 'en' },
    });
    await takeIn(running, await sentBack(colleague, hers, own, true));
    await page.getByText(/^For reading, from /).waitFor();
    await tryToWrite(page, /A fact to be read/);
    await picture(running, 'places-for-reading');
  });
});
