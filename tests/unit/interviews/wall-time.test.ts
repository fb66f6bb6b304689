import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallTimeSchema } from '../../../src/shared/interviews/schemas';
import { readWallTime } from '../../../src/shared/interviews/wall-time';

describe('readWallTime', () => {
  it.each([
    ['9', '09:00'],
    ['9:05', '09:05'],
    ['09h05', '09:05'],
    ['9 h', '09:00'],
    ['14.30', '14:30'],
    ['0905', '09:05'],
    ['905', '09:05'],
    [' 23:59 ', '23:59'],
    ['24:00', null],
    ['9:5', null],
    ['9:60', null],
    ['', null],
    ['soon', null],
  ])('reads %j as %j', (typed, time) => {
    expect(readWallTime(typed)).toBe(time);
  });

  it('gives nothing but times, and those as they are', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const time = readWallTime(typed);
        if (time === null) return;
        expect(wallTimeSchema.parse(time)).toBe(time);
        expect(readWallTime(time)).toBe(time);
      }),
    );
  });
});
