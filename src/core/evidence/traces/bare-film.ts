import { boxesIn, boxNamed, emptyBox, NotFollowed, type Box } from './boxes';

/** What may stand where. Of a film that is sent in pieces, or that has anything else, there is no clean form. */
const known: Readonly<Record<string, readonly string[]>> = {
  film: ['ftyp', 'mdat', 'moov'],
  moov: ['mvhd', 'iods', 'trak'],
  trak: ['tkhd', 'edts', 'mdia', 'tapt'],
  edts: ['elst'],
  tapt: ['clef', 'prof', 'enof'],
  mdia: ['mdhd', 'hdlr', 'minf', 'elng'],
  minf: ['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'],
  dinf: ['dref'],
  stbl: 'stsd stts stss ctts cslg stsc stsz stco co64 sgpd sbgp sdtp stps'.split(' '),
};
/** What programs and telephones say of a film, references to tracks that are gone, and room that is not used. */
const emptied = new Set(['udta', 'meta', 'uuid', 'tref', 'free', 'skip', 'wide']);

/** Places for each second, marks of a program, and the clock of a camera. Words that are shown, and pictures of depth, are of the film. */
const droppedTracks = new Set(['meta', 'tmcd']);

/** Of all tracks: pictures and sound of a day. */
const mostPieces = 1_000_000;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isKept: boolean;
}

/**
 * A film or recording in MP4, MOV, M4A or 3GP whose names, times, places and other remarks are written over in their place, and so is
 * whatever stands among the pictures and the sound without belonging to them: no other byte moves. Null where it is none, or cannot be
 * followed.
 *
 * Sources: ISO/IEC 14496-12, 8 (boxes); QuickTime File Format (sample descriptions, references of data).
 */
export function bareFilm(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString('latin1', 4, 8) !== 'ftyp') return null;
  try {
    const outer = boxesIn(file, 0, file.length);
    const bare = Buffer.from(file);
    const pieces: Piece[] = [];
    mend(bare, outer, known.film ?? []);
    const inner = childrenOf(bare, outer, 'moov');
    for (const track of inner.filter(({ name }) => name === 'trak')) {
      const media = childrenOf(file, boxesIn(file, track.inside, track.end), 'mdia');
      const how = childrenOf(file, media, 'minf');
      const kind = kindOfTrack(file, media);
      const isKept = kind === 'vide' || kind === 'soun';
      for (const piece of piecesOf(file, childrenOf(file, how, 'stbl'))) pieces.push({ ...piece, isKept });
      if (pieces.length > mostPieces) throw new NotFollowed();
      if (isKept) mendTrack(bare, track, kind);
      else if (droppedTracks.has(kind)) emptyBox(bare, track);
      else throw new NotFollowed();
    }
    mend(bare, inner, known.moov ?? []);
    writeTimes(bare, boxNamed(inner, 'mvhd'));
    if (!pieces.some(({ isKept }) => isKept)) throw new NotFollowed();
    emptyBetween(bare, outer, pieces);
    return bare;
  } catch (failure) {
    if (failure instanceof NotFollowed || failure instanceof RangeError) return null;
    throw failure;
  }
}

/** Empties what only says something; throws where there is what nobody here knows. */
function mend(bare: Buffer, boxes: readonly Box[], wanted: readonly string[]): void {
  for (const box of boxes) {
    if (emptied.has(box.name)) emptyBox(bare, box);
    else if (!wanted.includes(box.name)) throw new NotFollowed();
  }
}

function childrenOf(file: Buffer, boxes: readonly Box[], name: string): readonly Box[] {
  if (boxes.filter((box) => box.name === name).length > 1) throw new NotFollowed();
  const { inside, end } = boxNamed(boxes, name);
  return boxesIn(file, inside, end);
}

function kindOfTrack(file: Buffer, media: readonly Box[]): string {
  const handler = boxNamed(media, 'hdlr');
  return file.toString('latin1', handler.inside + 8, handler.inside + 12);
}

function mendTrack(bare: Buffer, { inside, end }: Box, kind: 'vide' | 'soun'): void {
  const boxes = boxesIn(bare, inside, end);
  const media = childrenOf(bare, boxes, 'mdia');
  const how = childrenOf(bare, media, 'minf');
  const samples = childrenOf(bare, how, 'stbl');
  const from = childrenOf(bare, how, 'dinf');
  checkData(bare, boxNamed(from, 'dref'));
  for (const name of ['edts', 'tapt']) {
    if (boxes.some((box) => box.name === name)) mend(bare, childrenOf(bare, boxes, name), known[name] ?? []);
  }
  mend(bare, from, known.dinf ?? []);
  mend(bare, samples, known.stbl ?? []);
  mend(bare, how, known.minf ?? []);
  mend(bare, media, known.mdia ?? []);
  mend(bare, boxes, known.trak ?? []);
  writeTimes(bare, boxNamed(boxes, 'tkhd'));
  writeTimes(bare, boxNamed(media, 'mdhd'));
  for (const box of [...media, ...how]) if (box.name === 'hdlr') withoutName(bare, box);
  withoutMaker(bare, boxNamed(samples, 'stsd'), kind);
}

