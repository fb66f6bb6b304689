import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { databaseKey, headerMacKey } from '../../../src/core/vault/keys';
import { readVaultHeaders, unlockHeader } from '../../../src/core/vault/unlock-vault';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { canMakeReadOnly, makeReadOnly } from '../../support/mounts';
import { killProcess, startProcess } from '../../support/child';
import { fingerprintOf } from '../../support/vault-folders';
import { headerTextWith, readLooseHeader, writeBothCopies } from '../../support/vault-headers';

let core: TestCore;
let folder: string;

beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  folder = core.vault().folder;
  await core.value('vault.prepareLock', {});
});

afterEach(() => core.close());

const inVault = (name: string) => join(folder, name);
const unlock = (passphrase = testPassphrase) =>
  core.call('vault.unlock', { id: core.vault().id, passphrase });

async function unlockedKeys() {
  const headers = readVaultHeaders(folder);
  const header = headers.ok ? headers.value[0] : undefined;
  if (header === undefined) throw new Error('No header');
  const unlocked = await unlockHeader(header, testPassphrase);
  if (!unlocked.ok) throw new Error(unlocked.error.kind);
  const { vaultKey } = unlocked.value;
  return {
    database: Buffer.from(databaseKey(vaultKey, header.vaultId, header.epoch)).toString('hex'),
    mac: headerMacKey(vaultKey, header.vaultId),
  };
}

/** Works on the database from outside, as another program that has the key. */
async function changeDatabase(statements: string): Promise<void> {
  const { database } = await unlockedKeys();
  const connection = new Database(inVault('vault.db'));
  connection.exec(`PRAGMA key = "x'${database}'"`);
  connection.exec(statements);
  connection.close();
}

describe('vault.unlock refuses, each with its own failure,', () => {
  it.each<[string, string, () => void | Promise<void>]>([
    ['a folder that is gone', 'vaultMissing', () => rmSync(folder, { recursive: true })],
    [
      'a file in place of the folder',
      'notAVault',
      () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, 'x');
      },
    ],
    [
      'a folder without a header',
      'notAVault',
      () => {
        rmSync(inVault('vault.json'));
        rmSync(inVault('vault.json.bak'));
      },
    ],
    ['two damaged headers', 'headerDamaged', () => writeBothCopies(folder, 'x')],
    ['two empty headers', 'headerDamaged', () => writeBothCopies(folder, '')],
    [
      'a folder in place of each header',
      'headerDamaged',
      () => {
        for (const name of ['vault.json', 'vault.json.bak']) {
          rmSync(inVault(name));
          mkdirSync(inVault(name));
        }
      },
    ],
    [
      'a header of a newer version',
      'vaultNewer',
      () => writeBothCopies(folder, headerTextWith({ ...readLooseHeader(folder), formatVersion: 2 })),
    ],
    [
      'a header whose MAC is wrong',
      'headerDamaged',
      () => writeBothCopies(folder, headerTextWith({ ...readLooseHeader(folder), sequence: 7 })),
    ],
    [
      'a header of another vault',
      'vaultMissing',
      () =>
        writeBothCopies(
          folder,
          headerTextWith({ ...readLooseHeader(folder), vaultId: '01990000-0000-7000-8000-000000000001' }),
        ),
    ],
    ['a vault without its database', 'databaseMissing', () => rmSync(inVault('vault.db'))],
    ['an empty database', 'databaseMissing', () => truncateSync(inVault('vault.db'), 0)],
    ['a database of noise', 'databaseDamaged', () => writeFileSync(inVault('vault.db'), randomBytes(65_536))],
    [
      'a plain database',
      'databaseNotEncrypted',
      () => {
        rmSync(inVault('vault.db'));
        const plain = new Database(inVault('vault.db'));
        plain.exec('CREATE TABLE cases (id TEXT)');
        plain.close();
      },
    ],
    ['a database of a newer version', 'vaultNewer', () => changeDatabase('PRAGMA user_version = 1000')],
    ['a database of another program', 'databaseForeign', () => changeDatabase('PRAGMA application_id = 1')],
  ])('%s', async (_name, kind, spoil) => {
    await spoil();
    const before = fingerprintOf(join(core.folder, 'documents'));
    expect(await unlock()).toEqual({ ok: false, error: { kind } });
    expect(fingerprintOf(join(core.folder, 'documents'))).toEqual(before);
    expect((await core.value('vault.status', {})).open).toBeNull();
  });

  it.runIf(canMakeReadOnly)('a folder that cannot be written to', async () => {
    const undo = makeReadOnly(folder);
    const answer = await unlock();
    undo();
    expect(answer).toEqual({ ok: false, error: { kind: 'readOnlyFolder' } });
    expect((await unlock()).ok).toBe(true);
  });

  it('a vault that this laptop does not remember', async () => {
    const id = '01990000-0000-7000-8000-000000000009';
    expect(await core.call('vault.unlock', { id, passphrase: 'x' })).toEqual({
      ok: false,
      error: { kind: 'vaultUnknown' },
    });
  });

  it('a second unlocking while one is open', async () => {
    await core.lockAndReopen();
    expect(await unlock()).toEqual({ ok: false, error: { kind: 'vaultAlreadyOpen' } });
  });
});

