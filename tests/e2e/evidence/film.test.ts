import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/film.png' });
  await program?.close();
  program = null;
});

/** A film of two seconds, red and then blue, as a browser records it. */
async function aFilm(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 90];
    const brush = canvas.getContext('2d');
    if (brush === null) throw new Error('No canvas');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/mp4;codecs=vp9' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let at = 0; at < 40; at += 1) {
      brush.fillStyle = at < 20 ? '#c00' : '#00c';
      brush.fillRect(0, 0, 160, 90);
      brush.fillStyle = '#fff';
      brush.fillRect(at * 4, 40, 8, 8);
      // oxlint-disable-next-line no-await-in-loop -- one picture after the other
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

describe('a film', () => {
  it('is seen when it is asked for, played by keys, and marked where it stands', async () => {
    const running = await startProgram({ size: { width: 1280, height: 800 } });
    program = running;
    const page = running.page();
    await mkdir(join(running.home, 'stick'));
    const path = join(running.home, 'stick', 'room.mp4');
    await writeFile(path, await aFilm(page));
    await page.getByRole('button', { name: /practice vault/i }).click();
    await page
      .getByText(/^BR-\d{4}-002$/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
    await running.answerDialogs({ files: [path] });
    await page.getByRole('button', { name: 'Add files…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From whom').fill('Olena');
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog', { name: '1 of 1 taken in' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: 'room', exact: true }) })
      .getByRole('button', { name: /exhibit \d+/iu })
      .click();
    await page.getByRole('menuitem', { name: 'Look at room.mp4' }).click();

    const viewer = page.getByRole('dialog', { name: /^Exhibit/ });
    const screen = viewer.locator('iframe');
    await expect.poll(async () => (await screen.boundingBox())?.height ?? 0).toBeGreaterThan(200);
    const blur = () => screen.evaluate((frame) => getComputedStyle(frame.parentElement ?? frame).filter);
    await viewer.getByText('0:00').first().waitFor();
    expect(await blur()).toBe('blur(28px)');
    await page.keyboard.press('b');
    expect(await blur()).toBe('none');
    await picture(running, 'film-begins');
    expect(await axeFaults(page)).toEqual([]);

    const film = page.frames().find((frame) => frame.url().endsWith('.decoder/decoder.html'));
    const playing = () =>
      film?.evaluate(() => {
        const player = document.querySelector('video');
        return player === null ? null : [player.muted, player.ended, Math.round(player.currentTime)];
      });
    expect(await playing()).toEqual([true, false, 0]);
    await viewer.getByRole('button', { name: 'Turn the sound on' }).click();
    await page.keyboard.press('k');
    await expect.poll(playing, { timeout: 20_000 }).toEqual([false, true, 2]);
    await viewer.getByText('0:02 / 0:02').waitFor();
    await picture(running, 'film-ended');

    await viewer.getByLabel('What is heard or seen at 0:02').fill('The light is blue');
    await page.keyboard.press('Enter');
    await viewer.getByRole('button', { name: '0:02', exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await expect.poll(() => page.frames().length).toBe(1);
  });
});
