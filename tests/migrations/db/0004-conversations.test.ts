import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { snoozesAndDispatches } from '../../../src/core/db/migrations/0002-snoozes-and-dispatches';
import { procedurePacks } from '../../../src/core/db/migrations/0003-procedure-packs';
import { conversations } from '../../../src/core/db/migrations/0004-conversations';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const before = [firstSchema, snoozesAndDispatches, procedurePacks];

describe('migration 4', () => {
  it('leaves originals as they were and adds three empty tables', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', '2026-01-10T09:00:00.000Z', '2026-01-10T09:00:00.000Z')
    `);
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES ('f', 'c', ${'ab'.repeat(16)}, ${'cd'.repeat(32)}, 1, 'chat.txt', 'text/plain', '2026-01-10T09:00:00.000Z')
    `);
    const originals = db.all(sql`SELECT * FROM evidence_files`);
    migrate(db, [...before, conversations]);
    expect(db.all(sql`SELECT * FROM evidence_files`)).toEqual(originals);
    expect(db.pragma('user_version')).toBe(4);
    expect(db.all(sql`SELECT * FROM conversations`)).toEqual([]);
    expect(db.all(sql`SELECT * FROM conversation_senders`)).toEqual([]);
    expect(db.all(sql`SELECT * FROM conversation_messages`)).toEqual([]);
  });
});
