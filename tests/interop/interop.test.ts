import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/core/db/driver';
import { checkIntegrity } from '../../src/core/db/integrity';
import { identifier, sql } from '../../src/core/db/sql';
import { originalPath, writeOriginal, type StoredOriginal } from '../../src/core/evidence/originals';
import { arePagesWhole, verifyPages } from '../../src/core/vault/page-verifier';
import { createTestCore, testPassphrase, type TestCore } from '../support/core';
import { adultCase, makeFilingCase } from '../support/filing-case';

// An independent build of SQLCipher and Debian's age read what Dossier wrote, with nothing but the keys that the
// documented steps give.

type Row = Readonly<Record<string, unknown>>;
interface OtherDatabase {
  readonly all: (text: string, done: (failure: Error | null, rows: readonly Row[]) => void) => void;
  readonly close: (done: (failure: Error | null) => void) => void;
}
// The package has types of its own only for another way of importing; its calls are those of the package sqlite3.
const other = createRequire(join(import.meta.dirname, 'package.json'))('@journeyapps/sqlcipher') as {
  readonly Database: new (path: string, done: (failure: Error | null) => void) => OtherDatabase;
};

async function openOther(path: string, keyHex: string) {
  const database = await new Promise<OtherDatabase>((done, fail) => {
    const opened: OtherDatabase = new other.Database(path, (failure) =>
      failure === null ? done(opened) : fail(failure),
    );
  });
  const all = (text: string) =>
    new Promise<readonly Row[]>((done, fail) => {
      database.all(text, (failure, rows) => (failure === null ? done(rows) : fail(failure)));
    });
  await all(`PRAGMA key = "x'${keyHex}'"`);
  return {
    all,
    close: () =>
      new Promise<void>((done, fail) => {
        database.close((failure) => (failure === null ? done() : fail(failure)));
      }),
  };
}

let core: TestCore;
let originals: readonly { readonly stored: StoredOriginal; readonly bytes: Buffer }[];

beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  const { caseId } = await makeFilingCase(core, { ...adultCase });
  await core.value('timeline.create', { caseId, statement: 'Elle s’est enfuie — ሰላም, ملجأ, 🗝.' });
  const { vault } = core.vaultDeps();
  const made = [];
  for (const length of [0, 1, 65_536, 200_001]) {
    const bytes = Buffer.alloc(length, `${length} original `);
    made.push({ stored: await writeOriginal(vault.originals, Readable.from([bytes])), bytes });
  }
  originals = made;
  await core.value('vault.prepareLock', {});
});
afterEach(() => core.close());

/** Keys by the documented steps, in a process of its own. */
function keysOf(...secret: readonly string[]): { readonly database: string; readonly evidence: string } {
  const script = resolve('docs/open-vault.mjs');
  const output = execFileSync(process.execPath, [script, core.vault().folder, ...secret], {
    encoding: 'utf8',
  });
  return {
    database: /database key +([0-9a-f]{64})/.exec(output)?.[1] ?? '',
    evidence: /evidence identity +(AGE-SECRET-KEY-1\S+)/.exec(output)?.[1] ?? '',
  };
}

function withPassphrase() {
  const file = join(core.folder, 'passphrase');
  writeFileSync(file, `${testPassphrase}\n`);
  return keysOf('--passphrase', file);
}

/** Every value of a row as text that both drivers agree on: a blob is a Buffer here and a Uint8Array there. */
function plainRow(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? `blob ${Buffer.from(value).toString('hex')}` : value,
    ]),
  );
}

const tablesQuery =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

