import { randomBytes } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { describe, expect, it } from 'vitest';
import { connect, errorCode } from '../../../src/core/db/driver';
import { checkIntegrity } from '../../../src/core/db/integrity';
import { closeDatabase, createDatabase, openDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { indexPerson } from '../../../src/core/search/index-store';
import { originalPath, writeOriginal } from '../../../src/core/evidence/originals';
import { arePagesWhole, verifyPages } from '../../../src/core/vault/page-verifier';
import { writeVerifiedCopy } from '../../../src/core/vault/verified-copy';
import { problemsOf } from '../../../src/shared/vault/problems';
import { createTestCore, testPassphrase } from '../../support/core';
import { unreadPage } from '../../support/damage';
import { canMountSmallDisk, mountSmallDisk } from '../../support/mounts';
import { fingerprintOf, useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const key = randomBytes(32);
const pageBytes = 4096;

/** Random numbers that are the same at every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function makeDatabase(rows = 300): string {
  const file = path('vault.db');
  const created = createDatabase(file, key);
  if (!created.ok) throw new Error(created.error.kind);
  const db = created.value;
  db.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  db.transaction(() => {
    for (let row = 0; row < rows; row += 1) db.run(sql`INSERT INTO notes (text) VALUES (${'x'.repeat(400)})`);
  });
  closeDatabase(db);
  return file;
}

function change(file: string, position: number, bytes: Uint8Array): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.byteLength, position);
  closeSync(opened);
}

/** The code with which the database refuses; `right` when what is asked has compared its answer, `answered` when not. */
function codeOf(ask: () => unknown): string {
  try {
    return ask() === 'right' ? 'right' : 'answered';
  } catch (failure) {
    return errorCode(failure) ?? String(failure);
  }
}

async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function readAt(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, length, position);
  closeSync(opened);
  return bytes;
}

describe('verifyPages', () => {
  it('finds every page of a sound database right', () => {
    const file = makeDatabase();
    const pages = statSync(file).size / pageBytes;
    expect(verifyPages(file, key)).toEqual({ pages, damaged: [], trailingBytes: 0, plain: false });
    expect(verifyPages(file, randomBytes(32)).damaged).toHaveLength(pages);
  });

  it('names the page of every flipped bit', () => {
    const file = makeDatabase();
    const size = statSync(file).size;
    const below = seeded(20261124);
    const missed: number[] = [];
    for (let count = 0; count < 400; count += 1) {
      const position = below(size);
      const byte = readAt(file, position, 1);
      change(file, position, Buffer.of(byte.readUInt8() ^ (1 << below(8))));
      const { damaged } = verifyPages(file, key);
      // The salt keys every page: one flipped bit in it spoils them all.
      const page = Math.floor(position / pageBytes) + 1;
      if (!damaged.includes(page) || (position >= 16 && damaged.length !== 1)) missed.push(position);
      change(file, position, byte);
    }
    expect(missed).toEqual([]);
    expect(arePagesWhole(verifyPages(file, key))).toBe(true);
  });

  it('sees two pages that changed places, and bytes after the last', () => {
    const file = makeDatabase();
    const [second, third] = [readAt(file, pageBytes, pageBytes), readAt(file, 2 * pageBytes, pageBytes)];
    change(file, pageBytes, third);
    change(file, 2 * pageBytes, second);
    change(file, statSync(file).size, Buffer.from('more'));
    expect(verifyPages(file, key)).toMatchObject({ damaged: [2, 3], trailingBytes: 4 });
  });

  it('calls a plain database plain', () => {
    const plain = new Database(path('plain.db'));
    plain.exec('CREATE TABLE notes (text TEXT)');
    plain.close();
    expect(verifyPages(path('plain.db'), key)).toMatchObject({ plain: true });
    writeFileSync(path('empty.db'), '');
    expect(arePagesWhole(verifyPages(path('empty.db'), key))).toBe(false);
  });
});

describe('the checks together', () => {
  it('see every place a database may be cut off at', () => {
    const file = makeDatabase();
    const whole = readFileSync(file);
    const below = seeded(7);
    const missed: number[] = [];
    for (let count = 0; count < 40; count += 1) {
      // Half of them between two pages, where the codes of all pages left are right.
      const length =
        count % 2 === 0
          ? pageBytes * (1 + below(whole.byteLength / pageBytes - 1))
          : 1 + below(whole.byteLength - 1);
      writeFileSync(file, whole);
      truncateSync(file, length);
      const opened = openDatabase(file, key);
      if (!opened.ok) continue;
      const { integrityProblems, cipherProblems } = checkIntegrity(opened.value);
      if (integrityProblems + cipherProblems === 0 && arePagesWhole(verifyPages(file, key)))
        missed.push(length);
      opened.value.close();
    }
    expect(missed).toEqual([]);
  });
});

describe('writeVerifiedCopy', () => {
  function openSource() {
    const opened = openDatabase(makeDatabase(), key);
    if (!opened.ok) throw new Error(opened.error.kind);
    atEnd(() => closeDatabase(opened.value));
    return opened.value;
  }

  it('writes an encrypted copy with every row', () => {
    const source = openSource();
    expect(writeVerifiedCopy(source, key, path('copy.db'))).toBe(true);
    expect(readFileSync(path('copy.db')).includes('SQLite format')).toBe(false);
    const copy = openDatabase(path('copy.db'), key);
    if (!copy.ok) throw new Error(copy.error.kind);
    expect(copy.value.get(sql`SELECT count(*) AS rows FROM notes`)).toEqual({ rows: 300 });
    closeDatabase(copy.value);
  });

  it('believes no copy of another key, and leaves none', () => {
    expect(writeVerifiedCopy(openSource(), randomBytes(32), path('copy.db'))).toBe(false);
    expect(statSync(path('copy.db'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('believes no plain copy, which an attached database would give', () => {
    const file = makeDatabase();
    const plain = connect(':memory:');
    plain.execute(`ATTACH '${file}' AS vault KEY "x'${key.toString('hex')}'"`);
    plain.execute(`VACUUM vault INTO '${path('plain-copy.db')}'`);
    plain.close();
    expect(arePagesWhole(verifyPages(path('plain-copy.db'), key))).toBe(false);
  });

  it.runIf(canMountSmallDisk)('leaves nothing on a disk that is too small', () => {
    const source = openSource();
    const unmount = mountSmallDisk(path('disk'), 40);
    atEnd(unmount);
    expect(() => writeVerifiedCopy(source, key, path('disk', 'copy.db'))).toThrow('SQLITE_FULL');
    expect(fingerprintOf(path('disk'))).toEqual({});
  });
});

describe('vault.verify', () => {
  async function damagedCore(damage: (folder: string, unread: number) => void) {
    const core = createTestCore();
    atEnd(() => core.close());
    await core.createVault();
    const unread = unreadPage(core.vaultDeps().db);
    await core.value('vault.prepareLock', {});
    damage(core.vault().folder, unread);
    const opened = await core.call('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    if (!opened.ok) throw new Error(opened.error.kind);
    return core;
  }

  it('finds nothing in a sound vault', async () => {
    const core = await damagedCore(() => {});
    expect(await core.value('vault.verify', {})).toEqual({
      healthy: true,
      headerCopies: 2,
      pages: expect.any(Number),
      damagedPages: [],
      trailingBytes: 0,
      integrityProblems: 0,
      cipherProblems: 0,
      foreignKeyProblems: 0,
      auditEntries: 4,
      auditBrokenAt: null,
      auditEntriesLost: 0,
      searchProblems: 0,
      stateMatchesHeader: true,
      originals: { whole: 0, missing: [], damaged: [], withoutRecord: 0 },
    });
  });

  it('names a damaged page that nobody has read yet', async () => {
    let damaged = 0;
    const core = await damagedCore((folder, unread) => {
      damaged = unread;
      change(join(folder, 'vault.db'), (unread - 1) * pageBytes + 100, Buffer.from('damage'));
    });
    expect(await core.value('vault.verify', {})).toMatchObject({
      healthy: false,
      damagedPages: [damaged],
      cipherProblems: 1,
    });
  });

  it('names the audit entry that somebody with the key has changed', async () => {
    const core = await damagedCore(() => {});
    const { db } = core.vaultDeps();
    db.run(sql`DROP TRIGGER audit_entries_never_change`);
    db.run(sql`UPDATE audit_entries SET action = 'vault.locked' WHERE sequence = 2`);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: false, auditBrokenAt: 2 });
  });

  it('names originals that are missing, damaged or without a record', async () => {
    const core = createTestCore();
    atEnd(() => core.close());
    await core.createVault();
    const deps = core.vaultDeps();
    const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    const ids: string[] = [];
    for (const text of ['whole', 'missing', 'damaged']) {
      const id = deps.newId();
      ids.push(id);
      const stored = await writeOriginal(deps.vault.originals, asStream(Buffer.from(text)));
      deps.db.run(sql`
        INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
        VALUES (${id}, ${caseId}, ${stored.storedAs}, ${stored.sha256}, ${stored.byteLength}, 'a.txt',
          'text/plain', ${core.clock.now()})
      `);
      const file = originalPath(deps.vault.originals, stored);
      if (text === 'missing') rmSync(file);
      if (text === 'damaged') change(file, statSync(file).size - 20, Buffer.from('damage'));
    }
    await writeOriginal(deps.vault.originals, asStream(Buffer.from('no record')));
    const caseCode = (await core.value('cases.list', {})).cases[0]?.code ?? '';
    const report = await core.value('vault.verify', {});
    expect(report).toMatchObject({
      healthy: false,
      originals: {
        whole: 1,
        missing: [{ id: ids[1], caseCode }],
        damaged: [{ id: ids[2], caseCode }],
        withoutRecord: 1,
      },
    });
    expect(problemsOf(report)).toEqual([
      { kind: 'originalsMissing', count: 1, caseCodes: [caseCode] },
      { kind: 'originalsDamaged', count: 1, caseCodes: [caseCode] },
      { kind: 'originalsWithoutRecord', count: 1, caseCodes: [] },
    ]);
  });

  it('names references to what is gone', async () => {
    const core = await damagedCore(() => {});
    const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    const { db } = core.vaultDeps();
    db.run(sql`PRAGMA foreign_keys = OFF`);
    db.run(sql`
      INSERT INTO case_phases (id, case_id, phase_id, since, recorded_at)
      VALUES ('p', 'gone', 'BE-P1', '2026-03-02', '2026-03-02')
    `);
    db.run(sql`PRAGMA foreign_keys = ON`);
    expect(caseId).not.toBe('gone');
    expect(problemsOf(await core.value('vault.verify', {}))).toEqual([
      { kind: 'references', count: 1, caseCodes: [] },
    ]);
  });

  it('names a search index that does not agree with the records, whose rebuilding mends it', async () => {
    const core = await damagedCore(() => {});
    await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Amina' } });
    core
      .vaultDeps()
      .db.run(sql`UPDATE search_passages SET folded = 'nobody said this' WHERE kind = 'person'`);
    const report = await core.value('vault.verify', {});
    expect(report).toMatchObject({ healthy: false, searchProblems: 5, integrityProblems: 0 });
    expect(problemsOf(report)).toEqual([{ kind: 'searchIndex', count: 5, caseCodes: [] }]);

    await core.value('search.rebuild', {});
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true, searchProblems: 0 });
  });

  it('names a search index whose words and passages do not belong together, and one that is half made', async () => {
    const core = await damagedCore(() => {});
    await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Amina' } });
    const { db } = core.vaultDeps();
    db.run(sql`DELETE FROM search_words_docsize WHERE id = (SELECT MAX(id) FROM search_words_docsize)`);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: false, searchProblems: 1 });
    await core.value('search.rebuild', {});
    db.run(sql`UPDATE search_state SET state = 'unfinished'`);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: false, searchProblems: 1 });
  });

  it('takes nothing that is written meanwhile for a fault', async () => {
    const core = await damagedCore(() => {});
    const cases = [];
    for (const givenNames of ['Amina', 'Blessing', 'Chidi']) {
      cases.push(await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames } }));
    }
    const checking = core.value('vault.verify', {});
    const state = { isChecking: true };
    void checking.finally(() => {
      state.isChecking = false;
    });
    const { db } = core.vaultDeps();
    for (let turn = 0; state.isChecking; turn += 1) {
      for (const { clientId } of cases) {
        db.transaction(() => {
          db.run(sql`UPDATE people SET given_names = ${`Name${turn}`} WHERE id = ${clientId}`);
          indexPerson(db, clientId);
        });
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await checking).toMatchObject({ healthy: true, searchProblems: 0 });
  });

  it('shows how far it is, stops when asked, and lets others have their turn', async () => {
    const core = await damagedCore(() => {});
    const checking = core.call('vault.verify', {});
    const [work] = await core.value('work.list', {});
    expect(work).toMatchObject({ kind: 'verify', canCancel: true, state: 'running' });
    await core.value('work.cancel', { id: work?.id ?? '' });
    expect(await checking).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await core.value('work.list', {})).toEqual([]);
  });

  it('leaves no file behind', async () => {
    const core = await damagedCore(() => {});
    await core.value('vault.verify', {});
    await core.value('vault.prepareLock', {});
    expect(Object.keys(fingerprintOf(core.vault().folder)).toSorted()).toEqual([
      'vault.db',
      'vault.json',
      'vault.json.bak',
      'vault.lock',
    ]);
  });
});

