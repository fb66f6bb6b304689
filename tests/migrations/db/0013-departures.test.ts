import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { departures } from '../../../src/core/db/migrations/0013-departures';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = departures;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('writes down the filings that were saved before as still out', () => {
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
      INSERT INTO filings (id, case_id, filing_kind, language, template_version, pack_version, snapshot, document,
        sha256, generated_at)
      VALUES ('f', 'c', 'F7', 'fr', 't', 'p', '{}', ${Buffer.from('docx')}, 'hash', ${at})
    `);
    db.run(sql`INSERT INTO filing_exports (id, filing_id, exported_at) VALUES ('e', 'f', ${at})`);
    migrate(db, [...before, departures]);
    expect(db.pragma('user_version')).toBe(version);
    expect(db.all(sql`SELECT * FROM filing_exports`)).toHaveLength(1);
    expect(db.all(sql`SELECT * FROM departures`)).toEqual([
      {
        id: 'e',
        case_id: 'c',
        kind: 'filing',
        filing_id: 'f',
        file_name: '',
        sha256: 'hash',
        size_bytes: 4,
        objections: '[]',
        reason: '',
        left_at: at,
        member_id: null,
        state: 'out',
        settled_on: null,
        settled_note: '',
      },
    ]);
  });
});
