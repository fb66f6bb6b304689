import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { aPdf, aPng, aTalkativePdf } from './evidence-files';
import { writeTags } from './exiftool';
import { gifWithComment } from './pictures';

// Invented pictures and PDFs with all that telephones, cameras and programs write into theirs: where, when and with what they
// were made. Makers lay it out in different ways; exiftool writes what it can write, the rest is made here.

export interface Photograph {
  readonly name: string;
  readonly make: () => Buffer | Promise<Buffer>;
  readonly tags: readonly string[];
}

const place = [
  '-GPSLatitude=50.8466',
  '-GPSLatitudeRef=N',
  '-GPSLongitude=4.3528',
  '-GPSLongitudeRef=E',
  '-GPSDateStamp=2026:02:03',
  '-GPSTimeStamp=09:11:12',
];
const times = [
  '-EXIF:DateTimeOriginal=2026:02:03 10:11:12',
  '-EXIF:CreateDate=2026:02:03 10:11:12',
  '-EXIF:ModifyDate=2026:02:03 10:11:12',
  '-OffsetTimeOriginal=+01:00',
];
const device = ['-SerialNumber=INVENTED-0042', '-LensSerialNumber=L-0042', '-OwnerName=Invented Person'];
const camera = (make: string, model: string) => [`-IFD0:Make=${make}`, `-IFD0:Model=${model}`];
const xmpPlace = [
  '-XMP-exif:GPSLatitude=50.8466',
  '-XMP-exif:GPSLongitude=4.3528',
  '-XMP-photoshop:City=Bruxelles',
];
const everything = [...place, ...times, ...device];
const thumbnail = `-ThumbnailImage<=${resolve('resources/practice/picture.jpg')}`;

const jpeg = (): Buffer => readFileSync(resolve('resources/practice/picture.jpg'));

/** Puts segments behind the head of a JPEG, and bytes behind its end. */
function jpegWith(segments: readonly (readonly [marker: number, content: Buffer])[], trailing = ''): Buffer {
  const bytes = jpeg();
  const written = segments.map(([marker, content]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  });
  // Behind the segment of JFIF, which has to come first.
  const at = 4 + bytes.readUInt16BE(4);
  return Buffer.concat([
    bytes.subarray(0, at),
    ...written,
    bytes.subarray(at),
    Buffer.from(trailing, 'latin1'),
  ]);
}

type Entry = readonly [tag: number, value: string | number];

/** A directory of TIFF: words, or whole numbers of four bytes. `at` is where it begins for those who count. */
function directory(isLittle: boolean, at: number, entries: readonly Entry[]): Buffer {
  const size = 2 + entries.length * 12 + 4;
  const head = Buffer.alloc(size);
  const put16 = (value: number, to: number) =>
    isLittle ? head.writeUInt16LE(value, to) : head.writeUInt16BE(value, to);
  const put32 = (value: number, to: number) =>
    isLittle ? head.writeUInt32LE(value, to) : head.writeUInt32BE(value, to);
  const rest: Buffer[] = [];
  let end = size;
  put16(entries.length, 0);
  for (const [index, [tag, value]] of entries.entries()) {
    const to = 2 + index * 12;
    put16(tag, to);
    put16(typeof value === 'number' ? 4 : 2, to + 2);
    if (typeof value === 'number') {
      put32(1, to + 4);
      put32(value, to + 8);
      continue;
    }
    const words = Buffer.from(`${value}\0`.padEnd(5, '\0'));
    put32(words.length, to + 4);
    put32(at + end, to + 8);
    rest.push(words);
    end += words.length;
  }
  return Buffer.concat([head, ...rest]);
}

