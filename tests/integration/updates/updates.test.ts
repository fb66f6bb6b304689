import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latestVersion } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { installIntoFolder } from '../../../src/core/updates/install-update';
import {
  currentVersion,
  pointTo,
  switchToUnpacked,
  unfinishedFolder,
  wayBack,
} from '../../../src/core/updates/installation';
import { tarEnd, tarHeader, tarPadding } from '../../../src/core/updates/tar';
import { archiveRootOf, programToStart } from '../../../src/shared/updates/installation';
import { createTestCore, type TestCore } from '../../support/core';
import { testPublicKey } from '../../support/minisign-key';
import { canMountSmallDisk, mountSmallDisk } from '../../support/mounts';
import { about, aFolderUpdate, unpackedArchive, writeContainer, writeProgram } from '../../support/updates';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();
const keyLine = testPublicKey.split('\n')[1] ?? '';
const policy = {
  format: 'dossier-policy-1',
  organisation: 'Centre de la Rive',
  updates: { keys: [{ name: 'Centre de la Rive', publicKey: keyLine }], onlyThese: true },
};
const schema = latestVersion(migrations);

const atEnd: (() => void)[] = [];
afterEach(() => {
  for (const undo of atEnd.splice(0).toReversed()) undo();
});

let root: string;
let update: string;
beforeEach(() => {
  for (const name of readdirSync(path())) rmSync(path(name), { recursive: true, force: true });
  root = path('dossier');
  update = path('new.dossier-update');
  unpackedArchive(root, '0.1.0');
});

function coreWith(options: Parameters<typeof createTestCore>[0] = {}): TestCore {
  const core = createTestCore({ policy, executable: join(root, 'versions', '0.1.0', 'dossier'), ...options });
  atEnd.push(() => core.close());
  return core;
}

async function choose(core: TestCore) {
  core.host.answerFile(update);
  return core.call('updates.choose', { language: 'fr' });
}

/** What stands in the archive, and what starts. */
function installed() {
  return {
    versions: readdirSync(join(root, 'versions')).toSorted(),
    starts: execFileSync(join(root, 'dossier'), { encoding: 'utf8' }).trim(),
  };
}

const untouched = { versions: ['0.1.0'], starts: '0.1.0' };

