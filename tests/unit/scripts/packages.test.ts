import { describe, expect, it } from 'vitest';
import { holdsAll, requireAgreement, requireNode } from '../../../scripts/lib/packages.mjs';

describe('requireNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('works with Node %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });
  it.each(['18.20.0', '20.18.9'])('refuses Node %s', (version) => {
    expect(() => requireNode(version)).toThrow('20.19 or newer');
  });
});

describe('holdsAll', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/fsevents': { version: '2.3.3', optional: true },
    },
  };

  it('is content without the optional packages of other systems', () => {
    expect(holdsAll(wanted, { packages: { 'node_modules/zod': { version: '4.6.7' } } })).toBe(true);
  });
  it('notices another version', () => {
    expect(holdsAll(wanted, { packages: { 'node_modules/zod': { version: '4.6.8' } } })).toBe(false);
  });
  it('notices a missing package', () => {
    expect(holdsAll(wanted, { packages: {} })).toBe(false);
  });
  it('notices another version of an optional package', () => {
    const installed = {
      packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fsevents': { version: '1.0.0' } },
    };
    expect(holdsAll(wanted, installed)).toBe(false);
  });
});

describe('requireAgreement', () => {
  const manifest = { dependencies: { zod: '4.6.7', uuid: '14.0.3' }, devDependencies: { vitest: '4.1.12' } };

  it('is content when both ask for the same, in whatever order', () => {
    const locked = { dependencies: { uuid: '14.0.3', zod: '4.6.7' }, devDependencies: { vitest: '4.1.12' } };
    expect(() => requireAgreement(manifest, { packages: { '': locked } })).not.toThrow();
  });
  it('asks for npm install when package.json was changed alone', () => {
    const locked = { dependencies: { zod: '4.6.7' }, devDependencies: { vitest: '4.1.12' } };
    expect(() => requireAgreement(manifest, { packages: { '': locked } })).toThrow('npm install');
  });
});
