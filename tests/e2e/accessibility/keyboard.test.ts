import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { messagesIn } from '../support/texts';
import { lockByKey } from '../support/vault';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/keyboard.png' });
  await program?.close();
  program = null;
});

/** More presses of Tab than any screen should ask for. */
const mostPresses = 60;

interface Focus {
  readonly name: string;
  /** Whether an outline, a ring or another background says where one is. */
  readonly isSeen: boolean;
}

function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', isSeen: false };
    const labels = 'labels' in element ? [...((element.labels as NodeList | null) ?? [])] : [];
    const name =
      element.getAttribute('aria-label') ??
      (labels.map((label) => label.textContent).join(' ') || element.innerText);
    // A field of a card or a search box shows its focus on what is around it.
    const shown = [element, element.parentElement, element.parentElement?.parentElement].filter(
      (each): each is HTMLElement => each instanceof HTMLElement,
    );
    // What opens a row draws its ring around the whole of it, by what comes after its words.
    // A text that is being written shows its caret.
    const isSeen =
      element.isContentEditable ||
      shown
        .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')])
        .some(
          ({ outlineStyle, outlineWidth, boxShadow }) =>
            (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
        );
    return { name: name.trim(), isSeen };
  });
}

/** Goes on with Tab until the focus stands on what is called so. Each stop on the way must be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < mostPresses; press += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    if (!focus.isSeen && focus.name !== '') throw new Error(`The focus is not seen on: ${focus.name}`);
    if (typeof name === 'string' ? focus.name.startsWith(name) : name.test(focus.name)) return;
    passed.push(focus.name);
  }
  throw new Error(`Tab does not lead to ${String(name)}, but to:\n${passed.join('\n')}`);
}

describe('by keyboard alone, in Dutch', () => {
  it('a case is opened, an interview written, a filing made and the vault locked and opened', async () => {
    const running = await startProgram({ language: 'nl', appearance: 'light' });
    program = running;
    let page = running.page();
    const messages = messagesIn('nl');
    const text = (id: string) => messages[id] ?? `no text ${id}`;
    const heading = (id: string) => page.getByRole('heading', { level: 1, name: text(id) }).waitFor();

    await tabTo(page, text('vault.practice.begin'));
    await page.keyboard.press('Enter');
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .waitFor({ timeout: 60_000 });
    await tabTo(page, /BR-\d{4}-001/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();

    await page.keyboard.press('Control+2');
    await heading('app.section.people');
    await tabTo(page, text('people.names.show'));
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: text('people.names.hide') })
      .first()
      .waitFor();

    await page.keyboard.press('Control+3');
    await heading('app.section.interviews');
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, text('interviews.create.confirm'));
    await page.keyboard.press('Enter');
    await page.locator('[data-desk]').waitFor();
    await tabTo(page, text('interviews.editor.label'));
    await page.keyboard.type('Ze vertelde het.');
    await page.locator('[data-save-state="saved"]').waitFor();

    await page.keyboard.press('Control+7');
    await heading('app.section.filings');
    await page.locator('h3').first().waitFor();
    await tabTo(page, new RegExp(text('filings.language.fr')));
    await page.keyboard.press('Enter');
    await page.locator('[id^="filing-entry-"]').first().waitFor();
    const folder = process.env.DOSSIER_PICTURES;
    if (folder !== undefined) await page.screenshot({ path: join(folder, 'keyboard-review.png') });

    await lockByKey(page);
    page = await running.nextWindow();
    await page.getByLabel(text('vault.passphrase'), { exact: true }).waitFor();
    await expect.poll(async () => (await focusOf(page)).name).toContain(text('vault.passphrase'));
  });
});