/** When it was made and last changed; version 1 has eight bytes for each. */
function writeTimes(bare: Buffer, { inside, end }: Box): void {
  const length = bare[inside] === 1 ? 16 : 8;
  if (inside + 4 + length > end) throw new NotFollowed();
  bare.fill(0, inside + 4, inside + 4 + length);
}

/** Telephones write who made them behind the kind, and the name of their program. */
function withoutName(bare: Buffer, { inside, end }: Box): void {
  if (inside + 24 > end) throw new NotFollowed();
  bare.fill(0, inside + 12, end);
}

/** Of each way in which pictures or sound are packed: who made the program that packed them, and for pictures its name. */
function withoutMaker(bare: Buffer, { inside, end }: Box, kind: 'vide' | 'soun'): void {
  for (const entry of boxesIn(bare, inside + 8, end)) {
    const nameAt = entry.inside + 42;
    if (entry.inside + 28 > entry.end || (kind === 'vide' && nameAt + 32 > entry.end))
      throw new NotFollowed();
    bare.fill(0, entry.inside + 12, entry.inside + 16);
    if (kind === 'vide') bare.fill(0, nameAt, nameAt + 32);
  }
}

/** All of it has to stand in this file: another one would be named by its place on the disk. */
function checkData(file: Buffer, { inside, end }: Box): void {
  for (const box of boxesIn(file, inside + 8, end)) {
    if (box.end - box.at !== 12 || file.readUInt32BE(box.inside) !== 1) throw new NotFollowed();
  }
}

/** Where the samples of a track stand, chunk after chunk. */
function piecesOf(file: Buffer, samples: readonly Box[]): readonly Omit<Piece, 'isKept'>[] {
  const entries = (box: Box, bytes: number, headAt = 4): number => {
    const count = file.readUInt32BE(box.inside + headAt);
    if (box.inside + headAt + 4 + count * bytes > box.end) throw new NotFollowed();
    return count;
  };
  const sizes = boxNamed(samples, 'stsz');
  const oneSize = file.readUInt32BE(sizes.inside + 4);
  // Sound that is not packed counts in a way of its own.
  if (oneSize > 0 && oneSize <= 8) throw new NotFollowed();
  const sampleCount = entries(sizes, oneSize > 0 ? 0 : 4, 8);
  const groups = boxNamed(samples, 'stsc');
  const groupCount = entries(groups, 12);
  const isLong = samples.some(({ name }) => name === 'co64');
  const chunks = boxNamed(samples, isLong ? 'co64' : 'stco');
  const chunkCount = entries(chunks, isLong ? 8 : 4);
  if (chunkCount > mostPieces) throw new NotFollowed();
  const pieces: Omit<Piece, 'isKept'>[] = [];
  let sample = 0;
  let group = 0;
  for (let chunk = 0; chunk < chunkCount; chunk += 1) {
    const groupAt = (index: number) => groups.inside + 8 + index * 12;
    while (group + 1 < groupCount && file.readUInt32BE(groupAt(group + 1)) <= chunk + 1) group += 1;
    const inChunk = groupCount === 0 ? 0 : file.readUInt32BE(groupAt(group) + 4);
    if (inChunk === 0 || sample + inChunk > sampleCount) throw new NotFollowed();
    const at = chunks.inside + 8 + chunk * (isLong ? 8 : 4);
    const start = isLong ? Number(file.readBigUInt64BE(at)) : file.readUInt32BE(at);
    let length = oneSize * inChunk;
    const listed = oneSize === 0 ? inChunk : 0;
    for (let index = 0; index < listed; index += 1) {
      length += file.readUInt32BE(sizes.inside + 12 + (sample + index) * 4);
    }
    sample += inChunk;
    pieces.push({ start, end: start + length });
  }
  if (sample !== sampleCount) throw new NotFollowed();
  return pieces;
}

/**
 * Leaves of what is held in the film the kept pieces alone.
 *
 * @throws NotFollowed where pieces overlap, or one is not held: it would be whatever stands there
 */
function emptyBetween(bare: Buffer, outer: readonly Box[], pieces: readonly Piece[]): void {
  const sorted = pieces.filter(({ start, end }) => end > start).sort((one, other) => one.start - other.start);
  let next = 0;
  for (const { name, inside, end } of outer) {
    if (name !== 'mdat') continue;
    let at = inside;
    for (let piece = sorted[next]; piece !== undefined && piece.start < end; piece = sorted[next]) {
      if (piece.start < at || piece.end > end) throw new NotFollowed();
      bare.fill(0, at, piece.isKept ? piece.start : piece.end);
      at = piece.end;
      next += 1;
    }
    bare.fill(0, at, end);
  }
  if (next < sorted.length) throw new NotFollowed();
}
