import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, type Migration } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { closeDatabase, createDatabase, openDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { lockVault, openUnlockedVault } from '../../../src/core/vault/open-vault';
import { databaseKey } from '../../../src/core/vault/keys';
import { arePagesWhole, verifyPages } from '../../../src/core/vault/page-verifier';
import { readVaultHeaders, unlockHeader } from '../../../src/core/vault/unlock-vault';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { fingerprintOf, useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();
const next = migrations.length + 1;
const addsTable: Migration = { version: next, sql: 'CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT' };
const fails: Migration = {
  version: next + 1,
  sql: 'CREATE TABLE more (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)',
};

describe('migrate', () => {
  it('does all steps or none', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    migrate(db, migrations);
    expect(() => migrate(db, [...migrations, addsTable, fails])).toThrow('no such table: nowhere');
    const tables = db.all(sql`SELECT name FROM sqlite_schema WHERE name IN ('added', 'more')`);
    expect([db.pragma('user_version'), tables, db.pragma('foreign_keys')]).toEqual([
      migrations.length,
      [],
      1,
    ]);
    closeDatabase(db);
  });

  it('refuses a step that leaves a reference to nothing', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    const breaks: Migration = {
      version: 1,
      sql: `CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT;
        INSERT INTO b VALUES (7)`,
    };
    expect(() => migrate(db, [breaks])).toThrow('1 broken foreign keys');
    expect(db.pragma('user_version')).toBe(0);
    closeDatabase(db);
  });

  it('refuses steps that are out of order', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    expect(() => migrate(created.value, [addsTable])).toThrow('out of order');
    closeDatabase(created.value);
  });
});

describe('a vault of an older version', () => {
  let core: TestCore;
  let folder: string;
  beforeEach(async () => {
    core = createTestCore();
    await core.createVault();
    await core.value('vault.prepareLock', {});
    folder = core.vault().folder;
  });
  afterEach(() => core.close());

  async function openWith(steps: readonly Migration[]) {
    const headers = readVaultHeaders(folder);
    const header = headers.ok ? headers.value[0] : undefined;
    if (header === undefined) throw new Error('No header');
    const unlocked = await unlockHeader(header, testPassphrase);
    const locked = lockVault(folder);
    if (!unlocked.ok || !locked.ok) throw new Error('It did not unlock');
    const { vaultKey } = unlocked.value;
    return {
      key: databaseKey(vaultKey, header.vaultId, header.epoch),
      open: () =>
        openUnlockedVault(folder, unlocked.value, locked.value, {
          clock: core.clock,
          lastSeen: null,
          noteSeen: () => true,
          migrations: steps,
        }),
    };
  }

  it('is copied, the copy is verified, and then it is brought to the newest', async () => {
    const { key, open } = await openWith([...migrations, addsTable]);
    const opened = open();
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(opened.value.db.all(sql`SELECT id FROM added`)).toEqual([]);
    expect(opened.value.describe()).toMatchObject({ readOnly: false, warnings: [] });
    opened.value.close();

    const copy = join(folder, `vault.db.before-${next}`);
    expect(arePagesWhole(verifyPages(copy, key))).toBe(true);
    const old = openDatabase(copy, key);
    if (!old.ok) throw new Error(old.error.kind);
    expect(old.value.pragma('user_version')).toBe(migrations.length);
    expect(old.value.get(sql`SELECT name FROM members`)).toEqual({ name: 'An advocate' });
    closeDatabase(old.value);
  });

  it('is as it was after a step failed, with its copy beside it, and opens once the step is mended', async () => {
    const database = join(folder, 'vault.db');
    const { open } = await openWith([...migrations, addsTable, fails]);
    expect(open).toThrow('no such table: nowhere');
    expect(readFileSync(database).byteLength).toBe(statSync(database).size);
    const again = await openWith([...migrations, addsTable]);
    const opened = again.open();
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });

  it('is refused by the older program afterwards, untouched', async () => {
    const { open } = await openWith([...migrations, addsTable]);
    const opened = open();
    if (opened.ok) opened.value.close();
    const before = fingerprintOf(folder);
    expect(await core.call('vault.unlock', { id: core.vault().id, passphrase: testPassphrase })).toEqual({
      ok: false,
      error: { kind: 'vaultNewer' },
    });
    expect(fingerprintOf(folder)).toEqual(before);
  });
});
