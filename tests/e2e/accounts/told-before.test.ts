import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ensureElectron, sandboxArgs } from '../../../scripts/lib/electron-runtime.mjs';
import { createTestCore } from '../../support/core';
import { startProgram, testEnvironment, type Program } from '../support/program';
import { plainText } from '../../support/filing-documents';
import { useTemporaryFolder } from '../../support/vault-folders';

let program: Program | null = null;
const { path, atEnd } = useTemporaryFolder();

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
    await page.getByLabel('Who gets it').selectOption({ label: 'nobody outside: it stays with us' });
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('chronology.docx was saved outside of the vault.').waitFor();
    const text = plainText(await readFile(saved));
    expect(text).toContain('Chronologie');
    expect(text).toContain('--- footnotes');
    expect(text).not.toContain('not asked');
  });
});

describe('the page of a folder of exhibits', () => {
  it('tells in a browser what is the same, changed, missing and not in the list', async () => {
    const folder = await aFolderOfExhibits();
    // A browser that is no part of the program, at the page as whoever gets the folder opens it.
    await mkdir(path('browser'));
    const page = pathToFileURL(join(folder, 'index.html')).href;
    await writeFile(path('browser', 'package.json'), '{ "name": "browser", "main": "main.cjs" }');
    await writeFile(
      path('browser', 'main.cjs'),
      `const { app, BrowserWindow } = require('electron');
      // Nothing but a browser; without these it would fetch dictionaries by itself.
      app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
      app.commandLine.appendSwitch('disable-background-networking');
      app.commandLine.appendSwitch('disable-component-update');
      app.whenReady().then(() => new BrowserWindow({ webPreferences: { spellcheck: false } }).loadURL(${JSON.stringify(page)}));`,
    );
    const { executablePath } = await ensureElectron();
    const browser = await _electron.launch({
      executablePath,
      env: testEnvironment(),
      args: [...sandboxArgs(), path('browser'), `--user-data-dir=${path('browser-data')}`],
    });
    try {
      const window = await browser.firstWindow();
      const refused: string[] = [];
      window.on('console', (message) => refused.push(message.text()));
      const check = async (): Promise<string> => {
        await window.locator('#folder').setInputFiles(folder);
        await window.locator('.allSame, .notAllSame').waitFor();
        return (await window.locator('#summary').textContent()) ?? '';
      };
      const results = async () => window.locator('tbody tr td:last-child').allTextContents();
      expect(await check()).toBe('Tous les fichiers sont identiques.');
      expect(await results()).toEqual(Array.from({ length: 6 }, () => 'Identique'));

      const changed = join(folder, 'data', '001.bin');
      const bytes = readFileSync(changed);
      bytes[1_500_000] = 1;
      writeFileSync(changed, bytes);
      await window.getByRole('button', { name: 'EN' }).click();
      await window.reload();
      await window.getByRole('button', { name: 'EN' }).click();
      expect(await check()).toBe('ATTENTION: files are changed, missing or not in the list.');
      expect(await results()).toEqual(['CHANGED', 'Same', 'Same', 'Same', 'Same', 'Same']);

      await browser.evaluate(
        (_module, [gone, added]) => {
          const files = process.getBuiltinModule('node:fs');
          files.rmSync(gone);
          files.writeFileSync(added, 'x');
        },
        [join(folder, 'data', '002.bin'), join(folder, 'data', 'more.txt')] as const,
      );
      await window.reload();
      await window.getByRole('button', { name: 'EN' }).click();
      await check();
      expect(await results()).toEqual(['CHANGED', 'MISSING', 'Same', 'Same', 'Same', 'Same']);
      expect(await window.locator('#strangers li').allTextContents()).toEqual(['data/more.txt']);
      // Its own policy shuts everything else out, and nothing of the page needed it.
      expect(refused).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

/** Two originals and the custody annex, as the program writes them. */
async function aFolderOfExhibits(): Promise<string> {
  const core = createTestCore();
  atEnd(() => core.close());
  await core.createVault();
  const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  await writeFile(path('film.dat'), Buffer.alloc(3_000_000, 7));
  await writeFile(path('note.dat'), 'an invented note');
  core.host.answerFiles([path('film.dat'), path('note.dat')]);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  const unknown = { receivedFrom: '', receivedHow: '', device: '', paperOriginal: '', note: '' };
  const custody = { ...unknown, receivedOn: '2026-03-01' };
  await core.value('evidence.importBatch', { batchId, custody });
  core.host.answerFolder(path());
  const exhibits = await core.value('evidence.list', { caseId });
  const { folderName } = await core.value('exhibits.saveDossier', {
    caseId,
    exhibitIds: exhibits.map(({ id }) => id),
    language: 'fr',
    withGiver: false,
    withChronology: false,
    plainCopiesWanted: true,
  });
  return path(folderName);
}
