import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();

function migrated() {
  const created = createDatabase(path('vault.db'), randomBytes(32));
  if (!created.ok) throw new Error(created.error.kind);
  atEnd(() => closeDatabase(created.value));
  migrate(created.value, [firstSchema]);
  return created.value;
}

describe('migration 1', () => {
  it('builds the schema of the dump', async () => {
    const db = migrated();
    const objects = db.all<{ sql: string }>(sql`
      SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name
    `);
    const dump = objects.map((object) => `${object.sql.replaceAll(/^ {4}/gm, '')};`).join('\n\n');
    // Until the first release the schema may change in place; then run this with `-u` and read the difference.
    await expect(`${dump}\n`).toMatchFileSnapshot('./0001-first-schema.sql');
    expect(db.pragma('user_version')).toBe(1);
  });

  it('makes every table strict', () => {
    const tables = migrated().all<{ name: string; sql: string }>(sql`
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'
        -- The full-text index makes these by itself.
        AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
    `);
    expect(tables.filter((table) => !/\)\s*STRICT(, WITHOUT ROWID)?$/.test(table.sql))).toEqual([]);
  });

  it('lets nobody change or remove an audit entry', () => {
    const db = migrated();
    db.run(sql`
      INSERT INTO audit_entries (sequence, at, member_id, action, subject_id, case_id, previous_hash, hash)
      VALUES (1, '2026-03-02T09:15:00.000Z', 'm', 'vault.created', NULL, NULL, ${new Uint8Array(32)},
        ${new Uint8Array(32)})
    `);
    expect(() => db.run(sql`UPDATE audit_entries SET at = ''`)).toThrow('audit entries never change');
    expect(() => db.run(sql`DELETE FROM audit_entries`)).toThrow('audit entries never go');
    expect(() =>
      db.run(sql`
        REPLACE INTO audit_entries (sequence, at, member_id, action, previous_hash, hash)
        VALUES (1, '', 'm', 'x', ${new Uint8Array(32)}, ${new Uint8Array(32)})
      `),
    ).toThrow('audit entries never go');
  });
});
