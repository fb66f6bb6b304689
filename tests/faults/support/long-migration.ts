import type { Migration } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';

/** The shipped steps and one more that writes every fact and a large table anew, so that there is time to be hit in. */
export const withLongMigration: readonly Migration[] = [
  ...migrations,
  {
    version: migrations.length + 1,
    sql: `
      CREATE TABLE long_migration (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
      INSERT INTO long_migration (text)
        WITH RECURSIVE count (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM count WHERE number < 20000)
        SELECT hex(number) || statement FROM count, (SELECT statement FROM facts ORDER BY id LIMIT 1);
      CREATE INDEX long_migration_by_text ON long_migration (text);
      UPDATE facts SET updated_at = updated_at || '';
    `,
  },
];
