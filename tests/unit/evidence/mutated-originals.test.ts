import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/core/evidence/traces/look';
import { lookIntoFilm } from '../../../src/core/evidence/traces/film';
import { lookIntoMatroska } from '../../../src/core/evidence/traces/matroska';
import { lookIntoPackage } from '../../../src/core/evidence/traces/office';
import { lookIntoPicture } from '../../../src/core/evidence/traces/picture';
import { lookIntoSound } from '../../../src/core/evidence/traces/sound';
import { readPackage } from '../../../src/core/filings/package-reader';
import { writePackage } from '../../../src/core/filings/write-package';
import { aFilm, aFlac, anAmr, anMp3, anOpus, aWav, aWebm } from '../../support/recordings';
import { planted, tellingTiff, unremarkedOpenDocument, unremarkedWord } from '../../support/telling-files';

// Files that were cut, or in which bytes were changed: whatever is asked for a clean copy of them gives one that says nothing, or none.

interface Damage {
  readonly kind: 'byte' | 'number' | 'cut' | 'twice';
  /** From 0, its first byte, to 1. */
  readonly at: number;
  readonly to: number;
}

const place = fc.double({ min: 0, max: 1, noNaN: true });
/** What a damaged disk and somebody who wants to harm do to a file. */
const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('byte' as const), at: place, to: fc.nat(255) }),
    // Lengths and places that are too large, nought, or lead back.
    fc.record({
      kind: fc.constant('number' as const),
      at: place,
      to: fc.constantFrom(0, 1, 8, 0x7f_ff_ff_ff, 0xff_ff_ff_ff, 0x00_01_00_00),
    }),
    fc.record({ kind: fc.constant('cut' as const), at: place, to: fc.constant(0) }),
    fc.record({ kind: fc.constant('twice' as const), at: place, to: fc.nat(40) }),
  ),
  { minLength: 1, maxLength: 3 },
);

describe('a clean copy of a file that is damaged or made to harm', () => {
  const isSilent = (
    received: Buffer,
    look: (bytes: Uint8Array) => Look,
    textOf: (bytes: Uint8Array) => string,
  ): Look['form'] => {
    const { form, bare } = look(received);
    expect(bare === null).toBe(form !== 'copy');
    if (bare === null) return form;
    expect(bare.byteLength).toBeLessThanOrEqual(received.length + 1024);
    expect(look(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
    const text = textOf(bare);
    const { person, serial, make } = planted;
    expect([person, serial, make].filter((word) => text.includes(word))).toEqual([]);
    return form;
  };
  const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

  it.each([
    ['TIFF', tellingTiff(), lookIntoPicture],
    ['MP3', anMp3(), lookIntoSound],
    ['WAV', aWav(), lookIntoSound],
    ['Opus', anOpus(), lookIntoSound],
    ['AMR', anAmr(), lookIntoSound],
    ['FLAC', aFlac(), lookIntoSound],
    ['WebM', aWebm(), lookIntoMatroska],
  ] as const)('of %s says nothing, or is not made', (_name, bytes, look) => {
    const forms = new Set<string>();
    fc.assert(
      fc.property(damages, (all) => {
        forms.add(isSilent(all.reduce(damage, bytes), look, latin));
      }),
      { numRuns: 3000 },
    );
    expect([...forms].toSorted()).toEqual(['asReceived', 'copy']);
  });

  it('of a film says nothing, or is not made', async () => {
    const forms = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const received = all.reduce(damage, aFilm());
        const looked = await lookIntoFilm(received);
        const again = looked.bare === null ? null : await lookIntoFilm(looked.bare);
        forms.add(
          isSilent(received, (bytes) => (bytes === received || again === null ? looked : again), latin),
        );
      }),
      { numRuns: 3000 },
    );
    expect([...forms].toSorted()).toEqual(['asReceived', 'copy']);
  });

  it.each([
    ['Word', unremarkedWord()],
    ['OpenDocument', unremarkedOpenDocument()],
  ] as const)('of %s says nothing, or is not made, whichever of its parts is damaged', (_name, bytes) => {
    const parts = unpack(bytes);
    const names = [...parts.keys()];
    const forms = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom('', ...names), damages, (damaged, all) => {
        const received =
          damaged === ''
            ? all.reduce(damage, bytes)
            : writePackage(
                new Map([...parts, [damaged, all.reduce(damage, Buffer.from(parts.get(damaged) ?? []))]]),
              );
        forms.add(
          isSilent(received, lookIntoPackage, (bare) => [...unpack(bare).values()].map(latin).join('\n')),
        );
      }),
      { numRuns: 600 },
    );
    expect([...forms].toSorted()).toEqual(['asReceived', 'copy']);
  });
});

describe('a clean copy of a file in millions of pieces', () => {
  const page = Buffer.alloc(27);
  page.write('OggS');
  const head = (bytes: Buffer, name: string): Buffer => {
    const box = Buffer.from(`\0\0\0\0${name}`, 'latin1');
    box.writeUInt32BE(bytes.length + 8, 0);
    return Buffer.concat([box, bytes]);
  };
  const many = (piece: Buffer): Buffer => Buffer.alloc(24 * 1024 * 1024, piece);
  const empty = head(Buffer.alloc(0), 'free');
  const chunk = Buffer.from('data\0\0\0\0');

  it.each<readonly [string, Buffer, (bytes: Uint8Array) => Look | Promise<Look>]>([
    ['boxes', Buffer.concat([head(Buffer.alloc(8), 'ftyp'), many(empty)]), lookIntoFilm],
    [
      'boxes in boxes',
      Buffer.concat([head(Buffer.alloc(8), 'ftyp'), head(many(empty), 'moov')]),
      lookIntoFilm,
    ],
    ['pages', many(page), lookIntoSound],
    [
      'chunks',
      Buffer.concat([Buffer.from('RIFF\u00ff\u00ff\u00ff\0WAVE', 'latin1'), many(chunk)]),
      lookIntoSound,
    ],
    ['elements', Buffer.concat([aWebm(), many(Buffer.from([0xec, 0x80]))]), lookIntoMatroska],
    [
      'elements of a film as it was recorded',
      Buffer.concat([aWebm('V_VP8', true), many(Buffer.from([0xec, 0x80]))]),
      lookIntoMatroska,
    ],
    [
      'directories',
      Buffer.concat([Buffer.from('II*\0\u0008\0\0\0', 'latin1'), many(Buffer.from([1, 0]))]),
      lookIntoPicture,
    ],
  ])('is not made of %s, and soon', async (_what, bytes, look) => {
    const began = performance.now();
    expect(await look(bytes)).toMatchObject({ form: 'asReceived', bare: null });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const read = readPackage(bytes);
  if (!read.ok) throw new Error('The file cannot be unpacked');
  return read.value;
}

function damage(bytes: Buffer, { kind, at, to }: Damage): Buffer {
  const from = Math.floor(at * Math.max(0, bytes.length - 4));
  if (kind === 'cut') return bytes.subarray(0, from);
  if (kind === 'twice') {
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.max(0, from - to))]);
  }
  const damaged = Buffer.from(bytes);
  if (bytes.length < 4) return damaged;
  if (kind === 'byte') damaged[from] = to;
  else damaged.writeUInt32LE(to, from);
  return damaged;
}
