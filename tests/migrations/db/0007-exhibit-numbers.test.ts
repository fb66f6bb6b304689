import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { snoozesAndDispatches } from '../../../src/core/db/migrations/0002-snoozes-and-dispatches';
import { procedurePacks } from '../../../src/core/db/migrations/0003-procedure-packs';
import { conversations } from '../../../src/core/db/migrations/0004-conversations';
import { mailHeaders } from '../../../src/core/db/migrations/0005-mail-headers';
import { factsLinkedInTime } from '../../../src/core/db/migrations/0006-facts-linked-in-time';
import { exhibitNumbers } from '../../../src/core/db/migrations/0007-exhibit-numbers';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const before = [
  firstSchema,
  snoozesAndDispatches,
  procedurePacks,
  conversations,
  mailHeaders,
  factsLinkedInTime,
];

describe('migration 7', () => {
  it('prints every exhibit under the number of its place, and withdraws one that goes', () => {
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
    db.run(sql`
      INSERT INTO exhibits (id, case_id, number, title, created_at, updated_at)
      VALUES ('x', 'c', 2, 'Two', ${at}, ${at}), ('y', 'c', 10, 'Ten', ${at}, ${at})
    `);
    const rows = db.all<object>(sql`SELECT * FROM exhibits ORDER BY number`);
    migrate(db, [...before, exhibitNumbers]);
    expect(db.pragma('user_version')).toBe(7);
    expect(db.all(sql`SELECT * FROM exhibits ORDER BY number`)).toEqual([
      { ...rows[0], label: '2' },
      { ...rows[1], label: '10' },
    ]);
    db.run(sql`
      INSERT INTO sent_inventories (id, case_id, sent_on, recipient, created_at)
      VALUES ('i', 'c', '2026-01-10', 'Office', ${at})
    `);
    db.run(sql`
      INSERT INTO sent_numbers (inventory_id, main, insertion, exhibit_id, title) VALUES ('i', 2, 0, 'x', 'Two')
    `);
    db.run(sql`DELETE FROM exhibits WHERE id = 'x'`);
    expect(db.all(sql`SELECT * FROM sent_numbers`)).toEqual([
      { inventory_id: 'i', main: 2, insertion: 0, exhibit_id: null, title: 'Two' },
    ]);
  });
});
