import { planted } from './telling-files';

// Films and recordings as telephones and messengers write them. Pictures and sound are a few bytes that nobody decodes; how they are put
// together is as in real ones.

const number = (value: number, bytes = 4): Buffer => {
  const written = Buffer.alloc(bytes);
  written.writeUIntBE(value, 0, bytes);
  return written;
};

function box(name: string, ...contents: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(
    contents.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each)),
  );
  return Buffer.concat([number(content.length + 8), Buffer.from(name, 'latin1'), content]);
}

/** The bytes that players read, track by track, so that a test can look for them in a copy. */
export const samples = { picture: 'PICTURE-SAMPLE', sound: 'SOUND-SAMPLE' } as const;

const made = number(3_853_000_000);
/** Where its contents begin, behind the kind of the file. */
const mdat = 32;

function track(
  kind: 'vide' | 'soun' | 'meta',
  { at, size, more = [] }: { readonly at: number; readonly size: number; readonly more?: readonly Buffer[] },
): Buffer {
  const entry =
    kind === 'vide'
      ? box(
          'avc1',
          Buffer.alloc(6),
          number(1, 2),
          Buffer.alloc(4),
          'appl',
          Buffer.alloc(8),
          number(64, 2),
          number(48, 2),
          number(0x48_0000),
          number(0x48_0000),
          Buffer.alloc(4),
          number(1, 2),
          Buffer.from(`\u0010${planted.make} codec\0`.padEnd(32, '\0'), 'latin1'),
          number(24, 2),
          number(0xffff, 2),
        )
      : kind === 'soun'
        ? box(
            'mp4a',
            Buffer.alloc(6),
            number(1, 2),
            Buffer.alloc(8),
            number(1, 2),
            number(16, 2),
            Buffer.alloc(4),
            number(44_100, 2),
            number(0, 2),
          )
        : box('mebx', Buffer.alloc(6), number(1, 2), Buffer.alloc(12));
  const head =
    kind === 'vide'
      ? box('vmhd', Buffer.alloc(12))
      : kind === 'soun'
        ? box('smhd', Buffer.alloc(8))
        : box('nmhd', Buffer.alloc(4));
  return box(
    'trak',
    box('tkhd', number(3), made, made, number(1), Buffer.alloc(68)),
    box('edts', box('elst', number(0), number(1), number(600), number(0), number(0x10000))),
    box(
      'mdia',
      box('mdhd', number(0), made, made, number(600), number(600), number(0x55c4, 2), number(0, 2)),
      box('hdlr', number(0), number(0), kind, Buffer.alloc(12), `${planted.make} handler\0`),
      box(
        'minf',
        head,
        box('dinf', box('dref', number(0), number(1), box('url ', number(1)))),
        box(
          'stbl',
          box('stsd', number(0), number(1), entry),
          box('stts', number(0), number(1), number(1), number(600)),
          box('stsc', number(0), number(1), number(1), number(1), number(1)),
          box('stsz', number(0), number(0), number(1), number(size)),
          box('stco', number(0), number(1), number(at)),
        ),
      ),
    ),
    ...more,
  );
}

/**
 * Pictures, sound, places for each second, and a few bytes that belong to none of them, before the head of the film.
 *
 * @param brand  `isom`, `qt  `, `M4A ` or `3gp4`; M4A has sound alone
 */
export function aFilm(brand = 'isom', kindOfFirst: 'vide' | 'text' = 'vide'): Buffer {
  const places = `${planted.person} +50.8500+004.3500/`;
  const data = [samples.picture, samples.sound, places, planted.serial];
  const starts = data.map((_each, index) => mdat + data.slice(0, index).join('').length);
  const place = (index: number) => ({ at: starts[index] ?? 0, size: data[index]?.length ?? 0 });
  const text = (words: string) =>
    Buffer.concat([number(words.length, 2), number(0x55c4, 2), Buffer.from(words)]);
  const udta = box(
    'udta',
    box('\u00a9xyz', text('+50.8500+004.3500/')),
    box('\u00a9mak', text(planted.make)),
    box('\u00a9ART', text(planted.person)),
  );
  const pictures = track('vide', { ...place(0), more: [udta] });
  if (kindOfFirst === 'text') pictures.write('text', pictures.indexOf('vide'), 'latin1');
  return Buffer.concat([
    box('ftyp', brand, number(0x200), 'isom', brand),
    box('mdat', ...data),
    box(
      'moov',
      box(
        'mvhd',
        number(0),
        made,
        made,
        number(600),
        number(600),
        number(0x10000),
        number(0x100, 2),
        Buffer.alloc(70),
        number(4),
      ),
      ...(brand === 'M4A ' ? [] : [pictures]),
      track('soun', place(1)),
      track('meta', place(2)),
      udta,
      box('meta', number(0), box('keys', number(0), number(1), box('mdta', 'com.apple.quicktime.make'))),
    ),
    box('uuid', Buffer.alloc(16, 0xbe), `<x:xmpmeta>${planted.person}</x:xmpmeta>`),
    box('free', planted.note),
  ]);
}

