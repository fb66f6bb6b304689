import type { ChannelInput } from '../../../lib/core';
import type { Decoded, Drawable } from '../decode';
import { pixelsOf, type Area } from './areas';

/** Enough to read small print by, and to print it again. */
const dotsPerInch = 200;

export type PaintedPage = ChannelInput<'exhibits.saveRedactedCopy'>['pages'][number];

/** The page as a picture of its own in which these areas are black; null when it cannot be drawn whole. */
export async function paintOver(
  decoded: Decoded,
  drawable: Drawable,
  page: number,
  areas: readonly Area[],
): Promise<PaintedPage | null> {
  const painted = await decoded.paint(page, { kind: 'full', dotsPerInch });
  if (painted === null) return null;
  const { canvas, width, height } = painted;
  blacken(canvas, areas);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, typeOfCopy(drawable), 0.9);
  });
  // Its pixels are given back at once: a hundred pages would fill the memory.
  canvas.width = 0;
  if (blob === null) return null;
  return {
    bytes: new Uint8Array(await blob.arrayBuffer()),
    width: Math.min(20_000, Math.max(1, width)),
    height: Math.min(20_000, Math.max(1, height)),
  };
}

/** Photographs and scans become JPEG; what has sharp edges becomes PNG. What the file says of itself is not in its pixels. */
function typeOfCopy(drawable: Drawable): 'image/jpeg' | 'image/png' {
  return drawable.kind === 'image' && drawable.mediaType !== 'image/jpeg' ? 'image/png' : 'image/jpeg';
}

function blacken(canvas: HTMLCanvasElement, areas: readonly Area[]): void {
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('No canvas of this size');
  brush.fillStyle = '#000';
  for (const area of areas) {
    const { x, y, width, height } = pixelsOf(area, canvas);
    brush.fillRect(x, y, width, height);
    if (!isBlack(brush.getImageData(x, y, width, height).data))
      throw new Error('What was marked is still there');
  }
}

function isBlack(pixels: Uint8ClampedArray): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] !== 0 || pixels[at + 1] !== 0 || pixels[at + 2] !== 0 || pixels[at + 3] !== 255)
      return false;
  }
  return true;
}
