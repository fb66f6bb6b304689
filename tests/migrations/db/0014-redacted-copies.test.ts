import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { redactedCopies } from '../../../src/core/db/migrations/0014-redacted-copies';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = redactedCopies;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves originals as they were; one copy at most stands in for one of them, and all go with their case', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    const day = '2026-01-10T09:00:00.000Z';
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', ${day}, ${day})
    `);
    for (const [id, name] of ['f', 'g', 'h'].entries()) {
      db.run(sql`
        INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
        VALUES (${name}, 'c', ${String(id).repeat(32)}, ${'b'.repeat(64)}, 1, 'plan.png', 'image/png', ${day})
      `);
    }
    const files = db.all(sql`SELECT * FROM evidence_files ORDER BY id`);
    migrate(db, [...before, redactedCopies]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM evidence_files ORDER BY id`)).toEqual(files);
    const stand = (copy: string, standsIn: number) =>
      db.run(sql`
        INSERT INTO redacted_copies (copy_id, original_id, areas, stands_in, created_at)
        VALUES (${copy}, 'f', 1, ${standsIn}, ${day})
      `);
    stand('g', 1);
    expect(() => stand('h', 1)).toThrow(/UNIQUE/);
    stand('h', 0);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    expect(db.all(sql`SELECT * FROM redacted_copies`)).toEqual([]);
  });
});
