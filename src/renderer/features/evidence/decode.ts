import { err, ok, type Result } from '../../../shared/kernel/result';
import { mostPixels } from '../../decoder/limits';
import type { DecoderAnswer, DrawnSize } from '../../decoder/protocol';
import { beginDecoder, type Decoder } from '../../lib/decoder';
import type { Showing } from './viewer/what-it-is';

/** What a decoder can open. */
export type Drawable = Extract<Showing, { readonly kind: 'image' | 'heic' | 'pdf' }>;

/** `decoderEnded`: by the file, by the system, or because it came to no end in a minute. */
export type DecodingFailure = 'pdfLocked' | 'pdfDamaged' | 'imageDamaged' | 'decoderEnded';

/** A picture or a PDF that is open in a decoder: a picture is a PDF of one page here. */
export interface Decoded {
  readonly pages: number;
  /** It holds a program. Nothing of it runs here. */
  readonly hasScript: boolean;
  readonly attachments: number;
  /** Of an animation, the first picture is drawn. */
  readonly isMoving: boolean;
  /** Draws a page as wide as wanted, in pixels of the window. */
  readonly draw: (
    page: number,
    canvas: HTMLCanvasElement,
    width: number,
  ) => {
    readonly done: Promise<'drawn' | 'stopped' | 'pdfPage' | 'decoderEnded'>;
    readonly stop: () => void;
  };
  /** Draws a page for a copy; `width` and `height` are points of a page, pixels of a picture. Null when it is damaged. */
  readonly paint: (page: number, size: DrawnSize) => Promise<Painted | null>;
  /** What a page shows in words; '' for a picture, and for a page that is damaged. */
  readonly readWords: (page: number) => Promise<string>;
  /** Ends the decoder's process. */
  readonly close: () => void;
}

export interface Painted {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

/** What comes over at once: 16 MiB. */
const stripPixels = 4 * 1024 * 1024;

/**
 * Opens what somebody else made in a process of its own, which gives pixels and words back and ends with `close`: what attacks
 * its decoder finds no key, no other file, no door to core there. Nothing of what it answers is believed beyond its size.
 *
 * @param signal  ends it while it opens; `decoderEnded` then
 */
export async function decode(
  drawable: Drawable,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Result<Decoded, DecodingFailure>> {
  const decoder = beginDecoder(null);
  signal.addEventListener('abort', decoder.end, { once: true });
  const mediaType = 'mediaType' in drawable ? drawable.mediaType : '';
  const file = new Blob([bytes], { type: mediaType });
  const opened = await decoder.ask({ kind: 'open', as: drawable.kind, file }).answer;
  signal.removeEventListener('abort', decoder.end);
  if (opened.kind !== 'opened') {
    const hasEnded = decoder.hasEnded();
    decoder.end();
    if (hasEnded || opened.kind !== 'failed') return err('decoderEnded');
    if (drawable.kind !== 'pdf') return err('imageDamaged');
    return err(opened.isLocked ? 'pdfLocked' : 'pdfDamaged');
  }
  const { pages, hasScript, attachments, isMoving } = opened;
  return ok({
    pages,
    hasScript,
    attachments,
    isMoving,
    draw: (page, canvas, width) => {
      const stopping = new AbortController();
      const pixels = Math.max(1, Math.floor(width * window.devicePixelRatio));
      const drawn = drawInto(canvas, decoder, page, { kind: 'wide', width: pixels }, stopping.signal);
      return {
        done: drawn.then((size) => {
          if (stopping.signal.aborted) return 'stopped';
          if (size === null) return decoder.hasEnded() ? 'decoderEnded' : 'pdfPage';
          canvas.style.width = `${Math.floor(width)}px`;
          return 'drawn';
        }),
        stop: () => stopping.abort(),
      };
    },
    paint: async (page, size) => {
      const canvas = document.createElement('canvas');
      const drawn = await drawInto(canvas, decoder, page, size, null);
      return drawn === null ? null : { canvas, width: drawn.pageWidth, height: drawn.pageHeight };
    },
    readWords: async (page) => {
      const read = await decoder.ask({ kind: 'words', page }).answer;
      return read.kind === 'words' ? read.words : '';
    },
    close: decoder.end,
  });
}

/** Null when it is damaged or was stopped; the canvas is as it was then, or not whole. */
async function drawInto(
  canvas: HTMLCanvasElement,
  decoder: Decoder,
  page: number,
  size: DrawnSize,
  signal: AbortSignal | null,
): Promise<Extract<DecoderAnswer, { readonly kind: 'drawn' }> | null> {
  const { id: drawing, answer } = decoder.ask({ kind: 'draw', page, size });
  const isStopped = (): boolean => signal?.aborted ?? false;
  const forget = (): void => void decoder.ask({ kind: 'forget', drawing });
  signal?.addEventListener('abort', forget, { once: true });
  try {
    const drawn = await answer;
    if (drawn.kind !== 'drawn' || isStopped()) return null;
    const { width, height } = drawn;
    if (width * height > mostPixels) return null;
    const rowsAtOnce = Math.max(1, Math.floor(stripPixels / width));
    canvas.width = width;
    canvas.height = height;
    const brush = canvas.getContext('2d', { willReadFrequently: true });
    if (brush === null) return null;
    for (let top = 0; top < height; top += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, height - top);
      const strip = await decoder.ask({ kind: 'strip', drawing, top, rows }).answer;
      if (strip.kind !== 'strip' || isStopped()) return null;
      if (strip.pixels.length !== width * rows * 4) return null;
      // A message brings a buffer of its own, never a shared one.
      brush.putImageData(new ImageData(strip.pixels as Uint8ClampedArray<ArrayBuffer>, width), 0, top);
    }
    return drawn;
  } finally {
    signal?.removeEventListener('abort', forget);
    if (!isStopped()) forget();
  }
}
