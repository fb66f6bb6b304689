import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { ownWords } from '../../../src/core/db/migrations/0021-own-words';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = ownWords;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('adds the words of a vault, each in one way of writing', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, [...before, ownWords]);
    expect(db.pragma('user_version')).toBe(version);
    const insert = (word: string) =>
      db.run(sql`
        INSERT INTO own_words (word_key, word, added_at) VALUES ('intake', ${word}, '2026-01-10T09:00:00.000Z')
      `);
    insert('intake');
    expect(() => insert('Intake')).toThrow('UNIQUE');
    expect(db.all(sql`SELECT word, member_id FROM own_words`)).toEqual([{ word: 'intake', member_id: null }]);
  });
});
