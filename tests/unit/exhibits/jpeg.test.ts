import { describe, expect, it } from 'vitest';
import { findPictureTraces, withoutPictureTraces } from '../../../src/core/documents/picture-traces';
import { bareJpeg } from '../../../src/core/exhibits/bundle/jpeg';
import { jpegWithTraces } from '../../support/pictures';

const segment = (marker: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, content.byteLength + 2]), content]);
const bareJfif = Buffer.from('4a46494600010100000100010000', 'hex');
const adobe = Buffer.from('41646f626500640000000000', 'hex');

/** The picture without traces, with these segments in the place of its JFIF. */
function jpegWith(...segments: readonly Buffer[]): Buffer {
  const plain = jpegWithTraces(false);
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2 + 4 + bareJfif.byteLength)]);
}

describe('a JPEG in a bundle', () => {
  it('has no thumbnail, which may show what was cut off', () => {
    const withThumbnail = Buffer.concat([
      bareJfif.subarray(0, 12),
      Buffer.from([1, 2]),
      Buffer.from('SECRET'),
    ]);
    const bytes = jpegWith(segment(0xe0, withThumbnail), segment(0xe0, Buffer.from('JFXX\0SECRET')));
    expect(Buffer.from(bareJpeg(bytes)?.bytes ?? [])).toEqual(jpegWith(segment(0xe0, bareJfif)));
    expect(findPictureTraces(bytes)).toEqual(['thumbnail']);
  });

  it('keeps how Adobe codes its colours, and nothing behind it', () => {
    const plain = jpegWith(segment(0xee, adobe));
    const long = jpegWith(segment(0xee, Buffer.concat([adobe, Buffer.from('SECRET')])));
    expect(Buffer.from(bareJpeg(plain)?.bytes ?? [])).toEqual(plain);
    expect(Buffer.from(withoutPictureTraces(plain) ?? [])).toEqual(plain);
    expect(findPictureTraces(long)).toEqual(['application']);
    for (const bare of [bareJpeg(long)?.bytes, withoutPictureTraces(long)]) {
      expect(Buffer.from(bare ?? []).toString('latin1')).not.toContain('SECRET');
    }
  });

  it('leaves out a JFIF that is cut short', () => {
    const bytes = jpegWith(segment(0xe0, bareJfif.subarray(0, 9)));
    expect(Buffer.from(bareJpeg(bytes)?.bytes ?? [])).toEqual(jpegWith());
  });
});
