import { printable } from '../../documents/picture-traces';
import { NotFollowed } from './boxes';
import { gather, lookOf, type Gathering, type Look, type Said } from './look';
import { traceOfComment } from './sound';

/** A part of a film: what it is, its contents, and where it ends. */
interface Element {
  readonly id: number;
  readonly at: number;
  readonly inside: number;
  readonly end: number;
  /** Written while it was recorded: it ends where something of its own rank begins. */
  readonly isOpen: boolean;
}

const ids = {
  head: 0x1a_45_df_a3,
  segment: 0x18_53_80_67,
  seekHead: 0x11_4d_9b_74,
  info: 0x15_49_a9_66,
  tracks: 0x16_54_ae_6b,
  cluster: 0x1f_43_b6_75,
  cues: 0x1c_53_bb_6b,
  chapters: 0x10_43_a7_70,
  attachments: 0x19_41_a4_69,
  tags: 0x12_54_c3_67,
  room: 0xec,
  checksum: 0xbf,
} as const;

const ofSegment = new Set<number>(Object.values(ids).filter((id) => id > 0xff));
const droppedFromSegment = new Set<number>([ids.chapters, ids.attachments, ids.tags]);
/** Versions and the kind of the file. */
const keptInHead = new Set([0x42_86, 0x42_f7, 0x42_f2, 0x42_f3, 0x42_82, 0x42_87, 0x42_85]);
/** How long a second is, and the whole. */
const keptInInfo = new Set([0x2a_d7_b1, 0x44_89]);
/** Names of programs, which have to stand there. */
const emptiedInInfo = new Set([0x4d_80, 0x57_41]);
const title = 0x7b_a9;
const madeOn = 0x44_61;
const trackEntry = 0xae;
/** Which one it is, of what kind, how it is packed, and its language. */
const keptInTrack = new Set([
  0xd7, 0x73_c5, 0x83, 0xb9, 0x88, 0x55_aa, 0x9c, 0x6d_e7, 0x6d_f8, 0x23_e3_83, 0x23_4e_7a, 0x23_31_4f,
  0x55_ee, 0x86, 0x63_a2, 0x56_aa, 0x56_bb, 0xe0, 0xe1, 0x22_b5_9c, 0x22_b5_9d,
]);
const numberOfTrack = 0xd7;
const idOfTrack = 0x73_c5;
const kindOfTrack = 0x83;
const codec = 0x86;
const trackNames = new Set([0x53_6e, 0x25_86_88]);
/** Ways of packing whose head has no place for words. */
const knownCodecs = /^(?:V_VP[89]|V_AV1|V_MPEG4\/ISO\/AVC|V_MPEGH\/ISO\/HEVC|A_OPUS|A_AAC|A_MPEG\/L3)$/;
/** Times, places of others, pictures and sound. */
const keptInCluster = new Set([0xe7, 0xa7, 0xab, 0xa3, 0xa0, 0x58_54, 0xbf, 0xec]);

/** Of hours of pictures and sound; more of them were made to keep a program busy. */
const mostElements = 1_000_000;

export function isMatroska(start: Buffer): boolean {
  return start.length >= 4 && start.readUInt32BE(0) === ids.head;
}

/** What WebM and Matroska say of themselves, and the same without it. */
export function lookIntoMatroska(bytes: Uint8Array): Look {
  const bare = bareMatroska(bytes);
  const isGood = bare !== null && readMatroskaSaid(bare).traces.length === 0;
  return lookOf(readMatroskaSaid(bytes), bytes, isGood ? bare : null);
}

/**
 * A film or recording in WebM or Matroska whose names, times, tags, chapters and attached files are written over in their place: no
 * other byte moves. Null where it is none, has written words or a way of packing that is not known, or cannot be followed.
 *
 * Sources: RFC 8794 (EBML), RFC 9559 (Matroska).
 */
