import type { Language } from '../../shared/kernel/languages';
import type { PageFoot } from '../../shared/shell/protocol';
import { footWords } from '../documents/foot-words';
import type { Host } from '../kernel/deps';
import { readDocumentText } from './document-text';
import { readPackage, type PackageParts } from './package-reader';

/**
 * The PDF of a Word file that the page has ready for printing (`ui/printed`), with the foot that stands in the file.
 * Chromium writes into it which system and program made it, and when; that is taken out.
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
  return printed === null ? null : withoutTraces(printed);
}

/** What stands at the foot of each page of a document. */
export function footOf(parts: PackageParts, language: Language): PageFoot {
  const foot = readDocumentText(parts).footer.join(' ').split('\t', 1)[0] ?? '';
  const words = footWords[language];
  // What stands before the number of the page, where the foot has no tab to part the two.
  const left = foot.split(words.page, 1)[0] ?? '';
  return { left: left.trim(), ...words };
}

async function withoutTraces(pdf: Uint8Array): Promise<Uint8Array> {
  // Loaded when it is needed: it would slow down every start.
  const { PDFDocument, PDFName } = await import('@cantoo/pdf-lib');
  const cleaned = await PDFDocument.load(pdf, { updateMetadata: false });
  cleaned.context.trailerInfo.Info = undefined;
  cleaned.catalog.delete(PDFName.of('Metadata'));
  return cleaned.save({ useObjectStreams: false, addDefaultPage: false });
}
