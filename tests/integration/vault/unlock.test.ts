import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handlers } from '../../../src/core/handlers';
import { createDeps } from '../../../src/core/kernel/create-deps';
import { createRouter } from '../../../src/core/kernel/router';
import { contract } from '../../../src/shared/contract';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { canMakeReadOnly, canMountSmallDisk, makeReadOnly, mountSmallDisk } from '../../support/mounts';
import { fingerprintOf } from '../../support/vault-folders';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  await core.value('vault.prepareLock', {});
});
afterEach(() => core.close());

const unlock = (passphrase = testPassphrase) =>
  core.call('vault.unlock', { id: core.vault().id, passphrase });

function later(seconds: number): void {
  core.clock.set(new Date(Date.parse(core.clock.now()) + seconds * 1000).toISOString());
}

describe('a wrong passphrase', () => {
  it('makes each next try wait longer, a minute at most', async () => {
    const waits: (number | null)[] = [];
    for (let count = 0; count < 9; count += 1) {
      const answer = await unlock(`wrong ${count}`);
      const waitMs = !answer.ok && answer.error.kind === 'wrongPassphrase' ? answer.error.retryAfterMs : null;
      waits.push(waitMs);
      later((waitMs ?? 0) / 1000);
    }
    expect(waits).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('is not even looked at before the wait is over, nor is the right one', async () => {
    for (let count = 0; count < 4; count += 1) {
      await unlock('wrong');
      later(count < 3 ? 10 : 0);
    }
    later(1.5);
    expect(await unlock()).toEqual({ ok: false, error: { kind: 'tooSoon', retryAfterMs: 2500 } });
    later(2.5);
    expect((await unlock()).ok).toBe(true);
  });

  it('is forgotten once the right one was given', async () => {
    await unlock('wrong');
    await unlock('wrong');
    later(1);
    await unlock();
    await core.value('vault.prepareLock', {});
    expect(await unlock('wrong')).toMatchObject({ error: { kind: 'wrongPassphrase', retryAfterMs: 0 } });
  });

  it('is remembered when core is started again', async () => {
    for (let count = 0; count < 3; count += 1) {
      await unlock('wrong');
      later(count < 2 ? 10 : 0);
    }
    const restarted = createDeps({
      settingsFolder: join(core.folder, 'settings'),
      documentsFolder: join(core.folder, 'documents'),
      resourcesFolder: resolve(import.meta.dirname, '../../../resources'),
      host: core.host,
      clock: core.clock,
    });
    const router = createRouter(contract, handlers, restarted, { checkOutput: true, report: () => {} });
    expect(await router.call('vault.unlock', { id: core.vault().id, passphrase: testPassphrase })).toEqual({
      ok: false,
      error: { kind: 'tooSoon', retryAfterMs: 2000 },
    });
    expect((await core.value('vault.list', {})).vaults[0]?.retryAfterMs).toBe(2000);
  });

  it('does not make anyone wait for longer when the clock is put back', async () => {
    await unlock('wrong');
    await unlock('wrong');
    later(-86_400);
    expect(await unlock()).toEqual({ ok: false, error: { kind: 'tooSoon', retryAfterMs: 1000 } });
  });

  it('writes nothing to the vault', async () => {
    const before = fingerprintOf(core.vault().folder);
    for (let count = 0; count < 5; count += 1) {
      await unlock('wrong');
      later(60);
    }
    expect(fingerprintOf(core.vault().folder)).toEqual(before);
  });
});

describe('the vaults of this laptop', () => {
  it('show which one is not there', async () => {
    renameSync(core.vault().folder, `${core.vault().folder}.away`);
    expect((await core.value('vault.list', {})).vaults).toMatchObject([{ name: 'Test', present: false }]);
  });

  it('are found again after they were moved', async () => {
    const moved = join(core.folder, 'Moved.dossier');
    renameSync(core.vault().folder, moved);
    core.host.answerFolder(moved);
    expect(await core.value('vault.locate', {})).toEqual({ id: core.vault().id });
    expect(await unlock()).toMatchObject({ ok: true, value: { name: 'Moved', warnings: [] } });
  });

  it('do not take in what is no vault', async () => {
    mkdirSync(join(core.folder, 'photographs'));
    core.host.answerFolder(join(core.folder, 'photographs'));
    const notAVault = await core.call('vault.locate', {});
    const cancelled = await core.call('vault.locate', {});
    expect([notAVault, cancelled]).toEqual([
      { ok: false, error: { kind: 'notAVault' } },
      { ok: false, error: { kind: 'dialogCancelled' } },
    ]);
    expect((await core.value('vault.list', {})).vaults).toHaveLength(1);
  });

  it('can be forgotten, which leaves the folder alone', async () => {
    const before = fingerprintOf(core.vault().folder);
    await core.value('vault.forget', { id: core.vault().id });
    expect((await core.value('vault.list', {})).vaults).toEqual([]);
    expect(await core.call('vault.forget', { id: core.vault().id })).toEqual({
      ok: false,
      error: { kind: 'vaultUnknown' },
    });
    expect(fingerprintOf(core.vault().folder)).toEqual(before);
  });

  it('start anew from a damaged list, which is told and kept aside', async () => {
    const list = join(core.folder, 'settings', 'vaults.json');
    writeFileSync(list, '{"vaults": [{]');
    expect(await core.value('vault.list', {})).toEqual({ vaults: [], listDamaged: true });
    core.host.answerFolder(core.vault().folder);
    await core.value('vault.locate', {});
    expect(await core.value('vault.list', {})).toMatchObject({
      vaults: [{ name: 'Test' }],
      listDamaged: false,
    });
    expect(readFileSync(`${list}.damaged`, 'utf8')).toBe('{"vaults": [{]');
  });

  it.runIf(canMakeReadOnly)('open even when nothing can be written beside them', async () => {
    const undo = makeReadOnly(join(core.folder, 'settings'));
    const opened = await unlock();
    await core.value('vault.prepareLock', {});
    const wrong = await unlock('wrong');
    undo();
    expect(opened).toMatchObject({
      ok: true,
      value: { readOnly: false, warnings: ['laptopFilesNotWritten'] },
    });
    expect(wrong).toEqual({ ok: false, error: { kind: 'wrongPassphrase', retryAfterMs: 0 } });
  });
});

/** Takes the last byte of a disk; gives the file that does. */
function fillDisk(disk: string): string {
  const filler = join(disk, 'filler');
  const file = openSync(filler, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    // The disk is full, as wanted.
  } finally {
    closeSync(file);
  }
  return filler;
}

describe('a vault on a full disk', () => {
  it.runIf(canMountSmallDisk)(
    'opens, is read, refuses to write, and goes on when there is room',
    async () => {
      const disk = join(core.folder, 'disk');
      const unmount = mountSmallDisk(disk, 2048);
      try {
        const moved = join(disk, 'Test.dossier');
        cpSync(core.vault().folder, moved, { recursive: true });
        core.host.answerFolder(moved);
        await core.value('vault.locate', {});
        const filler = fillDisk(disk);

        expect(await unlock()).toMatchObject({
          ok: true,
          value: { readOnly: false, warnings: ['diskFull'] },
        });
        expect(
          (await core.value('audit.list', { caseId: null, before: null, limit: 5 })).entries,
        ).not.toEqual([]);
        expect(() =>
          core.vaultDeps().audit({ action: 'case.created', subjectId: 'x'.repeat(20_000), caseId: null }),
        ).toThrow('SQLITE_FULL');
        // Locking needs no room.
        await core.value('vault.prepareLock', {});

        rmSync(filler);
        expect(await unlock()).toMatchObject({ ok: true, value: { warnings: [] } });
        expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
        await core.value('vault.prepareLock', {});
      } finally {
        core.deps.session.close();
        unmount();
      }
    },
  );
});
