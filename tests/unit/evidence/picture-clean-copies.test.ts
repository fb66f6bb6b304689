import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookIntoPicture, readPictureSaid } from '../../../src/core/evidence/traces/picture';
import { aPng } from '../../support/evidence-files';
import {
  heicOf,
  planted,
  tellingHeic,
  tellingJpeg,
  tellingWebp,
  withPngChunk,
} from '../../support/telling-files';

// What pictures say in places that only some programs write to, and what no clean copy is made of.

const bareOf = (picture: Uint8Array): Buffer => {
  const { bare } = lookIntoPicture(picture);
  if (bare === null) throw new Error('There is no clean copy');
  expect(lookIntoPicture(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
  return Buffer.from(bare);
};

describe('a clean copy of a JPEG', () => {
  it('leaves out segments of no known kind', () => {
    const picture = tellingJpeg();
    const segment = (marker: number) => Buffer.from([0xff, marker, 0, 8, ...Buffer.from('SECRET')]);
    for (const marker of [0xc8, 0xde, 0xdf, 0xf0, 0xf7, 0xfd]) {
      const made = Buffer.concat([picture.subarray(0, 2), segment(marker), picture.subarray(2)]);
      expect([marker, bareOf(made).includes('SECRET')]).toEqual([marker, false]);
    }
    for (const marker of [0xd0, 0xd8, 0xd9]) {
      const made = Buffer.concat([picture.subarray(0, 2), segment(marker), picture.subarray(2)]);
      expect([marker, lookIntoPicture(made).form]).toEqual([marker, 'asReceived']);
    }
  });
});

describe('what a picture says', () => {
  it('is read where it is packed, and in letters of another coding', () => {
    const words = Buffer.from('René Inventée', 'latin1');
    const png = withPngChunk(
      aPng(),
      'zTXt',
      Buffer.concat([Buffer.from('Author\0\0'), deflateSync(Buffer.from('Somebody Packed'))]),
    );
    const utf8 = withPngChunk(
      png,
      'iTXt',
      Buffer.concat([
        Buffer.from('Title\0\u0001\0fr\0Titre\0', 'latin1'),
        deflateSync(Buffer.from('Refuge Inventé')),
      ]),
    );
    expect(readPictureSaid(utf8)).toMatchObject({
      traces: ['personNamed', 'title'],
      words: expect.arrayContaining(['Somebody Packed', 'Refuge Inventé']) as string[],
    });
    const jpeg = tellingJpeg({}, 'x');
    const at = jpeg.indexOf(Buffer.from([0xff, 0xfe]));
    const remark = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words.length + 2]), words]);
    const noted = Buffer.concat([jpeg.subarray(0, at), remark, jpeg.subarray(at + 5)]);
    expect(readPictureSaid(noted).words.join()).toContain('René Inventée');
  });

  it('is told soon of a packet that was made to keep a program busy', () => {
    const packet = Buffer.from(`<x:xmpmeta ${'>'.repeat(250_000)}`);
    const began = performance.now();
    readPictureSaid(Buffer.concat([tellingWebp(), packet]));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('a clean copy of a bitmap', () => {
  const bitmap = (space: string) => {
    const head = Buffer.alloc(14 + 124);
    head.write('BM');
    head.writeUInt32LE(head.length + 4 + 20, 2);
    head.writeUInt32LE(head.length, 10);
    head.writeUInt32LE(124, 14);
    head.writeUInt32LE(1, 18);
    head.writeUInt32LE(1, 22);
    head.writeUInt16LE(1, 26);
    head.writeUInt16LE(24, 28);
    head.write([...space].toReversed().join(''), 14 + 56, 'latin1');
    return Buffer.concat([head, Buffer.alloc(4, 0x80), Buffer.from('C:\\SECRET\\profile.icm')]);
  };
  it('is made of one without a profile, and not of one whose profile lies in a folder or within', () => {
    expect(bareOf(Buffer.concat([bitmap('sRGB').subarray(0, -1), Buffer.from('SECRET')])).length).toBe(162);
    for (const space of ['LINK', 'MBED']) expect(lookIntoPicture(bitmap(space)).form).toBe('asReceived');
  });
});

describe('a clean copy of an HEIC', () => {
  it('empties what stands between its pictures, and room that is not used', () => {
    const bare = bareOf(heicOf({ between: 'SECRET', free: 'SECRET' }));
    expect(bare.includes('SECRET')).toBe(false);
    expect(bare.includes('the tile of the picture')).toBe(true);
  });

  it('empties words and times that are told of its pictures', () => {
    const bare = bareOf(heicOf({ properties: ['udes', 'crtt', 'altt'] }));
    expect(bare.includes('SECRET')).toBe(false);
  });

  it('empties its small form', () => {
    const bare = bareOf(heicOf({ small: 'SECRET' }));
    expect(bare.includes('SECRET')).toBe(false);
    expect(lookIntoPicture(heicOf({ small: 'SECRET' })).traces).toContain('smallPicture');
  });

  it('is not made of one with what is not known', () => {
    for (const one of [
      heicOf({ properties: ['SECR'] }),
      heicOf({ boxes: ['SECR'] }),
      heicOf({ types: ['SECR'] }),
    ]) {
      expect(lookIntoPicture(one)).toMatchObject({ form: 'asReceived', bare: null });
    }
  });
});

describe('a clean copy of a picture that is damaged or made to harm', () => {
  it.each([
    ['HEIC', tellingHeic()],
    ['WebP', tellingWebp()],
    ['JPEG', tellingJpeg()],
  ] as const)('of %s says nothing, or is not made', (_name, picture) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.nat(picture.length - 5), fc.constantFrom(0, 1, 8, 255, 0x01_00_00_00, 0xff_ff_ff_ff)),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        (changes) => {
          const damaged = Buffer.from(picture);
          for (const [at, value] of changes) {
            if (value < 256) damaged[at] = value;
            else damaged.writeUInt32LE(value, at);
          }
          const { bare } = lookIntoPicture(damaged);
          if (bare === null) return;
          expect(lookIntoPicture(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
          const words = [planted.person, planted.serial, planted.make];
          expect(words.filter((word) => Buffer.from(bare).includes(word))).toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
