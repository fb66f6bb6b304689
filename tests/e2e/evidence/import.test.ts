import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** Keeps a picture where the environment names a folder for them, to be looked at while the screens are worked on. */
async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder !== undefined) await running.page().screenshot({ path: join(folder, `${name}.png`) });
}

describe('files', () => {
  it('are taken into a case as exhibits, each with a word on what became of it, and come out again whole', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(100_000)]);
    const files = [
      ['photo of the room.jpg', photo],
      ['the same photo.jpg', photo],
      ['contract.docx', Buffer.from('%PDF-1.7 invented')],
      ['voice note.ogg', Buffer.alloc(0)],
    ] as const;
    for (const [name, content] of files) await writeFile(join(stick, name), content);

    await page.getByRole('button', { name: /practice vault/i }).click();
    await page
      .getByText(/^BR-\d{4}-003$/)
      .or(page.getByText(/^BR-\d{4}-001$/))
      .first()
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
    await running.answerDialogs({ files: files.map(([name]) => join(stick, name)) });
    await page.getByRole('button', { name: 'Add files…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From whom').fill('Olena');
    await dialog.getByLabel('How', { exact: true }).fill('On a stick');
    await picture(running, 'import-form');
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog', { name: '2 of 4 taken in' }).waitFor();
    await dialog.getByText('The same file is in this case already, as exhibit 5.').waitFor();
    await dialog.getByText('By its content it is a PDF file, whatever its name says.').waitFor();
    await dialog.getByText('The file is empty (0 bytes).').waitFor();
    await picture(running, 'import-result');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'photo of the room' }).waitFor();
    expect(await page.getByText('original kept').count()).toBe(2);
    await picture(running, 'import-list');

    const out = join(running.home, 'out.jpg');
    await running.answerDialogs({ save: out });
    await page.getByRole('button', { name: /exhibit 5/i }).click();
    await page.getByRole('menuitem', { name: /Save a copy of “photo of the room\.jpg”/ }).click();
    await page.getByText(/Saved as out\.jpg/).waitFor();
    expect((await readFile(out)).equals(photo)).toBe(true);
  });
});
