import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault } from '../support/vault';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/conversations.png' });
  }
  await program?.close();
  program = null;
});

/** Keeps pictures where the environment names a folder for them, to be looked at while the screens are worked on. */
async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder === undefined) return;
  for (const appearance of ['light', 'dark'] as const) {
    await running.page().emulateMedia({ colorScheme: appearance });
    // Colours change over a moment.
    await running.page().waitForTimeout(400);
    await running.page().screenshot({ path: join(folder, `${name}-${appearance}.png`) });
  }
}

/** Days that can be read in two orders, a quoted line, a missing picture, a silence, and more lines than fit in sight. */
function chat(): string {
  const first = [
    'Saved by a friend',
    '04/05/2023, 21:29 - Messages and calls are end-to-end encrypted.',
    '04/05/2023, 21:30 - Mina: Where are you? I wait at the gate.',
    'It is cold.',
    '04/05/2023, 21:31 - Karim: He wrote:',
    '[1/1/2020, 10:00:00] Boss: you owe 400',
    '05/05/2023, 07:00 - سارة: مرحبا، أين أنت؟',
    '05/05/2023, 07:05 - Mina: IMG-20230505-WA0001.jpg (file attached)',
    'The room where we slept',
  ];
  const rest = Array.from({ length: 600 }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    const hour = String(8 + Math.floor((index % 600) / 60)).padStart(2, '0');
    return `06/06/2023, ${hour}:${minute} - ${index % 3 === 0 ? 'Mina' : 'Karim'}: message number ${index + 1}`;
  });
  return `${[...first, ...rest].join('\n')}\n`;
}

describe('a chat on a telephone', () => {
  it('is looked at, its dates are chosen, and it can then be read and found', async () => {
    const running = await startProgram({ size: { width: 1280, height: 900 } });
    program = running;
    await createVault(running);
    const page = running.page();
    await page.keyboard.press('n');
    await page.locator('dialog input:focus').waitFor();
    await page.keyboard.type('Salma');
    await page.getByText('Nobody with a similar name is known').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'French' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+9');
    await page.getByText('No conversation yet').waitFor();
    await picture(running, 'conversations-empty');

    const empty = join(running.home, 'empty.txt');
    writeFileSync(empty, '');
    await running.answerDialogs({ folder: empty });
    await page.getByRole('button', { name: 'Read a chat or a mail' }).first().click();
    await page.getByText('empty.txt is empty.').waitFor();

    const file = join(running.home, 'WhatsApp Chat.txt');
    writeFileSync(file, chat());
    await running.answerDialogs({ folder: file });
    await page.getByRole('button', { name: 'Read a chat or a mail' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'How this file was read' }).waitFor();
    await page.getByText('Nothing in the file tells the day from the month.').waitFor();
    await picture(running, 'conversations-report');
    const keep = page.getByRole('button', { name: /^Keep 604 messages$/ });
    // Nobody goes on without having said which number is the day.
    await page.getByText('First choose how the dates are to be read.').waitFor();
    await keep.scrollIntoViewIfNeeded();
    await picture(running, 'conversations-report-end');
    await page.getByRole('radio', { name: 'day, month, year' }).check();
    await page.getByText('First choose how the dates are to be read.').waitFor({ state: 'detached' });
    await page.getByLabel('Name of the conversation').fill('With her employer');
    await keep.click();

    await page.getByRole('heading', { level: 1, name: 'With her employer' }).waitFor();
    await page.getByText('I wait at the gate').waitFor();
    await page.getByRole('heading', { level: 2, name: 'Thursday 4 May 2023' }).waitFor();
    await picture(running, 'conversations-chat');
    const messages = page.getByRole('region', { name: 'With her employer' });
    await messages.press('End');
    await page.getByText('message number 600', { exact: true }).waitFor();
    await picture(running, 'conversations-chat-end');
    await page.getByLabel('Who wrote', { exact: true }).selectOption({ label: '\u2068سارة\u2069 (1)' });
    await page.getByText('1 entry').waitFor();

    // Closed by a slip, it is there again; saved, it stands under the message and is found.
    await page.getByText('مرحبا، أين أنت؟').hover();
    const translate = page.getByRole('button', { name: /^Translate the message of 5 May 2023, 07:00/ });
    await translate.click();
    await page.getByLabel('Translation', { exact: true }).waitFor();
    await page.keyboard.type('Hello, where are you?');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await translate.click();
    await page.getByText('Hello, where are you?').waitFor();
    await page.getByLabel('Translated by').fill('Interpreter 12');
    await picture(running, 'conversations-translation');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Translation, by Interpreter 12').waitFor();
    await picture(running, 'conversations-translated');

    await page.getByText('مرحبا، أين أنت؟').hover();
    await page.getByRole('button', { name: /^Make a fact of the message of 5 May 2023, 07:00/ }).click();
    await page.getByText('Read as: Friday 5 May 2023').waitFor();
    await page.getByLabel('What happened').fill('She was looked for.');
    await picture(running, 'conversations-fact');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /5 May 2023.*She was looked for/ }).waitFor();

    await page.keyboard.press('Control+f');
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
    await page.keyboard.type('"message number 333"');
    await page.getByRole('button', { name: /message number 333/ }).click();
    await page.getByRole('heading', { level: 1, name: 'With her employer' }).waitFor();
    await page.getByText('message number 333', { exact: true }).waitFor();
    await picture(running, 'conversations-found');
    expect(await page.getByText('message number 1', { exact: true }).count()).toBe(0);
  });
});
