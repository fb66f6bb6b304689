// Places to be taken out, as parts of their page: 0 is its left or upper edge, 1 the other one.

export interface Area {
  readonly id: number;
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Rectangle = Omit<Area, 'id' | 'page'>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a key moves or widens an area by. */
export const step = 0.005;
/** Smaller ones could not be seen, nor taken hold of. */
const least = 0.004;

/** The rectangle with these corners, inside the page. Null for a press without a way. */
export function rectangleBetween(one: Point, other: Point): Rectangle | null {
  const [left, right] = [within(Math.min(one.x, other.x)), within(Math.max(one.x, other.x))];
  const [top, bottom] = [within(Math.min(one.y, other.y)), within(Math.max(one.y, other.y))];
  if (right - left < least || bottom - top < least) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** As far as the page goes. */
export function moved<Moved extends Rectangle>(area: Moved, by: Point): Moved {
  return {
    ...area,
    x: Math.min(within(area.x + by.x), 1 - area.width),
    y: Math.min(within(area.y + by.y), 1 - area.height),
  };
}

/** Its lower right corner goes, as far as the page goes; the other one stays. */
export function widened<Widened extends Rectangle>(area: Widened, by: Point): Widened {
  return {
    ...area,
    width: Math.min(Math.max(area.width + by.x, least), 1 - area.x),
    height: Math.min(Math.max(area.height + by.y, least), 1 - area.y),
  };
}

/** Whole pixels of a picture, never fewer than the area covers. */
export function pixelsOf(
  area: Rectangle,
  picture: { readonly width: number; readonly height: number },
): Rectangle {
  const x = Math.floor(area.x * picture.width);
  const y = Math.floor(area.y * picture.height);
  return {
    x,
    y,
    width: Math.min(picture.width, Math.ceil((area.x + area.width) * picture.width)) - x,
    height: Math.min(picture.height, Math.ceil((area.y + area.height) * picture.height)) - y,
  };
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
