import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { earlierAccounts } from '../../../src/core/db/migrations/0010-earlier-accounts';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = earlierAccounts;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves facts as they were; a comparison goes with its fact and with its account', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    const at = '2026-01-10T09:00:00.000Z';
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', ${at}, ${at})
    `);
    for (const id of ['f', 'g']) {
      db.run(sql`
        INSERT INTO facts (id, case_id, statement, sort_key, source_kind, confidence, created_at, updated_at)
        VALUES (${id}, 'c', 'It was then.', '9999', 'witness', 'certain', ${at}, ${at})
      `);
    }
    const facts = db.all(sql`SELECT * FROM facts`);
    migrate(db, [...before, earlierAccounts]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM facts`)).toEqual(facts);
    for (const id of ['a', 'b']) {
      db.run(
        sql`INSERT INTO accounts (id, case_id, kind, created_at, updated_at) VALUES (${id}, 'c', 'police', ${at}, ${at})`,
      );
      for (const fact of ['f', 'g']) {
        db.run(sql`
          INSERT INTO account_statements (account_id, fact_id, relation, updated_at)
          VALUES (${id}, ${fact}, 'leftOut', ${at})
        `);
      }
    }
    db.run(sql`DELETE FROM facts WHERE id = 'f'`);
    db.run(sql`DELETE FROM accounts WHERE id = 'a'`);
    expect(db.all(sql`SELECT * FROM account_statements`)).toEqual([
      {
        account_id: 'b',
        fact_id: 'g',
        relation: 'leftOut',
        wording: '',
        locator: '',
        reasons: '[]',
        reason: '',
        updated_at: at,
      },
    ]);
  });
});