describe('a vault with a damaged page', () => {
  async function coreWithNotes() {
    const core = createTestCore();
    atEnd(() => core.close());
    await core.createVault();
    const { db } = core.vaultDeps();
    db.run(sql`CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT`);
    for (let id = 1; id <= 200; id += 1) db.run(sql`INSERT INTO notes (text) VALUES (${'x'.repeat(900)})`);
    await core.value('vault.prepareLock', {});
    const file = join(core.vault().folder, 'vault.db');
    change(file, statSync(file).size - pageBytes + 100, Buffer.from('damage'));
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    return core;
  }

  it('fails where the page is needed, and reads and writes everything else', async () => {
    const core = await coreWithNotes();
    const { db } = core.vaultDeps();
    for (let round = 0; round < 2; round += 1) {
      expect(() => db.all(sql`SELECT text FROM notes`)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^SQLITE_(NOTADB|CORRUPT)/) }),
      );
      expect(db.get(sql`SELECT length(text) AS length FROM notes WHERE id = 1`)).toEqual({ length: 900 });
      expect(db.run(sql`UPDATE notes SET text = 'short' WHERE id = 2`)).toEqual({ changes: 1 });
    }
    expect([db.get(sql`PRAGMA foreign_keys`), db.get(sql`PRAGMA synchronous`)]).toEqual([
      { foreign_keys: 1 },
      { synchronous: 2 },
    ]);
  });

  it('gives no part of a long value of which any page is damaged', () => {
    const sound = makeDatabase(1);
    const text = 'y'.repeat(20_000);
    const opened = openDatabase(sound, key);
    if (!opened.ok) throw new Error(opened.error.kind);
    opened.value.run(sql`INSERT INTO notes (id, text) VALUES (2, ${text})`);
    closeDatabase(opened.value);
    const bytes = readFileSync(sound);
    const answers = [];
    for (let at = 2 * pageBytes; at < bytes.byteLength; at += pageBytes) {
      writeFileSync(sound, bytes);
      change(sound, at + 100, Buffer.from('damage'));
      const damaged = openDatabase(sound, key);
      if (!damaged.ok) throw new Error(damaged.error.kind);
      const db = damaged.value;
      const right = (found: unknown, wanted: unknown) => {
        // Pages of another row may be the damaged ones.
        expect(found).toEqual(wanted);
        return 'right';
      };
      answers.push(
        ...[
          () => right(db.get(sql`SELECT text FROM notes WHERE id = 2`), { text }),
          () => db.all(sql`SELECT * FROM notes`),
          () => right(db.get(sql`SELECT length(text || 'z') AS n FROM notes WHERE id = 2`), { n: 20_001 }),
          () => db.exportTo(path(`export-${at}.db`), randomBytes(32)),
          () =>
            right(
              db.transaction(() => db.get(sql`SELECT text FROM notes WHERE id = 2`)),
              { text },
            ),
        ].map(codeOf),
      );
      db.close();
    }
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((code) => !/^(?:SQLITE_(?:CORRUPT|NOTADB).*|right)$/u.test(code))).toEqual([]);
    expect(answers.filter((code) => code !== 'right').length).toBeGreaterThan(20);
  });

  it('saves nothing of a transaction that met the page', async () => {
    const core = await coreWithNotes();
    const { db } = core.vaultDeps();
    expect(() =>
      db.transaction(() => {
        db.run(sql`UPDATE notes SET text = 'lost' WHERE id = 1`);
        db.all(sql`SELECT text FROM notes`);
      }),
    ).toThrow('The database answered SQLITE_');
    expect(db.get(sql`SELECT length(text) AS length FROM notes WHERE id = 1`)).toEqual({ length: 900 });
  });

  it('is verified to its end, and locks', async () => {
    const core = await coreWithNotes();
    expect(await core.value('vault.verify', {})).toMatchObject({
      healthy: false,
      damagedPages: [expect.any(Number)],
      auditBrokenAt: null,
      stateMatchesHeader: true,
    });
    await core.lockAndReopen();
    expect((await core.value('vault.status', {})).open?.warnings).toEqual([]);
  });
});
