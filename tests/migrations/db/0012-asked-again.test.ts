import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { askedAgain } from '../../../src/core/db/migrations/0012-asked-again';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = askedAgain;
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
    migrate(db, [...before, askedAgain]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM cases`)).toEqual(cases);
    db.run(sql`
      INSERT INTO facts (id, case_id, statement, source_kind, confidence, created_at, updated_at)
      VALUES ('f', 'c', 'She arrived', 'clientStatement', 'certain', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`
      INSERT INTO asked_again (fact_id, reason, decided_at, member_id)
      VALUES ('f', 'The day decides', '2026-01-10T09:00:00.000Z', 'm')
    `);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    expect(db.all(sql`SELECT * FROM asked_again`)).toEqual([]);
  });
});
