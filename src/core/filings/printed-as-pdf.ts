import type { PDFObject, PDFString } from '@cantoo/pdf-lib';
import type { Language } from '../../shared/kernel/languages';
import type { PageFoot } from '../../shared/shell/protocol';
import { footWords } from '../documents/foot-words';
import type { Host } from '../kernel/deps';
import { readDocumentText } from './document-text';
import { readPackage, type PackageParts } from './package-reader';
import { isOn, mainDocumentPart, partXml } from './word-package';
import { descendants } from './xml';

/**
 * The PDF of a Word file that the page has ready for printing (`ui/printed`), with the foot that stands in the file.
 * Chromium writes into it which system and program made it, when, and as how many parts of pages since its start; that is
 * taken out, so that the same file makes the same PDF.
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
  return printed === null ? null : withoutTraces(printed, language);
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

type SetId = (id: PDFString) => void;

async function withoutTraces(pdf: Uint8Array, language: Language): Promise<Uint8Array> {
  // Loaded when it is needed: it would slow down every start.
  const { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFStream, PDFString } =
    await import('@cantoo/pdf-lib');
  const cleaned = await PDFDocument.load(pdf, { updateMetadata: false });
  const { context, catalog } = cleaned;
  // What nothing leads to is written all the same, unless it is deleted.
  for (const told of [context.trailerInfo.Info, catalog.get(PDFName.of('Metadata'))]) {
    if (told instanceof PDFRef) context.delete(told);
  }
  context.trailerInfo.Info = undefined;
  catalog.delete(PDFName.of('Metadata'));
  cleaned.setLanguage(language);

  // Chromium counts the parts of all pages since its start; here they are counted from one, in the same order.
  const named: { readonly id: string; readonly setId: SetId }[] = [];
  const visit = (value: PDFObject, setId: SetId): void => {
    if (value instanceof PDFString) {
      const id = value.asString();
      if (/^node\d+$/.test(id)) named.push({ id, setId });
    } else if (value instanceof PDFArray) {
      for (const [index, item] of value.asArray().entries()) visit(item, (id) => value.set(index, id));
    } else if (value instanceof PDFDict) {
      for (const [key, item] of value.entries()) visit(item, (id) => value.set(key, id));
    } else if (value instanceof PDFStream) {
      visit(value.dict, () => undefined);
    }
  };
  for (const [, object] of context.enumerateIndirectObjects()) visit(object, () => undefined);
  const ids = [...new Set(named.map(({ id }) => id))].sort();
  const numbers = new Map(ids.map((id, index) => [id, `node${String(index + 1).padStart(8, '0')}`]));
  for (const { id, setId } of named) setId(PDFString.of(numbers.get(id) ?? id));
  return cleaned.save({ useObjectStreams: false, addDefaultPage: false });
}