describe('a vault held by another process', () => {
  it('is refused until that process is gone, however it ended', async () => {
    const { child, firstLine } = await startProcess('hold-vault-lock.ts', [folder]);
    expect(firstLine).toBe('held');
    const whileHeld = await unlock();
    await killProcess(child);
    const afterwards = await unlock();
    expect([whileHeld, afterwards.ok]).toEqual([{ ok: false, error: { kind: 'vaultInUse' } }, true]);
  });

  it('refuses another process while it is open here, and lets it in after the lock', async () => {
    await core.lockAndReopen();
    const refused = await startProcess('hold-vault-lock.ts', [folder]);
    await killProcess(refused.child);
    await core.value('vault.prepareLock', {});
    const held = await startProcess('hold-vault-lock.ts', [folder]);
    await killProcess(held.child);
    expect([refused.firstLine, held.firstLine]).toEqual(['refused', 'held']);
  });

  it('counts no wrong passphrase while it is refused', async () => {
    const { child } = await startProcess('hold-vault-lock.ts', [folder]);
    for (let count = 0; count < 5; count += 1) await unlock('wrong');
    await killProcess(child);
    expect((await unlock()).ok).toBe(true);
  });
});

describe('one damaged copy of the header', () => {
  it.each(['vault.json', 'vault.json.bak'])('%s is written again from the other, and told', async (name) => {
    const good = readFileSync(inVault(name), 'utf8');
    writeFileSync(inVault(name), good.replace('"epoch": 1', '"epoch": 3'));
    const opened = await unlock();
    expect(opened).toMatchObject({ ok: true, value: { readOnly: false, warnings: ['headerCopyMended'] } });
    expect(readFileSync(inVault(name), 'utf8')).toBe(good);
    await core.lockAndReopen();
    expect((await core.value('vault.status', {})).open?.warnings).toEqual([]);
  });

  it.each(['vault.json', 'vault.json.bak'])('%s may be missing', async (name) => {
    rmSync(inVault(name));
    expect(await unlock()).toMatchObject({ ok: true, value: { warnings: ['headerCopyMended'] } });
    expect(readFileSync(inVault('vault.json'))).toEqual(readFileSync(inVault('vault.json.bak')));
  });

  it('is passed over when it was forged, even with a higher number', async () => {
    const { slots, ...rest } = readLooseHeader(folder);
    const forged = headerTextWith({ ...rest, sequence: 99, slots });
    // Back in the order of the format.
    const ordered = headerTextWith({ ...readLooseHeader(folder), sequence: 99 });
    for (const text of [forged, ordered]) {
      writeFileSync(inVault('vault.json'), text);
      expect(await unlock()).toMatchObject({ ok: true, value: { warnings: ['headerCopyMended'] } });
      await core.value('vault.prepareLock', {});
    }
  });
});