/** EXIF with the notes that a maker writes in a language of its own. `notes` is told where they will stand. */
function withMakerNotes(isLittle: boolean, make: string, notes: (at: number) => Buffer): Buffer {
  const order = Buffer.from(isLittle ? 'II*\0\u0008\0\0\0' : 'MM\0*\0\0\0\u0008', 'latin1');
  const first = directory(isLittle, 8, [
    [0x010f, make],
    [0x8769, 0],
  ]);
  const exifAt = 8 + first.length;
  // The pointer to the second directory, in its last entry.
  if (isLittle) first.writeUInt32LE(exifAt, 2 + 12 + 8);
  else first.writeUInt32BE(exifAt, 2 + 12 + 8);
  const content = notes(exifAt + 18);
  const exif = Buffer.alloc(18);
  const put16 = (value: number, to: number) =>
    isLittle ? exif.writeUInt16LE(value, to) : exif.writeUInt16BE(value, to);
  const put32 = (value: number, to: number) =>
    isLittle ? exif.writeUInt32LE(value, to) : exif.writeUInt32BE(value, to);
  put16(1, 0);
  put16(0x927c, 2);
  put16(7, 4);
  put32(content.length, 6);
  put32(exifAt + 18, 10);
  return jpegWith([[0xe1, Buffer.concat([Buffer.from('Exif\0\0'), order, first, exif, content])]]);
}

const notesOf = {
  apple: () =>
    Buffer.concat([
      Buffer.from('Apple iOS\0\0\u0001MM', 'latin1'),
      directory(false, 14, [
        [0x0011, 'INVENTED-CONTENT-ID'],
        [0x0015, 'INVENTED-IMAGE-ID'],
      ]),
    ]),
  canon: (at: number) =>
    directory(true, at, [
      [0x0009, 'Invented Person'],
      [0x000c, 123_456_789],
    ]),
  nikon: () =>
    Buffer.concat([
      Buffer.from('Nikon\0\u0002\u0010\0\0II*\0\u0008\0\0\0', 'latin1'),
      directory(true, 8, [
        [0x001d, 'INVENTED-0042'],
        [0x00a7, 777],
      ]),
    ]),
  fuji: () =>
    Buffer.concat([
      Buffer.from('FUJIFILM\u000c\0\0\0', 'latin1'),
      directory(true, 12, [[0x0010, 'FF0042 INVENTED']]),
    ]),
  panasonic: (at: number) =>
    Buffer.concat([
      Buffer.from('Panasonic\0\0\0', 'latin1'),
      directory(true, at + 12, [
        [0x0025, 'F262602030042'],
        [0x0069, 'Invented Person'],
      ]),
    ]),
  sony: (at: number) =>
    Buffer.concat([
      Buffer.from('SONY DSC \0\0\0', 'latin1'),
      directory(true, at + 12, [[0x2031, 'INVENTED-0042']]),
    ]),
} as const;

function pngWith(...chunks: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const bytes = aPng();
  const written = chunks.map(([name, content]) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(content.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  // Behind IHDR.
  return Buffer.concat([bytes.subarray(0, 33), ...written, bytes.subarray(33)]);
}

/** As ImageMagick keeps EXIF in a PNG: in hexadecimal, compressed, as a comment. */
function rawProfile(): Buffer {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\u0008', 'latin1'),
    directory(false, 8, [
      [0x010f, 'Invented'],
      [0x0132, '2026:02:03 10:11:12'],
    ]),
  ]);
  const hex = exif.toString('hex').replaceAll(/.{72}/gu, '$&\n');
  return Buffer.concat([
    Buffer.from('Raw profile type exif\0\0', 'latin1'),
    deflateSync(`\nexif\n${exif.length}\n${hex}\n`),
  ]);
}

const film = `\0\0\0\u0018ftypmp42${'\0'.repeat(12)}GPS 50.8466 4.3528`;
/** Of more than one segment can hold. */
const longPacket = `http://ns.adobe.com/xmp/extension/\0${'0123456789ABCDEF'.repeat(2)}\0\0\0\u0020\0\0\0\0<x:xmpmeta>INVENTED-PLACE 50.8466</x:xmpmeta>`;

