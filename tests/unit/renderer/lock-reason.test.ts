import { describe, expect, it } from 'vitest';
import { readLockReason } from '../../../src/renderer/features/vault/lock-reason';

describe('readLockReason', () => {
  it('takes the reason that the shell wrote into the address', () => {
    expect(readLockReason('?reason=suspend')).toBe('suspend');
  });

  it('takes anything else for a start', () => {
    expect(['', '?reason=', '?reason=because', '?reason=toString'].map(readLockReason)).toEqual([
      'start',
      'start',
      'start',
      'start',
    ]);
  });
});
