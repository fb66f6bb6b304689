import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { databaseKey } from '../../../src/core/vault/keys';
import { unlockKeys } from '../../../src/core/vault/unlock-vault';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { pageBytes, writeAt } from '../../support/damage';
import { useTemporaryFolder } from '../../support/vault-folders';

// D9: something older put back where the vault lies. Each must be told when the vault is opened again on the laptop that saw
// the newer state.

const { path, atEnd } = useTemporaryFolder();

/** A vault in two states of one life: copied to `older`, worked in, and locked. */
async function grownVault(): Promise<{
  readonly core: TestCore;
  readonly folder: string;
  readonly older: string;
}> {
  const core = createTestCore();
  atEnd(() => core.close());
  await core.createVault();
  const { folder } = core.vault();
  const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
  await core.value('vault.prepareLock', {});
  const older = path('older.dossier');
  cpSync(folder, older, { recursive: true });
  await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
  const { db } = core.vaultDeps();
  // Not an indexed column, and of the same length: no check of SQLite can tell one state from the other.
  db.run(sql`UPDATE cases SET note = 'after', updated_at = updated_at WHERE id = ${caseId}`);
  await core.value('cases.close', { caseId, closedOn: '2026-03-02' });
  await core.value('vault.prepareLock', {});
  return { core, folder, older };
}

async function warningsAtOpening(core: TestCore) {
  const opened = await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
  return { readOnly: opened.readOnly, warnings: opened.warnings };
}

describe('a vault in which nothing was put back', () => {
  it('opens without a warning, time and again', async () => {
    const { core } = await grownVault();
    for (let round = 0; round < 3; round += 1) {
      expect(await warningsAtOpening(core)).toEqual({ readOnly: false, warnings: [] });
      await core.value('vault.prepareLock', {});
    }
  });

  it('opens without a warning after its process was killed', async () => {
    const { core, folder } = await grownVault();
    await warningsAtOpening(core);
    const asKilled = path('killed.dossier');
    cpSync(folder, asKilled, { recursive: true });
    await core.value('vault.prepareLock', {});
    rmSync(folder, { recursive: true });
    cpSync(asKilled, folder, { recursive: true });
    const known = core.deps.knownVaults.find(core.vault().id);
    if (known?.lastSeen === null || known?.lastSeen === undefined) throw new Error('The vault is not known');
    const { sequence, hash } = known.lastSeen;
    // What was noted when it was opened; the note of a lock was never written.
    core.deps.knownVaults.remember({ ...known, lastSeen: null });
    expect({ sequence, hash: hash.length }).toEqual({ sequence: expect.any(Number), hash: 64 });
    expect(await warningsAtOpening(core)).toEqual({ readOnly: false, warnings: [] });
  });
});

describe('what was put back', () => {
  it('is told when it is a single page with a right seal', async () => {
    const { core, folder, older } = await grownVault();
    const [now, before] = [folder, older].map((each) => readFileSync(join(each, 'vault.db')));
    if (now === undefined || before === undefined) throw new Error('There is no database');
    const changed: number[] = [];
    for (let at = 0; at < before.byteLength; at += pageBytes) {
      if (!now.subarray(at, at + pageBytes).equals(before.subarray(at, at + pageBytes))) changed.push(at);
    }
    expect(changed.length).toBeGreaterThan(2);
    const untold: number[] = [];
    for (const at of changed) {
      writeAt(join(folder, 'vault.db'), at, before.subarray(at, at + pageBytes));
      const outcome = await core.call('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
      const isTold = !outcome.ok || outcome.value.readOnly;
      if (!isTold) untold.push(at / pageBytes + 1);
      await core.value('vault.prepareLock', {});
      writeFileSync(join(folder, 'vault.db'), now);
    }
    expect(untold).toEqual([]);
  });

  it.each([
    ['the database', ['vault.db'], 'olderThanLastSeen'],
    ['the whole vault', ['vault.db', 'vault.json', 'vault.json.bak'], 'olderThanLastSeen'],
  ] as const)('is told when it is %s', async (_what, names, warning) => {
    const { core, folder, older } = await grownVault();
    for (const name of names) cpSync(join(older, name), join(folder, name));
    expect(await warningsAtOpening(core)).toEqual({ readOnly: true, warnings: [warning] });
  });

  it('is told when it is the header', async () => {
    const { core, folder } = await grownVault();
    await warningsAtOpening(core);
    // As after a change of members: the database knows of a newer header than the one that lies there.
    core.vaultDeps().db.run(sql`UPDATE vault_state SET header_sequence = header_sequence + 1`);
    await core.value('vault.prepareLock', {});
    expect(existsSync(join(folder, 'vault.json'))).toBe(true);
    expect(await warningsAtOpening(core)).toEqual({ readOnly: true, warnings: ['headerFromAnotherMoment'] });
  });

  it('is told when it is the log of an earlier moment', async () => {
    const { core, folder } = await grownVault();
    await warningsAtOpening(core);
    const log = path('older-wal');
    cpSync(join(folder, 'vault.db-wal'), log);
    await core.value('cases.create', { fileLanguage: 'nl', client: {} });
    await core.value('vault.prepareLock', {});
    cpSync(log, join(folder, 'vault.db-wal'));
    const outcome = await core.call('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    expect(outcome.ok ? outcome.value.readOnly : outcome.error.kind).not.toBe(false);
  });

  it('is told when the last entries of the audit log were taken away', async () => {
    const { core, folder } = await grownVault();
    const unlocked = await unlockKeys(folder, testPassphrase, undefined);
    if (!unlocked.ok) throw new Error(unlocked.error.kind);
    const { header, vaultKey } = unlocked.value;
    const key = databaseKey(vaultKey, header.vaultId, header.epoch);
    const opened = openDatabase(join(folder, 'vault.db'), key);
    if (!opened.ok) throw new Error(opened.error.kind);
    // By somebody who has the key.
    opened.value.run(sql`DROP TRIGGER audit_entries_never_go`);
    opened.value.run(sql`DELETE FROM audit_entries WHERE sequence > 4`);
    closeDatabase(opened.value);
    expect(await warningsAtOpening(core)).toEqual({ readOnly: true, warnings: ['olderThanLastSeen'] });
  });
});
