import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingFacts } from '../../../src/renderer/features/evidence/viewer/recording-facts';

function box(type: string | number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  if (typeof type === 'number') head.writeUInt32BE(type, 4);
  else head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function movieHeader(at: string | null): Uint8Array {
  const content = Buffer.alloc(100);
  if (at !== null) content.writeUInt32BE(Date.parse(at) / 1000 + 2_082_844_800, 4);
  return box('mvhd', content);
}

function appleMeta(written: string): Uint8Array {
  const keys = [
    box('mdta', Buffer.from('com.apple.quicktime.make')),
    box('mdta', Buffer.from('com.apple.quicktime.creationdate')),
  ];
  const item = (place: number, value: string) =>
    box(place, box('data', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(value)));
  return box(
    'meta',
    box('keys', Buffer.from([0, 0, 0, 0, 0, 0, 0, 2]), ...keys),
    box('ilst', item(1, 'Apple'), item(2, written)),
  );
}

describe('what a recording says of itself', () => {
  it.each([
    ['its time, without a zone', movieHeader('2023-05-12T21:29:10Z'), { recordedAt: '2023-05-12 21:29:10' }],
    ['nothing where the clock was never set', movieHeader(null), {}],
    [
      'local time, zone and day where the device wrote them',
      Buffer.concat([movieHeader('2023-05-12T21:29:10Z'), appleMeta('2023-05-12T23:29:10+0200')]),
      { recordedAt: '2023-05-12 23:29:10', day: '2023-05-12', zone: '+02:00' },
    ],
    [
      'what the header says where the written day is none',
      Buffer.concat([movieHeader('2023-05-12T21:29:10Z'), appleMeta('2023-13-40T23:29:10+0200')]),
      { recordedAt: '2023-05-12 21:29:10' },
    ],
  ])('is %s', (_what, contents, expected) => {
    const file = Buffer.concat([
      box('ftyp', Buffer.from('isom')),
      box('mdat', Buffer.alloc(50)),
      box('moov', contents),
    ]);
    expect(recordingFacts(file)).toEqual(expected);
  });

  it('is never an error, whatever was cut off or changed', () => {
    const whole = Buffer.concat([
      box('ftyp', Buffer.from('isom')),
      box('moov', movieHeader('2023-05-12T21:29:10Z'), appleMeta('2023-05-12T23:29:10+0200')),
    ]);
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        (length, changes) => {
          const file = Buffer.from(whole);
          for (const [place, value] of changes) file[place] = value;
          const facts = recordingFacts(file.subarray(0, length));
          expect(facts === null || typeof facts === 'object').toBe(true);
        },
      ),
    );
  });
});