/** Thirty and more; those at the end are of kinds that are not taken apart. */
export const photographs: readonly Photograph[] = [
  {
    name: 'apple.jpg',
    make: () => withMakerNotes(false, 'Apple', notesOf.apple),
    tags: [...everything, ...xmpPlace, thumbnail],
  },
  {
    name: 'apple turned.jpg',
    make: () => withMakerNotes(false, 'Apple', notesOf.apple),
    tags: [...everything, '-Orientation#=6'],
  },
  {
    name: 'canon.jpg',
    make: () => withMakerNotes(true, 'Canon', notesOf.canon),
    tags: [...everything, thumbnail],
  },
  {
    name: 'nikon.jpg',
    make: () => withMakerNotes(true, 'NIKON CORPORATION', notesOf.nikon),
    tags: [...everything, thumbnail],
  },
  { name: 'fuji.jpg', make: () => withMakerNotes(true, 'FUJIFILM', notesOf.fuji), tags: everything },
  {
    name: 'panasonic.jpg',
    make: () => withMakerNotes(true, 'Panasonic', notesOf.panasonic),
    tags: everything,
  },
  { name: 'sony.jpg', make: () => withMakerNotes(true, 'SONY', notesOf.sony), tags: everything },
  {
    name: 'samsung.jpg',
    make: () => jpegWith([], `SEFH${'\0'.repeat(8)}Image_UTC_Data1770109872000SEFT`),
    tags: [...everything, ...camera('samsung', 'SM-A125F'), thumbnail],
  },
  {
    name: 'pixel with a film.jpg',
    make: () => jpegWith([], film),
    tags: [...everything, ...camera('Google', 'Pixel 7'), '-XMP-GCamera:MicroVideo=1'],
  },
  {
    name: 'huawei.jpg',
    make: jpeg,
    tags: [
      ...everything,
      ...camera('HUAWEI', 'INE-LX1'),
      '-ImageDescription=oznor',
      thumbnail,
      '-Comment=invented device 0042',
    ],
  },
  {
    name: 'xiaomi.jpg',
    make: jpeg,
    tags: [...everything, ...camera('Xiaomi', 'M2007J20CG'), '-XMP-xmp:CreateDate=2026:02:03 10:11:12'],
  },
  {
    name: 'two pictures in one.jpg',
    make: () =>
      jpegWith([[0xe2, Buffer.from('MPF\0MM\0*\0\0\0\u0008\0\0', 'latin1')]], jpeg().toString('latin1')),
    tags: everything,
  },
  {
    name: 'worked on.jpg',
    make: jpeg,
    tags: [
      ...times,
      '-IPTC:City=Bruxelles',
      '-IPTC:By-line=Invented Person',
      '-Photoshop:URL=http://invented.example',
      '-XMP-xmp:CreatorTool=Invented 1.0',
      '-XMP-xmpMM:DocumentID=invented:0042',
    ],
  },
  { name: 'with a comment.jpg', make: jpeg, tags: ['-Comment=taken at 50.8466 N, 4.3528 E on 2026:02:03'] },
  { name: 'with a place in XMP.jpg', make: jpeg, tags: xmpPlace },
  {
    name: 'with a small picture in its head.jpg',
    make: () =>
      jpegWith([
        [0xe0, Buffer.concat([Buffer.from('JFXX\0\u0013\u0001\u0001', 'latin1'), Buffer.from([9, 9, 9])])],
      ]),
    tags: times,
  },
  {
    name: 'of heat.jpg',
    make: () => jpegWith([[0xe1, Buffer.from('FLIR\0\u0001\0\0INVENTED-0042', 'latin1')]]),
    tags: everything,
  },
  {
    name: 'with a long packet.jpg',
    make: () => jpegWith([[0xe1, Buffer.from(longPacket, 'latin1')]]),
    tags: [...xmpPlace, ...times],
  },
  {
    name: 'for the web.jpg',
    make: () =>
      jpegWith([
        [
          0xec,
          Buffer.from('Ducky\0\u0001\0\u0004\0\0\0<\0\u0002\0\u0014\0\0\0\u0010\0t\0a\0k\0e\0n', 'latin1'),
        ],
        [0xee, Buffer.from('Adobe\0d\0\0\0\0\u0001', 'latin1')],
      ]),
    tags: times,
  },
  {
    name: 'with a profile.jpg',
    make: () =>
      jpegWith([
        [
          0xe2,
          Buffer.from(`ICC_PROFILE\0\u0001\u0001${'\0'.repeat(128)}desc Invented Monitor 0042`, 'latin1'),
        ],
      ]),
    tags: place,
  },
  {
    name: 'twice.jpg',
    make: () =>
      jpegWith([
        [
          0xe1,
          Buffer.concat([
            Buffer.from('Exif\0\0MM\0*\0\0\0\u0008', 'latin1'),
            directory(false, 8, [[0x0132, '2026:02:03 10:11:12']]),
          ]),
        ],
        [
          0xe1,
          Buffer.concat([
            Buffer.from('Exif\0\0MM\0*\0\0\0\u0008', 'latin1'),
            directory(false, 8, [[0x010f, 'Invented']]),
          ]),
        ],
      ]),
    tags: [],
  },
  {
    name: 'of a drone.jpg',
    make: () =>
      jpegWith([
        [0xe4, Buffer.from('DJI 50.8466 4.3528')],
        [0xe5, Buffer.alloc(60_000, 7)],
      ]),
    tags: [...everything, ...camera('DJI', 'Invented')],
  },
  { name: 'shot.png', make: aPng, tags: everything },
  {
    name: 'with words.png',
    make: aPng,
    tags: [
      '-PNG:Author=Invented Person',
      '-PNG:Comment=50.8466 N',
      '-PNG:CreationTime=2026:02:03 10:11:12',
      '-PNG:Software=Invented 1.0',
    ],
  },
  { name: 'with a packet.png', make: aPng, tags: xmpPlace },
  {
    name: 'with a time.png',
    make: () => pngWith(['tIME', Buffer.from([0x07, 0xea, 2, 3, 10, 11, 12])]),
    tags: [],
  },
  { name: 'with a raw profile.png', make: () => pngWith(['zTXt', rawProfile()]), tags: [] },
  {
    name: 'with a profile.png',
    make: () =>
      pngWith([
        'iCCP',
        Buffer.concat([Buffer.from('Invented Monitor 0042\0\0', 'latin1'), deflateSync(Buffer.alloc(128))]),
      ]),
    tags: place,
  },
  {
    name: 'with a provenance.png',
    make: () =>
      pngWith(['caBX', Buffer.from('jumb c2pa Invented Person 2026-02-03')], ['vpAg', Buffer.alloc(9, 1)]),
    tags: times,
  },
  { name: 'with something behind it.png', make: () => Buffer.concat([aPng(), jpeg()]), tags: [] },
  { name: 'spoken of.gif', make: () => gifWithComment(), tags: [...xmpPlace, '-Comment=taken at 50.8466 N'] },
];

