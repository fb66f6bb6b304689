import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { looseOriginals } from '../../../src/core/db/migrations/0025-loose-originals';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = looseOriginals;
const [one, two] = ['1'.repeat(32), '2'.repeat(32)];
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('keeps what was on its way and every file of an import, and a row takes its note away', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`INSERT INTO evidence_batches (id, case_id, plan, created_at) VALUES ('b', 'c', '{}', '')`);
    db.run(sql`
      INSERT INTO evidence_batch_files (batch_id, ordinal, path, name, byte_length, state)
      VALUES ('b', 1, '/stick/a.jpg', 'a.jpg', 7, 'waiting')
    `);
    db.run(sql`INSERT INTO package_originals (stored_as) VALUES (${one}), (${two})`);
    const files = db.all(sql`
      SELECT batch_id, ordinal, path, name, byte_length, state, outcome FROM evidence_batch_files
    `);
    migrate(db, [...before, looseOriginals]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM evidence_batch_files`)).toEqual(files);
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES ('f', 'c', ${one}, ${'0'.repeat(64)}, 7, 'a.jpg', 'image/jpeg', '2026-01-10T09:00:00.000Z')
    `);
    expect(db.all(sql`SELECT stored_as AS name FROM loose_originals`)).toEqual([{ name: two }]);
  });
});
