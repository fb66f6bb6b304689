import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { findForeign } from '../bundle/check';

export interface PicturePage {
  /** JPEG: what the page sends is put in as it is, and decoded by nobody here. */
  readonly bytes: Uint8Array;
  /** In points, 72 to the inch. */
  readonly width: number;
  readonly height: number;
}

/**
 * A PDF whose pages are pictures and nothing else: no text, no font, no layer, no remark. Null where one of them is no picture.
 * The same pages make the same bytes.
 */
export async function pdfOfPictures(pages: readonly PicturePage[]): Promise<Uint8Array<ArrayBuffer> | null> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  for (const { bytes, width, height } of pages) {
    const image = await embed(doc, bytes);
    if (image === null) return null;
    const page = doc.addPage([width, height]);
    page.drawImage(image, { x: 0, y: 0, width, height });
    // The library lays an empty list of remarks into each page.
    page.node.delete(PDFName.of('Annots'));
  }
  const made = await doc.save({ addDefaultPage: false, updateFieldAppearances: false });
  const foreign = await findForeign(made, pages.length);
  if (foreign.length > 0)
    throw new Error(`A redacted copy holds what must not be in it: ${foreign.join(' ')}`);
  return new Uint8Array(made);
}

async function embed(doc: PDFDocument, bytes: Uint8Array) {
  try {
    return await doc.embedJpg(bytes);
  } catch {
    // The library throws for a picture that it finds no size in, and for nothing else.
    return null;
  }
}
