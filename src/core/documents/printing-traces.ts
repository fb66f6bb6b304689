import type { PDFObject, PDFString } from '@cantoo/pdf-lib';
import type { Language } from '../../shared/kernel/languages';

type SetId = (id: PDFString) => void;

/**
 * A PDF that Chromium printed, without what it writes into it: which system and program made it, when, and as how many parts of
 * pages since its start. Its words, its looks and its tags stay.
 */
export async function withoutPrintingTraces(pdf: Uint8Array, language: Language): Promise<Uint8Array> {
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
