import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { factsLinkedInTime } from '../../../src/core/db/migrations/0006-facts-linked-in-time';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = factsLinkedInTime;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('leaves facts as they were, and links that are added go with either of the two', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    for (const id of ['f', 'g', 'h']) {
      db.run(sql`
        INSERT INTO facts (id, case_id, statement, sort_key, source_kind, confidence, created_at, updated_at)
        VALUES (${id}, 'c', 'It was then.', '9999', 'witness', 'certain', '2026-01-10T09:00:00.000Z',
          '2026-01-10T09:00:00.000Z')
      `);
    }
    const facts = db.all(sql`SELECT * FROM facts`);
    migrate(db, [...before, factsLinkedInTime]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM facts`)).toEqual(facts);
    for (const [id, fact, other] of [
      ['1', 'f', 'g'],
      ['2', 'g', 'h'],
      ['3', 'h', 'f'],
    ] as const) {
      db.run(sql`
        INSERT INTO fact_constraints (id, fact_id, ordinal, kind, other_fact_id)
        VALUES (${id}, ${fact}, 1, 'before', ${other})
      `);
    }
    db.run(sql`DELETE FROM facts WHERE id = 'f'`);
    expect(db.all(sql`SELECT * FROM fact_constraints`)).toEqual([
      {
        id: '2',
        fact_id: 'g',
        ordinal: 1,
        kind: 'before',
        other_fact_id: 'h',
        amount: null,
        unit: null,
        approximate: 0,
        note: '',
      },
    ]);
  });
});
