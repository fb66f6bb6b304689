import { crc32, deflateSync } from 'node:zlib';

// Small pictures made by hand: as a camera or a program leaves them, with all they say of themselves, or without.

/** A file of one grey pixel as far as its structure goes: nobody decodes it. */
export function jpegWithTraces(traces = true): Buffer {
  const segment = (marker: number, content: Buffer | string): Buffer => {
    const bytes = Buffer.from(content);
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(bytes.byteLength + 2, 2);
    return Buffer.concat([head, bytes]);
  };
  const jfif = segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex'));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif,
    ...(traces
      ? [
          segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifWithPlace()])),
          segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
          segment(0xed, 'Photoshop 3.0\0'),
          segment(0xfe, 'taken at the refuge'),
        ]
      : []),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from('080001000101011100', 'hex')),
    segment(0xda, Buffer.from('0101003f00', 'hex')),
    // Pixels, with a stuffed zero and a restart between them.
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    ...(traces ? [Buffer.from('something behind the end')] : []),
  ]);
}

export function pngWithTraces(traces = true): Buffer {
  const chunk = (name: string, content: Buffer | string): Buffer => {
    const bytes = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content)]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bytes.byteLength - 4);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(bytes));
    return Buffer.concat([head, bytes, check]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    ...(traces
      ? [chunk('tEXt', 'Author\0Marie'), chunk('eXIf', exifWithPlace()), chunk('tIME', Buffer.alloc(7, 1))]
      : []),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', ''),
  ]);
}

export function gifWithComment(traces = true): Buffer {
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from('01000100800000ffffff000000', 'hex'),
    ...(traces ? [Buffer.from('21fe054d6172696500', 'hex')] : []),
    Buffer.from('2c00000000010001000002024401003b', 'hex'),
  ]);
}

/** The notes of a camera: that there is a place, 50° 51′ 0″ north. */
function exifWithPlace(): Buffer {
  const bytes = Buffer.alloc(26 + 30 + 24);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(1, 8);
  entry(bytes, 10, 0x8825, 4, 1, 26);
  bytes.writeUInt16LE(2, 26);
  entry(bytes, 28, 1, 2, 2, 0x4e);
  entry(bytes, 40, 2, 5, 3, 56);
  for (const [index, value] of [50, 1, 51, 1, 0, 1].entries()) bytes.writeUInt32LE(value, 56 + 4 * index);
  return bytes;
}

function entry(bytes: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  bytes.writeUInt16LE(tag, at);
  bytes.writeUInt16LE(type, at + 2);
  bytes.writeUInt32LE(count, at + 4);
  bytes.writeUInt32LE(value, at + 8);
}
