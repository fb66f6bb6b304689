import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, lockByKey, testPassphrase, unlockVault } from '../support/vault';

// One program and one case for all: each test writes an interview of its own.
let running: Program;
let interviews = 0;

beforeAll(async () => {
  running = await startProgram();
  await createVault(running);
  const page = running.page();
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Go on without a name' }).click();
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

afterAll(() => running.close());

/** Opens a new interview, the caret on its empty page. */
async function openNewInterview(): Promise<{ readonly page: Page; readonly title: string }> {
  const page = running.page();
  interviews += 1;
  const title = `Interview ${interviews}`;
  await openInterviews(page);
  await page.getByRole('button', { name: 'New interview' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Start writing' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await editor(page).click();
  return { page, title };
}

async function openInterviews(page: Page): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.getByRole('heading', { level: 1, name: 'Interviews' }).waitFor();
}

function editor(page: Page) {
  return page.getByRole('textbox', { name: 'Text of the interview' });
}

/** Waits until the mark says that what was typed is in the vault. */
async function saved(page: Page): Promise<void> {
  await page.locator('[data-save-state="saved"]').waitFor({ timeout: 5000 });
}

/** Writes a line and goes to the next. */
async function writeLine(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Kind and words of each paragraph on the screen. */
async function paragraphs(page: Page): Promise<readonly string[]> {
  return page
    .locator('[data-desk] [data-id]')
    .evaluateAll((blocks) =>
      blocks.map((block) => `${block.getAttribute('data-provenance')}: ${block.textContent}`),
    );
}

/** Pastes as another program would offer it. */
async function paste(page: Page, text: string, html = ''): Promise<void> {
  await editor(page).evaluate(
    (element, given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given.text);
      if (given.html !== '') clipboardData.setData('text/html', given.html);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { text, html },
  );
}

describe('writing an interview', () => {
  it('keeps every kind of paragraph and every script over a lock', async () => {
    const { page, title } = await openNewInterview();
    await writeLine(page, '# Arrival');
    await writeLine(page, 'She left in spring 2023.');
    await page.keyboard.press('Alt+1');
    await writeLine(page, 'قال لي: أعطني الجواز — ፓስፖርት 𠮷 e\u0301');
    await page.keyboard.press('Alt+3');
    await page.keyboard.type('She *looks* at _the door_.');
    const before = await paragraphs(page);
    expect(before).toEqual([
      'paraphrase: Arrival',
      'paraphrase: She left in spring 2023.',
      'verbatim: قال لي: أعطني الجواز — ፓስፖርት 𠮷 e\u0301',
      'observation: She *looks* at _the door_.',
    ]);

    // Locked at once: what is not saved yet is saved before the key goes.
    await lockByKey(page);
    const next = await running.nextWindow();
    await unlockVault(running);
    await next.getByRole('button', { name: /BR-/ }).first().click();
    await openInterviews(next);
    await next.getByText(title).click();
    await editor(next).waitFor();

    expect(await paragraphs(next)).toEqual(before);
  });

  it('keeps what is on the page when core is killed in the middle of a word, and says what happened', async () => {
    const { page, title } = await openNewInterview();
    await writeLine(page, 'The first line was saved.');
    await saved(page);
    const pid = await running.corePid();
    if (pid === null) throw new Error('There is no core process');

    await page.keyboard.type('The second one was being ');
    process.kill(pid, 'SIGKILL');
    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByLabel('Passphrase', { exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await saved(page);
    await editor(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('typed.');
    await saved(page);
    const shown = await paragraphs(page);
    expect(shown).toEqual([
      'paraphrase: The first line was saved.',
      'paraphrase: The second one was being typed.',
    ]);
    await openInterviews(page);
    await page.getByText(title).click();
    await editor(page).waitFor();
    expect(await paragraphs(page)).toEqual(shown);
  });

  it('refuses 5 MB with a sentence and leaves the text as it was', async () => {
    const { page } = await openNewInterview();
    await page.keyboard.type('The text before. ');
    await paste(page, 'a sentence that goes on and on. '.repeat(160_000));
    await page.getByText('5.1 MB are too much for one interview. Nothing was pasted.').waitFor();

    await editor(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('The text after.');
    await saved(page);
    expect(await paragraphs(page)).toEqual(['paraphrase: The text before. The text after.']);
  });

  it('takes only words, headings and lists out of what another program offers', async () => {
    const { page } = await openNewInterview();
    await paste(
      page,
      'x',
      '<h1>Title</h1><h5>Five</h5><table><tr><td>cell</td></tr></table><ol start="-4" type="a"><li>one</li></ol>' +
        '<blockquote>quote <a href="https://example.org">link</a></blockquote><img src="x"><pre>code</pre>' +
        '<p data-id="garbage" data-provenance="evil" style="color:red">odd</p><ul><li><h2>in a list</h2></li></ul>',
    );
    await saved(page);
    expect(await paragraphs(page)).toEqual(
      ['Title', 'Five', 'cell', 'one', 'quote link', 'code', 'odd', '', 'in a list'].map(
        (words) => `paraphrase: ${words}`,
      ),
    );
    expect(await editor(page).locator('a, img, table, pre, [style]').count()).toBe(0);
  });

  it('compares an older version and brings it back', async () => {
    const { page } = await openNewInterview();
    await page.keyboard.type('We went there in May.');
    await saved(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('We never went there.');
    await saved(page);

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.locator('dialog ins, dialog del').first().waitFor();
    expect(await page.locator('dialog ins').allInnerTexts()).toContain('never ');
    await page.getByRole('button', { name: /^Bring back the text of/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(await paragraphs(page)).toEqual(['paraphrase: We went there in May.']);
  });
});

describe('a sealed interview', () => {
  it('is read, cited and added to, and nothing in it can be typed over', async () => {
    const { page } = await openNewInterview();
    await page.keyboard.press('Alt+1');
    await writeLine(page, 'They took my passport in Brussels.');
    await page.keyboard.press('Alt+5');
    await page.keyboard.type('What he did I have told nobody.');
    await saved(page);
    await page.getByRole('button', { name: 'Seal', exact: true }).click();
    await page.getByRole('button', { name: 'Seal the statement' }).click();
    await page.getByText(/unchanged since/).waitFor();
    expect(await editor(page).count()).toBe(0);

    await page.locator('[data-desk] [data-id]').first().click({ clickCount: 3 });
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('dialog').getByText('They took my passport in Brussels.').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Show 1 sensitive passage' }).click();
    await page.getByRole('button', { name: 'Write an addendum' }).click();
    await page.getByLabel('Addendum', { exact: true }).fill('It was in Antwerp.');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click();
    await page.locator('article').getByText('It was in Antwerp.').waitFor();
    await openInterviews(page);
    await page.getByText('1 addendum').waitFor();
  });
});
