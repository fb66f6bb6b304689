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

/** As bytes of Matroska: what it is, its length in eight bytes or none, and its contents. */
function element(id: number, ...contents: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(contents.map((each) => Buffer.from(each as Buffer)));
  const bytes = id > 0xff_ff_ff ? 4 : id > 0xff_ff ? 3 : id > 0xff ? 2 : 1;
  return Buffer.concat([number(id, bytes), Buffer.from([1, 0, 0, 0]), number(content.length), content]);
}

/** One whose length nobody knew when it began. */
function openElement(id: number, ...contents: readonly Buffer[]): Buffer {
  return Buffer.concat([number(id), Buffer.from('01ffffffffffffff', 'hex'), ...contents]);
}

/** A film with pictures and sound as a browser records it, to which programs added all that they can. */
export function aWebm(codec = 'V_VP9', isLive = false): Buffer {
  const block = (which: number, words: string) =>
    element(0xa3, Buffer.from([0x80 | which, 0, 0, 0x80]), words);
  const webmTrack = (which: number, kind: number, packedAs: string, ...more: readonly Buffer[]) =>
    element(
      0xae,
      element(0xd7, number(which, 1)),
      element(0x73_c5, Buffer.from('4711471147114711', 'hex')),
      element(0x83, number(kind, 1)),
      element(0x86, packedAs),
      element(0x53_6e, planted.person),
      ...more,
    );
  const tag = (name: string, words: string) =>
    element(0x67_c8, element(0x45_a3, name), element(0x44_87, words));
  const seek = (id: number) => element(0x4d_bb, element(0x53_ab, number(id)), element(0x53_ac, number(9)));
  const master = isLive ? openElement : element;
  const cluster = master(
    0x1f_43_b6_75,
    element(0xe7, number(0)),
    block(1, samples.picture),
    block(2, samples.sound),
  );
  return Buffer.concat([
    element(0x1a_45_df_a3, element(0x42_82, 'webm')),
    master(
      0x18_53_80_67,
      element(0x11_4d_9b_74, seek(0x15_49_a9_66), seek(0x12_54_c3_67)),
      element(0xec, planted.note),
      element(
        0x15_49_a9_66,
        element(0xbf, Buffer.alloc(4, 1)),
        element(0x2a_d7_b1, number(1_000_000)),
        element(0x7b_a9, planted.note),
        element(0x44_61, Buffer.alloc(8, 1)),
        element(0x4d_80, planted.make),
        element(0x57_41, planted.make),
        element(0x73_84, `${planted.person}.webm`),
        element(0x73_a4, planted.serial),
      ),
      element(0x16_54_ae_6b, webmTrack(1, 1, codec), webmTrack(2, 2, 'A_OPUS')),
      cluster,
      cluster,
      element(
        0x12_54_c3_67,
        element(
          0x73_73,
          tag('ARTIST', planted.person),
          tag('LOCATION', planted.note),
          tag('DATE_RECORDED', '2026'),
        ),
      ),
      element(0x19_41_a4_69, element(0x61_a7, element(0x46_6e, `${planted.serial}.jpg`))),
      element(0x10_43_a7_70, element(0x45_b9, planted.note)),
    ),
  ]);
}

/** Bit by bit: the program has tables of its own. */
function checksum(bytes: Buffer, bits: 8 | 16, divisor: number): number {
  const top = 2 ** (bits - 1);
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & top) === 0 ? value << 1 : ((value << 1) ^ divisor) & (2 ** bits - 1);
    }
  }
  return value;
}

/** Two seconds of silence, which players play, and all that programs add to them. */
export function aFlac(hasCues = true): Buffer {
  const block = (kind: number, content: Buffer) =>
    Buffer.concat([number(kind, 1), number(content.length, 3), content]);
  const little = (value: number) => number(value).swap32();
  const words = (text: string) => Buffer.concat([little(Buffer.byteLength(text)), Buffer.from(text)]);
  const remarks = [`ARTIST=${planted.person}`, `LOCATION=${planted.note}`, 'DATE=2026-02-11'];
  const frames = Array.from({ length: 22 }, (_unused, index) => {
    // 4096 samples at 44.1 kHz, one channel of 16 bits; which frame it is.
    const head = Buffer.from([0xff, 0xf8, 0xc9, 0x08, index]);
    // One value for all of them: nought.
    const frame = Buffer.concat([head, number(checksum(head, 8, 0x07), 1), Buffer.alloc(3)]);
    return Buffer.concat([frame, number(checksum(frame, 16, 0x80_05), 2)]);
  });
  const packed = Buffer.alloc(34);
  packed.writeUInt16BE(4096, 0);
  packed.writeUInt16BE(4096, 2);
  packed.writeUInt32BE(44_100 * 2 ** 12 + 15 * 2 ** 4, 10);
  packed.writeUInt32BE(22 * 4096, 14);
  const old = Buffer.alloc(128);
  old.write(`TAG${planted.note}`);
  return Buffer.concat([
    Buffer.from('fLaC'),
    block(0, packed),
    block(2, Buffer.from(`ATCH${planted.serial}`)),
    block(4, Buffer.concat([words(planted.make), little(remarks.length), ...remarks.map(words)])),
    block(
      6,
      Buffer.concat([
        number(3),
        number(9),
        Buffer.from('image/png'),
        number(planted.serial.length),
        Buffer.from(planted.serial),
        Buffer.alloc(16),
        number(1),
        Buffer.alloc(1),
      ]),
    ),
    block(3, Buffer.alloc(18)),
    // Players refuse one that names no place.
    ...(hasCues ? [block(5, Buffer.from(planted.serial))] : []),
    block(0x81, Buffer.from(planted.note)),
    ...frames,
    old,
  ]);
}
