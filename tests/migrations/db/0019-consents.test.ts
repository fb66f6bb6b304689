import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { consents } from '../../../src/core/db/migrations/0019-consents';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = consents;
const before = migrations.filter((migration) => migration.version < version);
const at = '2026-01-10T09:00:00.000Z';

describe(`migration ${version}`, () => {
  it('adds a ledger that only grows, and says of filings that left to whom they went', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, note, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '', '2026-01-10', ${at}, ${at})
    `);
    for (const [id, kind] of [
      ['f1', 'F7'],
      ['f2', 'F2'],
    ] as const) {
      db.run(sql`
        INSERT INTO filings (id, case_id, filing_kind, language, template_version, pack_version, snapshot, document,
          sha256, generated_at)
        VALUES (${id}, 'c', ${kind}, 'fr', '1', '', '{}', x'00', 'hash', ${at})
      `);
    }
    for (const [id, kind, filingId] of [
      ['d1', 'filing', 'f1'],
      ['d2', 'filing', 'f2'],
      ['d3', 'chronology', null],
    ] as const) {
      db.run(sql`
        INSERT INTO departures (id, case_id, kind, filing_id, file_name, sha256, size_bytes, left_at)
        VALUES (${id}, 'c', ${kind}, ${filingId}, 'x', '', 1, ${at})
      `);
    }

    migrate(db, [...before, consents]);
    expect(db.pragma('user_version')).toBe(version);
    expect(
      db.all(sql`SELECT recipient, recipient_name, purpose, reason_kind FROM departures ORDER BY id`),
    ).toEqual(
      ['immigrationOffice', 'herself', null].map((recipient) => ({
        recipient,
        recipient_name: '',
        purpose: null,
        reason_kind: null,
      })),
    );

    const insert = (id: string, filingId: string | null) =>
      db.run(sql`
        INSERT INTO consent_entries (id, case_id, kind, recipient, recipient_name, purposes, data, limits, language,
          interpreter, form, witness, decided_on, note, filing_id, recorded_at)
        VALUES (${id}, 'c', 'given', 'police', '', '["investigation"]', '["account"]', '', 'fr', '', 'signed', '',
          '2026-01-10', '', ${filingId}, ${at})
      `);
    insert('e', 'f2');
    expect(() => db.run(sql`UPDATE consent_entries SET data = '["health"]'`)).toThrow('never changes');
    expect(() => db.run(sql`DELETE FROM consent_entries`)).toThrow('never goes');
    db.run(sql`DELETE FROM filings WHERE id = 'f2'`);
    expect(db.get(sql`SELECT filing_id FROM consent_entries`)).toEqual({ filing_id: null });
    db.run(sql`DELETE FROM cases`);
    expect(db.get(sql`SELECT COUNT(*) AS n FROM consent_entries`)).toEqual({ n: 0 });
  });
});