describe('a vault', () => {
  it('is read row by row by another SQLCipher, from its passphrase', async () => {
    const { database } = withPassphrase();
    const copy = join(core.folder, 'copy.db');
    cpSync(join(core.vault().folder, 'vault.db'), copy);
    const theirs = await openOther(copy, database);
    const [version] = await theirs.all('PRAGMA cipher_version');
    const damages = await theirs.all('PRAGMA cipher_integrity_check');
    const integrity = await theirs.all('PRAGMA integrity_check');

    const ours = connect(join(core.vault().folder, 'vault.db'));
    ours.useKey(Buffer.from(database, 'hex'));
    const found: Record<string, readonly Row[]> = {};
    const expected: Record<string, readonly Row[]> = {};
    for (const row of await theirs.all(tablesQuery)) {
      const name = String(row['name']);
      found[name] = (await theirs.all(`SELECT * FROM "${name}"`)).map(plainRow);
      expected[name] = ours.all<Row>(sql`SELECT * FROM ${identifier(name)}`).map(plainRow);
    }
    ours.close();
    await theirs.close();

    expect(String(Object.values(version ?? {})[0])).toMatch(/^4\./);
    expect([damages, integrity]).toEqual([[], [{ integrity_check: 'ok' }]]);
    expect(found).toEqual(expected);
    expect(Object.keys(found).length).toBeGreaterThan(30);
    expect(found['facts']).toMatchObject([{ statement: 'Elle s’est enfuie — ሰላም, ملجأ, 🗝.' }]);
  });

  it('stays shut to another SQLCipher with another key', async () => {
    const copy = join(core.folder, 'copy.db');
    cpSync(join(core.vault().folder, 'vault.db'), copy);
    const theirs = await openOther(copy, 'ab'.repeat(32));
    await expect(theirs.all('SELECT count(*) FROM sqlite_schema')).rejects.toThrow(/NOTADB|not a database/);
    await theirs.close();
  });

  it('has its evidence decrypted by age, byte for byte', () => {
    const identity = join(core.folder, 'identity');
    writeFileSync(identity, `${withPassphrase().evidence}\n`);
    for (const { stored, bytes } of originals) {
      const path = originalPath({ folder: core.vault().folder }, stored);
      const plain = execFileSync('age', ['-d', '-i', identity, path], { maxBuffer: 2 ** 24 });
      // As docs/vault-format.md says: the zeros at the end and the mark before them do not belong to it.
      let end = plain.byteLength - 1;
      while (plain[end] === 0) end -= 1;
      expect({ mark: plain[end], bytes: plain.subarray(0, end) }).toEqual({
        mark: plain[bytes.byteLength],
        bytes,
      });
    }
  });

  it('keeps from age what was changed by one bit', () => {
    const identity = join(core.folder, 'identity');
    writeFileSync(identity, `${withPassphrase().evidence}\n`);
    const { stored } = originals[3] ?? originals[0] ?? { stored: null };
    if (stored === null) throw new Error('There is no original');
    const path = originalPath({ folder: core.vault().folder }, stored);
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.byteLength - 9) ^ 4, bytes.byteLength - 9);
    writeFileSync(path, bytes);
    expect(() => execFileSync('age', ['-d', '-i', identity, path], { stdio: 'pipe' })).toThrow('age');
  });
});

describe('what another SQLCipher wrote', () => {
  it('is read by ours, and each of its pages stands the test', async () => {
    const path = join(core.folder, 'theirs.db');
    const keyHex = '5a'.repeat(32);
    const theirs = await openOther(path, keyHex);
    await theirs.all('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)');
    await theirs.all(`
      WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 5000)
      INSERT INTO notes (text) SELECT 'note ' || n || ' ሰላም' FROM count`);
    await theirs.close();

    const key = Buffer.from(keyHex, 'hex');
    const pages = verifyPages(path, key);
    const ours = connect(path);
    ours.useKey(key);
    const found = ours.get(
      sql`SELECT count(*) AS rows, min(text) AS first, max(length(text)) AS longest FROM notes`,
    );
    const problems = checkIntegrity(ours);
    ours.close();
    expect(arePagesWhole(pages)).toBe(true);
    expect({ found, problems }).toEqual({
      found: { rows: 5000, first: 'note 1 ሰላም', longest: 13 },
      problems: { integrityProblems: 0, cipherProblems: 0, foreignKeyProblems: 0 },
    });
  });
});
