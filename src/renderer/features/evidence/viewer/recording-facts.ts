import { civilDateSchema } from '../../../../shared/kernel/time';

/** What a recording says of itself; a field that it does not hold is left out. */
export interface RecordingFacts {
  /**
   * `2023-05-12 21:29:10`. The format (ISO 14496-12) asks for world time, and many telephones and recorders write the time of
   * their own clock: by itself it tells no time zone, and no day for certain.
   */
  readonly recordedAt?: string;
  /** The day of it, `2023-05-12`, only where the recorder wrote its zone as well. */
  readonly day?: string;
  /** `+02:00`, where the recorder wrote one down, as an iPhone does. */
  readonly zone?: string;
}

/** Seconds from 1904, where the format begins to count, to 1970. */
const secondsTo1970 = 2_082_844_800;

/** Null where it is no MP4 or QuickTime file whose head can be read. */
export function recordingFacts(bytes: Uint8Array): RecordingFacts | null {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const moov = findBox(file, 'moov');
  if (moov === null) return null;
  return appleFacts(moov) ?? headerFacts(moov);
}

/** `com.apple.quicktime.creationdate`: local time with its zone. */
function appleFacts(moov: DataView): RecordingFacts | null {
  const meta = findBox(moov, 'meta');
  if (meta === null) return null;
  // In QuickTime `meta` holds boxes at once; in MP4 four bytes of version and flags come first.
  const boxes = findBox(meta, 'keys') === null && meta.byteLength > 4 ? part(meta, 4) : meta;
  const keys = findBox(boxes, 'keys');
  const list = findBox(boxes, 'ilst');
  if (keys === null || list === null) return null;
  const index = [...entries(part(keys, 8))].findIndex(
    ({ content }) => asciiOf(content) === 'com.apple.quicktime.creationdate',
  );
  const item = [...entries(list)].find(({ number }) => index >= 0 && number === index + 1);
  const data = item === undefined ? null : findBox(item.content, 'data');
  // After four bytes of type and four of language.
  const written = data === null || data.byteLength < 8 ? '' : asciiOf(part(data, 8));
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)$/.exec(written);
  if (parts === null) return null;
  const day = civilDateSchema.safeParse(parts[1]).data;
  if (day === undefined) return null;
  return { recordedAt: `${parts[1]} ${parts[2]}`, day, zone: `${parts[3]}:${parts[4]}` };
}

/** `mvhd`: seconds since 1904. 0 and what lies before the first telephone with a camera mean that no clock was set. */
function headerFacts(moov: DataView): RecordingFacts {
  const header = findBox(moov, 'mvhd');
  if (header === null || header.byteLength < 12) return {};
  const seconds = header.getUint8(0) === 1 ? Number(header.getBigUint64(4)) : header.getUint32(4);
  const at = new Date((seconds - secondsTo1970) * 1000);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getUTCFullYear() > 2200) return {};
  return { recordedAt: at.toISOString().slice(0, 19).replace('T', ' ') };
}

interface Entry {
  readonly type: string;
  /** The same four bytes as a number: an item of `ilst` is named by the place of its key. */
  readonly number: number;
  readonly content: DataView;
}

/** The boxes that lie in a row, until the end or one whose size cannot be. */
function* entries(boxes: DataView): Generator<Entry> {
  let at = 0;
  while (at + 8 <= boxes.byteLength) {
    const short = boxes.getUint32(at);
    const isLong = short === 1 && at + 16 <= boxes.byteLength;
    const size = isLong ? Number(boxes.getBigUint64(at + 8)) : short === 0 ? boxes.byteLength - at : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > boxes.byteLength) return;
    yield {
      type: asciiOf(part(boxes, at + 4, 4)),
      number: boxes.getUint32(at + 4),
      content: part(boxes, at + head, size - head),
    };
    at += size;
  }
}

function findBox(boxes: DataView, type: string): DataView | null {
  for (const entry of entries(boxes)) if (entry.type === type) return entry.content;
  return null;
}

function part(view: DataView, from: number, length = Math.max(0, view.byteLength - from)): DataView {
  const begin = Math.min(from, view.byteLength);
  return new DataView(view.buffer, view.byteOffset + begin, Math.min(length, view.byteLength - begin));
}

function asciiOf(view: DataView): string {
  return new TextDecoder('latin1').decode(view);
}
