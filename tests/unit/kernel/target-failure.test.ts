import { describe, expect, it } from 'vitest';
import { targetFailureOf } from '../../../src/core/kernel/target-failure';

const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('why a place did not take what was written to it', () => {
  it('is told for a full disk, a stick that was pulled out and a closed folder, and for nothing else', () => {
    const told = ['EDQUOT', 'EFBIG', 'EIO', 'ENODEV', 'ENOTDIR', 'EROFS', 'EEXIST', 'EMFILE', 'SQLITE_FULL'];
    expect(told.map((code) => [code, targetFailureOf(withCode(code))])).toEqual([
      ['EDQUOT', 'targetFull'],
      ['EFBIG', 'targetFull'],
      ['EIO', 'targetMissing'],
      ['ENODEV', 'targetMissing'],
      ['ENOTDIR', 'targetMissing'],
      ['EROFS', 'targetNotWritable'],
      ['EEXIST', 'targetNotWritable'],
      ['EMFILE', null],
      ['SQLITE_FULL', null],
    ]);
    expect([targetFailureOf(new Error('EIO')), targetFailureOf('EIO')]).toEqual([null, null]);
  });
});