describe('an update for the archive', () => {
  it('is looked at, installed beside, starts next, and leaves a way back', { timeout: 60_000 }, async () => {
    const core = coreWith();
    const manifest = await aFolderUpdate(update);
    const chosen = await core.value('updates.status', {}).then(async (status) => {
      expect(status).toEqual({
        version: '0.1.0',
        form: 'folder',
        keys: [{ name: 'Centre de la Rive', keyId: '406B030069DB01A6' }],
        startsNext: null,
        wayBack: null,
      });
      return choose(core);
    });
    expect(chosen).toEqual({
      ok: true,
      value: {
        handle: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
        version: '0.2.0',
        current: '0.1.0',
        notes: 'Des mots nouveaux.',
        signedBy: { name: 'Centre de la Rive', keyId: '406B030069DB01A6', comment: 'for tests' },
        form: 'folder',
        changesVaults: true,
        vaults: [],
      },
    });
    expect(installed()).toEqual(untouched);
    if (!chosen.ok) return;
    const { handle } = chosen.value;
    expect(await core.value('updates.apply', { handle, without: [] })).toEqual({
      kind: 'switched',
      version: '0.2.0',
    });
    expect(installed()).toEqual({ versions: ['0.1.0', '0.2.0'], starts: '0.2.0' });
    const made = `${update}.program`;
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .toSorted()
        .map((name) => {
          const details = statSync(join(folder, name));
          return [
            name,
            details.mode & 0o777,
            details.isFile() ? readFileSync(join(folder, name), 'latin1') : '',
          ];
        });
    expect(files(join(root, 'versions', '0.2.0'))).toEqual(files(made));
    expect(manifest.payload.files).toBe(3);

    expect(await core.value('updates.status', {})).toMatchObject({ startsNext: '0.2.0', wayBack: '0.1.0' });
    expect(await choose(core)).toEqual({
      ok: false,
      error: { kind: 'notNewer', version: '0.2.0', current: '0.2.0' },
    });
    expect(await core.value('updates.goBack', { acceptsTooNew: false })).toEqual({ version: '0.1.0' });
    expect(installed().starts).toBe('0.1.0');
    expect(await core.value('updates.status', {})).toMatchObject({ startsNext: null, wayBack: null });
  });

  it(
    'makes a backup of the open vault first, and asks for one of each other vault',
    { timeout: 120_000 },
    async () => {
      const core = coreWith();
      await core.createVault();
      const first = core.vault().id;
      await core.value('vault.prepareLock', {});
      rmSync(join(core.folder, 'settings', 'updates.json'), { force: true });
      renameSync(core.vault().folder, core.vault().folder.replace('Test', 'Other'));
      const other = core.deps.knownVaults.find(first);
      if (other === undefined) throw new Error('Nothing is known');
      core.deps.knownVaults.remember({ ...other, folder: other.folder.replace('Test', 'Other') });
      await core.createVault();

      await aFolderUpdate(update);
      const chosen = await choose(core);
      if (!chosen.ok) throw new Error(chosen.error.kind);
      const { handle, vaults } = chosen.value;
      expect(vaults.map(({ name, isOpen, isFresh }) => ({ name, isOpen, isFresh }))).toEqual([
        { name: 'Other', isOpen: false, isFresh: false },
        { name: 'Test', isOpen: true, isFresh: false },
      ]);
      expect(await core.call('updates.apply', { handle, without: [] })).toMatchObject({
        ok: false,
        error: { kind: 'backupsMissing', vaults: [{ name: 'Other' }] },
      });
      expect(await core.call('updates.apply', { handle, without: [first] })).toEqual({
        ok: false,
        error: { kind: 'backupFailed', failure: { kind: 'noFolderChosen' } },
      });
      expect(installed()).toEqual(untouched);
      const stick = path('stick');
      mkdirSync(stick);
      core.host.answerFolder(stick);
      await core.value('backups.chooseFolder', {});
      expect(await core.call('updates.apply', { handle, without: [first] })).toMatchObject({ ok: true });
      expect((await core.value('backups.status', {})).backups).toHaveLength(1);
      expect(installed().starts).toBe('0.2.0');
    },
  );

  it(
    'leads back only where no vault, or its backup from before, stands against it',
    { timeout: 120_000 },
    async () => {
      const core = coreWith();
      await core.createVault();
      const stick = path('stick');
      mkdirSync(stick);
      core.host.answerFolder(stick);
      await core.value('backups.make', { place: 'choose' });
      await aFolderUpdate(update, { schemaVersion: schema + 1 });
      const chosen = await choose(core);
      if (!chosen.ok) throw new Error(chosen.error.kind);
      await core.value('updates.apply', { handle: chosen.value.handle, without: [] });

      // As the newer program leaves a vault that it has opened.
      writeFileSync(join(core.vault().folder, `vault.db.before-${schema + 1}`), 'the copy from before');
      const tooNew = (hasBackupBefore: boolean) => ({
        ok: false,
        error: { kind: 'vaultsTooNew', vaults: [{ id: core.vault().id, name: 'Test', hasBackupBefore }] },
      });
      expect(await core.call('updates.goBack', { acceptsTooNew: false })).toEqual(tooNew(true));
      renameSync(stick, path('pulled out'));
      expect(await core.call('updates.goBack', { acceptsTooNew: true })).toEqual(tooNew(false));
      expect(installed().starts).toBe('0.2.0');
      renameSync(path('pulled out'), stick);
      expect(await core.call('updates.goBack', { acceptsTooNew: true })).toMatchObject({ ok: true });
      expect(installed().starts).toBe('0.1.0');
    },
  );
});

