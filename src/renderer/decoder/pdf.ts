import { getDocument, PDFWorker, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Drawing, Opened } from './opened';
import type { DrawnSize } from './protocol';
import { scaleFor } from './scale-for';

/** Of a page that is drawn. */
const mostPixels = 32 * 1024 * 1024;
/** Lengths in a PDF are in points. */
const pointsPerInch = 72;

/**
 * Opens a PDF: nothing in it runs, and nothing it refers to is fetched. Fonts that are not inside it are those of the system.
 * Throws an error named `PasswordException` where it is locked.
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const document = await getDocument({
    worker: PDFWorker.create({ port: thread }),
    data: bytes,
    enableXfa: false,
    // Its WebAssembly would need a right that the rules of the program do not give; the decoders in plain code are slower.
    useWasm: false,
    useSystemFonts: true,
    disableFontFace: false,
    stopAtErrors: false,
    maxImageSize: 64 * 1024 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: 0,
  }).promise;
  const [hasScript, attachments] = await Promise.all([document.hasJSActions(), document.getAttachments()]);
  return {
    pages: document.numPages,
    hasScript,
    attachments: attachments === null ? 0 : Object.keys(attachments).length,
    isMoving: false,
    draw: async (number, size, signal) => draw(await document.getPage(number), size, signal),
    readWords: async (number) => {
      const page = await document.getPage(number);
      const words = await wordsOf(page);
      page.cleanup();
      return words;
    },
  };
}

async function draw(page: PDFPageProxy, size: DrawnSize, signal: AbortSignal): Promise<Drawing> {
  signal.throwIfAborted();
  const natural = page.getViewport({ scale: 1 });
  const most = Math.sqrt(mostPixels / (natural.width * natural.height));
  const viewport = page.getViewport({
    scale: Math.min(scaleFor(size, natural, pointsPerInch), most),
  });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const rendering = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => rendering.cancel(), { once: true });
  await rendering.promise;
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('No canvas of this size');
  return {
    width: canvas.width,
    height: canvas.height,
    pageWidth: natural.width,
    pageHeight: natural.height,
    strip: (top, rows) => brush.getImageData(0, top, canvas.width, rows).data,
    free: () => {
      canvas.width = 0;
    },
  };
}

/** In the order in which they stand in the file, which is that of reading in most. */
async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .trim();
}
