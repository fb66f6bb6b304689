import { randomInt } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { practicePassphrase } from '../../src/shared/practice/contract';
import { aPdf } from '../support/evidence-files';
import { filesBelow, filesHolding, processesBelow, removedFilesHolding } from '../support/planted-words';
import { answerReview, practiceAnswers } from './support/filings';
import { startProgram, type Program } from './support/program';
import { hasEnded, lockByKey } from './support/vault';

// Words that nobody else writes are planted wherever a case takes words, and everything the program could write to is searched
// for them: while it works, once it is locked, after it was killed, and once it is closed. That the search finds what is there
// is proved by tests/unit/support/planted-words.test.ts. The steps build on each other.

const latin = 'abcdefghijklmnopqrstuvwxyz';
const arabic = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

/** Made at random, so that no cache of this very file holds it. */
function invented(letters = latin, length = 14): string {
  const word = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return letters === latin ? `Z${word}` : word;
}

const planted = {
  givenName: invented(),
  familyName: invented(),
  nameInItsScript: invented(arabic, 9),
  interview: invented(),
  replacedInInterview: invented(),
  guideNote: invented(),
  fact: invented(),
  fileName: invented(),
  textFile: invented(),
  pdfFile: invented(),
  soundMark: invented(),
  chatFile: invented(),
  chatSender: invented(),
  chatMessage: invented(),
  conversation: invented(),
  filing: invented(),
  search: invented(),
  palette: invented(),
  afterUnlocking: invented(),
};
const words = Object.values(planted);

let program: Program;
let home: string;
/** What somebody brought, and where she lets a filing be saved: outside of the program's reach, and not searched. */
let stick: string;
const titles = new Set<string>();
const startedAt = Date.now();

const page = (): Page => program.page();
const dialog = (): Locator => page().getByRole('dialog');
const editor = (): Locator => page().getByRole('textbox', { name: 'Text of the interview' });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-residue-'));
  stick = await mkdtemp(join(tmpdir(), 'dossier-stick-'));
  program = await startProgram({ home });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page().screenshot({ path: 'test-results/residue.png' });
});

afterAll(async () => {
  for (const folder of [home, stick]) await rm(folder, { recursive: true, force: true });
});

