import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  moved,
  pixelsOf,
  rectangleBetween,
  widened,
  type Rectangle,
} from '../../../src/renderer/features/evidence/redaction/areas';

const anywhere = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
});
const rectangles = fc
  .tuple(anywhere, anywhere)
  .map(([one, other]) => rectangleBetween(one, other))
  .filter((rectangle) => rectangle !== null);

function isInside({ x, y, width, height }: Rectangle): boolean {
  const slack = 1e-9;
  return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + slack && y + height <= 1 + slack;
}

describe('areas to be taken out', () => {
  it('lie inside the page, wherever they are drawn, moved and widened to', () => {
    fc.assert(
      fc.property(rectangles, anywhere, anywhere, (rectangle, way, growth) => {
        expect(isInside(rectangle)).toBe(true);
        expect(isInside(moved(rectangle, way))).toBe(true);
        expect(isInside(widened(moved(rectangle, way), growth))).toBe(true);
      }),
    );
  });

  it('keep their size when they are moved, and their upper left corner when they are widened', () => {
    fc.assert(
      fc.property(rectangles, anywhere, (rectangle, way) => {
        const { width, height } = moved(rectangle, way);
        expect({ width, height }).toEqual({ width: rectangle.width, height: rectangle.height });
        const { x, y } = widened(rectangle, way);
        expect({ x, y }).toEqual({ x: rectangle.x, y: rectangle.y });
      }),
    );
  });

  it('cover every pixel that they touch, and stay inside the picture', () => {
    const sides = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(rectangles, sides, sides, (rectangle, width, height) => {
        const pixels = pixelsOf(rectangle, { width, height });
        expect(pixels.x).toBeLessThanOrEqual(rectangle.x * width);
        expect(pixels.y).toBeLessThanOrEqual(rectangle.y * height);
        expect(pixels.x + pixels.width).toBeLessThanOrEqual(width);
        expect(pixels.y + pixels.height).toBeLessThanOrEqual(height);
        const right = Math.min(width, (rectangle.x + rectangle.width) * width);
        const bottom = Math.min(height, (rectangle.y + rectangle.height) * height);
        expect(pixels.x + pixels.width).toBeGreaterThanOrEqual(right);
        expect(pixels.y + pixels.height).toBeGreaterThanOrEqual(bottom);
        expect(Object.values(pixels).every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('are none where the pointer went nowhere', () => {
    expect(rectangleBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeNull();
  });
});
