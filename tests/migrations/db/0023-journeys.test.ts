import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { journeys } from '../../../src/core/db/migrations/0023-journeys';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = journeys;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves purges as they were, none of them a journey', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO purges (id, case_id, case_code, opened_on, created_at, reason, begun_at, member_id, member_name, counts)
      VALUES ('p', 'c', 'BR-2026-001', '2026-01-10', '2026-01-10T09:00:00.000Z', 'Its time is over',
        '2026-01-12T09:00:00.000Z', 'm', 'A. Advocate', '{}')
    `);
    const purges = db.all(sql`SELECT * FROM purges`);
    migrate(db, [...before, journeys]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM purges`)).toEqual(purges);
    expect(db.all(sql`SELECT * FROM journeys`)).toEqual([]);
  });
});
