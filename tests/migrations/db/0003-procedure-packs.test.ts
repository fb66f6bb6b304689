import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { snoozesAndDispatches } from '../../../src/core/db/migrations/0002-snoozes-and-dispatches';
import { procedurePacks } from '../../../src/core/db/migrations/0003-procedure-packs';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();

describe('migration 3', () => {
  it('leaves the procedures of cases as they were and adds two empty tables', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, [firstSchema, snoozesAndDispatches]);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`
      INSERT INTO case_procedures (case_id, pack_id, pack_version, phase_id, phase_since)
      VALUES ('c', 'be-thb', '2026.1', 'BE-P1', '2026-01-10')
    `);
    const before = db.all(sql`SELECT * FROM case_procedures`);
    migrate(db, [firstSchema, snoozesAndDispatches, procedurePacks]);
    expect(db.all(sql`SELECT * FROM case_procedures`)).toEqual(before);
    expect(db.pragma('user_version')).toBe(3);
    expect(db.all(sql`SELECT * FROM procedure_packs`)).toEqual([]);
    expect(db.all(sql`SELECT * FROM pack_keys`)).toEqual([]);
  });
});
