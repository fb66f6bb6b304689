import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { firstSchema } from '../../../src/core/db/migrations/0001-first-schema';
import { snoozesAndDispatches } from '../../../src/core/db/migrations/0002-snoozes-and-dispatches';
import { procedurePacks } from '../../../src/core/db/migrations/0003-procedure-packs';
import { conversations } from '../../../src/core/db/migrations/0004-conversations';
import { mailHeaders } from '../../../src/core/db/migrations/0005-mail-headers';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const before = [firstSchema, snoozesAndDispatches, procedurePacks, conversations];

describe('migration 5', () => {
  it('keeps messages as they were, without a subject and recipients', () => {
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
    db.run(sql`
      INSERT INTO conversations (id, case_id, evidence_file_id, title, profile, date_confidence, zone_kind, report,
        imported_at, imported_by)
      VALUES ('v', 'c', 'f', 'Chat', 'whatsappIos', 'proved', 'unknown', '{}', '2026-01-10T09:00:00.000Z', 'm')
    `);
    db.run(sql`
      INSERT INTO conversation_messages (conversation_id, sequence, kind, at, sender, text, position)
      VALUES ('v', 1, 'message', '2023-05-12T21:29:10', 'Mina', 'yes', 1)
    `);
    const message = db.get<object>(sql`SELECT * FROM conversation_messages`);
    migrate(db, [...before, mailHeaders]);
    expect(db.pragma('user_version')).toBe(5);
    expect(db.all(sql`SELECT * FROM conversation_messages`)).toEqual([
      { ...message, subject: '', recipients: '[]' },
    ]);
  });
});