/** Pages as ImageMagick writes them, in the form of the scanners and fax machines that say the tags. */
function aScan(...how: readonly string[]): Buffer {
  return execFileSync('convert', ['-size', '64x48', ...how, 'tif:-']);
}
const page = ['gradient:black-white', '-strip'];
const colourPage = ['plasma:red-blue', '-strip'];
const office = [
  '-IFD0:Make=Invented',
  '-IFD0:Model=INVENTED-0042',
  '-IFD0:Software=Invented 1.0',
  '-IFD0:HostComputer=INVENTED-LAPTOP',
  '-IFD0:Artist=Invented Person',
  '-IFD0:Copyright=Invented Person',
  '-IFD0:DocumentName=Invented refuge',
  '-IFD0:ImageDescription=Invented refuge',
  '-IFD0:PageName=Invented refuge',
  '-IFD0:ModifyDate=2026:02:03 10:11:12',
  '-IFD0:XPAuthor=Invented Person',
];

/** Pages and pictures of a scanner, in the ways that pixels are packed in. */
export const scans: readonly Photograph[] = [
  {
    name: 'fax.tif',
    make: () => aScan(...page, '-monochrome', page[0] ?? '', '-monochrome', '-compress', 'Group4'),
    tags: office,
  },
  {
    name: 'old fax.tif',
    make: () => aScan(...page, '-monochrome', '-compress', 'Fax', '-endian', 'MSB'),
    tags: office,
  },
  {
    name: 'five pages.tif',
    make: () =>
      aScan(
        ...['white', 'black', 'red', 'gray50', 'blue'].map((colour) => `xc:${colour}`),
        '-compress',
        'LZW',
      ),
    tags: [...office, ...everything, ...xmpPlace],
  },
  {
    name: 'big-endian.tif',
    make: () => aScan(...colourPage, '-compress', 'Zip', '-endian', 'MSB'),
    tags: [...everything, '-IPTC:City=Bruxelles', '-IPTC:By-line=Invented Person', '-Orientation#=6'],
  },
  {
    name: 'not packed.tif',
    make: () => aScan(...colourPage, '-compress', 'None'),
    tags: [...office, '-XMP-dc:Creator=Invented Person', '-Photoshop:URL=http://invented.example'],
  },
  {
    name: 'of few colours.tif',
    make: () => aScan(...colourPage, '-colors', '16', '-compress', 'RLE', '-type', 'palette'),
    tags: office,
  },
  {
    name: 'photograph.tif',
    make: () => aScan(...colourPage, '-compress', 'JPEG'),
    tags: [...everything, ...camera('Invented', 'Invented'), '-MakerNoteUnknown=INVENTED-0042'],
  },
  {
    name: 'tiles.tif',
    make: () => aScan(...colourPage, '-compress', 'LZW', '-define', 'tiff:tile-geometry=16x16'),
    tags: everything,
  },
  {
    name: 'with a small form of itself.tif',
    make: () => aScan(...colourPage, '(', '-clone', '0', '-resize', '25%', ')', '-compress', 'LZW'),
    tags: [...office, '-IFD1:SubfileType#=1', '-IFD1:Software=Invented 1.0'],
  },
  {
    name: 'sixteen bits.tif',
    make: () => aScan(...colourPage, '-depth', '16', '-compress', 'Zip'),
    tags: place,
  },
  { name: 'see-through.tif', make: () => aScan('xc:#ff000080', '-compress', 'Zip'), tags: office },
  { name: 'for the press.tif', make: () => aScan(...colourPage, '-colorspace', 'CMYK'), tags: office },
  {
    name: 'with something behind it.tif',
    make: () => Buffer.concat([aScan(...page), Buffer.from('Invented Person 50.8466')]),
    tags: [],
  },
];

