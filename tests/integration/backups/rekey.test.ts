import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCase, anOriginal } from '../../support/backups';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { aVaultWithCases, backUp, type BackupTest } from './support';

let test: BackupTest;
let laptops: readonly TestCore[] = [];
beforeEach(async () => {
  test = await aVaultWithCases();
}, 60_000);
afterEach(() => {
  for (const laptop of laptops) laptop.close();
  laptops = [];
  test.core.close();
});

/** Restores the newest backup on the stick on a laptop that has never seen the vault. */
async function restoreElsewhere() {
  const laptop = createTestCore();
  laptops = [...laptops, laptop];
  laptop.host.answerFolder(test.stick);
  const { backups } = await laptop.value('backups.find', {});
  return laptop.call('backups.restore', {
    handle: backups[0]?.handle ?? '',
    passphrase: testPassphrase,
    name: 'Restored',
    place: 'default',
    withoutDamagedOriginals: false,
  });
}

describe('a backup and a new key of the vault', { timeout: 120_000 }, () => {
  it('opens with the passphrase of its time afterwards, and the next one is of the new key', async () => {
    await anOriginal(test.core, aCase(test.core), randomBytes(1000));
    const { id } = await backUp(test);
    expect(await test.core.value('members.rekey', {})).toEqual({});

    expect(await test.core.call('backups.check', { id })).toEqual({
      ok: false,
      error: { kind: 'earlierKey' },
    });
    const backup = { kind: 'known' as const, id };
    expect(await test.core.call('backups.openCases', { backup, passphrase: null })).toEqual({
      ok: false,
      error: { kind: 'passphraseNeeded' },
    });
    const opened = await test.core.call('backups.openCases', { backup, passphrase: testPassphrase });
    expect(opened.ok).toBe(true);
    await test.core.value('backups.closeCases', {});
    expect(await restoreElsewhere()).toMatchObject({ ok: true, value: { warnings: [] } });

    test.core.clock.set('2026-03-03T09:15:00.000Z');
    const next = await test.core.value('backups.make', { place: 'remembered' });
    expect(next).toMatchObject({ originals: 1, damagedOriginals: 0 });
    expect(await test.core.call('backups.check', { id: next.id })).toEqual({ ok: true, value: next });
    expect(await restoreElsewhere()).toMatchObject({ ok: true, value: { warnings: [] } });
  });
});
