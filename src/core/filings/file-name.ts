import { existsSync } from 'node:fs';
import { extname } from 'node:path';

/** Some dialogs leave out the extension. It is added, unless that would overwrite a file nobody was asked about. */
export function withExtension(chosen: string, extension: '.docx' | '.pdf' | '.ics'): string {
  const extended = `${chosen}${extension}`;
  return extname(chosen).toLowerCase() === extension || existsSync(extended) ? chosen : extended;
}

/** The code of a case as part of a file's name. */
export function safeInFileName(caseCode: string): string {
  return caseCode.replaceAll(/[^\w.-]/g, '-');
}