/** What stands in a PDF of one’s own beside its pages; its pages are taken into a bundle. */
export const papers: readonly Photograph[] = [
  {
    name: 'letter.pdf',
    make: () => aPdf(['Lettre']),
    tags: [
      '-PDF:Author=Invented Person',
      '-PDF:Creator=Invented 1.0',
      '-PDF:CreateDate=2026:02:03 10:11:12',
      '-XMP-dc:Creator=Invented Person',
      '-XMP-xmp:CreateDate=2026:02:03 10:11:12',
      ...xmpPlace,
    ],
  },
  { name: 'talkative.pdf', make: aTalkativePdf, tags: ['-PDF:Keywords=INVENTED-0042'] },
  {
    name: 'with notes.pdf',
    make: () => aPdf(['Notes'], (doc) => doc.setSubject('50.8466 N')),
    tags: ['-PDF:ModifyDate=2026:02:03 10:11:12'],
  },
];

/** Makes the files in a folder; gives their paths, in the order of the list. */
export async function makePhotographs(
  folder: string,
  which: readonly Photograph[],
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, make } of which) {
    const path = join(folder, name);
    writeFileSync(path, await make());
    paths.push(path);
  }
  writeTags(
    which.flatMap(({ tags }, index) => (tags.length === 0 ? [] : [[paths[index] ?? '', tags] as const])),
  );
  return paths;
}