describe('a forged header', () => {
  it('with a vault key of the forger, sealed to the right member and rightly authenticated, is refused', async () => {
    const loose = readLooseHeader(folder);
    const forgersKey = randomBytes(32);
    const encrypter = new Encrypter();
    encrypter.addRecipient(String(loose.members[0]?.['recipient']));
    const sealed = Buffer.from(await encrypter.encrypt(forgersKey)).toString('base64');
    const text = headerTextWith(
      { ...loose, sealedVaultKey: sealed },
      headerMacKey(forgersKey, core.vault().id),
    );
    writeBothCopies(folder, text);
    expect(await unlock()).toEqual({ ok: false, error: { kind: 'headerDamaged' } });
  });

  it('with the recipient of the forger is refused, before anything is sealed to it', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const loose = readLooseHeader(folder);
    const members = loose.members.map((member) => ({ ...member, recipient }));
    writeBothCopies(folder, headerTextWith({ ...loose, members }));
    expect(await unlock()).toEqual({ ok: false, error: { kind: 'headerDamaged' } });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['a cheaper derivation', {}, { memoryKib: 65_536, passes: 2 }, 'wrongPassphrase'],
    ['another salt', {}, { salt: Buffer.alloc(16).toString('base64') }, 'wrongPassphrase'],
    ['another slot id', { slotId: '01990000-0000-7000-8000-00000000000a' }, {}, 'wrongPassphrase'],
    ['another nonce', { nonce: Buffer.alloc(12).toString('base64') }, {}, 'headerDamaged'],
    ['another epoch of its anchor', { anchorEpoch: 2 }, {}, 'headerDamaged'],
    [
      'another wrapped identity',
      { wrappedIdentity: Buffer.alloc(122).toString('base64') },
      {},
      'headerDamaged',
    ],
  ])('with %s opens nothing', async (_name, changes, derivation, kind) => {
    const loose = readLooseHeader(folder);
    const slots = loose.slots.map((slot) => ({
      ...slot,
      ...changes,
      keyDerivation: { ...slot.keyDerivation, ...derivation },
    }));
    writeBothCopies(folder, headerTextWith({ ...loose, slots }));
    expect(await unlock()).toMatchObject({ ok: false, error: { kind } });
  });

  it('with the slot of another vault of the same passphrase opens nothing', async () => {
    const other = createTestCore();
    await other.createVault();
    const slots = readLooseHeader(other.vault().folder).slots.map((slot) => ({
      ...slot,
      memberId: readLooseHeader(folder).members[0]?.['memberId'],
    }));
    other.close();
    writeBothCopies(folder, headerTextWith({ ...readLooseHeader(folder), slots }));
    expect(await unlock()).toMatchObject({ ok: false });
  });
});

describe('an older copy', () => {
  /** A state of the vault to be put back later. */
  function keep(name: string): void {
    cpSync(folder, join(core.folder, name), { recursive: true });
  }

  it('of the whole vault opens for reading only, until the person goes on', async () => {
    keep('older');
    await core.lockAndReopen();
    await core.value('vault.prepareLock', {});
    rmSync(folder, { recursive: true });
    renameSync(join(core.folder, 'older'), folder);

    const opened = await unlock();
    expect(opened).toMatchObject({ ok: true, value: { readOnly: true, warnings: ['olderThanLastSeen'] } });
    expect(() => core.vaultDeps().db.run(sql`DELETE FROM members`)).toThrow('VAULT_READ_ONLY');
    // Still so after a restart: opening it once has not made it the state that was last seen.
    await core.lockAndReopen();
    expect((await core.value('vault.status', {})).open?.readOnly).toBe(true);

    expect(await core.value('vault.continueAnyway', {})).toMatchObject({ readOnly: false, warnings: [] });
    await core.lockAndReopen();
    expect((await core.value('vault.status', {})).open).toMatchObject({ readOnly: false, warnings: [] });
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 10 });
    expect(entries.map(({ action }) => action)).toContain('vault.warningAccepted');
  });

  it('of the header beside a newer database opens for reading only', async () => {
    const { mac } = await unlockedKeys();
    await changeDatabase('UPDATE vault_state SET header_sequence = 2');
    writeBothCopies(folder, headerTextWith(readLooseHeader(folder), mac));
    expect(await unlock()).toMatchObject({
      ok: true,
      // The database was changed while it was locked, which its pages tell as well.
      value: { readOnly: true, warnings: ['headerFromAnotherMoment', 'pagesFromAnotherMoment'] },
    });
    expect(await core.value('vault.continueAnyway', {})).toMatchObject({ readOnly: false });
    expect(await core.value('vault.verify', {})).toMatchObject({ stateMatchesHeader: true, healthy: true });
  });

  it('is not what a vault of another laptop is taken for', async () => {
    keep('same');
    core.host.answerFolder(join(core.folder, 'same'));
    const located = await core.value('vault.locate', {});
    expect(located).toEqual({ id: core.vault().id });
    expect(await unlock()).toMatchObject({ ok: true, value: { readOnly: false, warnings: [] } });
  });

  it('of a few audit entries, taken out by somebody with the key, opens for reading only', async () => {
    await core.lockAndReopen();
    await core.value('vault.prepareLock', {});
    await changeDatabase(`
      DROP TRIGGER audit_entries_never_change;
      UPDATE audit_entries SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 2`);
    expect(await unlock()).toMatchObject({
      ok: true,
      value: { readOnly: true, warnings: ['auditChainBroken'] },
    });
  });
});
