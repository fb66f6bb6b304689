import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { canMakeReadOnly, canMountSmallDisk, makeReadOnly, mountSmallDisk } from '../../support/mounts';

let core: TestCore;
beforeEach(() => {
  core = createTestCore();
});
afterEach(() => core.close());

const wanted = {
  name: 'Centre',
  passphrase: testPassphrase,
  ownerName: 'Leïla Haddad',
  place: 'default',
} as const;

const defaultParent = () => join(core.folder, 'documents', 'Dossier');
const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

describe('vault.create', () => {
  it('makes a vault in the documents and leaves it open', async () => {
    const created = await core.value('vault.create', wanted);
    expect({ ...created, id: 'id' }).toEqual({
      id: 'id',
      name: 'Centre',
      memberName: 'Leïla Haddad',
      readOnly: false,
      warnings: [],
    });
    expect(await core.value('vault.status', {})).toEqual({ open: created, settingsDamaged: false });
    expect(await core.value('vault.list', {})).toEqual({
      vaults: [
        {
          id: created.id,
          name: 'Centre',
          lastOpenedAt: core.clock.now(),
          present: true,
          retryAfterMs: 0,
        },
      ],
      listDamaged: false,
    });
    await core.value('vault.prepareLock', {});
    expect(filesIn(defaultParent())).toEqual(['Centre.dossier']);
    expect(filesIn(join(defaultParent(), 'Centre.dossier'))).toEqual([
      'vault.db',
      'vault.json',
      'vault.json.bak',
      'vault.lock',
    ]);
  });

  it('writes no name of a person outside of the encrypted database', async () => {
    await core.value('vault.create', wanted);
    await core.value('vault.prepareLock', {});
    const files = readdirSync(core.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => readFileSync(file).includes('Haddad'))).toEqual([]);
    expect(files.filter((file) => readFileSync(file).includes(testPassphrase))).toEqual([]);
  });

  it('opens again with its passphrase, also when that was typed with other code points', async () => {
    const passphrase = 'étang fidèle sous la glycine';
    const { id } = await core.value('vault.create', { ...wanted, passphrase });
    await core.value('vault.prepareLock', {});
    const opened = await core.call('vault.unlock', { id, passphrase: passphrase.normalize('NFD') });
    expect(opened.ok).toBe(true);
  });

  it('goes into the folder that was chosen', async () => {
    const stick = join(core.folder, 'stick');
    mkdirSync(stick);
    core.host.answerFolder(stick);
    await core.value('vault.create', { ...wanted, place: 'choose' });
    expect(filesIn(stick)).toEqual(['Centre.dossier']);
  });

  it('makes nothing when the dialog is cancelled', async () => {
    core.host.answerFolder(null);
    expect(await core.call('vault.create', { ...wanted, place: 'choose' })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
    expect(filesIn(defaultParent())).toEqual([]);
  });

  it.each([
    '',
    '   ',
    '.',
    '..',
    '../away',
    'a/b',
    'a\\b',
    'a:b',
    'what?',
    'nul',
    'COM1',
    'lpt9.old',
    'ends.',
    '.hidden',
    'line\nbreak',
    'turned\u202etxt',
    'x'.repeat(61),
  ])('refuses %j as a name', async (name) => {
    expect(await core.call('vault.create', { ...wanted, name })).toEqual({
      ok: false,
      error: { kind: 'nameNotUsable' },
    });
    expect(filesIn(join(core.folder, 'documents'))).toEqual([]);
  });

  it.each(['Maison Étoile', 'مركز', '中心 2', 'Ω-team', 'a.b'])('takes %j as a name', async (name) => {
    expect(await core.value('vault.create', { ...wanted, name })).toMatchObject({
      name: name.normalize('NFC'),
    });
  });

  it('leaves alone what has the name already', async () => {
    mkdirSync(defaultParent(), { recursive: true });
    writeFileSync(join(defaultParent(), 'Centre.dossier'), 'mine');
    expect(await core.call('vault.create', wanted)).toEqual({ ok: false, error: { kind: 'nameTaken' } });
    expect(readFileSync(join(defaultParent(), 'Centre.dossier'), 'utf8')).toBe('mine');
  });

  it('makes no vault inside of another', async () => {
    await core.createVault();
    await core.value('vault.prepareLock', {});
    const inside = join(core.vault().folder, 'evidence');
    mkdirSync(inside);
    core.host.answerFolder(inside);
    expect(await core.call('vault.create', { ...wanted, place: 'choose' })).toEqual({
      ok: false,
      error: { kind: 'folderInsideVault' },
    });
  });

  it('refuses while a vault is open', async () => {
    await core.createVault();
    expect(await core.call('vault.create', wanted)).toEqual({
      ok: false,
      error: { kind: 'vaultAlreadyOpen' },
    });
  });

  it.each(['short but odd9', 'passwordpassword', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'Centre Leïla Haddad'])(
    'refuses %j as a passphrase',
    async (passphrase) => {
      expect(await core.call('vault.create', { ...wanted, passphrase })).toMatchObject({
        ok: false,
        error: { kind: 'passphraseTooWeak', strength: { acceptable: false } },
      });
      expect(filesIn(join(core.folder, 'documents'))).toEqual([]);
    },
  );

  it('warns when another program copies the folder to the internet', async () => {
    const folder = join(core.folder, 'OneDrive - Office', 'Documents');
    mkdirSync(folder, { recursive: true });
    core.host.answerFolder(folder);
    expect(await core.value('vault.create', { ...wanted, place: 'choose' })).toMatchObject({
      readOnly: false,
      warnings: ['folderMayBeSynchronised'],
    });
  });

  it.runIf(canMountSmallDisk)('leaves nothing on a disk that is too small', async () => {
    const disk = join(core.folder, 'disk');
    const unmount = mountSmallDisk(disk, 100);
    core.host.answerFolder(disk);
    const answer = await core.call('vault.create', { ...wanted, place: 'choose' });
    const left = filesIn(disk);
    unmount();
    expect([answer, left]).toEqual([{ ok: false, error: { kind: 'diskFull' } }, []]);
  });

  it.runIf(canMakeReadOnly)('says so when the folder cannot be written to', async () => {
    const folder = join(core.folder, 'shut');
    mkdirSync(folder);
    const undo = makeReadOnly(folder);
    core.host.answerFolder(folder);
    const answer = await core.call('vault.create', { ...wanted, place: 'choose' });
    undo();
    expect(answer).toEqual({ ok: false, error: { kind: 'readOnlyFolder' } });
  });
});
