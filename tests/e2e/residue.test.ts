import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from './support/program';

/** Typed into an interview and a search, and found nowhere in the program or in the invented cases. */
const planted = ['Zwartebessenlaan', 'quetzalcoatlus'] as const;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-residue-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Nothing of a file that a running program has removed meanwhile. */
async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return Buffer.alloc(0);
    throw cause;
  }
}

/** Which files hold one of the words, in their content or their path, in either way Chromium writes text. */
async function filesWith(paths: readonly string[], words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const bytes = await contentOf(path);
    for (const word of words) {
      const isThere =
        path.includes(word) || bytes.includes(word, 0, 'utf8') || bytes.includes(word, 0, 'utf16le');
      if (isThere) found.push(`${word} in ${path}`);
    }
  }
  return found;
}

describe('what is left on the laptop once the program is closed', () => {
  it('is no word of a case, neither outside of the vault nor in the clear inside it', async () => {
    const program = await startProgram({ home });
    const titles = new Set<string>();
    const secrets: string[] = [...planted];
    try {
      const page = program.page();
      const noteTitle = async () => titles.add(await page.title());
      await page.getByRole('button', { name: 'Try it with invented cases' }).click();
      const firstCase = page.getByText(/^BR-\d{4}-001$/).first();
      await firstCase.waitFor({ timeout: 60_000 });
      await noteTitle();
      await page.getByRole('searchbox').fill(planted[1]);
      await page.getByRole('searchbox').fill('');
      await firstCase.click();
      await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
      await page.keyboard.press('Control+2');
      await page.getByRole('button', { name: 'Show names' }).first().click();
      const familyName = page.getByLabel('Family name');
      await familyName.waitFor();
      const clientName = await familyName.inputValue();
      expect(clientName.length).toBeGreaterThan(3);
      secrets.push(clientName);
      await noteTitle();
      for (const [key, title] of [
        [4, 'Timeline'],
        [5, 'Procedure'],
        [6, 'Exhibits'],
        [7, 'Filings'],
      ] as const) {
        await page.keyboard.press(`Control+${key}`);
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        await noteTitle();
      }

      await page.keyboard.press('Control+3');
      await page.getByRole('heading', { level: 1, name: 'Interviews' }).waitFor();
      await page.keyboard.press('Control+n');
      await page.getByRole('button', { name: 'Start writing' }).click();
      const editor = page.getByRole('textbox', { name: 'Text of the interview' });
      await editor.click();
      await page.keyboard.type(`She hid in the ${planted[0]} behind the ${planted[1]}.`);
      await page.locator('[data-save-state="saved"]').waitFor();
      // Cut and put back, so that the words have been in the clipboard as well.
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+x');
      await page.keyboard.press('Control+v');
      await editor.getByText(planted[0]).waitFor();
      await page.locator('[data-save-state="saved"]').waitFor();
      await noteTitle();

      // What lies on the disk while the vault is open counts as well: a laptop may be taken running.
      expect(await filesWith(await filesBelow(home), secrets)).toEqual([]);
    } finally {
      await program.close();
    }

    const files = await filesBelow(home);
    expect(files.some((path) => path.endsWith('.dossier/vault.db'))).toBe(true);
    // The search itself finds what is there: the header of the vault names its cipher in the clear.
    expect(await filesWith(files, ['argon2id'])).not.toEqual([]);
    expect(await filesWith(files, secrets)).toEqual([]);
    expect([...titles]).toEqual(['Dossier']);
  });
});