function bareMatroska(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isMatroska(file)) return null;
  try {
    const bare = Buffer.from(file);
    let tracks = 0;
    let clusters = 0;
    const [head, segment, ...others] = elementsIn(file, 0, file.length);
    if (head === undefined || segment?.id !== ids.segment || others.length > 0) return null;
    mend(bare, head, keptInHead);
    for (const element of elementsIn(file, segment.inside, segment.end, ofSegment)) {
      const { id } = element;
      if (id === ids.info) {
        mend(bare, element, keptInInfo, emptiedInInfo);
      } else if (id === ids.tracks) {
        for (const track of elementsIn(file, element.inside, element.end)) {
          if (track.id === trackEntry) mendTrack(bare, track);
          else empty(bare, track);
          tracks += 1;
        }
      } else if (id === ids.seekHead) {
        for (const seek of elementsIn(file, element.inside, element.end)) {
          if (!leadsToKept(file, seek)) empty(bare, seek);
        }
      } else if (id === ids.cluster) {
        clusters += 1;
        for (const part of elementsIn(file, element.inside, element.end)) {
          if (!keptInCluster.has(part.id)) throw new NotFollowed();
          if (part.id === ids.room) bare.fill(0, part.inside, part.end);
        }
      } else if (droppedFromSegment.has(id) || id === ids.room || id === ids.checksum) empty(bare, element);
      else if (id !== ids.cues) throw new NotFollowed();
    }
    return tracks > 0 && clusters > 0 ? bare : null;
  } catch (failure) {
    if (failure instanceof NotFollowed || failure instanceof RangeError) return null;
    throw failure;
  }
}

/** Empties everything but what is kept; of what has to stand there, its contents. */
function mend(
  bare: Buffer,
  { inside, end }: Element,
  kept: ReadonlySet<number>,
  emptied: ReadonlySet<number> = new Set(),
): void {
  for (const element of elementsIn(bare, inside, end)) {
    if (emptied.has(element.id)) bare.fill(0, element.inside, element.end);
    else if (!kept.has(element.id)) empty(bare, element);
  }
}

function mendTrack(bare: Buffer, track: Element): void {
  const within = [...elementsIn(bare, track.inside, track.end)];
  const value = (wanted: number): Buffer => {
    const found = within.filter(({ id }) => id === wanted);
    const [only] = found;
    if (only === undefined || found.length > 1) throw new NotFollowed();
    return bare.subarray(only.inside, only.end);
  };
  const kind = value(kindOfTrack);
  const isSeenOrHeard = kind.length === 1 && (kind[0] === 1 || kind[0] === 2);
  if (!isSeenOrHeard || !knownCodecs.test(value(codec).toString('latin1').replace(/\0+$/, ''))) {
    throw new NotFollowed();
  }
  // Packed once more, or locked.
  if (within.some(({ id }) => id === 0x6d_80)) throw new NotFollowed();
  // A number that is drawn by lot: the next one does as well.
  const id = value(idOfTrack);
  const number = value(numberOfTrack).at(-1) ?? 0;
  if (id.length === 0 || number === 0) throw new NotFollowed();
  id.fill(0);
  id[id.length - 1] = number;
  mend(bare, track, keptInTrack);
}

/** An entry of the list of where things stand. */
function leadsToKept(file: Buffer, seek: Element): boolean {
  if (seek.id !== 0x4d_bb) return false;
  for (const { id, inside, end } of elementsIn(file, seek.inside, seek.end)) {
    if (id === 0x53_ab && (end - inside !== 4 || droppedFromSegment.has(file.readUInt32BE(inside))))
      return false;
  }
  return true;
}

/** Makes room that is not used of it, so that nothing behind it moves. */
function empty(bare: Buffer, { at, inside, end }: Element): void {
  const sizeBytes = Math.min(8, inside - at - 1);
  const size = end - at - 1 - sizeBytes;
  if (sizeBytes < 1 || size >= 2 ** (7 * sizeBytes) - 1) throw new NotFollowed();
  bare.fill(0, at, end);
  bare[at] = ids.room;
  // A length of n bytes begins with n - 1 noughts and a one.
  bare.writeUIntBE(size % 2 ** 48, at + 1 + Math.max(0, sizeBytes - 6), Math.min(6, sizeBytes));
  bare[at + 1] = (bare[at + 1] ?? 0) | (0x80 >> (sizeBytes - 1));
}

/**
 * @param rank  what ends an element that is open
 * @throws NotFollowed
 */
