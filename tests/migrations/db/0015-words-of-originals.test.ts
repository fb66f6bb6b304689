import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { wordsOfOriginals } from '../../../src/core/db/migrations/0015-words-of-originals';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = wordsOfOriginals;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves cases as they were, and what it adds goes with its case', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    const cases = db.all(sql`SELECT * FROM cases`);
    migrate(db, [...before, wordsOfOriginals]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM cases`)).toEqual(cases);
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES ('f', 'c', ${'a'.repeat(32)}, ${'b'.repeat(64)}, 1, 'voice.ogg', 'audio/ogg', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`
      INSERT INTO evidence_words (evidence_file_id, words, read_at) VALUES ('f', 'A door', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    expect(db.all(sql`SELECT * FROM evidence_words`)).toEqual([]);
  });
});
