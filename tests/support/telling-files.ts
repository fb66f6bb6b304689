import { crc32 } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { writePackage } from '../../src/core/filings/write-package';
import { aPdf, aPng } from './evidence-files';
import { relationships, wordFile, wordNamespace, wordParts } from './word-file';

// Files as telephones and offices leave them: each says where it was made, by whom or by what. All of it is invented.

/** What is planted, so that a test can look for it in the bytes of a copy. */
export const planted = {
  make: 'Inventone',
  serial: 'SN-4711-INVENTED',
  person: 'Paulette Inventee',
  time: '2026:02:11 21:29:10',
  note: 'taken at the refuge',
} as const;

type Entry = readonly [tag: number, type: number, count: number, value: Buffer];

/** The notes of a camera (TIFF, little-endian): 50° 51′ north, 4° 21′ east, device, owner, time and a small picture. */
export function cameraNotes(
  says: {
    readonly place?: boolean;
    readonly person?: boolean;
    readonly device?: boolean;
    readonly smallPicture?: boolean;
  },
  more: readonly Entry[] = [],
): Buffer {
  const text = (tag: number, words: string): Entry => [tag, 2, words.length + 1, Buffer.from(`${words}\0`)];
  const short = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8, 0, 0]);
  const degrees = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 8);
    for (const [index, value] of values.entries()) {
      bytes.writeUInt32LE(value, index * 8);
      bytes.writeUInt32LE(1, index * 8 + 4);
    }
    return bytes;
  };
  const first: Entry[] = [...more];
  const inner: Entry[] = [];
  if (says.device === true) {
    first.push(text(0x010f, planted.make), text(0x0110, 'Model 9'));
    first.push(text(0x0132, planted.time));
    inner.push(text(0x9003, planted.time), text(0xa431, planted.serial));
  }
  if (says.person === true) first.push(text(0x013b, planted.person));
  const place: Entry[] =
    says.place === true
      ? [
          [1, 2, 2, Buffer.from('N\0')],
          [2, 5, 3, degrees(50, 51, 0)],
          [3, 2, 2, Buffer.from('E\0')],
          [4, 5, 3, degrees(4, 21, 0)],
        ]
      : [];
  const small = Buffer.from('ffd8ffdb0004ffd9', 'hex');
  const parts: Buffer[] = [Buffer.from('II*\0\x08\0\0\0', 'latin1')];
  const directory = (entries: readonly Entry[], at: number, next: number): Buffer => {
    const sorted = entries.toSorted(([one], [other]) => one - other);
    const head = Buffer.alloc(2 + sorted.length * 12 + 4);
    const behind: Buffer[] = [];
    let free = at + head.length;
    head.writeUInt16LE(sorted.length, 0);
    for (const [index, [tag, type, count, value]] of sorted.entries()) {
      const entryAt = 2 + index * 12;
      head.writeUInt16LE(tag, entryAt);
      head.writeUInt16LE(type, entryAt + 2);
      head.writeUInt32LE(count, entryAt + 4);
      if (value.length <= 4) value.copy(head, entryAt + 8);
      else {
        head.writeUInt32LE(free, entryAt + 8);
        const even = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
        behind.push(even);
        free += even.length;
      }
    }
    head.writeUInt32LE(next, head.length - 4);
    return Buffer.concat([head, ...behind]);
  };
  // Offsets follow from lengths, and lengths do not follow from offsets: what stands behind is measured first.
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const pointers = (innerAt: number, placeAt: number): Entry[] => [
    ...(inner.length > 0 ? [[0x8769, 4, 1, long(innerAt)] as const] : []),
    ...(place.length > 0 ? [[0x8825, 4, 1, long(placeAt)] as const] : []),
  ];
  const innerAt = 8 + directory([...first, ...pointers(0, 0)], 8, 0).length;
  const placeAt = innerAt + (inner.length > 0 ? directory(inner, innerAt, 0).length : 0);
  const smallAt = placeAt + (place.length > 0 ? directory(place, placeAt, 0).length : 0);
  parts.push(
    directory([...first, ...pointers(innerAt, placeAt)], 8, says.smallPicture === true ? smallAt : 0),
  );
  if (inner.length > 0) parts.push(directory(inner, innerAt, 0));
  if (place.length > 0) parts.push(directory(place, placeAt, 0));
  if (says.smallPicture === true) {
    const entries = (dataAt: number): Entry[] => [
      [0x0103, 3, 1, short(6)],
      [0x0201, 4, 1, long(dataAt)],
      [0x0202, 4, 1, long(small.length)],
    ];
    const length = directory(entries(0), smallAt, 0).length;
    parts.push(directory(entries(smallAt + length), smallAt, 0), small);
  }
  return Buffer.concat(parts);
}

