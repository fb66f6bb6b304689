import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readingsOf } from '../../support/packed-bytes';
import { filesHolding, processesBelow, removedFilesHolding, wordsIn } from '../../support/planted-words';

// The control of tests/e2e/residue.test.ts: a search that finds nothing proves nothing unless it finds what is there.

const word = 'Zwartebessenlaan';
const arabic = 'زعفرانة';
const sentence = `She hid in the ${word} behind the wall.`;
const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251));

function around(bytes: Buffer): Buffer {
  return Buffer.concat([noise, bytes, noise]);
}

/** Source: APPNOTE of the zip format. */
function zipped(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), deflateRawSync(content)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return Buffer.from([...bytes, left]);
}

/** In Snappy's form, with the second half of the word copied from what came before: no literal holds it whole. */
function snapped(): Buffer {
  const first = Buffer.from(`bessenlaan ${word.slice(0, 6)}`);
  const size = first.length + 10;
  return Buffer.concat([
    varint(size),
    Buffer.from([(first.length - 1) << 2]),
    first,
    // Ten bytes again, from as far back as the beginning.
    Buffer.from([((10 - 4) << 2) | 1 | ((first.length >> 8) << 5), first.length & 0xff]),
  ]);
}

/** A table of LevelDB with one block, packed. */
function levelDbTable(content: Buffer): Buffer {
  const asBlock = (bytes: Buffer, kind: number) =>
    Buffer.concat([bytes, Buffer.from([kind]), Buffer.alloc(4)]);
  const handle = (begin: number, size: number) => Buffer.concat([varint(begin), varint(size)]);
  const data = asBlock(content, 1);
  const place = handle(0, content.length);
  const restarts = Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]);
  const index = Buffer.concat([
    varint(0),
    varint(1),
    varint(place.length),
    Buffer.from('k'),
    place,
    restarts,
  ]);
  const footer = Buffer.alloc(48);
  Buffer.concat([handle(0, 0), handle(data.length, index.length)]).copy(footer);
  Buffer.from('57fb808b247547db', 'hex').copy(footer, 40);
  return Buffer.concat([data, asBlock(index, 0), footer]);
}

/** A log of LevelDB whose only record is cut by the border of a block right inside the word. */
function levelDbLog(): Buffer {
  const blockBytes = 32 * 1024;
  const head = (length: number, kind: number) => {
    const bytes = Buffer.alloc(7);
    bytes.writeUInt16LE(length, 4);
    bytes[6] = kind;
    return bytes;
  };
  const first = Buffer.concat([Buffer.alloc(blockBytes - 7 - 5, 0x2e), Buffer.from(word.slice(0, 5))]);
  const rest = Buffer.from(word.slice(5));
  return Buffer.concat([head(first.length, 2), first, head(rest.length, 4), rest]);
}

describe('the search for planted words', () => {
  it.each([
    ['as it is', around(Buffer.from(sentence))],
    ['in capitals or not', around(Buffer.from(sentence.toLowerCase()))],
    ['as Chromium writes text in memory', around(Buffer.from(sentence, 'utf16le'))],
    ['in Base64, first place', Buffer.from(Buffer.from(`abc${word}`).toString('base64'))],
    ['in Base64, second place', Buffer.from(Buffer.from(`abcd${word}xy`).toString('base64'))],
    ['in Base64, third place', Buffer.from(Buffer.from(`abcde${word}x`).toString('base64'))],
    ['in gzip', around(gzipSync(sentence))],
    ['in gzip that breaks off', around(gzipSync(sentence + 'x'.repeat(200))).subarray(0, -noise.length - 9)],
    ['in zlib, as in a PDF', around(deflateSync(sentence))],
    ['in zip', around(zipped('a.txt', Buffer.from(sentence)))],
    ['in gzip within zip', around(zipped('a.gz', gzipSync(sentence)))],
    ['in a table of LevelDB', levelDbTable(snapped())],
    ['in a log of LevelDB, across two blocks', levelDbLog()],
  ])('finds one %s', (_where, bytes) => {
    expect(wordsIn(bytes, [word, 'quetzalcoatlus'])).toEqual([word]);
  });

  it.each([
    ['as it is', Buffer.from(arabic)],
    ['in a URL', Buffer.from(encodeURIComponent(arabic))],
    [
      'in JSON that keeps to ASCII',
      Buffer.from(
        [...arabic].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      ),
    ],
  ])('finds one in another script %s', (_where, bytes) => {
    expect(wordsIn(around(bytes), [arabic])).toEqual([arabic]);
  });

  it('finds none where none is', () => {
    expect(wordsIn(around(gzipSync('The wall.')), [word])).toEqual([]);
  });

  it('reads any bytes at all', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.constantFrom('', '57fb808b247547db'),
        (bytes, end) => {
          const given = Buffer.concat([bytes, Buffer.from(end, 'hex')]);
          expect([...readingsOf(given)][0]).toBe(given);
        },
      ),
    );
  });
});

describe('the search through files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dossier-planted-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names each file that holds one, and each that is called by one', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'inside.bin'), gzipSync(sentence));
    writeFileSync(join(folder, `${word}.jpg`), '');
    writeFileSync(join(folder, 'other.txt'), 'The wall.');
    expect([...filesHolding([folder], [word])].sort()).toEqual([
      `${word} in ${join(folder, `${word}.jpg`)}`,
      `${word} in ${join(folder, 'deep', 'inside.bin')}`,
    ]);
  });

  it.runIf(process.platform === 'linux')('finds what was removed but is still open', () => {
    const path = join(folder, 'gone.tmp');
    writeFileSync(path, sentence);
    const open = openSync(path, 'r');
    rmSync(path);
    expect(removedFilesHolding(processesBelow(process.pid), [word])).toEqual([
      `${word} in ${path} (deleted)`,
    ]);
    closeSync(open);
    expect(removedFilesHolding(processesBelow(process.pid), [word])).toEqual([]);
  });
});
