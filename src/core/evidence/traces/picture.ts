import ExifReader from 'exifreader';
import type { OriginalTrace } from '../../../shared/evidence/traces';
import {
  findPictureTraces,
  keepUpright,
  pictureRemarks,
  pngRemarks,
  withoutPictureTraces,
} from '../../documents/picture-traces';
import { bareHeif, hasSmallHeif } from './heif';
import { gather, lookOf, type Gathering, type Look, type Said } from './look';
import { bareTiff, gatherTiff, isTiff } from './tiff';
import { bareWebp } from './webp';
import { findXmp, gatherXmp } from './xmp';

const traceOfTag: Readonly<Record<string, OriginalTrace>> = {
  GPSLatitude: 'place',
  GPSLongitude: 'place',
  GPSDestLatitude: 'place',
  GPSAreaInformation: 'place',
  City: 'place',
  'Sub-location': 'place',
  'Province/State': 'place',
  Artist: 'personNamed',
  XPAuthor: 'personNamed',
  CameraOwnerName: 'personNamed',
  Photographer: 'personNamed',
  Copyright: 'personNamed',
  'By-line': 'personNamed',
  'Writer/Editor': 'personNamed',
  Author: 'personNamed',
  Make: 'device',
  Model: 'device',
  UniqueCameraModel: 'device',
  BodySerialNumber: 'device',
  LensSerialNumber: 'device',
  CameraSerialNumber: 'device',
  MakerNote: 'device',
  Software: 'device',
  HostComputer: 'device',
  DateTime: 'times',
  DateTimeOriginal: 'times',
  DateTimeDigitized: 'times',
  'Date Created': 'times',
  'Creation Time': 'times',
  ImageDescription: 'title',
  UserComment: 'title',
  XPTitle: 'title',
  XPComment: 'title',
  XPSubject: 'title',
  XPKeywords: 'title',
  'Object Name': 'title',
  Headline: 'title',
  'Caption/Abstract': 'title',
  Keywords: 'title',
  Title: 'title',
  Description: 'title',
  Comment: 'title',
};

/** What a picture says of itself, also one that is broken or of a format that cannot be cleaned. */
export function readPictureSaid(bytes: Uint8Array): Said {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = gather();
  const isPages = isTiff(file);
  gatherTags(bytes, found, isPages);
  if (isPages) gatherTiff(file, found);
  if (hasSmallHeif(bytes)) found.add('smallPicture');
  const packet = findXmp(file);
  if (packet !== null) gatherXmp(packet, found);
  for (const trace of findPictureTraces(bytes) ?? []) {
    if (trace === 'thumbnail') found.add('smallPicture');
    if (trace === 'time') found.add('times');
    if (trace === 'trailing' || trace === 'application' || trace === 'iptc') found.add('otherData');
  }
  for (const remark of pictureRemarks(bytes)) found.add('title', remark);
  for (const { name, words } of pngRemarks(bytes)) {
    if (words.includes('<x:xmpmeta')) gatherXmp(words, found);
    else if (/^Raw profile type (?:exif|APP1)$/i.test(name)) gatherProfile(words, found);
    else gatherTag(name, words, found, 'otherData');
  }
  return found.said();
}

/** As ImageMagick keeps the notes of a camera in a PNG: how long they are, and they in hexadecimal. */
function gatherProfile(words: string, found: Gathering): void {
  const notes = Buffer.from(/\d\s+([\da-f\s]+)$/i.exec(words)?.[1]?.replaceAll(/\s/g, '') ?? '', 'hex');
  const start = notes.indexOf('Exif\0\0') === 0 ? 6 : 0;
  const inside = gather();
  gatherTiff(notes.subarray(start), inside);
  const { traces, words: said } = inside.said();
  // Which pages a TIFF would have does not count here.
  for (const trace of traces) if (trace !== 'smallPicture') found.add(trace);
  for (const each of said) found.addWords(each);
}

/** Nobody decodes the picture: what is left keeps its pixels as they were. */
export function lookIntoPicture(bytes: Uint8Array): Look {
  return lookOf(readPictureSaid(bytes), bytes, barePicture(bytes));
}

/** Null where there is no clean form. */
export function barePicture(bytes: Uint8Array): Uint8Array | null {
  const bare = withoutPictureTraces(bytes) ?? bareWebp(bytes) ?? bareHeif(bytes) ?? bareTiff(bytes);
  const upright = bare === null ? null : keepUpright(bytes, bare);
  // A format that is known by half would leave something behind.
  return upright !== null && readPictureSaid(upright).traces.length === 0 ? upright : null;
}

function gatherTags(bytes: Uint8Array, found: Gathering, isPages: boolean): void {
  const tags = readTags(bytes);
  if (tags === null) return;
  for (const group of [tags.exif ?? {}, tags.iptc ?? {}]) {
    for (const [name, tag] of Object.entries(group)) gatherTag(name, wordsOf(tag), found);
  }
  // What is a small picture in the notes of a camera is the second page of a scan.
  if (tags.Thumbnail !== undefined && !isPages) found.add('smallPicture');
}

/** @param otherwise  what it is where its name is not known; nothing without it */
function gatherTag(name: string, words: string, found: Gathering, otherwise?: OriginalTrace): void {
  const trace = Object.hasOwn(traceOfTag, name) ? traceOfTag[name] : otherwise;
  if (trace === 'device' || trace === 'times') found.add(trace);
  else if (trace !== undefined && (words !== '' || trace === 'place' || trace === otherwise))
    found.add(trace, words);
}

function readTags(bytes: Uint8Array): ExifReader.ExpandedTags | null {
  try {
    return ExifReader.load(Uint8Array.from(bytes).buffer, { expanded: true });
  } catch {
    // Thrown where there are no notes of a camera, or broken ones.
    return null;
  }
}

function wordsOf(tag: unknown): string {
  const described = typeof tag === 'object' && tag !== null && 'description' in tag ? tag.description : tag;
  return typeof described === 'string' ? described.trim() : '';
}
