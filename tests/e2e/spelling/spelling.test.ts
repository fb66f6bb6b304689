import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/spelling.png' });
  await program?.close();
  program = null;
});

/** Where a word stands in a text, in points of the window. */
function centreOf(text: Locator, word: string): Promise<{ readonly x: number; readonly y: number }> {
  return text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error('The word is not there');
  }, word);
}

/** The words that are underlined. */
function underlined(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('misspelt') ?? [])].map((each) => {
      const range = document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return range.toString();
    }),
  );
}

describe('spelling', () => {
  it('is checked while one writes, in the language of the text, and learns words', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.getByRole('button', { name: 'Try it with invented cases' }).click();
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Interviews' }).waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('button', { name: 'Start writing' }).click();
    const editor = page.getByRole('textbox', { name: 'Text of the interview' });
    await editor.click();
    await page.keyboard.type('Elle a montré son passeport hier soir. ');
    await page.keyboard.type('Le passeprot de Zwartebes est parti. ');
    await expect.poll(() => underlined(page), { timeout: 15_000 }).toEqual(['passeprot', 'Zwartebes']);
    await picture(running, 'spelling-underlined');

    const wrong = await centreOf(editor, 'passeprot');
    await page.mouse.click(wrong.x, wrong.y, { button: 'right' });
    const menu = page.getByRole('menu', { name: 'Spelling of “passeprot”' });
    await menu.getByRole('menuitem', { name: 'passeport' }).waitFor();
    await picture(running, 'spelling-menu');
    expect(await axeFaults(page)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="menu"]') !== null))
      .toBe(true);
    await page.keyboard.press('Enter');
    await editor.getByText('Le passeport de Zwartebes est parti.').waitFor();
    await menu.waitFor({ state: 'detached' });
    // As anything typed: it can be taken back, and is saved.
    await page.keyboard.press('Control+z');
    await editor.getByText('Le passeprot de Zwartebes est parti.').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await editor.getByText('Le passeport de Zwartebes est parti.').waitFor();
    await page.locator('[data-save-state="saved"]').waitFor();

    // By keys: with the caret in the other word, the menu key.
    const unknown = await centreOf(editor, 'Zwartebes');
    await page.mouse.click(unknown.x, unknown.y);
    await page.keyboard.press('Shift+F10');
    const other = page.getByRole('menu', { name: 'Spelling of “Zwartebes”' });
    await other.waitFor();
    await other.getByRole('menuitem', { name: 'Add “Zwartebes” to the words of this vault' }).click();
    await expect.poll(() => underlined(page), { timeout: 15_000 }).toEqual([]);
    await picture(running, 'spelling-learnt');

    await page.keyboard.press('Control+,');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByText('Words of this vault (1)').click();
    await page.getByRole('button', { name: 'Take “Zwartebes” away' }).waitFor();
    await page.getByText('Words of this vault (1)').scrollIntoViewIfNeeded();
    await picture(running, 'spelling-settings');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Underline words that may be misspelt').uncheck();
    await page.keyboard.press('Alt+ArrowLeft');
    await editor.click();
    await page.keyboard.type('passeprot ');
    await page.locator('[data-save-state="saved"]').waitFor();
    expect(await underlined(page)).toEqual([]);
  });
});