const everything = { place: true, person: true, device: true, smallPicture: true };
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="50,51N"><dc:creator><rdf:Seq><rdf:li>${planted.person}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;

/** A photograph of a telephone; `says` chooses what it says, everything unless told otherwise. */
export function tellingJpeg(says: Parameters<typeof cameraNotes>[0] = everything, note = ''): Buffer {
  const notes = Buffer.concat([Buffer.from('Exif\0\0'), cameraNotes(says)]);
  const segment = (marker: number, content: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    smallJpeg.subarray(0, 2),
    segment(0xe1, notes),
    ...(note === '' ? [] : [segment(0xfe, Buffer.from(note))]),
    smallJpeg.subarray(2),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** One grey pixel that every program can draw. */
const smallJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);

export function tellingPng(): Buffer {
  return withPngChunk(
    withPngChunk(aPng(), 'eXIf', cameraNotes(everything)),
    'tEXt',
    Buffer.from(`Author\0${planted.person}`),
  );
}

/** Behind the head, which is 33 bytes long. */
export function withPngChunk(png: Buffer, name: string, content: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(bytes), 4);
  return Buffer.concat([
    png.subarray(0, 33),
    around.subarray(0, 4),
    bytes,
    around.subarray(4),
    png.subarray(33),
  ]);
}

