import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aFlac } from '../../support/recordings';
import { tellingJpeg } from '../../support/telling-files';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program?.page().screenshot({ path: 'test-results/film.png' });
  await program?.close();
  program = null;
});

/** A film of two seconds and some more, red and then blue, as a browser records it: how fast depends on the laptop. */
async function aFilm(page: Page, mimeType: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (kind) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 90];
    const brush = canvas.getContext('2d');
    if (brush === null) throw new Error('No canvas');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: kind });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let at = 0; at < 44; at += 1) {
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
  }, mimeType);
  return Buffer.from(bytes);
}

/** Takes files into the practice case and looks at the first of them. */
async function lookAtFirst(running: Program, paths: readonly string[]): Promise<void> {
  const page = running.page();
  const name = basename(paths[0] ?? '');
  await page.getByRole('button', { name: /practice vault/i }).click();
  await page
    .getByText(/^BR-\d{4}-002$/)
    .first()
    .click({ timeout: 60_000 });
  await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
  await page.keyboard.press('Control+6');
  await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
  await running.answerDialogs({ files: [...paths] });
  await page.getByRole('button', { name: 'Add files…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From whom').fill('Olena');
  await dialog.getByRole('button', { name: 'Take in' }).click();
  await page.getByRole('dialog', { name: `${paths.length} of ${paths.length} taken in` }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: name.replace(/\.\w+$/u, ''), exact: true }) })
    .getByRole('button', { name: /exhibit \d+/iu })
    .click();
  await page.getByRole('menuitem', { name: `Look at ${name}` }).click();
}

describe('recordings of browsers and of studios', () => {
  it('are played as WebM and FLAC, whatever their names say, and one that is damaged says so at once', async () => {
    const running = await startProgram({ size: { width: 1280, height: 800 } });
    program = running;
    const page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    const made: readonly (readonly [name: string, bytes: Buffer])[] = [
      ['recorded.webm', await aFilm(page, 'video/webm;codecs=vp8')],
      ['renamed.pdf', aFlac(false)],
      ['torn.webm', (await aFilm(page, 'video/webm;codecs=vp8')).subarray(0, 60)],
      ['torn.jpg', tellingJpeg().subarray(0, 40)],
      ['torn.pdf', Buffer.from('%PDF-1.7 torn')],
    ];
    for (const [name, bytes] of made) await writeFile(join(stick, name), bytes);
    await lookAtFirst(
      running,
      made.map(([name]) => join(stick, name)),
    );
    const viewer = page.getByRole('dialog', { name: /^Exhibit/ });
    const show = viewer.getByRole('button', { name: 'Show what it holds' });
    await viewer.getByText('video/webm').first().waitFor();
    await show.first().click();
    await page.keyboard.press('k');
    // How long it is, a browser does not write down before it ends.
    await viewer.getByText(/^0:02/u).first().waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('audio/flac').first().waitFor();
    await viewer.getByText('0:00 / 0:02').waitFor();
    await page.keyboard.press('k');
    await viewer.getByText('0:02 / 0:02').waitFor();
    for (const [name] of made.slice(2)) {
      await page.keyboard.press('ArrowRight');
      await viewer.getByText(name, { exact: true }).first().waitFor();
      const sentence = viewer.locator('[role=status]').filter({ hasText: /cannot be|damaged/u });
      await sentence.waitFor();
      const isBlurred = await sentence.evaluate((said) => said.closest('[inert]') !== null);
      expect([name, isBlurred, await show.count()]).toEqual([name, false, 0]);
      await picture(running, name.replace('.', '-'));
    }
    expect(await axeFaults(page)).toEqual([]);
  });
});

describe('a film', () => {
  it('is seen when it is asked for, played by keys, and marked where it stands', async () => {
    const running = await startProgram({ size: { width: 1280, height: 800 } });
    program = running;
    const page = running.page();
    await mkdir(join(running.home, 'stick'));
    const path = join(running.home, 'stick', 'room.mp4');
    await writeFile(path, await aFilm(page, 'video/mp4;codecs=vp9'));
    await lookAtFirst(running, [path]);

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
        return player === null ? null : [player.muted, player.ended, Math.floor(player.currentTime)];
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
