import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { snoozesAndDispatches } from '../../../src/core/db/migrations/0002-snoozes-and-dispatches';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();

function beforeIt() {
  const created = createDatabase(path('vault.db'), randomBytes(32));
  if (!created.ok) throw new Error(created.error.kind);
  const db = created.value;
  atEnd(() => closeDatabase(db));
  migrate(db, [firstSchema]);
  db.run(sql`
    INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
    VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
  `);
  db.run(sql`
    INSERT INTO case_events (id, case_id, kind, happened_on, created_at)
    VALUES ('e', 'c', 'annexe15Issued', '2026-02-01', '2026-02-01T09:00:00.000Z')
  `);
  db.run(sql`
    INSERT INTO settled_deadlines (case_event_id, rule_id, settled_on, outcome) VALUES ('e', 'BE-R1', '2026-02-20', 'done')
  `);
  return db;
}

describe('migration 2', () => {
  it('leaves every row as it was and adds two empty tables', () => {
    const db = beforeIt();
    const rows = () => ({
      cases: db.all(sql`SELECT * FROM cases`),
      events: db.all(sql`SELECT * FROM case_events`),
      settled: db.all(sql`SELECT * FROM settled_deadlines`),
    });
    const before = rows();
    migrate(db, [firstSchema, snoozesAndDispatches]);
    expect(rows()).toEqual(before);
    expect(db.pragma('user_version')).toBe(2);
    expect(db.all(sql`SELECT * FROM deadline_snoozes`)).toEqual([]);
    expect(db.all(sql`SELECT * FROM dispatches`)).toEqual([]);
  });

  it('wants a reason, a name of what went out, and an answer whole', () => {
    const db = beforeIt();
    migrate(db, [firstSchema, snoozesAndDispatches]);
    expect(() =>
      db.run(sql`
        INSERT INTO deadline_snoozes (case_event_id, rule_id, until, reason, snoozed_at)
        VALUES ('e', 'BE-R2', '2026-03-01', '', '2026-02-20T09:00:00.000Z')
      `),
    ).toThrow('CHECK');
    const dispatch = (title: string, answeredOn: string | null) =>
      db.run(sql`
        INSERT INTO dispatches (id, case_id, title, sent_on, way, answered_on, created_at, updated_at)
        VALUES (${title || 'd'}, 'c', ${title}, '2026-02-20', 'post', ${answeredOn}, '2026-02-20T09:00:00.000Z',
          '2026-02-20T09:00:00.000Z')
      `);
    expect(() => dispatch('', null)).toThrow('CHECK');
    expect(() => dispatch('Lettre', '2026-03-01')).toThrow('CHECK');
    dispatch('Lettre', null);
  });

  it('lets both go with their case, and a dispatch stay when its event goes', () => {
    const db = beforeIt();
    migrate(db, [firstSchema, snoozesAndDispatches]);
    db.run(sql`
      INSERT INTO deadline_snoozes (case_event_id, rule_id, until, reason, snoozed_at)
      VALUES ('e', 'BE-R2', '2026-03-01', 'Waiting', '2026-02-20T09:00:00.000Z')
    `);
    db.run(sql`
      INSERT INTO dispatches (id, case_id, title, sent_on, way, sent_event_id, created_at, updated_at)
      VALUES ('d', 'c', 'Lettre', '2026-02-20', 'post', 'e', '2026-02-20T09:00:00.000Z', '2026-02-20T09:00:00.000Z')
    `);
    db.run(sql`DELETE FROM case_events WHERE id = 'e'`);
    expect(db.all(sql`SELECT * FROM deadline_snoozes`)).toEqual([]);
    expect(db.all(sql`SELECT sent_event_id FROM dispatches`)).toEqual([{ sent_event_id: null }]);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    expect(db.all(sql`SELECT * FROM dispatches`)).toEqual([]);
  });
});
