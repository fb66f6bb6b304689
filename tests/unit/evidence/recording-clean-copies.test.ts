import { describe, expect, it } from 'vitest';
import { readMediaType } from '../../../src/core/evidence/media-type';
import { lookIntoMatroska } from '../../../src/core/evidence/traces/matroska';
import { lookIntoSound } from '../../../src/core/evidence/traces/sound';
import { aFlac, anMp3, anOpus, aWav, aWebm, samples } from '../../support/recordings';
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

const { person, make, serial, note } = planted;
const plantedIn = (bytes: Uint8Array) =>
  [person, make, serial, note, '4711', '2026'].filter((word) => Buffer.from(bytes).includes(word));

describe('a clean copy of FLAC', () => {
  it('keeps how it is packed, its table and its frames, and nothing else', () => {
    const flac = aFlac();
    const { bare, traces, words } = lookIntoSound(flac);
    expect(traces).toEqual(['place', 'personNamed', 'device', 'times', 'smallPicture', 'title', 'otherData']);
    expect(words).toEqual(expect.arrayContaining([person, note]));
    if (bare === null) throw new Error('There is no clean copy');
    const frames = flac.subarray(flac.indexOf(Buffer.from('fff8c908', 'hex')), -128);
    const blocks = Buffer.concat([
      Buffer.from('fLaC\0\0\0\u0022', 'latin1'),
      flac.subarray(8, 42),
      Buffer.from('\u0083\0\0\u0012', 'latin1'),
      Buffer.alloc(18),
    ]);
    expect(Buffer.from(bare)).toEqual(Buffer.concat([blocks, frames]));
    expect(lookIntoSound(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
  });

  it('is not made where something else stands among its frames, or behind them', () => {
    const flac = aFlac();
    const end = flac.length - 128;
    for (const made of [
      Buffer.concat([flac.subarray(0, end), Buffer.from('SECRET')]),
      Buffer.concat([flac.subarray(0, end - 4), Buffer.from('SECRET'), flac.subarray(end - 4)]),
      flac.subarray(0, end - 1),
    ]) {
      expect(lookIntoSound(made)).toMatchObject({ form: 'asReceived', bare: null });
    }
  });
});

describe('a clean copy of WebM', () => {
  it.each([
    ['of known length', aWebm()],
    ['as it was recorded', aWebm('V_VP8', true)],
  ])('says nothing and moves nothing, %s', (_how, webm) => {
    const { bare, traces, words } = lookIntoMatroska(webm);
    expect(traces).toEqual(['place', 'personNamed', 'device', 'times', 'title', 'otherData']);
    expect(words).toEqual(expect.arrayContaining([person, note]));
    if (bare === null) throw new Error('There is no clean copy');
    expect([bare.length, plantedIn(bare)]).toEqual([webm.length, []]);
    expect(lookIntoMatroska(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
    const first = webm.indexOf(Buffer.from('1f43b675', 'hex'));
    const tags = webm.indexOf(Buffer.from('1254c367', 'hex'), first);
    expect(Buffer.from(bare).subarray(first, tags)).toEqual(webm.subarray(first, tags));
  });

  it('is not made of one with written words, or packed in a way that keeps remarks in its head', () => {
    for (const codec of ['S_TEXT/UTF8', 'A_VORBIS', 'V_QUICKTIME']) {
      expect(lookIntoMatroska(aWebm(codec))).toMatchObject({ form: 'asReceived', bare: null });
    }
  });
});

describe('what a recording is', () => {
  it.each([
    [aFlac(), 'audio/flac', 'flac'],
    [aWebm(), 'video/webm', 'webm'],
    [Buffer.from('1a45dfa3a342868101428288', 'hex'), 'application/octet-stream', 'unknown'],
    [Buffer.from('1a45dfa393428288 6d6174726f736b61'.replaceAll(' ', ''), 'hex'), 'video/x-matroska', 'mkv'],
    [frame, 'audio/mpeg', 'mp3'],
    [Buffer.from('fffe41004200', 'hex'), 'application/octet-stream', 'unknown'],
  ] as const)('is told by its first bytes, whatever its name says', (bytes, mediaType, looksLike) => {
    const start = bytes.subarray(0, 64);
    expect(readMediaType(start, 'letter.pdf')).toEqual({ mediaType, looksLike });
    expect(readMediaType(start, `recording.${looksLike}`).looksLike).toBeNull();
  });
});
