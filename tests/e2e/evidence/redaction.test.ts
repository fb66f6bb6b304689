import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { aPdf, aPng } from '../../support/evidence-files';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

describe('a redacted copy', () => {
  it('holds neither the words nor the pixels that were marked, by mouse or by keys', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    await writeFile(join(stick, 'hearing.pdf'), await aPdf(['PLANTED-NAME lives here', 'A second page']));
    await writeFile(join(stick, 'plan.png'), aPng(300, 200));

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
    await running.answerDialogs({ files: ['hearing.pdf', 'plan.png'].map((name) => join(stick, name)) });
    await page.getByRole('button', { name: 'Add files…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From whom').fill('Olena');
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog', { name: '2 of 2 taken in' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    const redact = async (exhibit: RegExp, name: string): Promise<void> => {
      await page.getByRole('button', { name: exhibit }).click();
      await page.getByRole('menuitem', { name: `Look at ${name}` }).click();
      await page.getByRole('button', { name: 'Show what it holds' }).first().click();
      await page.getByRole('button', { name: 'Redact…' }).click();
      await page.getByRole('button', { name: 'Mark a place' }).waitFor();
    };
    const takeOut = async (exhibit: RegExp, name: RegExp, to: string): Promise<Buffer> => {
      const path = join(running.home, to);
      await running.answerDialogs({ save: path });
      await page.getByRole('button', { name: exhibit }).click();
      await page.getByRole('menuitem', { name }).click();
      await page.getByLabel('Who gets it').selectOption({ label: 'nobody outside: it stays with us' });
      await page.getByRole('button', { name: 'Save a copy…', exact: true }).click();
      await page.getByText(`Saved as ${to}`).waitFor();
      return readFile(path);
    };

    // By mouse: the line of text at the top of the page.
    await redact(/exhibit 5/i, 'hearing.pdf');
    const sheet = dialog.locator('canvas');
    await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeGreaterThan(500);
    const box = await sheet.boundingBox();
    if (box === null) throw new Error('No page');
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(0.05, 0.03));
    await page.mouse.down();
    await page.mouse.move(...at(0.5, 0.08), { steps: 4 });
    await page.mouse.move(...at(0.95, 0.1), { steps: 4 });
    await page.mouse.up();
    await dialog.getByRole('button', { name: 'Place 1, page 1' }).waitFor();
    await picture(running, 'redaction-marked');
    expect(await axeFaults(page)).toEqual([]);
    // Who leaves is asked first, and finds page and marks again.
    await page.keyboard.press('Escape');
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Cancel' })
      .click();
    await dialog.getByRole('button', { name: 'Place 1, page 1' }).waitFor();
    await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeGreaterThan(500);
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await picture(running, 'redaction-preview');
    await dialog.getByRole('button', { name: 'Save redacted copy' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('a redacted copy goes out').waitFor();
    await picture(running, 'redaction-list');

    const copy = await takeOut(/exhibit 5/i, /Save a copy of “hearing \(redacted\)\.pdf”/, 'copy.pdf');
    const path = join(running.home, 'copy.pdf');
    const words = (file: string) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expect(words(join(stick, 'hearing.pdf'))).toContain('PLANTED-NAME');
    expect(words(path).trim()).toBe('');
    expect(copy.includes('PLANTED')).toBe(false);
    // The page is there, and where the words stood it is black.
    const [first, second] = [1, 2].map((number) => greyPage(path, number));
    expect(first?.darkest({ left: 0.05, top: 0.035, right: 0.94, bottom: 0.095 })).toEqual({
      least: 0,
      most: 0,
    });
    expect(first?.darkest({ left: 0.05, top: 0.2, right: 0.94, bottom: 0.9 }).least).toBeGreaterThan(240);
    expect(second?.darkest({ left: 0.05, top: 0.035, right: 0.94, bottom: 0.095 }).least).toBeLessThan(80);

    // By keys alone: a place is added, moved, widened; one too many is taken back.
    await redact(/exhibit 6/i, 'plan.png');
    await dialog.getByRole('button', { name: 'Mark a place' }).click();
    for (let times = 0; times < 10; times += 1) await page.keyboard.press('ArrowLeft');
    for (let times = 0; times < 10; times += 1) await page.keyboard.press('Shift+ArrowDown');
    await dialog
      .getByRole('button', { name: /30 % from the left, 47 % from the top, 30 % wide, 11 % high/ })
      .waitFor();
    await dialog.getByRole('button', { name: 'Mark a place' }).click();
    await dialog.getByText('2 places marked').waitFor();
    await page.keyboard.press('Control+z');
    await dialog.getByText('1 place marked').waitFor();
    await picture(running, 'redaction-picture');
    await dialog.getByRole('button', { name: 'Save redacted copy' }).click();
    await dialog.waitFor({ state: 'detached' });
    const pixels = readPng(
      await takeOut(/exhibit 6/i, /Save a copy of “plan \(redacted\)\.png”/, 'copy.png'),
    );
    expect([pixels.width, pixels.height]).toEqual([300, 200]);
    expect(pixels.at(91, 95)).toEqual([0, 0, 0]);
    expect(pixels.at(178, 114)).toEqual([0, 0, 0]);
    expect(pixels.at(185, 100)).toEqual([30, 120, 200]);
    expect(pixels.at(100, 120)).toEqual([30, 120, 200]);
  });
});

/** A page as grey pixels, drawn by a reader of another house. */
function greyPage(path: string, number: number) {
  const drawn = execFileSync('pdftoppm', ['-gray', '-r', '50', '-f', `${number}`, '-l', `${number}`, path], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const [head = '', width = '', height = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(drawn.toString('latin1', 0, 40)) ?? [];
  const pixels = drawn.subarray(head.length);
  return {
    darkest: (part: { left: number; top: number; right: number; bottom: number }) => {
      let least = 255;
      let most = 0;
      for (let y = Math.ceil(part.top * Number(height)); y < part.bottom * Number(height); y += 1) {
        for (let x = Math.ceil(part.left * Number(width)); x < part.right * Number(width); x += 1) {
          const value = pixels[y * Number(width) + x] ?? 0;
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      return { least, most };
    },
  };
}

/** Eight bits a channel, colours with or without transparency. Source: RFC 2083, 6. */
function readPng(file: Buffer) {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = file[25] === 6 ? 4 : 3;
  const lines = inflateSync(Buffer.concat(parts));
  const length = width * channels;
  const pixels = Buffer.alloc(length * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (length + 1)] ?? 0;
    for (let x = 0; x < length; x += 1) {
      const left = x < channels ? 0 : (pixels[y * length + x - channels] ?? 0);
      const above = y === 0 ? 0 : (pixels[(y - 1) * length + x] ?? 0);
      const corner = y === 0 || x < channels ? 0 : (pixels[(y - 1) * length + x - channels] ?? 0);
      const guess = [0, left, above, Math.floor((left + above) / 2), paeth(left, above, corner)][filter] ?? 0;
      pixels[y * length + x] = ((lines[y * (length + 1) + 1 + x] ?? 0) + guess) & 255;
    }
  }
  return {
    width,
    height,
    at: (x: number, y: number) => [
      ...pixels.subarray((y * width + x) * channels, (y * width + x) * channels + 3),
    ],
  };
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if ((toLeft ?? 0) <= (toAbove ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toAbove ?? 0) <= (toCorner ?? 0) ? above : corner;
}
