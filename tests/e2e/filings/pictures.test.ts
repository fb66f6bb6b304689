import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { aPng } from '../../support/evidence-files';
import { findTags } from '../../support/exiftool';
import { illustratedInventory } from '../../support/illustrated-inventory';
import { answerReview, practiceAnswers } from '../support/filings';
import { printToPaper } from '../support/paper';
import { readPdf } from '../support/pdf';
import { picture } from '../support/picture';
import { startProgram, type Program } from '../support/program';

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await program?.page().screenshot({ path: 'test-results/pictures.png' });
  }
  await program?.close();
  program = null;
});

/** 1200 by 800 points, and turned by the camera that took it. */
function aTurnedPhotograph(): Buffer {
  const photograph = readFileSync(resolve('resources/practice/picture.jpg'));
  const exif = Buffer.from('4578696600004d4d002a0000000800010112000300000001000600000000000000', 'hex');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([photograph.subarray(0, 2), head, exif, photograph.subarray(2)]);
}

/** The pictures in a PDF: width by height of each. */
function picturesIn(path: string): string[] {
  const listed = execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' });
  return [...listed.matchAll(/^\s+\d+\s+\d+\s+image\s+(\d+)\s+(\d+)/gm)].map(
    ([, width, height]) => `${width} × ${height}`,
  );
}