/** A lossless WebP of one pixel; without its notes it is `VP8X` and `VP8L` alone. */
export function tellingWebp(says = true): Buffer {
  const chunk = (name: string, content: Buffer): Buffer => {
    const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const chunks = Buffer.concat([
    chunk('VP8X', Buffer.from(says ? '0c000000000000000000' : '00000000000000000000', 'hex')),
    chunk('VP8L', Buffer.from('2f00000000073010111188888808', 'hex')),
    ...(says ? [chunk('EXIF', cameraNotes(everything)), chunk('XMP ', Buffer.from(xmp))] : []),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
}

/** One grey pixel; its small picture stands in a directory of its own. */
export function tellingTiff(more: readonly Entry[] = []): Buffer {
  const pixels = (at: number): Buffer =>
    cameraNotes(everything, [
      ...more,
      ...[256, 257, 262, 277, 278, 279].map((tag): Entry => [tag, 3, 1, Buffer.from([1, 0, 0, 0])]),
      [258, 3, 1, Buffer.from([8, 0, 0, 0])],
      [259, 3, 1, Buffer.from([1, 0, 0, 0])],
      [273, 4, 1, Buffer.from([at & 0xff, at >> 8, 0, 0])],
    ]);
  return Buffer.concat([pixels(pixels(0).length), Buffer.from([0x80])]);
}

/** As cameras write what their sensor saw, of which a program of their own makes a picture. */
export function rawTiff(): Buffer {
  return tellingTiff([[50_706, 1, 4, Buffer.from([1, 4, 0, 0])]]);
}

function box(name: string, ...contents: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(contents.map((each) => Buffer.from(each as Buffer)));
  const head = Buffer.from(`\0\0\0\0${name}`, 'latin1');
  head.writeUInt32BE(content.length + 8, 0);
  return Buffer.concat([head, content]);
}

/** As iPhones write them, with notes and XMP as items of their own; the tiles of the picture are a few bytes that nobody decodes. */
export function tellingHeic(): Buffer {
  const notes = Buffer.concat([Buffer.from([0, 0, 0, 6]), Buffer.from('Exif\0\0'), cameraNotes(everything)]);
  return heicOf({}, [
    { type: 'Exif', data: notes },
    { type: 'mime', more: 'application/rdf+xml\0', data: Buffer.from(xmp) },
  ]);
}

/** One with a tile that nobody decodes, and what is asked for beside it; `SECRET` stands in it wherever words can. */
export function heicOf(
  holds: {
    /** Between its tile and the next item. */
    readonly between?: string;
    readonly free?: string;
    /** Of its picture, by their names. */
    readonly properties?: readonly string[];
    /** Beside the lists of its items, by their names. */
    readonly boxes?: readonly string[];
    /** Of one more item each. */
    readonly types?: readonly string[];
    readonly small?: string;
  },
  more: readonly { readonly type: string; readonly more?: string; readonly data: Buffer }[] = [],
): Buffer {
  const number = (value: number, bytes: number): Buffer => {
    const written = Buffer.alloc(bytes);
    written.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(bytes, 6));
    return written;
  };
  const named = (names: readonly string[] = []) => names.map((name) => box(name, number(0, 4), 'SECRET\0'));
  const items = [
    { type: 'hvc1', data: Buffer.from('the tile of the picture') },
    ...(holds.small === undefined ? [] : [{ type: 'hvc1', data: Buffer.from(holds.small) }]),
    ...more,
    ...(holds.types ?? []).map((type) => ({ type, data: Buffer.from('SECRET') })),
  ];
  const between = Buffer.from(holds.between ?? '');
  const meta = (dataAt: number): Buffer => {
    let at = dataAt;
    const places = items.map(({ data }, index) => {
      const head = [number(index + 1, 2), number(0, 2), number(1, 2)];
      const written = Buffer.concat([...head, number(at, 4), number(data.length, 4)]);
      at += data.length + (index === 0 ? between.length : 0);
      return written;
    });
    const entries = items.map((item, index) =>
      box(
        'infe',
        number(0x02000000, 4),
        number(index + 1, 2),
        number(0, 2),
        item.type,
        `${more.includes(item) ? '' : 'SECRET'}\0`,
        'more' in item ? (item.more ?? '') : '',
      ),
    );
    const reference = box('thmb', number(2, 2), number(1, 2), number(1, 2));
    return box(
      'meta',
      number(0, 4),
      box('hdlr', number(0, 8), 'pict', Buffer.alloc(13)),
      box('pitm', number(0, 4), number(1, 2)),
      box('iinf', number(0, 4), number(items.length, 2), ...entries),
      box('iprp', box('ipco', box('ispe', Buffer.alloc(12)), ...named(holds.properties)), box('ipma')),
      ...(holds.small === undefined ? [] : [box('iref', number(0, 4), reference)]),
      ...named(holds.boxes),
      box('iloc', number(0, 4), number(0x4400, 2), number(items.length, 2), ...places),
    );
  };
  const head = box('ftyp', 'heic', number(0, 4), 'mif1', 'heic');
  const dataAt = head.length + meta(0).length + 8;
  const data = items.flatMap((item, index) => (index === 0 ? [item.data, between] : [item.data]));
  return Buffer.concat([
    head,
    meta(dataAt),
    box('mdat', ...data),
    ...(holds.free === undefined ? [] : [box('free', holds.free)]),
  ]);
}

/** A film of a telephone: the head of it, behind the pictures. */
export function tellingFilm(brand = 'isom'): Buffer {
  const text = (words: string): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(Buffer.byteLength(words), 0);
    return Buffer.concat([head, Buffer.from(words)]);
  };
  const made = Buffer.alloc(100);
  made.writeUInt32BE(3_800_000_000, 4);
  const own = (name: string, words: string): Buffer => {
    const written = box('....', text(words));
    // These names begin with a sign that takes two bytes in UTF-8 and one here.
    written.write(name, 4, 'latin1');
    return written;
  };
  return Buffer.concat([
    box('ftyp', brand, Buffer.alloc(4)),
    box('mdat', Buffer.alloc(5000, 1)),
    box(
      'moov',
      box('mvhd', made),
      box(
        'udta',
        own('\u00a9xyz', '+50.8500+004.3500/'),
        own('\u00a9mak', planted.make),
        own('\u00a9ART', planted.person),
      ),
    ),
  ]);
}

/** A voice memo as MP3. */
export function tellingMp3(): Buffer {
  const frame = (name: string, words: string): Buffer => {
    const head = Buffer.from(`${name}\0\0\0\0\0\0`, 'latin1');
    head.writeUInt32BE(words.length + 1, 4);
    return Buffer.concat([head, Buffer.from([3]), Buffer.from(words)]);
  };
  const frames = Buffer.concat([
    frame('TPE1', planted.person),
    frame('TSSE', planted.make),
    frame('TYER', '2026'),
  ]);
  const head = Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1');
  head[8] = frames.length >> 7;
  head[9] = frames.length & 0x7f;
  return Buffer.concat([head, frames, Buffer.from('fffb9064', 'hex'), Buffer.alloc(400)]);
}

/** With properties, XMP, a photograph that has a place, and properties of an earlier version that nothing refers to any more. */
export async function tellingPdf(): Promise<Buffer> {
  const made = await aPdf(['Une page inventée'], async (doc, [page]) => {
    doc.setAuthor(planted.person);
    doc.setTitle('Lettre');
    doc.setProducer(planted.make);
    doc.setCreationDate(new Date('2026-02-11T20:29:10Z'));
    const { context } = doc;
    doc.catalog.set(
      PDFName.of('Metadata'),
      context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })),
    );
    context.register(
      context.obj({
        Author: PDFString.of(`${planted.person} (first)`),
        Producer: PDFString.of('x'),
        Title: PDFString.of('y'),
      }),
    );
    const photograph = await doc.embedJpg(new Uint8Array(tellingJpeg()));
    page?.drawImage(photograph, { x: 60, y: 500, width: 100, height: 100 });
  });
  return made;
}

