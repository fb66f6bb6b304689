import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { olderFilesKept } from '../../../src/core/db/migrations/0029-older-files-kept';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = olderFilesKept;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('keeps every copy under way, with no mount point and not recorded, and leaves every other table as it was', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    const copies = [
      {
        id: 'one',
        path: '/stick/out.docx',
        temporary_path: '/stick/out.docx.0123abcd.tmp',
        shape: 'file',
        sha256: '0'.repeat(64),
        size_bytes: 7,
        record: '{"departures":[],"custody":[],"audit":[]}',
        begun_at: '2026-01-10T09:00:00.000Z',
        member_id: 'm',
        problem: 'placeMissing',
      },
      {
        id: 'two',
        path: '/stick/folder',
        temporary_path: '/stick/folder.89abcdef.incomplete',
        shape: 'folder',
        sha256: null,
        size_bytes: null,
        record: '{}',
        begun_at: '2026-01-11T09:00:00.000Z',
        member_id: 'm',
        problem: null,
      },
    ];
    for (const copy of copies) {
      db.run(sql`
        INSERT INTO copies_under_way (id, path, temporary_path, shape, sha256, size_bytes, record, begun_at, member_id, problem)
        VALUES (${copy.id}, ${copy.path}, ${copy.temporary_path}, ${copy.shape}, ${copy.sha256}, ${copy.size_bytes},
          ${copy.record}, ${copy.begun_at}, ${copy.member_id}, ${copy.problem})
      `);
    }
    const schema = () =>
      db.all(sql`SELECT name, sql FROM sqlite_schema WHERE tbl_name <> 'copies_under_way' ORDER BY name`);
    const tables = schema();
    migrate(db, [...before, olderFilesKept]);
    expect(db.pragma('user_version')).toBe(version);
    expect(schema()).toEqual(tables);
    expect(db.all(sql`SELECT * FROM copies_under_way ORDER BY id`)).toEqual(
      copies.map((copy) => ({ ...copy, mount_point: null, recorded: 0 })),
    );
  });
});
