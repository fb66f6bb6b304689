import { describe, expect, it } from 'vitest';
import { isScreenReachableWithoutNetwork } from '../../../scripts/lib/network-namespace.mjs';

describe('isScreenReachableWithoutNetwork', () => {
  it.each([
    { DISPLAY: ':0' },
    { DISPLAY: ':0.0' },
    { DISPLAY: 'unix:1' },
    { WAYLAND_DISPLAY: 'wayland-0' },
    {},
  ])('is true for %o', (environment) => {
    expect(isScreenReachableWithoutNetwork(environment)).toBe(true);
  });
  it.each([{ DISPLAY: 'localhost:10.0' }, { DISPLAY: '192.168.1.4:0' }])('is false for %o', (environment) => {
    expect(isScreenReachableWithoutNetwork(environment)).toBe(false);
  });
});
