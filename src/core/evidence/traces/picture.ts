import ExifReader from 'exifreader';
import type { OriginalTrace } from '../../../shared/evidence/traces';
import {
  findPictureTraces,
  keepUpright,
  pictureRemarks,
  withoutPictureTraces,
} from '../../documents/picture-traces';
import { bareHeif } from './heif';
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
  const packet = findXmp(file);
  if (packet !== null) gatherXmp(packet, found);
  for (const trace of findPictureTraces(bytes) ?? []) {
    if (trace === 'thumbnail') found.add('smallPicture');
    if (trace === 'time') found.add('times');
    if (trace === 'trailing' || trace === 'application' || trace === 'iptc') found.add('otherData');
  }
  for (const remark of pictureRemarks(bytes)) found.add('title', remark);
  return found.said();
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
  for (const group of [tags.exif ?? {}, tags.iptc ?? {}, tags.pngText ?? {}]) {
    for (const [name, tag] of Object.entries(group)) {
      const trace = Object.hasOwn(traceOfTag, name) ? traceOfTag[name] : undefined;
      const words = wordsOf(tag);
      if (trace === 'device' || trace === 'times') found.add(trace);
      else if (trace !== undefined && (words !== '' || trace === 'place')) found.add(trace, words);
      else if (group === tags.pngText) found.add('otherData', words);
    }
  }
  // What is a small picture in the notes of a camera is the second page of a scan.
  if (tags.Thumbnail !== undefined && !isPages) found.add('smallPicture');
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
