import type { Language } from '../../shared/kernel/languages';
import type { PageFoot } from '../../shared/shell/protocol';
import { footWords } from '../documents/foot-words';
import { withoutPrintingTraces } from '../documents/printing-traces';
import type { Host } from '../kernel/deps';
import { readDocumentText } from './document-text';
import { readPackage, type PackageParts } from './package-reader';
import { isOn, mainDocumentPart, partXml } from './word-package';
import { descendants } from './xml';

/**
 * The PDF of a Word file that the page has ready for printing (`ui/printed`), with the foot that stands in the file. The same
 * file makes the same PDF.
 *
 * @returns null when it could not be made
 */
export async function printedAsPdf(
  host: Pick<Host, 'pageAsPdf'>,
  document: Uint8Array,
  language: Language,
): Promise<Uint8Array | null> {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(`A filing of the vault could not be read: ${parts.error.reason}`);
  const printed = await host.pageAsPdf(footOf(parts.value, language));
  return printed === null ? null : withoutPrintingTraces(printed, language);
}

/**
 * What stands at the foot of each page of a document: all its words in one line, but for the number of the page, which
 * Chromium writes beside them.
 */
export function footOf(parts: PackageParts, language: Language): PageFoot {
  const words = footWords[language];
  const lines = readDocumentText(parts).footer.flatMap((line) => line.split('\t'));
  const said = lines
    .map((line) =>
      line
        .replace(numbersOf(words), '')
        .replaceAll(/«(?:PAGE|NUMPAGES)»\d*/g, '')
        .trim(),
    )
    .filter((line) => line !== '');
  return { left: [...new Set(said)].join(' · '), ...words };
}

/** `Page 1 sur 3`, as fields or typed. */
function numbersOf({ page, of }: { readonly page: string; readonly of: string }): RegExp {
  const field = '(?:«\\w+»)?\\d*';
  return new RegExp(`${page.trim()}\\s*${field}(?:\\s*${of.trim()}\\s*${field})?`, 'g');
}

/** Whether the first page has a head of its own. */
export function hasFirstHead(parts: PackageParts): boolean {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  return root !== null && [...descendants(root)].some((each) => each.name === 'w:titlePg' && isOn(each));
}
