import type { DrawnSize } from './protocol';

/**
 * By how much a page is drawn larger than it is, or smaller.
 *
 * @param natural  of the page in points, of a picture in its pixels
 * @param unitsPerInch  of `natural`; null where there is no such thing, as with a picture
 */
export function scaleFor(
  size: DrawnSize,
  natural: { readonly width: number; readonly height: number },
  unitsPerInch: number | null,
): number {
  switch (size.kind) {
    case 'wide':
      return size.width / natural.width;
    case 'within':
      return size.side / Math.max(natural.width, natural.height);
    case 'full':
      return unitsPerInch === null ? 1 : size.dotsPerInch / unitsPerInch;
  }
}
