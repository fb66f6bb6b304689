import { describe, expect, it } from 'vitest';
import { findInstallable, findMissingLibraries, readSystem } from '../../../scripts/lib/system-libraries.mjs';

const linked = `	linux-vdso.so.1 (0x00007ffd)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libasound.so.2 => /lib/x86_64-linux-gnu/libasound.so.2 (0x00007f)
	libsomething.so.7 => not found
`;
const known = `1 libs found in cache
	libcups.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcups.so.2
`;

describe('findMissingLibraries', () => {
  it('names what the linker did not find, with its package, and null for what it has never heard of', () => {
    expect(findMissingLibraries(linked, known)).toEqual([
      { name: 'libnss3.so', packageName: 'libnss3' },
      { name: 'libgtk-3.so.0', packageName: 'libgtk-3-0' },
      { name: 'libsomething.so.7', packageName: null },
      { name: 'libX11-xcb.so.1', packageName: 'libx11-xcb1' },
    ]);
  });

  it('names what the program opens while it runs', () => {
    const names = findMissingLibraries('', '').map(({ name }) => name);
    expect(names).toEqual([
      'libgtk-3.so.0',
      'libnss3.so',
      'libasound.so.2',
      'libcups.so.2',
      'libX11-xcb.so.1',
    ]);
  });

  it('relies on the linker where the list of libraries cannot be read', () => {
    expect(findMissingLibraries('', null)).toEqual([]);
  });
});

describe('readSystem', () => {
  it.each([
    ['Debian 12', 'ID=debian\nVERSION_ID="12"\n', { usesApt: true, hasLongTimeNames: false }],
    ['Debian 13', 'ID=debian\nVERSION_ID="13"\n', { usesApt: true, hasLongTimeNames: true }],
    ['Debian testing', 'ID=debian\n', { usesApt: true, hasLongTimeNames: true }],
    [
      'Ubuntu 22.04',
      'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\n',
      { usesApt: true, hasLongTimeNames: false },
    ],
    [
      'Ubuntu 24.04',
      'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n',
      { usesApt: true, hasLongTimeNames: true },
    ],
    ['Fedora', 'ID=fedora\nVERSION_ID=42\n', { usesApt: false, hasLongTimeNames: true }],
    ['a system without a name', '', { usesApt: false, hasLongTimeNames: true }],
  ])('knows %s', (_name, release, system) => {
    expect(readSystem(release)).toEqual(system);
  });
});

describe('findInstallable', () => {
  it('leaves out names that only stand for other packages', () => {
    const policy = `libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.14-1
  Version table:
`;
    expect(findInstallable(policy)).toEqual(new Set(['libasound2t64']));
  });
});