describe('pictures of exhibits in a template of one’s own', () => {
  it('are drawn upright, stand in the Word file, the PDF and on paper, and say nothing of the camera', async () => {
    const running = await startProgram({ size: { width: 1366, height: 900 } });
    program = running;
    const page = running.page();
    const dialog = () => page.getByRole('dialog');
    const stick = join(running.home, 'stick');
    await mkdir(stick);
    writeFileSync(join(stick, 'IMG_1.jpg'), aTurnedPhotograph());
    writeFileSync(join(stick, 'plan.png'), aPng(300, 200));
    const own = join(running.home, 'own.docx');
    writeFileSync(own, illustratedInventory());

    await page.getByRole('button', { name: /practice vault/i }).click();
    const firstCase = page.getByText(/^BR-\d{4}-001$/).first();
    await firstCase.waitFor({ timeout: 60_000 });
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab', { name: 'Templates' }).click();
    await page.getByLabel('Filing').selectOption({ label: 'Inventory of exhibits' });
    await running.answerDialogs({ folder: own });
    await page.getByRole('button', { name: 'Take in a Word file…' }).press('Enter');
    await page.getByRole('button', { name: 'Try version 1 on the practice case' }).press('Enter');
    await dialog().locator('[role=document] > iframe[style*=height]').waitFor();
    await picture(running, 'pictures-tried');
    // What a list counts is no word of the document: it stands only in what is told to those who listen.
    const tried = page.frames().find((frame) => frame.url().endsWith('.decoder/decoder.html'));
    if (tried === undefined) throw new Error('There are no pages');
    const inspector = await page.context().newCDPSession(tried);
    const { nodes } = await inspector.send('Accessibility.getFullAXTree');
    const heard = nodes.map(({ name }) => String(name?.value ?? '').trim());
    expect(heard.filter((each) => each !== '').join(' ')).toContain('1 ) NUMBERED-ONE 2 ) NUMBERED-TWO');
    await inspector.detach();
    await dialog().getByRole('tab', { name: /^Tags/ }).press('Enter');
    await dialog().getByText('3 pictures').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Cases', exact: true }).press('Enter');
    await firstCase.click();
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
    await running.answerDialogs({ files: ['IMG_1.jpg', 'plan.png'].map((name) => join(stick, name)) });
    await page.getByRole('button', { name: 'Add files…' }).click();
    await dialog().getByLabel('From whom').fill('Salma');
    await dialog().getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog', { name: '2 of 2 taken in' }).waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();

    await page.keyboard.press('Control+7');
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: 'Inventory of exhibits' }) })
      .getByRole('button', { name: /French/ })
      .press('Enter');
    await answerReview(page, practiceAnswers('F13', 'fr', ''));
    await page.getByRole('button', { name: 'Make the document' }).press('Enter');
    await dialog().getByRole('button', { name: 'Show names' }).click();
    await dialog().getByText('[Image: IMG_1]').waitFor();
    await picture(running, 'pictures-made');

    const save = async (button: string, file: string): Promise<string> => {
      const path = join(running.home, file);
      await running.answerDialogs({ save: path });
      await page.getByRole('button', { name: 'Save as…' }).first().click();
      await dialog().getByLabel(/^Why/).fill('Practice: nothing leaves in truth.');
      await picture(running, `pictures-leave-${file}`);
      await dialog().getByRole('button', { name: button }).click();
      await page.getByText(`Saved as ${file}`).waitFor();
      return path;
    };
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+7');
    await page.getByRole('heading', { level: 1, name: 'Filings' }).waitFor();
    const word = readFileSync(await save('Save all the same…', 'inventory.docx'));
    const inspected = inspectDocument(word);
    if (!inspected.ok) throw new Error('The filing cannot be read');
    expect(inspected.value.leaks).toEqual([]);
    expect(word.includes('Exif')).toBe(false);

    // What a template calls its signs is no style of this program.
    const outline = () => page.evaluate(() => getComputedStyle(document.body).outlineStyle);
    const pdf = await save('Save as PDF…', 'inventory.pdf');
    expect(picturesIn(pdf)).toEqual(['800 × 1200', '300 × 200']);
    expect(readFileSync(await save('Save as PDF…', 'again.pdf')).equals(readFileSync(pdf))).toBe(true);
    expect(findTags([pdf]).get(pdf)).toEqual([
      'File:FileType=PDF',
      'File:FileTypeExtension=PDF',
      'File:MIMEType=application/pdf',
      'PDF:PDFVersion=1.4',
      'PDF:Linearized=false',
      'PDF:PageCount=2',
      'PDF:TaggedPDF=true',
      'PDF:Language=fr',
    ]);
    expect(readFileSync(pdf, 'latin1')).not.toMatch(/Skia|Chrom|CreationDate|ModDate|Producer/u);
    const told = readPdf(pdf);
    expect(told).toMatchObject({ tagged: true, info: [] });
    // Its own head and foot stand on every page, and its lists are counted.
    const pages = told.text.split('\f').filter((each) => each.trim() !== '');
    expect(pages.length).toBeGreaterThan(1);
    for (const each of pages) {
      expect(each).toContain('LETTERHEAD-ASBL');
      expect(each).toContain('FOOT-LEFT · FOOT-RIGHT');
    }
    expect(told.text).toMatch(/1\)\s*NUMBERED-ONE[^]*2\)\s*NUMBERED-TWO/);
    expect(await outline()).toBe('none');
    expect(readFileSync(pdf, 'latin1')).toContain('/Figure');

    // The system's dialog for printing: what the printer would get.
    const paper = join(running.home, 'paper.pdf');
    const lastPrinted = await printToPaper(running);
    await page.getByRole('button', { name: 'Save as…' }).first().click();
    await dialog().getByLabel(/^Why/).fill('Practice: nothing leaves in truth.');
    await dialog().getByRole('button', { name: 'Print…' }).click();
    await page.getByText('The document is with the printer.').waitFor();
    writeFileSync(paper, await lastPrinted());
    expect(picturesIn(paper)).toEqual(['800 × 1200', '300 × 200']);
    expect(readPdf(paper).text).toContain('Inventaire illustré');
    // The register knows of the paper, too.
    await page.getByRole('navigation').getByRole('button', { name: 'What left' }).click();
    await page.getByRole('heading', { level: 1, name: 'What left' }).waitFor();
    await picture(running, 'pictures-register');
    await page.getByRole('row').filter({ hasText: 'On paper' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Inventory of exhibits' }).count()).toBe(4);
  });
});
