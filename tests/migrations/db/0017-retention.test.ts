import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { retention } from '../../../src/core/db/migrations/0017-retention';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = retention;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves cases as they were; what it adds to a case goes with it, and what tells of a purge stays', () => {
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
    migrate(db, [...before, retention]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM cases`)).toEqual(cases);
    expect(db.all(sql`SELECT * FROM case_retention`)).toEqual([]);

    db.run(sql`INSERT INTO case_retention (case_id, keep_until) VALUES ('c', '2031-01-10')`);
    const hold = (id: string) =>
      db.run(sql`
        INSERT INTO legal_holds (id, case_id, reason, placed_at, placed_by)
        VALUES (${id}, 'c', 'Proceedings', '2026-01-11T09:00:00.000Z', 'A. Advocate')
      `);
    hold('h');
    expect(() => hold('a second one')).toThrow('UNIQUE');
    db.run(sql`
      INSERT INTO purges (id, case_id, case_code, opened_on, created_at, reason, begun_at, member_id, member_name, counts)
      VALUES ('p', 'c', 'BR-2026-001', '2026-01-10', '2026-01-10T09:00:00.000Z', 'Its time is over',
        '2026-01-12T09:00:00.000Z', 'm', 'A. Advocate', '{}')
    `);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    expect(db.all(sql`SELECT case_id FROM case_retention UNION ALL SELECT case_id FROM legal_holds`)).toEqual(
      [],
    );
    expect(db.all(sql`SELECT case_code FROM purges`)).toEqual([{ case_code: 'BR-2026-001' }]);
  });
});
