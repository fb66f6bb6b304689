import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Database } from '@signalapp/sqlcipher';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/core/db/driver';
import { cipherCheckFindsDamage } from '../../../src/core/db/integrity';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { closeDatabase, createDatabase, openDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { pageBytes, writeAt } from '../../support/damage';
import { fingerprintOf, useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const key = randomBytes(32);
const keyHex = key.toString('hex');

function makeDatabase(prepare: (db: ReturnType<typeof connect>) => void = () => {}): string {
  const file = path('vault.db');
  const created = createDatabase(file, key);
  if (!created.ok) throw new Error(created.error.kind);
  migrate(created.value, migrations);
  prepare(created.value);
  closeDatabase(created.value);
  return file;
}

function open(file: string, withKey: Uint8Array = key) {
  const opened = openDatabase(file, withKey);
  if (opened.ok) atEnd(() => closeDatabase(opened.value));
  return opened;
}

describe('openDatabase', () => {
  it('sets everything that keeps data safe, and the engine says so', () => {
    const opened = open(makeDatabase());
    if (!opened.ok) throw new Error(opened.error.kind);
    const names = [
      'application_id',
      'cache_size',
      'cell_size_check',
      'cipher_log_level',
      'cipher_memory_security',
      'cipher_page_size',
      'foreign_keys',
      'journal_mode',
      'locking_mode',
      'mmap_size',
      'query_only',
      'recursive_triggers',
      'secure_delete',
      'synchronous',
      'temp_store',
      'trusted_schema',
    ];
    expect(Object.fromEntries(names.map((name) => [name, opened.value.pragma(name)]))).toEqual({
      application_id: 0x44737372,
      cache_size: -65536,
      cell_size_check: 1,
      cipher_log_level: 'NONE',
      cipher_memory_security: '0',
      cipher_page_size: '4096',
      foreign_keys: 1,
      journal_mode: 'wal',
      locking_mode: 'exclusive',
      mmap_size: 0,
      query_only: 0,
      recursive_triggers: 1,
      secure_delete: 1,
      synchronous: 2,
      temp_store: 2,
      trusted_schema: 0,
    });
  });

  it('runs on an engine that is new enough, encrypts, and cannot load extensions', () => {
    const opened = open(makeDatabase());
    if (!opened.ok) throw new Error(opened.error.kind);
    const db = opened.value;
    const version = db.get<{ version: string }>(sql`SELECT sqlite_version() AS version`)?.version ?? '';
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    // Older ones damage a write-ahead log that two connections use.
    expect(major * 10_000 + minor * 100 + patch).toBeGreaterThanOrEqual(35_103);
    expect(db.pragma('cipher_version')).toMatch(/^4\./);
    expect(() => db.get(sql`SELECT load_extension('nothing')`)).toThrow('no such function');
    expect(cipherCheckFindsDamage(path())).toBe(true);
  });

  it('leaves nothing readable in any of its files, neither while it is open nor after', () => {
    const file = path('vault.db');
    const created = createDatabase(file, key);
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    db.execute('CREATE TABLE notes (text TEXT NOT NULL) STRICT');
    const marker = 'shelter-address-marker';
    for (let index = 0; index < 500; index += 1) db.run(sql`INSERT INTO notes (text) VALUES (${marker})`);
    const whileOpen = [file, `${file}-wal`].map((name) => readFileSync(name));
    closeDatabase(db);
    const found = [...whileOpen, readFileSync(file)].map((bytes) => [
      bytes.byteLength > 0,
      bytes.includes(marker),
      bytes.includes('SQLite format'),
    ]);
    expect(found).toEqual(Array.from({ length: 3 }, () => [true, false, false]));
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('refuses a file that is not there, or empty', () => {
    writeFileSync(path('empty.db'), '');
    expect([open(path('none.db')), open(path('empty.db'))]).toEqual([
      { ok: false, error: { kind: 'databaseMissing' } },
      { ok: false, error: { kind: 'databaseMissing' } },
    ]);
  });

  it('refuses a plain database under the name of the vault', () => {
    const file = path('vault.db');
    const plain = new Database(file);
    plain.exec('CREATE TABLE notes (text TEXT)');
    plain.close();
    const before = fingerprintOf(path());
    expect(open(file)).toEqual({ ok: false, error: { kind: 'databaseNotEncrypted' } });
    expect(fingerprintOf(path())).toEqual(before);
  });

  it('refuses a database of a newer program and does not touch it', () => {
    const file = makeDatabase((db) => db.execute('PRAGMA user_version = 99'));
    const before = fingerprintOf(path());
    expect(open(file)).toEqual({
      ok: false,
      error: { kind: 'databaseNewer', found: 99, known: migrations.length },
    });
    expect(fingerprintOf(path())).toEqual(before);
  });

  it('refuses a database of another program with the same key', () => {
    const file = makeDatabase((db) => db.execute('PRAGMA application_id = 7'));
    expect(open(file)).toEqual({ ok: false, error: { kind: 'databaseForeign' } });
  });

  it('refuses a wrong key and random bytes, and writes nothing', () => {
    const file = makeDatabase();
    writeFileSync(path('noise.db'), randomBytes(40_960));
    const before = fingerprintOf(path());
    expect([open(file, randomBytes(32)), open(path('noise.db'))]).toEqual([
      { ok: false, error: { kind: 'databaseDamaged' } },
      { ok: false, error: { kind: 'databaseDamaged' } },
    ]);
    expect(fingerprintOf(path())).toEqual(before);
  });

  it('never takes a key of another length, which SQLCipher would read as a passphrase', () => {
    const file = makeDatabase();
    expect(() => openDatabase(file, key.subarray(0, 31))).toThrow('32 bytes');
  });
});

describe('a check that meets a damaged page', () => {
  it.each(['integrity_check', 'count'] as const)('leaves the next question answered: %s', (check) => {
    const file = makeDatabase((db) => {
      for (const table of ['whole', 'torn'])
        db.execute(`
          CREATE TABLE ${table} (word TEXT);
          WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 300)
          INSERT INTO ${table} SELECT printf('%.200c', 'x') FROM counted
        `);
    });
    // What was written last stands on the last page.
    writeAt(file, statSync(file).size - pageBytes + 100, Buffer.from('damage'));
    const opened = open(file);
    if (!opened.ok) throw new Error(opened.error.kind);

    expect(() =>
      check === 'count' ? opened.value.countRows('torn') : opened.value.pragmaRows('integrity_check("torn")'),
    ).toThrow('SQLITE_CORRUPT');

    expect(opened.value.all(sql`SELECT count(*) AS rows FROM whole`)).toEqual([{ rows: 300 }]);
  });
});

describe('errors of the database', () => {
  /** Message, stack and all own properties of what the work throws. */
  function errorText(work: () => unknown): string {
    try {
      work();
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      return JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    }
    throw new Error('It did not fail');
  }

  it('never hold the key', () => {
    const connection = connect(path('a.db'));
    connection.close();
    const texts = [
      errorText(() => connection.useKey(key)),
      errorText(() => connection.execute('SELECT')),
      errorText(() => connect(path('no-such-folder', 'a.db'))),
    ];
    expect(texts.filter((text) => text.includes(keyHex))).toEqual([]);
  });

  it('never hold what was searched for or stored', () => {
    const created = createDatabase(path('b.db'), key);
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    db.execute(
      "CREATE VIRTUAL TABLE words USING fts5 (text); CREATE TABLE t (a TEXT CHECK (a <> 'x')) STRICT",
    );
    const texts = [
      errorText(() => db.all(sql`SELECT text FROM words WHERE words MATCH ${'"unfinished secret'}`)),
      errorText(() => db.run(sql`INSERT INTO t (a) VALUES (json_extract(${'{secret'}, '$.a'))`)),
    ];
    expect(texts.filter((text) => text.includes('secret'))).toEqual([]);
  });

  it('keep the code, and the name of a broken constraint', () => {
    const created = createDatabase(path('c.db'), key);
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    db.execute('CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT; INSERT INTO t (a) VALUES (1)');
    expect(() => db.run(sql`INSERT INTO t (a) VALUES (1)`)).toThrow(
      expect.objectContaining({
        code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
        message: expect.stringContaining('UNIQUE constraint failed: t.a'),
      }),
    );
  });
});
