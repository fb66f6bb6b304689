import { execFileSync } from 'node:child_process';

/** What a PDF shows: its text in reading order, and the content of the QR code on its first page. */
export function readPrintedPage(path: string): {
  readonly pages: number;
  readonly text: string;
  readonly qr: string;
} {
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  // As a scanner at 150 dots per inch would see it.
  const image = execFileSync('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-png', path], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    pages: Number(/^Pages:\s+(\d+)$/mu.exec(info)?.[1]),
    text: execFileSync('pdftotext', ['-enc', 'UTF-8', '-layout', path, '-'], { encoding: 'utf8' }),
    // A reader that has nothing in common with the library that draws the code.
    qr: execFileSync('zbarimg', ['--quiet', '--raw', '-'], {
      input: image,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    }).trim(),
  };
}

/** What a PDF says of itself and in its text. */
export function readPdf(path: string): {
  readonly tagged: boolean;
  /** Who made it, with what and when; empty where it does not tell. */
  readonly info: readonly string[];
  readonly text: string;
} {
  const told = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  return {
    tagged: /^Tagged:\s+yes$/mu.test(told),
    info: told
      .split('\n')
      .filter((line) => /^(?:Title|Author|Creator|Producer|CreationDate|ModDate):/u.test(line)),
    text: execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' }),
  };
}
