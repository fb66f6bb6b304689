import type { Original } from '../../../../shared/evidence/originals';
import type { ChannelInput } from '../../../lib/core';
import { err, ok, type Result } from '../../../../shared/kernel/result';
import { decodeHeic } from '../viewer/decode-heic';
import { openPdf } from '../viewer/pdf';
import { whatItIs } from '../viewer/what-it-is';
import { pixelsOf, type Area } from './areas';

/** Enough to read small print by, and to print it again. */
const dotsPerInch = 200;

export type PaintedPage = ChannelInput<'exhibits.saveRedactedCopy'>['pages'][number];

/** An original whose pages can be drawn and painted over. */
export interface Paper {
  readonly pages: number;
  /** Draws a page as wide as wanted, in pixels of the screen. */
  readonly draw: (
    page: number,
    canvas: HTMLCanvasElement,
    width: number,
  ) => { readonly done: Promise<boolean>; readonly stop: () => void };
  /** The page as a picture of its own in which these areas are black; null when it cannot be drawn whole. */
  readonly paint: (page: number, areas: readonly Area[]) => Promise<PaintedPage | null>;
  readonly close: () => void;
}

export type PaperFailure = 'pdfLocked' | 'pdfDamaged' | 'imageDamaged' | 'imageTooLarge' | 'unknown';

/** Opens a picture or a PDF. */
export async function openPaper(
  original: Original,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Result<Paper, PaperFailure>> {
  const shown = whatItIs(original, bytes);
  switch (shown.kind) {
    case 'pdf':
      return openPdfPaper(bytes, signal);
    case 'image':
      return openPicture(bytes, shown.mediaType);
    case 'heic': {
      const png = await decodeHeic(bytes, signal);
      return png === null ? err('imageDamaged') : openPicture(png, 'image/png', 'image/jpeg');
    }
    case 'cannot':
      return err(shown.because === 'archive' ? 'unknown' : shown.because);
    default:
      return err('unknown');
  }
}

async function openPdfPaper(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Result<Paper, PaperFailure>> {
  const opened = await openPdf(bytes, signal);
  if (!opened.ok) return err(opened.error.kind);
  const pdf = opened.value;
  return ok({
    pages: pdf.pages,
    draw: pdf.draw,
    paint: async (page, areas) => {
      const painted = await pdf.paint(page, dotsPerInch);
      if (painted === null) return null;
      const { canvas, width, height } = painted;
      return encode(blackened(canvas, canvas, areas), 'image/jpeg', { width, height });
    },
    close: pdf.close,
  });
}

/** Photographs stay JPEG; what has sharp edges becomes PNG. What the file says of itself is not in its pixels. */
async function openPicture(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  target = mediaType === 'image/jpeg' ? 'image/jpeg' : 'image/png',
): Promise<Result<Paper, PaperFailure>> {
  let bitmap: ImageBitmap;
  try {
    // Turned as its camera says, since the copy no longer says it.
    bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }), {
      imageOrientation: 'from-image',
    });
  } catch {
    // Chromium has one error for all that can be wrong with a picture.
    return err('imageDamaged');
  }
  const { width, height } = bitmap;
  return ok({
    pages: 1,
    draw: (_page, canvas, shownWidth) => {
      canvas.width = Math.min(width, Math.floor(shownWidth * window.devicePixelRatio));
      canvas.height = Math.max(1, Math.round((canvas.width * height) / width));
      canvas.style.width = `${Math.floor(shownWidth)}px`;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return { done: Promise.resolve(true), stop: () => {} };
    },
    paint: (_page, areas) => encode(blackened(bitmap, bitmap, areas), target, { width, height }),
    close: () => bitmap.close(),
  });
}

/** A canvas of its own, so that nothing a PDF did to its drawing (a clip, a blend) reaches what is painted over it. */
function blackened(
  drawn: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  areas: readonly Area[],
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('No canvas of this size');
  brush.drawImage(drawn, 0, 0);
  brush.fillStyle = '#000';
  for (const area of areas) {
    const { x, y, width, height } = pixelsOf(area, size);
    brush.fillRect(x, y, width, height);
    if (!isBlack(brush.getImageData(x, y, width, height).data))
      throw new Error('What was marked is still there');
  }
  return canvas;
}

function isBlack(pixels: Uint8ClampedArray): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] !== 0 || pixels[at + 1] !== 0 || pixels[at + 2] !== 0 || pixels[at + 3] !== 255)
      return false;
  }
  return true;
}

async function encode(
  canvas: HTMLCanvasElement,
  mediaType: string,
  size: { readonly width: number; readonly height: number },
): Promise<PaintedPage | null> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, mediaType, 0.9);
  });
  // Its pixels are given back at once: a hundred pages would fill the memory.
  canvas.width = 0;
  if (blob === null) return null;
  return {
    bytes: new Uint8Array(await blob.arrayBuffer()),
    width: Math.min(20_000, Math.max(1, size.width)),
    height: Math.min(20_000, Math.max(1, size.height)),
  };
}
