import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  core.vaultDeps().audit({ action: 'case.created', subjectId: 'a-case', caseId: null });
  await core.value('vault.prepareLock', {});
});
afterEach(() => core.close());

function openVault(passphrase: string, ...more: readonly string[]): string {
  const file = join(core.folder, 'passphrase');
  writeFileSync(file, `${passphrase}\n`);
  const args = [resolve('docs/open-vault.mjs'), core.vault().folder, '--passphrase', file, ...more];
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('a vault without the program', () => {
  it('opens with the documented steps, into a database that any SQLite reads', () => {
    const output = join(core.folder, 'plain.db');
    openVault(testPassphrase, '--decrypt-to', output);
    // Without a key SQLCipher is plain SQLite.
    const plain = new Database(output);
    const rows = plain
      .prepare('SELECT sequence, action, subject_id FROM audit_entries ORDER BY sequence')
      .all();
    const member = plain.prepare('SELECT name FROM members').get();
    const integrity = plain.prepare('PRAGMA integrity_check').all();
    plain.close();
    expect({ rows, member, integrity }).toEqual({
      rows: [
        { sequence: 1, action: 'vault.created', subject_id: null },
        { sequence: 2, action: 'vault.unlocked', subject_id: null },
        { sequence: 3, action: 'case.created', subject_id: 'a-case' },
        { sequence: 4, action: 'vault.locked', subject_id: null },
      ],
      member: { name: 'An advocate' },
      integrity: [{ integrity_check: 'ok' }],
    });
  });

  it('gives the key with which a SQLCipher of its own opens the database', () => {
    const key = /database key\s+(\w{64})/.exec(openVault(testPassphrase))?.[1];
    const database = new Database(join(core.vault().folder, 'vault.db'));
    database.exec(`PRAGMA key = "x'${key}'"`);
    const state = database.prepare('SELECT epoch, header_sequence FROM vault_state').get();
    database.close();
    expect(state).toEqual({ epoch: 1, header_sequence: 1 });
  });

  it('stays shut to another passphrase and after any change of its header', () => {
    expect(() => openVault('another passphrase')).toThrow('Another passphrase');
    const header = join(core.vault().folder, 'vault.json');
    writeFileSync(header, readFileSync(header, 'utf8').replace('"sequence": 1', '"sequence": 2'));
    expect(() => openVault(testPassphrase)).toThrow('tampered with');
  });
});
