import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/core/db/driver';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { err, ok } from '../../../src/shared/kernel/result';

let folder: string;
let db: Connection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-db-'));
  const created = createDatabase(join(folder, 'vault.db'), randomBytes(32));
  if (!created.ok) throw new Error(created.error.kind);
  db = created.value;
  db.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
});

afterEach(() => {
  closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
});

function add(text: string): void {
  db.run(sql`INSERT INTO notes (text) VALUES (${text})`);
}

function texts(): readonly string[] {
  return db.all<{ text: string }>(sql`SELECT text FROM notes ORDER BY id`).map((row) => row.text);
}

describe('transaction', () => {
  it('keeps what was written when the work ends well', () => {
    const counted = db.transaction(() => {
      add('one');
      return ok(1);
    });
    expect([counted, texts()]).toEqual([{ ok: true, value: 1 }, ['one']]);
  });

  it('takes everything back when the work throws', () => {
    expect(() =>
      db.transaction(() => {
        add('one');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(texts()).toEqual([]);
  });

  it('takes everything back when the work answers with a failure', () => {
    const failed = db.transaction(() => {
      add('one');
      return err({ kind: 'tooLate' });
    });
    expect([failed, texts()]).toEqual([{ ok: false, error: { kind: 'tooLate' } }, []]);
  });

  it('takes back an inner part alone', () => {
    db.transaction(() => {
      add('outer');
      db.transaction(() => {
        add('inner that fails');
        db.transaction(() => add('innermost'));
        return err({ kind: 'no' });
      });
      db.transaction(() => add('inner that holds'));
    });
    expect(texts()).toEqual(['outer', 'inner that holds']);
  });

  it('saves nothing of work that went on after the disk was full', () => {
    const pages = Number(db.pragma('page_count'));
    db.pragma(`max_page_count = ${pages + 2}`);
    expect(() =>
      db.transaction(() => {
        add('before');
        try {
          add('x'.repeat(100_000));
        } catch {
          // As a handler might, wrongly.
        }
        add('after');
      }),
    ).toThrow('SQLITE_ABORT');
    add('later');
    expect(texts()).toEqual(['later']);
  });

  it('refuses work that would go on after the transaction has ended', () => {
    expect(() => db.transaction(() => Promise.resolve(add('later')))).toThrow('not in a promise');
    expect(texts()).toEqual([]);
  });

  it('binds whole numbers as integers, so that they stay whole everywhere', () => {
    expect(
      db.get(sql`SELECT typeof(${3}) AS whole, typeof(${3.5}) AS broken, typeof(${true}) AS truth`),
    ).toEqual({ whole: 'integer', broken: 'real', truth: 'integer' });
  });

  it('refuses every write while it is read-only, and still reads in a transaction', () => {
    add('before');
    db.setReadOnly(true);
    expect(() => add('after')).toThrow('VAULT_READ_ONLY');
    expect(db.transaction(() => texts())).toEqual(['before']);
    db.setReadOnly(false);
    add('after');
    expect(texts()).toEqual(['before', 'after']);
  });
});