/** One in which somebody remarked upon a page, under her name. */
export async function remarkedPdf(): Promise<Buffer> {
  return aPdf(['Une page inventée'], (doc: PDFDocument, [page]) => {
    const remark = doc.context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [10, 10, 30, 30],
      T: PDFString.of(planted.person),
      Contents: PDFString.of('Une remarque'),
    });
    page?.node.addAnnot(doc.context.register(remark));
  });
}

export function tellingWord(): Buffer {
  return wordFile(['Une lettre.'], {
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>${planted.person}</dc:creator><cp:lastModifiedBy>Somebody Else</cp:lastModifiedBy><dcterms:created>2026-02-11T20:29:10Z</dcterms:created></cp:coreProperties>`,
    'docProps/app.xml':
      '<Properties><Application>Invented Word</Application><Company>Refuge Inventé</Company></Properties>',
    'word/comments.xml': `<w:comments ${wordNamespace}><w:comment w:id="0" w:author="A"><w:p><w:r><w:t>Vraiment ?</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/document.xml': `<w:document ${wordNamespace}><w:body><w:p><w:del w:id="1" w:author="A"><w:r><w:delText>avant</w:delText></w:r></w:del></w:p></w:body></w:document>`,
  });
}

/** As `tellingWord`, but with a photograph in place of what people remarked and changed. */
export function unremarkedWord(): Buffer {
  return packed({
    ...Object.fromEntries(
      wordParts(['Une lettre.'], {
        '_rels/.rels': relationships([
          ['officeDocument', 'word/document.xml'],
          ['core-properties', 'docProps/core.xml'],
        ]),
        'word/_rels/document.xml.rels': relationships([['image', 'media/image1.jpeg']]),
        'docProps/core.xml': `<cp:coreProperties><dc:creator>${planted.person}</dc:creator></cp:coreProperties>`,
      }),
    ),
    'word/media/image1.jpeg': tellingJpeg(),
  });
}

export function tellingSheet(): Buffer {
  return packed({
    '[Content_Types].xml': '<Types/>',
    'docProps/core.xml': `<p xmlns:dc="d"><dc:creator>${planted.person}</dc:creator></p>`,
    'xl/workbook.xml': '<workbook/>',
    'xl/comments1.xml': '<comments><comment><text><t>Une remarque</t></text></comment></comments>',
  });
}

export function tellingSlides(): Buffer {
  return packed({
    '[Content_Types].xml': '<Types/>',
    'docProps/app.xml': '<Properties><Company>Refuge Inventé</Company></Properties>',
    'docProps/thumbnail.jpeg': smallJpeg,
    'ppt/media/image1.jpeg': tellingJpeg({ place: true }),
  });
}

export function tellingOpenDocument(): Buffer {
  return packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'meta.xml': `<office:document-meta><office:meta><meta:initial-creator>${planted.person}</meta:initial-creator><dc:creator>Somebody Else</dc:creator><meta:creation-date>2026-02-11T21:29:10</meta:creation-date></office:meta></office:document-meta>`,
    'content.xml':
      '<office:document-content><office:annotation><text:p>Vraiment ?</text:p></office:annotation><text:tracked-changes></text:tracked-changes></office:document-content>',
    'Thumbnails/thumbnail.png': aPng(),
  });
}

/** As LibreOffice writes a letter, with a photograph. */
export function unremarkedOpenDocument(): Buffer {
  return packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml':
      '<manifest:manifest><manifest:file-entry manifest:full-path="/"/><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>',
    'meta.xml': `<office:document-meta><meta:initial-creator>${planted.person}</meta:initial-creator></office:document-meta>`,
    'content.xml':
      '<office:document-content><text:p officeooo:rsid="0011">Une lettre.<draw:image xlink:href="Pictures/1.jpg"/></text:p></office:document-content>',
    'settings.xml': `<office:document-settings><config:config-item config:name="PrinterName" config:type="string">${planted.make}</config:config-item></office:document-settings>`,
    'Pictures/1.jpg': tellingJpeg(),
  });
}

function packed(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  return writePackage(
    new Map(Object.entries(parts).map(([name, content]) => [name, Buffer.from(content as Buffer)])),
  );
}
