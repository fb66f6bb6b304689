import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Converts Word files to PDF with LibreOffice. A file that LibreOffice has to mend or cannot read gives no PDF, and this throws.
 */
export function convertToPdf(
  folder: string,
  documents: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, string> {
  const output = join(folder, 'pdf');
  const sources = [...documents].map(([name, bytes]) => {
    const path = join(folder, `${name}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  convert(folder, { to: 'pdf', output, sources });
  return new Map(
    sources.map((path) => [basename(path, '.docx'), join(output, `${basename(path, '.docx')}.pdf`)]),
  );
}

/** In a profile of its own, so that a running office is left alone. */
export function convert(
  folder: string,
  {
    to,
    output,
    sources,
  }: { readonly to: string; readonly output: string; readonly sources: readonly string[] },
): void {
  mkdirSync(output, { recursive: true });
  const profile = pathToFileURL(join(folder, 'office-profile')).href;
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--norestore',
      '--convert-to',
      to,
      '--outdir',
      output,
      ...sources,
    ],
    { stdio: 'pipe', timeout: 300_000 },
  );
}

/** The text of a PDF in reading order. */
export function pdfText(path: string): string {
  return execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
}
