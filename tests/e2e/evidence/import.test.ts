import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

async function pictureOfViewer(running: Program, name: string): Promise<void> {
  expect([name, await axeFaults(running.page())]).toEqual([name, []]);
  await picture(running, `viewer-${name}`);
}

// Joined here, so that no cache of this very file holds them.
const secretWords = ['The door behind', 'the bakery,', 'after nine'].join(' ');

function blurOf(shown: Locator): Promise<string> {
  return shown.evaluate((element) => {
    const blurred = element.closest('[inert]');
    return blurred === null ? 'none' : getComputedStyle(blurred).filter;
  });
}

/** How far a recording has got. */
function along(viewer: Locator): Locator {
  return viewer.getByRole('slider', { name: 'Place in the recording' });
}

/** Lets files or folders fall on the window, as a person does: the events are the browser's own. */
async function letFall(page: Page, files: string[], whileOver: () => Promise<void>): Promise<void> {
  const inspector = await page.context().newCDPSession(page);
  const event = { x: 400, y: 300, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await inspector.send('Input.dispatchDragEvent', { ...event, type });
  await page.getByText(/^Let go here/).waitFor();
  await whileOver();
  await inspector.send('Input.dispatchDragEvent', { ...event, type: 'drop' });
  await inspector.detach();
}

/** Which files below this folder hold the words in the clear, but for the stick they came from. */
async function filesHolding(folder: string, words: string): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (path.includes('/stick/')) continue;
    // Chromium removes files of its own while one looks.
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    if (content.includes(words)) found.push(path);
  }
  return found;
}

/** A grey picture. Source: RFC 2083. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const lines = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 60 + y * 4)]),
    ),
  );
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** 60 by 40 points from red to blue, as an iPhone writes them: HEVC in ISO/IEC 23008-12. */
function heic(): Buffer {
  return Buffer.from(
    [
      'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
      'AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAADwAKAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHOAAEAAAAAAAAAQwACAAEAAAAAAAAA',
      'AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADVaXBycAAA',
      'ALNpcGNvAAAAc2h2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACdCAQED',
      'cAAAAwCQAAADAAADAB6gIIEFlurkprmwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUA',
      'AAAAAAAAPAAAACgAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwAC',
      'AAEAAQAAAEttZGF0AAAAPygBrxOA9WcrJW+UQw40dIffIM/NX7E9CW7Btj4WKIlIwlgWEbvVTZDKosqDkJOnwszKy4fJ2I5cfJzz',
      'NMxzxw==',
    ].join(''),
    'base64',
  );
}

/** A mail with an attachment, and with a picture that would tell its sender when it is opened. */
function mail(): string {
  return [
    'From: =?utf-8?Q?Bj=C3=B6rn?= <bjorn@example.org>',
    'To: Olena <olena@example.org>',
    'Date: Tue, 3 Mar 2026 21:14:00 +0100',
    'Subject: Monday',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Come at six.</p><img src="http://seen.example/opened.png"><script>document.title = "seen"</script>',
    '--part',
    'Content-Type: application/pdf; name="rules.pdf"',
    'Content-Disposition: attachment; filename="rules.pdf"',
    '',
    '%PDF-1.7',
    '--part--',
    '',
  ].join('\r\n');
}

/** Half a second of silence. */
function wav(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + 4000, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(4000, 40);
  return Buffer.concat([header, Buffer.alloc(4000, 128)]);
}

/** Two pages, and a script that would run when it is opened. */
function pdfWithScript(): Buffer {
  const words = (text: string) => `BT /F 24 Tf 60 700 Td (${text}) Tj ET`;
  const stream = (text: string) => `<< /Length ${words(text).length} >>\nstream\n${words(text)}\nendstream`;
  const page = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F 7 0 R >> >> >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 8 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    stream('The first page'),
    stream('The second page'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /S /JavaScript /JS (app.alert\\(1\\);) >>',
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 9\n0000000000 65535 f \n${table}trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end, 'latin1');
}

