import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../../../src/shared/kernel/languages';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';
import { messagesIn, type Messages } from '../support/texts';
import { createVault } from '../support/vault';

const programs: Program[] = [];
afterEach(async () => {
  for (const each of programs.splice(0)) await each.close();
});

async function start(language: InterfaceLanguage): Promise<Program> {
  const running = await startProgram({ language });
  programs.push(running);
  return running;
}

/** Up to the first argument: what follows is filled in. */
function beginning(messages: Messages, id: string): string {
  return messages[id]?.split('{')[0] ?? id;
}

/** Saves the first practice case into a folder of the home folder, by mouse, and gives its path and code. */
async function saveAsFolder(running: Program, language: InterfaceLanguage) {
  const messages = messagesIn(language);
  const text = (id: string): string => messages[id] ?? id;
  const page = running.page();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: text('vault.practice.begin') }).click();
  await page
    .getByText(/^BR-\d{4}-001$/)
    .first()
    .click({ timeout: 60_000 });
  const heading = page.getByRole('heading', { level: 1, name: /^BR-/ });
  const code = (await heading.innerText()).trim();
  await page.getByRole('button', { name: text('app.section.departures'), exact: true }).click();
  await page.getByRole('heading', { level: 2, name: text('departures.list.title') }).waitFor();
  await picture(running, `open-folder-${language}-screen`);

  const stick = join(running.home, 'stick');
  await mkdir(stick);
  await running.answerDialogs({ folder: stick });
  await page.getByRole('button', { name: text('transfer.save') }).click();
  await dialog.getByText(text('transfer.save.warning.title')).waitFor();
  await picture(running, `open-folder-${language}-asked`);
  expect(await axeFaults(page)).toEqual([]);
  const save = dialog.getByRole('button', { name: text('transfer.save.submit') });
  await save.click();
  await dialog.getByText(text('departures.to.missing')).waitFor();
  await dialog.getByLabel(text('departures.to'), { exact: true }).selectOption('lawyer');
  await save.click();
  await dialog.getByText(text('transfer.save.confirm.missing')).waitFor();
  expect(await readdir(stick)).toEqual([]);
  await dialog.getByLabel(text('transfer.save.confirm')).check();
  await save.click();
  // Nothing of the practice case says that her lawyer may have all of it.
  const reason = dialog.getByLabel(text('departures.reason'), { exact: true });
  await reason.fill('Her lawyer asked for all of it.');
  await picture(running, `open-folder-${language}-reason`);
  await save.click();
  const written = new RegExp(text('transfer.saved.title').replace('{folderName}', '.+'), 'u');
  await dialog.getByText(written).waitFor({ timeout: 60_000 });
  await picture(running, `open-folder-${language}-saved`);
  expect(await axeFaults(page)).toEqual([]);
  await dialog
    .getByRole('button', { name: text('ui.close'), exact: true })
    .last()
    .click();

  const [name = ''] = await readdir(stick);
  await page
    .getByRole('cell', { name: new RegExp(name) })
    .or(page.getByRole('rowheader', { name: new RegExp(name) }))
    .first()
    .waitFor();
  return { folder: join(stick, name), code };
}

async function bringIn(running: Program, language: InterfaceLanguage, folder: string): Promise<void> {
  const messages = messagesIn(language);
  const text = (id: string): string => messages[id] ?? id;
  const page = running.page();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text('vault.section.packages'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: text('packages.list.title') }).waitFor();
  await picture(running, `open-folder-${language}-packages`);
  await running.answerDialogs({ folder });
  await page.getByRole('button', { name: text('transfer.bringIn') }).click();
  const choose = page.getByRole('dialog').getByRole('button', { name: text('transfer.bringIn.choose') });
  await choose.waitFor();
  await picture(running, `open-folder-${language}-bring-in`);
  expect(await axeFaults(page)).toEqual([]);
  await choose.click();
}

describe('a case as a folder', { timeout: 400_000 }, () => {
  it('is saved with a reason, and opens in another vault', async () => {
    const running = await start('en');
    const { folder, code } = await saveAsFolder(running, 'en');
    const head: unknown = JSON.parse(await readFile(join(folder, 'case.json'), 'utf8'));
    expect(head).toMatchObject({ format: 'dossier-case', code });

    const other = await start('en');
    await createVault(other);
    const page = other.page();
    await bringIn(other, 'en', join(folder, 'evidence'));
    await page.getByText('There is no case in this folder. Choose the one with case.json in it.').waitFor();
    await picture(other, 'en-refused');
    await other.answerDialogs({ folder });
    await page.getByRole('button', { name: 'Choose the folder…' }).click();
    await page.getByText(`The case is here as ${code}`).waitFor({ timeout: 60_000 });
    await picture(other, 'en-came');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
    await picture(other, 'en-opened');
    await page.keyboard.press('Control+4');
    await page.locator('[data-place="0"]').waitFor();
  });

  it('is refused where it is already, and leads to the case that is here', async () => {
    const running = await start('fr');
    const { folder, code } = await saveAsFolder(running, 'fr');
    const text = messagesIn('fr');
    const page = running.page();
    await bringIn(running, 'fr', folder);
    await page.getByText(beginning(text, 'transfer.bringIn.failure.caseIsHere')).waitFor();
    const open = page.getByRole('button', { name: text['transfer.broughtIn.open'] ?? '' });
    await open.waitFor();
    await picture(running, 'open-folder-fr-here-already');
    expect(await axeFaults(page)).toEqual([]);
    await open.click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
  });
});
