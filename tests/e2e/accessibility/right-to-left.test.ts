import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';

// The interface speaks no language yet that is written from right to left; its layout is ready for one. Each main screen is
// measured as it is and with its direction turned: what stood at the left edge must stand as far from the right one, nothing
// may lie over something else, and nothing may stick out of the window.

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await program?.page().screenshot({ path: 'test-results/right-to-left.png' });
  await program?.close();
  program = null;
});

/** How far apart, in points, two places may be that are the same: a half point is rounded one way or the other. */
const tolerance = 2;

interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a person presses, types in or reads first, as far as it is on the screen. */
function boxesOf(page: Page): Promise<readonly Box[]> {
  return page.evaluate(() => {
    const kinds =
      'button, input, select, textarea, h1, h2, h3, summary, th, td, [role="tab"], [role="textbox"], nav, main';
    return [...document.querySelectorAll<HTMLElement>(kinds)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const name = `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.innerText).slice(0, 40)}`;
        return { name, left, right, top, bottom };
      })
      .filter(
        ({ left, right, top, bottom }) => right - left > 4 && bottom - top > 4 && top < window.innerHeight,
      );
  });
}

/** Once nothing comes or moves any more. */
async function boxesAtRest(page: Page): Promise<readonly Box[]> {
  let boxes = await boxesOf(page);
  for (;;) {
    await page.waitForTimeout(300);
    const next = await boxesOf(page);
    if (JSON.stringify(next) === JSON.stringify(boxes)) return boxes;
    boxes = next;
  }
}

/** Buttons and fields that lie over each other without one being inside of the other. */
function overlapsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const pressed = [
      ...document.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, h1, h2'),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      // A radio or a tick box lies under the whole of its card on purpose; what is read alone is a point high.
      .filter(
        ({ element, box }) => box.width > 4 && box.height > 4 && element.getAttribute('type') !== 'radio',
      );
    return pressed.flatMap(({ element, box }, place) =>
      pressed.slice(place + 1).flatMap((other) => {
        if (element.contains(other.element) || other.element.contains(element)) return [];
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        return width > 2 && height > 2
          ? [`${element.outerHTML.slice(0, 80)} over ${other.element.outerHTML.slice(0, 80)}`]
          : [];
      }),
    );
  });
}

async function turn(page: Page, direction: 'ltr' | 'rtl'): Promise<void> {
  await page.evaluate((dir) => {
    document.documentElement.dir = dir;
  }, direction);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** What is wrong with a screen once it is turned. Leaves it as it was. */
async function faultsWhenTurned(page: Page, screen: string): Promise<readonly string[]> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const before = await boxesAtRest(page);
  const overlapsBefore = await overlapsOn(page);
  await turn(page, 'rtl');
  const after = await boxesAtRest(page);
  const overlaps = (await overlapsOn(page)).filter((each) => !overlapsBefore.includes(each));
  const folder = process.env.DOSSIER_PICTURES;
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `rtl-${screen.replaceAll(' ', '-')}.png`) });
  const width = await page.evaluate(() => window.innerWidth);
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await turn(page, 'ltr');
  expect(before.length).toBeGreaterThan(8);
  const askew = before.flatMap((box, place) => {
    const turned = after[place];
    if (turned === undefined || turned.name !== box.name) return [`${box.name} is not there`];
    const off = Math.abs(turned.left - (width - box.right));
    return off > tolerance ? [`${box.name} is ${Math.round(off)} points off`] : [];
  });
  return [
    ...askew,
    ...overlaps,
    ...(sticksOut > 0 ? [`it is ${sticksOut} points wider than the window`] : []),
  ].map((fault) => `${screen}: ${fault}`);
}

describe('words and screens that run from right to left', () => {
  it('mirror every main screen, with nothing over anything else', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const faults: string[] = [];
    const look = async (screen: string) => {
      faults.push(...(await faultsWhenTurned(page, screen)));
    };
    const goTo = async (key: number, title: string) => {
      await page.keyboard.press(`Control+${key}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    };

    await look('welcome');
    await page.getByRole('button', { name: 'Try it with invented cases' }).click();
    const first = page.getByText(/^BR-\d{4}-001$/).first();
    await first.waitFor({ timeout: 60_000 });
    await look('cases');
    await first.click();
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await look('overview');
    await goTo(2, 'People');
    await look('people');
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    await look('new person');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(3, 'Interviews');
    await look('interviews');
    await page.getByText('Conditions de travail et de logement').first().click();
    await page.locator('[data-desk]').waitFor();
    await look('interview');
    await goTo(4, 'Timeline');
    await look('timeline');
    await goTo(5, 'Procedure');
    await look('procedure');
    await goTo(6, 'Exhibits');
    await look('exhibits');
    await goTo(7, 'Filings');
    await look('filings');
    await page.keyboard.press('Control+,');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await look('settings');
    expect(faults).toEqual([]);
  });

  it('keep to themselves in a screen that runs from left to right', async () => {
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
    await page.getByRole('dialog').getByLabel('Title').fill('مقابلة سارة (2)');
    await page.getByRole('button', { name: 'Start writing' }).click();
    const editor = page.getByRole('textbox', { name: 'Text of the interview' });
    await editor.click();
    await page.keyboard.type('قالت سارة: «أخذ جواز سفري في 2023».');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Elle a dit cela (en arabe).');
    await page.locator('[data-save-state="saved"]').waitFor();
    const folder = process.env.DOSSIER_PICTURES;
    if (folder !== undefined) await page.screenshot({ path: join(folder, 'rtl-words.png') });

    const lines = editor.locator('p');
    expect(await lines.evaluateAll((all) => all.map((line) => getComputedStyle(line).direction))).toEqual([
      'rtl',
      'ltr',
    ]);
    // Whose words they are stands in the margin at the left for both.
    const margins = await lines.evaluateAll((all) =>
      all.map(
        (line) =>
          line.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(line, '::before').left),
      ),
    );
    expect(margins[1]).toBeCloseTo(margins[0] ?? Number.NaN, 0);

    await page.keyboard.press('Control+3');
    const title = page.getByText('مقابلة سارة (2)').first();
    await title.waitFor();
    // The number in brackets belongs to the title and stands at its end, which is at its left.
    const places = await title.evaluate((element) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      if (node === null) throw new Error('There is no text');
      const leftOf = (word: string) => {
        const range = document.createRange();
        const at = (node.textContent ?? '').indexOf(word);
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        return range.getBoundingClientRect().left;
      };
      return { name: leftOf('سارة'), number: leftOf('2') };
    });
    expect(places.number).toBeLessThan(places.name);
  });
});