describe('an update that is refused', () => {
  const expectRefused = async (expected: unknown, core = coreWith()) => {
    expect(await choose(core)).toEqual({ ok: false, error: expected });
    expect(installed()).toEqual(untouched);
  };

  it('is cut off at whatever place', async () => {
    await aFolderUpdate(update);
    const { size } = statSync(update);
    const core = coreWith();
    for (const length of [0, 100, 511, 513, 1400, 2600, Math.floor(size / 2), size - 1500]) {
      copyFileSync(update, path('cut'));
      truncateSync(path('cut'), length);
      core.host.answerFile(path('cut'));
      const answer = await core.call('updates.choose', { language: 'en' });
      expect({ length, kind: answer.ok ? 'taken' : answer.error.kind }).toEqual({
        length,
        kind: 'notAnUpdate',
      });
    }
  });

  it('was changed in any one byte that counts', async () => {
    await aFolderUpdate(update);
    const whole = readFileSync(update);
    const core = coreWith();
    const kinds = new Set<string>();
    // Headers, manifest, signature, the beginning and the end of the content; not the filling behind them.
    const places = [
      ...Array.from({ length: 40 }, (_, at) => at * 61),
      ...Array.from({ length: 20 }, (_, at) => 4000 + at * 9973),
    ].filter((at) => at < whole.length - 2048);
    for (const at of places) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      writeFileSync(path('changed'), changed);
      core.host.answerFile(path('changed'));
      const answer = await core.call('updates.choose', { language: 'en' });
      kinds.add(answer.ok ? sameMeaning(whole, changed) : answer.error.kind);
    }
    expect([...kinds].toSorted()).toEqual(
      expect.arrayContaining(['contentChanged', 'notAnUpdate', 'signatureWrong']) as string[],
    );
    expect(kinds.has('taken')).toBe(false);
  });

  /** Filling, and the comment above the signature, are not signed and mean nothing. */
  function sameMeaning(whole: Buffer, changed: Buffer): string {
    const at = whole.findIndex((byte, place) => byte !== changed[place]);
    const line = whole.subarray(Math.max(0, at - 200), at).toString('latin1');
    return whole[at] === 0 || line.includes('untrusted comment') ? 'filling' : 'taken';
  }

  it('is signed with a key that nobody trusts, or by nobody', async () => {
    await aFolderUpdate(update);
    await expectRefused(
      { kind: 'unknownKey', keyId: '406B030069DB01A6' },
      coreWith({
        policy: {
          ...policy,
          updates: {
            keys: [
              { name: 'Another', publicKey: 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3' },
            ],
            onlyThese: true,
          },
        },
      }),
    );
    await expectRefused(
      { kind: 'noKeys' },
      coreWith({ policy: { ...policy, updates: { keys: [], onlyThese: true } } }),
    );
    await expectRefused({ kind: 'noKeys' }, coreWith({ policy: '{' }));
  });

  it.each([
    ['older', { version: '0.0.9' }, { kind: 'notNewer', version: '0.0.9', current: '0.1.0' }],
    ['the same', { version: '0.1.0' }, { kind: 'notNewer', version: '0.1.0', current: '0.1.0' }],
    ['for a newer one than this', { from: '0.1.1' }, { kind: 'tooOld', from: '0.1.1', current: '0.1.0' }],
    [
      'for another system',
      { platform: 'win32' as const },
      { kind: 'otherSystem', platform: 'win32', architecture: about().architecture },
    ],
  ])('is %s', async (_what, changes, expected) => {
    await aFolderUpdate(update, changes);
    await expectRefused(expected);
  });

  it('is for a program that lies where nothing can take its place', async () => {
    await aFolderUpdate(update);
    await expectRefused({ kind: 'cannotUpdateItself' }, coreWith({ executable: '/opt/elsewhere/dossier' }));
    await expectRefused(
      { kind: 'otherForm', form: 'folder' },
      coreWith({ executable: '/usr/lib/dossier/dossier' }),
    );
  });

  async function signedWith(payload: Buffer, changes: Record<string, unknown> = {}) {
    await writeContainer(
      update,
      {
        format: 'dossier-update-1',
        ...about(),
        form: 'folder',
        payload: {
          sha256: createHash('sha256').update(payload).digest('hex'),
          bytes: payload.length,
          unpackedBytes: 1_000_000,
          files: 10,
          ...changes,
        },
      },
      payload,
    );
  }

  const entry = (name: string, content: Buffer, kind = '0', link = '') => {
    const header = tarHeader({ kind: 'file', name, bytes: content.length, isExecutable: true }, 0);
    header.write(kind, 156, 'latin1');
    header.write(link, 157, 'latin1');
    header.write('        ', 148, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return Buffer.concat([header, content, tarPadding(content.length)]);
  };
  const program = entry('dossier', Buffer.from('#!/bin/sh\necho bad\n'));
  const outside = Buffer.from('outside');

  it.each([
    ['a way up', entry('../escaped', outside)],
    ['a way up in the middle', entry('a/../../escaped', outside)],
    ['a full path', entry('/tmp/dossier-escaped', outside)],
    ['a backslash', entry('..\\escaped', outside)],
    ['a drive', entry('c:escaped', outside)],
    ['a symbolic link', entry('link', Buffer.alloc(0), '2', '/etc')],
    ['a hard link', entry('link', Buffer.alloc(0), '1', 'dossier')],
    ['a device', entry('null', Buffer.alloc(0), '3')],
    ['a pipe', entry('pipe', Buffer.alloc(0), '6')],
    ['a file twice', Buffer.concat([entry('a', outside), entry('A', outside)])],
    ['more than was said', entry('much', Buffer.alloc(2_000_000))],
    [
      'more files than was said',
      Buffer.concat(Array.from({ length: 12 }, (_, at) => entry(`f${at}`, outside))),
    ],
    ['no end', null],
    ['no program', undefined],
  ])('was signed and holds %s', async (_what, bad) => {
    const tar =
      bad === undefined
        ? Buffer.concat([entry('readme', outside), tarEnd])
        : bad === null
          ? program
          : Buffer.concat([program, bad, tarEnd]);
    await signedWith(gzipSync(tar));
    const core = coreWith();
    const chosen = await choose(core);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    expect(await core.call('updates.apply', { handle: chosen.value.handle, without: [] })).toEqual({
      ok: false,
      error: { kind: 'contentRefused' },
    });
    expect(installed()).toEqual(untouched);
    expect(readdirSync(path()).filter((name) => name.includes('escaped'))).toEqual([]);
    expect(existsSync('/tmp/dossier-escaped')).toBe(false);
  });

  it('was signed and is no archive at all, or has a fourth file', async () => {
    await signedWith(Buffer.from('neither gzip nor tar'));
    const core = coreWith();
    const chosen = await choose(core);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    expect(await core.call('updates.apply', { handle: chosen.value.handle, without: [] })).toMatchObject({
      error: { kind: 'contentRefused' },
    });
    const payload = gzipSync(Buffer.concat([program, tarEnd]));
    const manifest = {
      format: 'dossier-update-1',
      ...about(),
      form: 'folder',
      payload: {
        sha256: createHash('sha256').update(payload).digest('hex'),
        bytes: payload.length,
        unpackedBytes: 1_000_000,
        files: 1,
      },
    };
    await writeContainer(update, manifest, payload, [['more', outside]]);
    await expectRefused({ kind: 'notAnUpdate' });
  });

  it('was exchanged on the stick after it was looked at', async () => {
    await aFolderUpdate(update);
    const core = coreWith();
    const chosen = await choose(core);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    await aFolderUpdate(update, { version: '0.3.0' });
    expect(await core.call('updates.apply', { handle: chosen.value.handle, without: [] })).toEqual({
      ok: false,
      error: { kind: 'contentChanged' },
    });
    rmSync(update);
    expect(await core.call('updates.apply', { handle: chosen.value.handle, without: [] })).toEqual({
      ok: false,
      error: { kind: 'fileUnreadable' },
    });
    expect(installed()).toEqual(untouched);
  });
});

describe('an update for the Debian package', () => {
  it('is proved and laid ready, with the one line for the administrator', async () => {
    const deb = Buffer.from('!<arch>\nas good as a package');
    await writeContainer(
      update,
      {
        format: 'dossier-update-1',
        ...about(),
        form: 'deb',
        payload: {
          sha256: createHash('sha256').update(deb).digest('hex'),
          bytes: deb.length,
          unpackedBytes: deb.length,
          files: 1,
        },
      },
      deb,
    );
    const core = coreWith({ executable: '/usr/lib/dossier/dossier' });
    const chosen = await choose(core);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    const staged = join(core.folder, 'settings', 'update', 'dossier_0.2.0.deb');
    expect(await core.value('updates.apply', { handle: chosen.value.handle, without: [] })).toEqual({
      kind: 'staged',
      version: '0.2.0',
      command: `sudo dpkg -i '${staged}'`,
      sha256: createHash('sha256').update(deb).digest('hex'),
    });
    expect(readFileSync(staged).equals(deb)).toBe(true);
  });
});

describe('a switch that is stopped', () => {
  it('at any step leaves the old or the new version to start', async () => {
    const running = { version: '0.1.0', schemaVersion: schema };
    writeProgram(unfinishedFolder(root), '0.2.0');
    // Killed while it unpacked.
    expect(installed().starts).toBe('0.1.0');
    // Killed when the new one had its name.
    renameSync(unfinishedFolder(root), join(root, 'versions', '0.2.0'));
    expect([installed().starts, wayBack(root)]).toEqual(['0.1.0', null]);
    // Killed between the record and the link, and with the next link already there.
    writeProgram(unfinishedFolder(root), '0.3.0');
    switchToUnpacked(root, { version: '0.3.0', schemaVersion: schema }, running);
    symlinkSync('versions/0.1.0', join(root, '.current.next'));
    expect(installed().starts).toBe('0.3.0');
    pointTo(root, '0.1.0');
    expect([installed().starts, currentVersion(root), wayBack(root)]).toEqual(['0.1.0', '0.1.0', null]);
    // The next update clears up.
    const manifest = await aFolderUpdate(update, { version: '0.4.0' });
    const core = coreWith();
    const chosen = await choose(core);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    await core.value('updates.apply', { handle: chosen.value.handle, without: [] });
    expect(installed()).toEqual({ versions: ['0.1.0', '0.4.0'], starts: manifest.version });
  });

  it('while links are exchanged as fast as can be, always finds a program to start', async () => {
    writeProgram(join(root, 'versions', '0.2.0'), '0.2.0');
    const seen = new Set<string>();
    for (let round = 0; round < 300; round += 1) {
      pointTo(root, round % 2 === 0 ? '0.2.0' : '0.1.0');
      seen.add(readlinkSync(join(root, 'current')));
    }
    expect([...seen].toSorted()).toEqual(['versions/0.1.0', 'versions/0.2.0']);
  });

  it.runIf(canMountSmallDisk)('by a full disk leaves everything as it was', async () => {
    const disk = path('disk');
    // Room for one version and a half.
    atEnd.push(mountSmallDisk(disk, 400));
    const small = join(disk, 'dossier');
    unpackedArchive(small, '0.1.0');
    await aFolderUpdate(update);
    const keys = [{ name: 'A', keyId: '406B030069DB01A6', publicKey: keyLine }];
    const text = readFileSync(update);
    const manifestSha256 = createHash('sha256')
      .update(text.subarray(512, 512 + Number.parseInt(text.toString('latin1', 124, 135), 8)))
      .digest('hex');
    await expect(
      installIntoFolder({ path: update, keys, manifestSha256, onProgress: async () => undefined }, small, {
        version: '0.1.0',
        schemaVersion: schema,
      }),
    ).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(join(small, 'versions'))).toEqual(['0.1.0']);
    expect(currentVersion(small)).toBe('0.1.0');
  });
});

describe('the folder of the archive', () => {
  it('is known by where the program lies', () => {
    expect([
      archiveRootOf('/home/a/dossier-0.1.0/versions/0.1.0/dossier'),
      archiveRootOf('/usr/lib/dossier/dossier'),
      programToStart('/home/a/dossier-0.1.0/versions/0.1.0/dossier'),
      programToStart('/usr/lib/dossier/dossier'),
    ]).toEqual([
      { root: '/home/a/dossier-0.1.0', version: '0.1.0' },
      null,
      '/home/a/dossier-0.1.0/dossier',
      '/usr/lib/dossier/dossier',
    ]);
  });
});
