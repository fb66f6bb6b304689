/** A part of a film, of a recording of a telephone, or of a picture in HEIF: a length, a name of four letters, and contents. */
export interface Box {
  readonly name: string;
  /** Where it begins, its contents, and where it ends. */
  readonly at: number;
  readonly inside: number;
  readonly end: number;
}

/** Thrown where a file is put together in a way that is not known. */
export class NotFollowed extends Error {}

/** Beside each other; more of them were made to fill the memory. */
const mostBoxes = 100_000;

/**
 * @throws NotFollowed, RangeError where the file ends within
 * Source: ISO/IEC 14496-12, 4.2.
 */
export function boxesIn(file: Buffer, from: number, to: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    const short = file.readUInt32BE(at);
    const isLong = short === 1;
    const length = isLong ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const inside = at + (isLong ? 16 : 8);
    const end = at + length;
    if (end < inside || end > to || boxes.length === mostBoxes) throw new NotFollowed();
    boxes.push({ name: file.toString('latin1', at + 4, at + 8), at, inside, end });
    at = end;
  }
  return boxes;
}

export function boxNamed(boxes: readonly Box[], wanted: string): Box {
  const found = boxes.find(({ name }) => name === wanted);
  if (found === undefined) throw new NotFollowed();
  return found;
}

/** Makes room that is not used of it, so that nothing behind it moves. */
export function emptyBox(file: Buffer, { at, inside, end }: Box): void {
  file.write('free', at + 4, 'latin1');
  file.fill(0, inside, end);
}
