import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { manyPassagesAtOnce } from '../../../src/core/db/migrations/0024-many-passages-at-once';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = manyPassagesAtOnce;
const before = migrations.filter((migration) => migration.version < version);

const passage = (part: string, word: string) => sql`
  INSERT INTO search_passages (case_id, kind, subject_id, part, first_day, last_day, is_sensitive, provenance, text,
    folded, facets)
  VALUES ('c', 'case', 's', ${part}, '', '', 0, '', ${word}, ${word}, 'casec kindcase')
`;

describe(`migration ${version}`, () => {
  it('leaves the index as it was, and what is added one by one is still found', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    db.run(passage('1', 'passport'));
    migrate(db, [...before, manyPassagesAtOnce]);
    db.run(passage('2', 'visa'));
    expect(db.pragma('user_version')).toBe(version);
    const found = (word: string) =>
      db.all(sql`SELECT rowid AS id FROM search_words WHERE search_words = ${`folded : "${word}"`}`);
    expect([found('passport'), found('visa')]).toEqual([[{ id: 1 }], [{ id: 2 }]]);
    expect(db.all(sql`SELECT word FROM search_vocabulary ORDER BY word`)).toEqual([
      { word: 'passport' },
      { word: 'visa' },
    ]);
  });
});