describe('files', () => {
  it('are taken into a case as exhibits, each with a word on what became of it, and come out again whole', async () => {
    const running = await startProgram();
    program = running;
    const page = running.page();
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(100_000)]);
    const files = [
      ['photo of the room.jpg', photo],
      ['the same photo.jpg', photo],
      ['contract.docx', Buffer.from('%PDF-1.7 invented')],
      ['voice note.ogg', Buffer.alloc(0)],
      ['plan.png', png(60, 40)],
      ['letter.pdf', pdfWithScript()],
      ['message.txt', Buffer.from(`${secretWords}\nوصلت أمس\n`)],
      ['voice.wav', wav()],
      ['IMG_0001.heic', heic()],
      ['from the boss.eml', Buffer.from(mail())],
    ] as const;
    for (const [name, content] of files) await writeFile(join(stick, name), content);

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
    const dialog = page.getByRole('dialog');
    const dropped = join(running.home, 'telephone');
    await mkdir(join(dropped, 'DCIM'), { recursive: true });
    await writeFile(join(dropped, 'DCIM', 'IMG_0001.jpg'), photo);
    await symlink('/etc', join(dropped, 'elsewhere'));
    // A drop that a script of the page makes up brings nothing: main never heard of it.
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['made up'], 'made up.txt'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await letFall(page, [dropped], () => picture(running, 'import-drop'));
    await dialog.getByText('telephone/DCIM/IMG_0001.jpg').waitFor();
    await dialog.getByText(/^telephone\/elsewhere: This only points to another place/).waitFor();
    expect(await dialog.getByText('made up').count()).toBe(0);
    await picture(running, 'import-folder');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await running.answerDialogs({ files: files.map(([name]) => join(stick, name)) });
    await page.getByRole('button', { name: 'Add files…' }).click();
    await dialog.getByLabel('From whom').fill('Olena');
    await dialog.getByLabel('How', { exact: true }).fill('On a stick');
    await picture(running, 'import-form');
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog', { name: '8 of 10 taken in' }).waitFor();
    await dialog.getByText('The same file is in this case already, as exhibit 5.').waitFor();
    await dialog.getByText('By its content it is a PDF file, whatever its name says.').waitFor();
    await dialog.getByText('The file is empty (0 bytes).').waitFor();
    await picture(running, 'import-result');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'photo of the room' }).waitFor();
    expect(await page.getByText('original kept').count()).toBe(8);
    await picture(running, 'import-list');

    const out = join(running.home, 'out.jpg');
    await running.answerDialogs({ save: out });
    await page.getByRole('button', { name: /exhibit 5/i }).click();
    await page.getByRole('menuitem', { name: /Save a copy of “photo of the room\.jpg”/ }).click();
    await page.getByLabel('Who gets it').selectOption({ label: 'nobody outside: it stays with us' });
    await page.getByRole('button', { name: 'Save a copy…', exact: true }).click();
    await page.getByText(/Saved as out\.jpg/).waitFor();
    expect((await readFile(out)).equals(photo)).toBe(true);

    // They are looked at inside the window, each blurred until it is asked for.
    await page.getByRole('button', { name: /exhibit 7/i }).click();
    await page.getByRole('menuitem', { name: 'Look at plan.png' }).click();
    const viewer = page.getByRole('dialog', { name: /^Exhibit/ });
    await viewer.getByText('60 × 40').waitFor();
    const plan = viewer.getByRole('img', { includeHidden: true, name: 'plan.png' });
    await expect.poll(() => plan.evaluate((drawn: HTMLCanvasElement) => drawn.width)).toBe(60);
    expect(await blurOf(plan)).toBe('blur(28px)');
    await pictureOfViewer(running, 'blurred');
    await page.keyboard.press('b');
    expect(await blurOf(plan)).toBe('none');
    await pictureOfViewer(running, 'image');
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('Page 1 of 2').first().waitFor();
    await viewer.getByText('Holds a program: it does not run here').waitFor();
    expect(await blurOf(viewer.locator('canvas'))).toBe('blur(28px)');
    await viewer.getByRole('button', { name: 'Show what it holds' }).first().click();
    await viewer.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => viewer.getByRole('region').textContent()).toContain('The second page');
    await pictureOfViewer(running, 'pdf');
    await page.keyboard.press('ArrowRight');
    await viewer.getByText(secretWords).waitFor({ state: 'attached' });
    await viewer.getByText('Read as UTF-8').waitFor();
    await page.keyboard.press('ArrowRight');
    // It is silent until somebody turns its sound on.
    await viewer.getByRole('button', { name: 'Turn the sound on' }).waitFor();
    await viewer.getByText('0:00 / 0:00').waitFor();
    await expect.poll(() => along(viewer).getAttribute('max')).toBe('500');
    await page.keyboard.press('k');
    await expect.poll(() => along(viewer).inputValue()).toBe('500');
    await along(viewer).fill('0');
    await viewer.getByLabel('What is heard or seen at 0:00').fill('A door closes');
    await page.keyboard.press('Enter');
    await viewer.getByText('A door closes').waitFor();
    await pictureOfViewer(running, 'sound');
    await viewer.getByRole('button', { name: 'The next one' }).click();
    await viewer.getByRole('button', { name: 'Show what it holds' }).first().click();
    const iPhone = viewer.getByRole('img', { name: /\.heic$/i });
    await expect
      .poll(() =>
        iPhone.evaluate((drawn: HTMLCanvasElement) => {
          const context = drawn.getContext('2d');
          const [top, bottom] = [0, 39].map((y) => [...(context?.getImageData(30, y, 1, 1).data ?? [])]);
          return [drawn.width, drawn.height, (top?.[0] ?? 0) > 240, (bottom?.[2] ?? 0) > 240];
        }),
      )
      .toEqual([60, 40, true, true]);
    await pictureOfViewer(running, 'heic');
    await viewer.getByRole('button', { name: 'The next one' }).click();
    await viewer.getByRole('button', { name: 'Show what it holds' }).first().click();
    const shownMail = viewer.getByRole('region', { name: 'Words of the file' });
    for (const words of ['Björn <bjorn@example.org>', 'Come at six.', 'rules.pdf'])
      await shownMail.getByText(words).first().waitFor();
    expect(await shownMail.locator('img, script').count()).toBe(0);
    await pictureOfViewer(running, 'mail');
    for (let back = 0; back < 6; back += 1)
      await viewer.getByRole('button', { name: 'The one before' }).click();
    // The ending of its name says a Word file; what it holds decides.
    await viewer.getByText('This PDF is damaged').waitFor();
    await viewer.getByRole('button', { name: 'The one before' }).click();
    await viewer.getByText('This picture is damaged').waitFor();
    await pictureOfViewer(running, 'damaged');
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    // The words of the PDF are found, though nobody typed them.
    await page.keyboard.press('Control+f');
    await page.getByLabel('Words to look for').waitFor();
    await page.keyboard.type('second page');
    await page.getByRole('button', { name: /The first page The second page/ }).waitFor();
    // The mail is read as a message from where it lies, and no file is asked for.
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('button', { name: /exhibit 12/i }).click();
    await page.getByRole('menuitem', { name: 'Look at from the boss.eml' }).click();
    await viewer.getByRole('button', { name: 'Read as messages' }).click();
    await page.getByRole('heading', { level: 1, name: 'How this file was read' }).waitFor();
    await page.getByRole('button', { name: 'Keep 1 message' }).click();
    await page.getByText('Come at six.').first().waitFor();
    await picture(running, 'mail-as-message');
    expect(await filesHolding(running.home, secretWords)).toEqual([]);
  });
});
