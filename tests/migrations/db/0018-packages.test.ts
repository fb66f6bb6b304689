import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { packages } from '../../../src/core/db/migrations/0018-packages';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = packages;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('adds what is known of packages, and leaves what left as it was', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    const at = '2026-01-10T09:00:00.000Z';
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-1', 'fr', '2026-01-01', ${at}, ${at})
    `);
    db.run(sql`
      INSERT INTO departures (id, case_id, kind, file_name, sha256, size_bytes, left_at)
      VALUES ('d', 'c', 'folder', 'a', '', 1, ${at})
    `);
    migrate(db, [...before, packages]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT id FROM departures`)).toEqual([{ id: 'd' }]);

    db.run(sql`
      INSERT INTO package_states (package_id, case_id, recorded_at, state) VALUES ('p', 'c', ${at}, x'00')
    `);
    db.run(sql`
      INSERT INTO case_places (case_id, kind, other_name, since, package_id)
      VALUES ('c', 'checkedOut', 'A colleague', ${at}, 'p')
    `);
    expect(() => db.run(sql`UPDATE case_places SET kind = 'elsewhere'`)).toThrow('CHECK');
    db.run(sql`DELETE FROM cases`);
    const left = sql`SELECT (SELECT count(*) FROM package_states) + (SELECT count(*) FROM case_places) AS n`;
    expect(db.get(left)).toEqual({ n: 0 });
  });
});
