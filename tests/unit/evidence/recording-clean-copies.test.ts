import { describe, expect, it } from 'vitest';
import { lookIntoSound } from '../../../src/core/evidence/traces/sound';
import { anMp3, anOpus, aWav, samples } from '../../support/recordings';
import { planted } from '../../support/telling-files';

// What recordings say in places and letters that only some programs write, and what no clean copy is made of.

const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413, 0x55)]);
const length = (value: number) => Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));

/** An ID3 tag of version 2.3. */
function tag(frames: readonly (readonly [name: string, content: Buffer])[], flags = 0, before = ''): Buffer {
  const written = frames.map(([name, content]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(content.length);
    return Buffer.concat([Buffer.from(name), size, Buffer.alloc(2), content]);
  });
  const all = Buffer.concat([Buffer.from(before, 'latin1'), ...written]);
  return Buffer.concat([
    Buffer.from(['I', 'D', '3'].join('')),
    Buffer.from([3, 0, flags]),
    length(all.length),
    all,
  ]);
}
const name = 'Renée Inventée';
const wide = (text: string, isBig = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const saidBy = (recording: Buffer) => lookIntoSound(recording).words.join('\n');

describe('what an MP3 says', () => {
  it.each<readonly [string, Buffer]>([
    ['in letters of Western Europe', tag([['TPE1', Buffer.from(`\0${name}`, 'latin1')]])],
    ['in UTF-16', tag([['TPE1', Buffer.concat([Buffer.from([1]), wide(name)])]])],
    ['in UTF-16 the other way round', tag([['TPE1', Buffer.concat([Buffer.from([1]), wide(name, true)])]])],
    [
      'in a remark, behind its language and what it is about',
      tag([['COMM', Buffer.concat([Buffer.from('\u0001fra', 'latin1'), wide('\0'), wide(name)])]]),
    ],
    [
      'behind a head of its own',
      tag([['TPE1', Buffer.from(`\u0003${name}`)]], 0x40, '\0\0\0\u0006\0\0\0\0\0\0'),
    ],
    [
      'with bytes put between so that no player takes it for sound',
      tag(
        [['TPE1', Buffer.from(`\u0001\u00ff\0\u00fe${wide(name).subarray(2).toString('latin1')}`, 'latin1')]],
        0x80,
      ),
    ],
  ])('is read %s', (_how, before) => {
    expect(saidBy(Buffer.concat([before, frame, frame]))).toContain(name);
  });

  it('is read in the oldest tag, in letters of Western Europe', () => {
    const old = Buffer.alloc(128);
    old.write('TAG');
    old.write(name, 33, 'latin1');
    expect(saidBy(Buffer.concat([frame, frame, old]))).toContain(name);
  });

  it('goes with its tags, also where one stands behind the frames', () => {
    const behind = tag([['TPE1', Buffer.from(`\u0003${name}`)]], 0x10);
    behind[3] = 4;
    const foot = Buffer.from(behind.subarray(0, 10));
    foot.write('3DI');
    const { bare, traces } = lookIntoSound(Buffer.concat([frame, frame, behind, foot]));
    expect([traces, bare === null ? null : Buffer.from(bare)]).toEqual([
      ['personNamed'],
      Buffer.concat([frame, frame]),
    ]);
  });
});

describe('what a WAV says', () => {
  it('is read in its marks and in letters of Western Europe', () => {
    const chunk = (called: string, content: Buffer) => {
      const head = Buffer.from(`${called}\0\0\0\0`, 'latin1');
      head.writeUInt32LE(content.length, 4);
      return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
    };
    const more = [
      chunk(
        'LIST',
        Buffer.concat([
          Buffer.from('adtl'),
          chunk('labl', Buffer.from('\u0001\0\0\0Mark Inventée', 'latin1')),
        ]),
      ),
      chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('IART', Buffer.from(name, 'latin1'))])),
    ];
    const wav = Buffer.concat([aWav(), ...more]);
    wav.writeUInt32LE(wav.length - 8, 4);
    expect(saidBy(wav)).toContain('Mark Inventée');
    expect(saidBy(wav)).toContain(name);
    expect(lookIntoSound(wav).form).toBe('copy');
  });
});

describe('a clean copy of Opus', () => {
  it('is not made where sound stands on the page of remarks, which would go with them', () => {
    const opus = anOpus();
    const second = opus.indexOf('OggS', opus.indexOf('OggS', 1) + 1);
    const last = opus.indexOf(`${samples.sound} one`);
    const silent = Buffer.from(opus);
    // The last page of remarks says that it holds two packets.
    const count = opus[second + 26] ?? 0;
    silent[second + 27] = 250;
    silent[second + 27 + count - 1] = (opus[second + 27 + count - 1] ?? 0) + 5;
    expect(last).toBeGreaterThan(second);
    expect(lookIntoSound(silent)).toMatchObject({ form: 'asReceived', bare: null });
    expect(lookIntoSound(opus).words).toContain(planted.person);
    expect(lookIntoSound(anMp3()).form).toBe('copy');
  });
});
