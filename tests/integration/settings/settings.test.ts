import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../src/core/settings/store';
import { createTestCore } from '../../support/core';
import { canMakeReadOnly, canMountSmallDisk, makeReadOnly, mountSmallDisk } from '../../support/mounts';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const first = {
  language: 'en',
  appearance: 'system',
  contrast: 'system',
  motion: 'system',
  textSize: 100,
  checkSpelling: true,
  lockAfterMinutes: 10,
  lockOnMinimise: false,
  clearClipboardAfterSeconds: 45,
  protectScreen: true,
} as const;

describe('settings', () => {
  it('are those of a first start until they are changed, then what was changed, also after a restart', async () => {
    const core = createTestCore();
    atEnd(() => core.close());
    expect(await core.value('settings.read', {})).toEqual(first);
    const changed = await core.value('settings.change', { language: 'fr', lockAfterMinutes: 3 });
    expect(changed).toEqual({ ...first, language: 'fr', lockAfterMinutes: 3 });
    expect(openSettings(`${core.folder}/settings`).read()).toEqual(changed);
  });

  it('refuse what makes no sense, and keep what was', async () => {
    const core = createTestCore();
    atEnd(() => core.close());
    expect(await core.call('settings.change', { lockAfterMinutes: 0 })).toEqual({
      ok: false,
      error: { kind: 'badInput', paths: ['lockAfterMinutes'] },
    });
    expect(await core.value('settings.read', {})).toEqual(first);
  });

  it('of before a setting existed are kept, with its first value', () => {
    mkdirSync(path('settings'), { recursive: true });
    writeFileSync(
      path('settings', 'settings.json'),
      '{"language":"fr","appearance":"dark","lockAfterMinutes":3}',
    );
    const settings = openSettings(path('settings'));
    expect([settings.read(), settings.wasDamaged()]).toEqual([
      { ...first, language: 'fr', appearance: 'dark', lockAfterMinutes: 3 },
      false,
    ]);
  });

  it('start in the language of the laptop', () => {
    expect(openSettings(path('settings'), 'fr').read()).toEqual({ ...first, language: 'fr' });
  });

  it.each([
    ['half a file', '{"language": "f'],
    ['an empty file', ''],
    ['another language', '{"language":"xx","appearance":"dark","lockAfterMinutes":5}'],
    ['an unknown field', '{"language":"fr","appearance":"dark","lockAfterMinutes":5,"more":1}'],
  ])('take the place of %s, which is told and kept aside', (_name, content) => {
    mkdirSync(path('settings'), { recursive: true });
    writeFileSync(path('settings', 'settings.json'), content);
    const settings = openSettings(path('settings'));
    expect([settings.read(), settings.wasDamaged()]).toEqual([first, true]);
    settings.change({ appearance: 'light' });
    expect(settings.wasDamaged()).toBe(false);
    expect(readFileSync(path('settings', 'settings.json.damaged'), 'utf8')).toBe(content);
    expect(openSettings(path('settings')).read()).toEqual({ ...first, appearance: 'light' });
  });

  it.runIf(canMountSmallDisk)('stay whole when the disk is full', () => {
    atEnd(mountSmallDisk(path('disk'), 16));
    const settings = openSettings(path('disk'));
    settings.change({ language: 'fr' });
    const filler = Buffer.alloc(4096);
    for (let count = 0; ; count += 1) {
      try {
        writeFileSync(path('disk', `filler-${count}`), filler);
      } catch {
        break;
      }
    }
    expect(() => settings.change({ appearance: 'dark' })).toThrow('ENOSPC');
    expect([settings.read(), openSettings(path('disk')).read()]).toEqual([
      { ...first, language: 'fr' },
      { ...first, language: 'fr' },
    ]);
    expect(readdirSync(path('disk')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.runIf(canMakeReadOnly)('say so when they cannot be written', async () => {
    const core = createTestCore();
    atEnd(() => core.close());
    await core.value('settings.change', { language: 'fr' });
    const undo = makeReadOnly(`${core.folder}/settings`);
    const answer = await core.call('settings.change', { language: 'en' });
    undo();
    expect(answer).toEqual({ ok: false, error: { kind: 'readOnlyFolder' } });
    expect(await core.value('settings.read', {})).toMatchObject({ language: 'fr' });
  });
});