/** Home with the program's own folder and its temporary one, and what came into the system's meanwhile. */
function placesToSearch(): readonly string[] {
  const shared = [tmpdir(), '/var/tmp', '/dev/shm'].flatMap((folder) => {
    // Not what other tests write beside this one.
    const names = readdirSync(folder).filter((name) => !name.startsWith('dossier-'));
    return names.map((name) => join(folder, name)).filter((path) => changedAt(path) >= startedAt);
  });
  return [home, ...shared];
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function found(): readonly string[] {
  const pid = program.electron.process().pid;
  if (pid === undefined) throw new Error('The program has no process');
  return [...filesHolding(placesToSearch(), words), ...removedFilesHolding(processesBelow(pid), words)];
}

async function goTo(key: number, title: string): Promise<void> {
  await dialog().waitFor({ state: 'hidden' });
  await page().keyboard.press(`Control+${key}`);
  await page().getByRole('heading', { level: 1, name: title }).waitFor();
  titles.add(await page().title());
}

async function openFirstCase(): Promise<void> {
  await page()
    .getByText(/^BR-\d{4}-001$/)
    .first()
    .click({ timeout: 60_000 });
  await page().getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
}

describe('what the laptop keeps of a case outside of the vault, and in the clear inside it', () => {
  it('is no word while names, an interview and a fact are written', async () => {
    await page().getByRole('button', { name: 'Try it with invented cases' }).click();
    await page()
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page().getByRole('searchbox').fill(planted.search);
    await page().getByRole('searchbox').fill('');
    await page().keyboard.press('Control+k');
    await page().keyboard.type(planted.palette);
    await page().keyboard.press('Escape');
    await openFirstCase();

    await goTo(2, 'People');
    await page().keyboard.press('Control+n');
    await dialog().getByLabel('Role in this case').selectOption({ label: 'Witness' });
    await dialog().getByLabel('Given names').fill(planted.givenName);
    await dialog().getByLabel('Family name').fill(planted.familyName);
    await dialog().getByRole('button', { name: 'Add' }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await page().getByRole('button', { name: 'Show names' }).first().click();
    await page().getByText(planted.familyName).first().waitFor();
    const inItsScript = page().getByLabel('Name in its own script').first();
    await inItsScript.fill(planted.nameInItsScript);
    await inItsScript.blur();
    await page()
      .getByText(/^Saved/)
      .first()
      .waitFor();

    await goTo(3, 'Interviews');
    await page().keyboard.press('Control+n');
    await dialog().getByRole('button', { name: 'Start writing' }).click();
    await editor().click();
    await page().keyboard.type(`${planted.replacedInInterview} is gone. `);
    await page().locator('[data-save-state="saved"]').waitFor();
    await page().keyboard.press('Control+a');
    await page().keyboard.type(`She hid in the ${planted.interview}.`);
    await page().locator('[data-save-state="saved"]').waitFor();
    // Cut and put back, so that the words have been in the clipboard as well.
    await page().keyboard.press('Control+a');
    await page().keyboard.press('Control+x');
    await page().keyboard.press('Control+v');
    await editor().getByText(planted.interview).waitFor();
    await page().locator('[data-save-state="saved"]').waitFor();
    await page()
      .locator('summary')
      .filter({ hasText: /^Note$/, visible: true })
      .first()
      .click();
    const note = page().getByLabel('Note', { exact: true }).filter({ visible: true }).first();
    await note.fill(planted.guideNote);
    await note.blur();

    await goTo(4, 'Timeline');
    await page().keyboard.press('Control+n');
    await dialog().getByLabel('What happened').fill(planted.fact);
    await dialog().getByLabel('When').fill('about May 2023');
    await dialog()
      .getByText(/between 1 May 2023/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page().getByText(planted.fact).first().waitFor();
    await goTo(5, 'Procedure');
    expect(found()).toEqual([]);
  });

  it('is no word while evidence is taken in and looked at, and a chat is read', async () => {
    const evidence = [
      [`${planted.fileName}.txt`, Buffer.from(`The door is ${planted.textFile}.\n`)],
      ['letter.pdf', Buffer.from(await aPdf([planted.pdfFile, 'The second page']))],
      ['voice.wav', soundOf(6_000_000)],
    ] as const;
    for (const [name, content] of evidence) await writeFile(join(stick, name), content);
    await goTo(6, 'Exhibits');
    await program.answerDialogs({ files: evidence.map(([name]) => join(stick, name)) });
    await page().getByRole('button', { name: 'Add files…' }).click();
    await dialog().getByLabel('From whom').fill(planted.givenName);
    await dialog().getByRole('button', { name: 'Take in' }).click();
    await page().getByRole('dialog', { name: '3 of 3 taken in' }).waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await page().getByRole('button', { name: planted.fileName }).first().waitFor();

    await page()
      .getByRole('button', { name: /^Actions for exhibit/ })
      .nth(-evidence.length)
      .click();
    await page()
      .getByRole('menuitem', { name: `Look at ${planted.fileName}.txt` })
      .click();
    const viewer = page().getByRole('dialog', { name: /^Exhibit/ });
    await viewer.getByText(planted.textFile).waitFor({ state: 'attached' });
    await page().keyboard.press('b');
    await page().keyboard.press('ArrowRight');
    await viewer.getByText('Page 1 of 2').first().waitFor();
    await viewer.getByRole('button', { name: 'Show what it holds' }).first().click();
    await expect.poll(() => viewer.getByRole('region').textContent()).toContain(planted.pdfFile);
    await page().keyboard.press('ArrowRight');
    const along = viewer.getByRole('slider', { name: 'Place in the recording' });
    await expect.poll(async () => Number(await along.getAttribute('max'))).toBeGreaterThan(700_000);
    await along.fill('600000');
    await viewer.getByLabel(/^What is heard or seen at/).fill(planted.soundMark);
    await page().keyboard.press('Enter');
    await viewer.getByText(planted.soundMark).waitFor();
    expect(found()).toEqual([]);
    await page().keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });

    const chat = join(stick, `${planted.chatFile}.txt`);
    const lines = [1, 2, 3].map(
      (day) => `1${day}/05/2023, 21:30 - ${planted.chatSender}: ${planted.chatMessage} ${day}`,
    );
    await writeFile(chat, `${lines.join('\n')}\n`);
    await goTo(9, 'Conversations');
    await program.answerDialogs({ folder: chat });
    await page().getByRole('button', { name: 'Read a chat or a mail' }).first().click();
    await page().getByRole('heading', { level: 1, name: 'How this file was read' }).waitFor();
    await page().getByLabel('Name of the conversation').fill(planted.conversation);
    await page()
      .getByRole('button', { name: /^Keep 3 messages$/ })
      .click();
    // The messages themselves, and no longer those that the report showed of them.
    await page().getByRole('heading', { level: 1, name: planted.conversation }).waitFor();

    await page().keyboard.press('Control+f');
    await page().getByLabel('Words to look for').fill(planted.fact);
    await page().locator('mark').first().waitFor();
    expect(found()).toEqual([]);
    await page().keyboard.press('Alt+ArrowLeft');
    await page().getByRole('heading', { level: 1, name: planted.conversation }).waitFor();
  });

  it('is no word while a filing is made and saved for somebody', async () => {
    await goTo(7, 'Filings');
    await page()
      .getByRole('listitem')
      .filter({ has: page().getByRole('heading', { level: 3, name: 'Mandate' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await answerReview(page(), {
      ...practiceAnswers('F3', 'fr', '2026-01-01'),
      'letter.place': planted.filing,
    });
    await page().getByText('Everything needed is there.').waitFor();
    await page().getByRole('button', { name: 'Make the document' }).press('Enter');
    await page().getByRole('button', { name: 'Save as…' }).first().click();
    const pdf = join(stick, 'mandate.pdf');
    await program.answerDialogs({ save: pdf });
    await dialog().getByRole('button', { name: 'Save as PDF…' }).click();
    await page().getByText('Saved as mandate.pdf').waitFor({ timeout: 60_000 });
    expect(found()).toEqual([]);
    expect(changedAt(pdf)).toBeGreaterThan(startedAt);
  });

  it('is no word once it is locked', async () => {
    await page().keyboard.press('Escape');
    await lockByKey(page());
    await program.nextWindow();
    await page().getByLabel('Passphrase', { exact: true }).waitFor();
    titles.add(await page().title());
    expect(found()).toEqual([]);
  });

  it('is no word after every process of the program was killed in the middle of a sentence', async () => {
    await page().getByLabel('Passphrase', { exact: true }).fill(practicePassphrase);
    await page().getByLabel('Passphrase', { exact: true }).press('Enter');
    await openFirstCase();
    await goTo(3, 'Interviews');
    await page().getByText('Interview', { exact: false }).first().waitFor();
    await page().keyboard.press('Control+n');
    await dialog().getByRole('button', { name: 'Start writing' }).click();
    await editor().click();
    await page().keyboard.type(`${planted.afterUnlocking} and ${planted.interview} `);
    await page().locator('[data-save-state="saved"]').waitFor();
    await page().keyboard.type(planted.afterUnlocking);

    const pid = program.electron.process().pid;
    if (pid === undefined) throw new Error('The program has no process');
    const all = processesBelow(pid);
    expect(all.length).toBeGreaterThan(3);
    for (const each of all) process.kill(each, 'SIGKILL');
    for (const each of all) expect(await hasEnded(each, 5000)).toBe(true);
    expect(filesHolding(placesToSearch(), words)).toEqual([]);
    expect(filesBelow(join(home, 'user')).length).toBeGreaterThan(0);
  });

  it('is no word after the next start was closed', async () => {
    program = await startProgram({ home });
    titles.add(await page().title());
    await program.close();

    const files = filesBelow(home);
    expect(files.some((path) => path.endsWith('.dossier/vault.db'))).toBe(true);
    expect(filesHolding(placesToSearch(), words)).toEqual([]);
    // The same search finds what is there: the header of the vault names its cipher in the clear.
    expect(filesHolding([home], ['argon2id'])).not.toEqual([]);
    expect([...titles]).toEqual(['Dossier']);
  });
});

/** Silence of so many bytes, in one channel of 8000 samples a second. Source: RIFF WAVE. */
function soundOf(bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.alloc(bytes, 128)]);
}
