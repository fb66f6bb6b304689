import {
  getDocument,
  PasswordException,
  PDFWorker,
  RenderingCancelledException,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { err, ok, type Result } from '../../../../shared/kernel/result';

export interface OpenedPdf {
  readonly pages: number;
  /** It holds a program. Nothing of it runs here. */
  readonly hasScript: boolean;
  readonly attachments: number;
  /** Draws a page as wide as wanted, in pixels of the screen. */
  readonly draw: (
    page: number,
    canvas: HTMLCanvasElement,
    width: number,
  ) => {
    /** False when the page is damaged. */
    readonly done: Promise<boolean>;
    readonly words: Promise<string>;
    readonly stop: () => void;
  };
  /** Draws a page for a copy, at this many dots per inch; its size is in points. Null when it is damaged or does not fit. */
  readonly paint: (
    page: number,
    dotsPerInch: number,
  ) => Promise<{
    readonly canvas: HTMLCanvasElement;
    readonly width: number;
    readonly height: number;
  } | null>;
  /** What a page shows in words; '' for a picture. Throws where the page is damaged. */
  readonly readWords: (page: number) => Promise<string>;
  readonly close: () => void;
}

const mostPixels = 32 * 1024 * 1024;

/** How long a worker may clear up behind a PDF. One that never comes to an end never does that either. */
const clearingMs = 1000;

/**
 * Reads a PDF in a worker of its own of the sandboxed page, which ends with it: one that keeps its worker busy for ever must not
 * stand in the way of others. Fonts that are not inside it are those of the system.
 *
 * @param signal  ends it while it opens, and whoever waits for words; it counts as damaged then
 */
export async function openPdf(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Result<OpenedPdf, { readonly kind: 'pdfLocked' | 'pdfDamaged' }>> {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const task = getDocument({
    worker: PDFWorker.create({ port: thread }),
    // The worker takes the buffer away from the page; the viewer still needs its own.
    data: bytes.slice(),
    enableXfa: false,
    // Its WebAssembly would need a right that the rules of the page do not give; the decoders in plain code are slower.
    useWasm: false,
    useSystemFonts: true,
    disableFontFace: false,
    stopAtErrors: false,
    maxImageSize: 64 * 1024 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: 0,
  });
  const close = (): void => {
    const cleared = task.destroy().catch(() => {
      // What goes wrong with clearing up is nothing to anybody.
    });
    const waited = new Promise((resolve) => setTimeout(resolve, clearingMs));
    void Promise.race([cleared, waited]).then(() => thread.terminate());
  };
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  // Nobody may be waiting for it by then.
  stopped.catch(() => {});
  try {
    const document = await Promise.race([task.promise, stopped]);
    const [hasActions, attachments] = await Promise.race([
      Promise.all([document.hasJSActions(), document.getAttachments()]),
      stopped,
    ]);
    return ok({
      pages: document.numPages,
      hasScript: hasActions,
      attachments: attachments === null ? 0 : Object.keys(attachments).length,
      draw: (number, canvas, width) => {
        const page = document.getPage(number);
        let cancel: (() => void) | null = null;
        let isStopped = false;
        const draw = async (): Promise<boolean> => {
          const drawn = await page;
          if (isStopped) return true;
          const natural = drawn.getViewport({ scale: 1 });
          const wanted = (width * window.devicePixelRatio) / natural.width;
          const most = Math.sqrt(mostPixels / (natural.width * natural.height));
          const viewport = drawn.getViewport({ scale: Math.min(wanted, most) });
          canvas.width = Math.floor(viewport.width);
          canvas.height = Math.floor(viewport.height);
          canvas.style.width = `${Math.floor(width)}px`;
          const rendering = drawn.render({ canvas, viewport });
          cancel = () => rendering.cancel();
          await rendering.promise;
          return true;
        };
        return {
          done: draw().catch((failure: unknown) => failure instanceof RenderingCancelledException),
          words: page
            .then(wordsOf)
            // A page without words that can be read is drawn all the same.
            .catch(() => ''),
          stop: () => {
            isStopped = true;
            cancel?.();
          },
        };
      },
      readWords: async (number) => {
        const page = await Promise.race([document.getPage(number), stopped]);
        const words = await Promise.race([wordsOf(page), stopped]);
        page.cleanup();
        return words;
      },
      paint: async (number, dotsPerInch) => {
        const page = await document.getPage(number);
        const { width, height } = page.getViewport({ scale: 1 });
        const most = Math.sqrt(mostPixels / (width * height));
        const viewport = page.getViewport({ scale: Math.min(dotsPerInch / 72, most) });
        const canvas = window.document.createElement('canvas');
        canvas.width = Math.ceil(viewport.width);
        canvas.height = Math.ceil(viewport.height);
        try {
          await page.render({ canvas, viewport }).promise;
          return { canvas, width, height };
        } catch {
          // Whatever is wrong with it, a page that is drawn in part must not go out as if it were whole.
          return null;
        } finally {
          page.cleanup();
        }
      },
      close,
    });
  } catch (failure) {
    close();
    return err({ kind: failure instanceof PasswordException ? 'pdfLocked' : 'pdfDamaged' });
  }
}

/** In the order in which they stand in the file, which is that of reading in most. */
async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .trim();
}
