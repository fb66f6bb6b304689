import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { withVirtualScreen } from '../../scripts/lib/screen.mjs';
import { insertFact } from '../../src/core/timeline/store';
import { factIdSchema } from '../../src/shared/kernel/ids';
import { emptyFactFields } from '../../src/shared/timeline/schemas';
import { readUncertainDate } from '../../src/shared/timeline/uncertain-date';
import { startProgram } from '../e2e/support/program';
import { createTestCore, testPassphrase, type TestCore } from '../support/core';
import { seededRandom } from './fill';
import { timingOf, type Timing } from './measure';

/** Frames in which the whole list goes by: none of them shows a row that the one before showed. */
const framesOfRound = 240;

/**
 * The longest frame while the timeline of one case scrolls from its first fact to its last, in the packaged program with
 * its window; and beside it the longest frame while an empty box of the same height scrolls in the same window by the same
 * steps, which is what the screen and the machine themselves take.
 *
 * @throws when there is no packaged program or no screen
 */
export async function measureScrolling(facts: number, rounds: number): Promise<readonly [Timing, Timing]> {
  const core = createTestCore();
  const home = await mkdtemp(join(tmpdir(), 'dossier-bench-home-'));
  try {
    await core.createVault();
    await fillTimeline(core, facts);
    await core.value('vault.prepareLock', {});
    await cp(join(core.folder, 'settings'), join(home, 'user', 'settings'), { recursive: true });
    return await withVirtualScreen(async ({ DISPLAY }) => {
      const displayBefore = process.env.DISPLAY;
      if (DISPLAY !== undefined) process.env.DISPLAY = DISPLAY;
      const program = await startProgram({ home });
      try {
        const page = program.page();
        await openTimeline(page, facts);
        const [list, empty]: [number[], number[]] = [[], []];
        // By turns, so that what else the machine does meets both alike. The first round warms up and is not counted.
        for (let round = 0; round <= rounds; round += 1) {
          const longest = [await longestFrame(page, false), await longestFrame(page, true)] as const;
          if (round === 0) continue;
          list.push(longest[0]);
          empty.push(longest[1]);
        }
        return [timingOf(list), timingOf(empty)] as const;
      } finally {
        await program.close();
        if (displayBefore === undefined) delete process.env.DISPLAY;
        else process.env.DISPLAY = displayBefore;
      }
    });
  } finally {
    core.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function openTimeline(page: Page, facts: number): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
  await page.getByLabel('Passphrase', { exact: true }).press('Enter');
  await page.getByRole('button', { name: /BR-/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await page.keyboard.press('Control+4');
  await page.locator('[data-place="0"]').focus();
  // Loads every page of the list.
  await page.keyboard.press('End');
  await page.locator(`[data-place="${facts - 1}"]`).waitFor({ timeout: 120_000 });
}

async function longestFrame(page: Page, isEmpty: boolean): Promise<number> {
  // No function with a name in here: the compiler's helper for names is not in the page.
  return page.evaluate(
    async ({ frames, withEmptyBox }) => {
      let scroller: HTMLElement | null = document.querySelector('[data-place]');
      while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) {
        scroller = scroller.parentElement;
      }
      if (scroller === null) throw new Error('Nothing scrolls around the list');
      const { scrollHeight, clientHeight } = scroller;
      let scrolled = scroller;
      if (withEmptyBox) {
        scrolled = document.createElement('div');
        scrolled.style.cssText = `position: fixed; inset: 0; overflow: auto; z-index: 1000; background: white`;
        scrolled.append(document.createElement('div'));
        (scrolled.firstElementChild as HTMLElement).style.height = `${scrollHeight}px`;
        document.body.append(scrolled);
      }
      scrolled.scrollTop = 0;
      for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
      let longest = 0;
      let before = await new Promise<number>(requestAnimationFrame);
      for (let frame = 1; frame <= frames; frame += 1) {
        scrolled.scrollTop = ((scrollHeight - clientHeight) * frame) / frames;
        const now = await new Promise<number>(requestAnimationFrame);
        longest = Math.max(longest, now - before);
        before = now;
      }
      if (withEmptyBox) scrolled.remove();
      return longest;
    },
    { frames: framesOfRound, withEmptyBox: isEmpty },
  );
}

async function fillTimeline(core: TestCore, facts: number): Promise<void> {
  const { db, newId, clock } = core.vaultDeps();
  const random = seededRandom(5);
  const now = clock.now();
  const { caseId } = await core.value('cases.create', {
    fileLanguage: 'fr',
    client: { givenNames: 'Salma', familyName: 'Exemple' },
  });
  db.transaction(() => {
    for (let index = 0; index < facts; index += 1) {
      const year = 2015 + Math.floor((index * 11) / facts);
      const month = 1 + Math.floor(random() * 12);
      const typed =
        random() < 0.6 ? `${year}-${String(month).padStart(2, '0')}-1${index % 9}` : `about ${year}`;
      const read = readUncertainDate(typed, { language: 'en', today: '2026-03-02' });
      insertFact(
        db,
        {
          ...emptyFactFields,
          statement: `Fact number ${index}: she was moved to another house, and the debt was raised again.`,
          place: `Place ${index % 40}`,
          disputed: index % 17 === 0,
          date: read.ok
            ? { text: typed, edtf: read.value.edtf, earliest: read.value.earliest, latest: read.value.latest }
            : null,
          id: factIdSchema.parse(newId()),
          caseId,
          citations: [],
          createdAt: now,
          updatedAt: now,
        },
        newId,
      );
    }
  });
}
