import { mostPixels } from './limits';
import type { Drawing, Opened } from './opened';
import type { DrawnSize } from './protocol';
import { scaleFor } from './scale-for';

/** Opens a picture that Chromium can decode. Throws where it is damaged or too large. */
export async function openImage(file: Blob): Promise<Opened> {
  const isMoving = await moves(file);
  // Turned as its camera says.
  return ofBitmap(await createImageBitmap(file, { imageOrientation: 'from-image' }), isMoving);
}

async function moves(file: Blob): Promise<boolean> {
  if (!(await ImageDecoder.isTypeSupported(file.type))) return false;
  const decoder = new ImageDecoder({ data: file.stream(), type: file.type });
  try {
    await decoder.tracks.ready;
    return decoder.tracks.selectedTrack?.animated ?? false;
  } catch {
    // Whether it can be drawn is another question.
    return false;
  } finally {
    decoder.close();
  }
}

/** Throws where it is too large. */
export function ofBitmap(bitmap: ImageBitmap, isMoving: boolean): Opened {
  if (bitmap.width * bitmap.height > mostPixels) throw new Error('Too large');
  return {
    pages: 1,
    hasScript: false,
    attachments: 0,
    isMoving,
    draw: (_page, size) => Promise.resolve(draw(bitmap, size)),
    readWords: () => Promise.resolve(''),
  };
}

function draw(bitmap: ImageBitmap, size: DrawnSize): Drawing {
  const { width: pageWidth, height: pageHeight } = bitmap;
  const scale = Math.min(1, scaleFor(size, bitmap, null));
  const width = Math.max(1, Math.round(pageWidth * scale));
  const height = Math.max(1, Math.round(pageHeight * scale));
  // As it is, each strip comes from the picture itself: a second one of its size would not fit into every memory.
  const source = scale === 1 ? bitmap : shrunk(bitmap, width, height);
  return {
    width,
    height,
    pageWidth,
    pageHeight,
    strip: (top, rows) => {
      const brush = brushOf(new OffscreenCanvas(width, rows));
      brush.drawImage(source, 0, top, width, rows, 0, 0, width, rows);
      return brush.getImageData(0, 0, width, rows).data;
    },
    free: () => {
      // Its pixels are given back at once, not when somebody comes to clear up.
      if (source instanceof OffscreenCanvas) source.width = 0;
    },
  };
}

function shrunk(bitmap: ImageBitmap, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const brush = brushOf(canvas);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

function brushOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (brush === null) throw new Error('No canvas of this size');
  return brush;
}