function* elementsIn(
  file: Buffer,
  from: number,
  to: number,
  rank: ReadonlySet<number> = new Set(),
): Generator<Element> {
  let left = mostElements;
  for (let at = from; at < to;) {
    const element = elementAt(file, at, to);
    if (element.isOpen && element.id !== ids.segment && element.id !== ids.cluster) throw new NotFollowed();
    let { end } = element;
    if (element.id === ids.cluster && element.isOpen) {
      for (end = element.inside; end < to;) {
        const within = elementAt(file, end, to);
        if (rank.has(within.id)) break;
        if (within.isOpen || (left -= 1) < 0) throw new NotFollowed();
        end = within.end;
      }
    }
    yield { ...element, end };
    left -= 1;
    if (left < 0) throw new NotFollowed();
    at = end;
  }
}

function elementAt(file: Buffer, at: number, to: number): Element {
  const idBytes = Math.clz32(file[at] ?? 0) - 23;
  const sizeAt = at + idBytes;
  const sizeBytes = Math.clz32(file[sizeAt] ?? 0) - 23;
  const inside = sizeAt + sizeBytes;
  if (idBytes > 4 || sizeBytes > 8 || inside > to) throw new NotFollowed();
  let size = (file[sizeAt] ?? 0) & (0x7f >> (sizeBytes - 1));
  let isOpen = size === 0x7f >> (sizeBytes - 1);
  for (let next = sizeAt + 1; next < inside; next += 1) {
    size = size * 256 + (file[next] ?? 0);
    isOpen &&= file[next] === 0xff;
  }
  const end = isOpen ? to : inside + size;
  if (end > to) throw new NotFollowed();
  return { id: file.readUIntBE(at, idBytes), at, inside, end, isOpen };
}

function readMatroskaSaid(bytes: Uint8Array): Said {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = gather();
  try {
    for (const segment of elementsIn(file, 0, file.length)) {
      if (segment.id !== ids.segment) continue;
      for (const element of elementsIn(file, segment.inside, segment.end, ofSegment)) {
        gatherElement(file, element, found);
      }
    }
  } catch (failure) {
    if (!(failure instanceof NotFollowed || failure instanceof RangeError)) throw failure;
  }
  return found.said();
}

function gatherElement(file: Buffer, element: Element, found: Gathering): void {
  const words = ({ inside, end }: Element) => printable(file.subarray(inside, Math.min(end, inside + 8000)));
  const within = (holder: Element) => elementsIn(file, holder.inside, holder.end);
  if (element.id === ids.info) {
    for (const each of within(element)) {
      if (each.id === title && words(each) !== '') found.add('title', words(each));
      if (each.id === madeOn) found.add('times');
      if (emptiedInInfo.has(each.id) && words(each) !== '') found.add('device');
    }
  } else if (element.id === ids.tracks) {
    for (const track of within(element)) {
      if (track.id !== trackEntry) continue;
      for (const each of within(track)) if (trackNames.has(each.id)) found.add('title', words(each));
    }
  } else if (element.id === ids.tags) {
    for (const tag of within(element)) {
      for (const simple of within(tag)) if (simple.id === 0x67_c8) gatherSimpleTag(file, simple, found, 0);
    }
  } else if (element.id === ids.attachments) {
    // A picture of the cover, as a rule.
    found.add('otherData', words(element));
  } else if (element.id === ids.chapters) found.add('title', words(element));
}

function gatherSimpleTag(file: Buffer, tag: Element, found: Gathering, depth: number): void {
  let name = '';
  for (const each of elementsIn(file, tag.inside, tag.end)) {
    const words = printable(file.subarray(each.inside, Math.min(each.end, each.inside + 8000)));
    if (each.id === 0x45_a3) name = words.toUpperCase();
    else if (each.id === 0x44_87) {
      const trace = name.startsWith('DATE')
        ? 'times'
        : Object.hasOwn(traceOfComment, name)
          ? traceOfComment[name]
          : null;
      found.add(trace ?? (/LOCATION/.test(name) ? 'place' : 'otherData'), words);
    } else if (each.id === 0x67_c8 && depth < 8) gatherSimpleTag(file, each, found, depth + 1);
  }
}