/** Three frames of 417 bytes; tags before and behind them. */
export function anMp3(): Buffer {
  const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413, 0x55)]);
  const tagFrame = (name: string, words: string) =>
    Buffer.concat([Buffer.from(name), number(words.length + 1), Buffer.from([0, 0, 3]), Buffer.from(words)]);
  const frames = Buffer.concat([
    tagFrame('TPE1', planted.person),
    tagFrame('TSSE', planted.make),
    Buffer.alloc(40),
  ]);
  const ape = Buffer.concat([
    Buffer.from([planted.person.length, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from(`Artist\0${planted.person}`),
  ]);
  const apeFoot = Buffer.alloc(32);
  apeFoot.write('APETAGEX');
  apeFoot.writeUInt32LE(2000, 8);
  apeFoot.writeUInt32LE(ape.length + 32, 12);
  apeFoot.writeUInt32LE(1, 16);
  const old = Buffer.alloc(128);
  old.write(`TAG${planted.note}`);
  old.write(planted.person, 33);
  old.write('2026', 93);
  return Buffer.concat([
    Buffer.from('ID3\u0003\0\0\0\0', 'latin1'),
    Buffer.from([frames.length >> 7, frames.length & 0x7f]),
    frames,
    frame,
    frame,
    frame,
    ape,
    apeFoot,
    old,
  ]);
}

const chunk = (name: string, content: Buffer): Buffer => {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

/** As a dictaphone writes it: one second of 8 kHz. */
export function aWav(): Buffer {
  const format = Buffer.from('01000100401f0000803e000002001000', 'hex');
  const bext = Buffer.alloc(602);
  bext.write(planted.note, 0);
  bext.write(planted.make, 256);
  bext.write('2026-02-1121:29:10', 320);
  const chunks = Buffer.concat([
    chunk('bext', bext),
    chunk('fmt ', format),
    chunk(
      'LIST',
      Buffer.concat([
        Buffer.from('INFO'),
        chunk('IART', Buffer.from(planted.person)),
        chunk('IARL', Buffer.from(planted.note)),
      ]),
    ),
    chunk('data', Buffer.alloc(16_000, 0x2a)),
    chunk('iXML', Buffer.from(`<BWFXML><NOTE>${planted.serial}</NOTE></BWFXML>`)),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
}

/** CRC of Ogg, bit by bit: the program has a table of its own. */
function oggChecksum(page: Buffer): number {
  let value = 0;
  for (const byte of page) {
    value = (value ^ (byte << 24)) >>> 0;
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 0x8000_0000) === 0 ? (value << 1) >>> 0 : ((value << 1) ^ 0x04c1_1db7) >>> 0;
    }
  }
  return value;
}

/** Numbers of the pages of an Ogg file whose checksum is right, and their packets' bytes. */
export function oggPages(
  file: Buffer,
): readonly { readonly number: number; readonly isRight: boolean; readonly payload: string }[] {
  const pages = [];
  for (let at = 0; at < file.length;) {
    const count = file[at + 26] ?? 0;
    const inside = at + 27 + count;
    const end = inside + file.subarray(at + 27, inside).reduce((sum, length) => sum + length, 0);
    const page = Buffer.from(file.subarray(at, end));
    const said = page.readUInt32LE(22);
    page.writeUInt32LE(0, 22);
    pages.push({
      number: page.readUInt32LE(18),
      isRight: oggChecksum(page) === said,
      payload: file.toString('latin1', inside, end),
    });
    at = end;
  }
  return pages;
}

function oggPage(number_: number, flags: number, payload: Buffer, isCut = false): Buffer {
  const lengths = [
    ...Array.from({ length: Math.floor(payload.length / 255) }, () => 255),
    ...(isCut ? [] : [payload.length % 255]),
  ];
  const head = Buffer.alloc(27);
  head.write('OggS');
  head[5] = flags;
  head.writeUInt32LE(0x4711, 14);
  head.writeUInt32LE(number_, 18);
  head[26] = lengths.length;
  const page = Buffer.concat([head, Buffer.from(lengths), payload]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

/** A voice message of a messenger, whose remarks hold a small picture and go over two pages. */
export function anOpus(): Buffer {
  const words = (text: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Buffer.byteLength(text));
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const remarks = [
    `ARTIST=${planted.person}`,
    `LOCATION=${planted.note}`,
    'DATE=2026-02-11',
    `METADATA_BLOCK_PICTURE=${'A'.repeat(70_000)}`,
    `x-own=${planted.serial}`,
  ];
  const count = Buffer.alloc(4);
  count.writeUInt32LE(remarks.length);
  const tags = Buffer.concat([Buffer.from('OpusTags'), words(planted.make), count, ...remarks.map(words)]);
  const whole = 255 * 255;
  return Buffer.concat([
    oggPage(0, 2, Buffer.from('OpusHead\u0001\u0001\0\0\u0080\u00bb\0\0\0\0\0', 'latin1')),
    oggPage(1, 0, tags.subarray(0, whole), true),
    oggPage(2, 1, tags.subarray(whole)),
    oggPage(3, 0, Buffer.from(`${samples.sound} one`)),
    oggPage(4, 4, Buffer.from(`${samples.sound} two`)),
  ]);
}

/** Frames of 12.2 kbit/s, and what a program hid behind them. */
export function anAmr(): Buffer {
  const frame = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 0x11)]);
  return Buffer.concat([Buffer.from('#!AMR\n'), frame, frame, Buffer.from(planted.person)]);
}
