import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Converts Word files to PDF with LibreOffice, in a profile of its own so that a running office is left alone. A file
 * that LibreOffice has to mend or cannot read gives no PDF, and this throws.
 */
export function convertToPdf(
  folder: string,
  documents: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, string> {
  const output = join(folder, 'pdf');
  mkdirSync(output, { recursive: true });
  const sources = [...documents].map(([name, bytes]) => {
    const path = join(folder, `${name}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  const profile = pathToFileURL(join(folder, 'office-profile')).href;
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'pdf',
      '--outdir',
      output,
      ...sources,
    ],
    { stdio: 'pipe', timeout: 300_000 },
  );
  return new Map(
    sources.map((path) => [basename(path, '.docx'), join(output, `${basename(path, '.docx')}.pdf`)]),
  );
}

/** The text of a PDF in reading order. */
export function pdfText(path: string): string {
  return execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
}
