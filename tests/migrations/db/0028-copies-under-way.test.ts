import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { copiesUnderWay } from '../../../src/core/db/migrations/0028-copies-under-way';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = copiesUnderWay;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves every table as it was, and no copy under way', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    const schema = () =>
      db.all(sql`SELECT name, sql FROM sqlite_schema WHERE tbl_name <> 'copies_under_way' ORDER BY name`);
    const tables = schema();
    migrate(db, [...before, copiesUnderWay]);
    expect(db.pragma('user_version')).toBe(version);
    expect(schema()).toEqual(tables);
    expect(db.all(sql`SELECT * FROM copies_under_way`)).toEqual([]);
  });
});
