import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { filingDrafts } from '../../../src/core/db/migrations/0020-filing-drafts';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = filingDrafts;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('adds drafts, one for each filing and language of a case, that go with the case and take theirs along', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    const at = '2026-01-10T09:00:00.000Z';
    migrate(db, before);
    db.run(sql`
      INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
      VALUES ('c', 'BR-2026-001', 'fr', '2026-01-10', ${at}, ${at})
    `);
    migrate(db, [...before, filingDrafts]);
    expect(db.pragma('user_version')).toBe(version);
    const insertDraft = (id: string): void => {
      db.run(sql`
        INSERT INTO filing_drafts (id, case_id, filing_kind, language, template_version, snapshot, document, blocks,
          revision, started_at, saved_at)
        VALUES (${id}, 'c', 'F7', 'fr', 'v', '{}', ${Buffer.from('docx')}, '[]', 0, ${at}, ${at})
      `);
    };
    insertDraft('d');
    expect(() => insertDraft('e')).toThrow(/UNIQUE/);
    db.run(sql`
      INSERT INTO filing_draft_versions (id, draft_id, occasion, template_version, snapshot, document, blocks, kept_at,
        author)
      VALUES ('v', 'd', 'named', 'v', '{}', ${Buffer.from('docx')}, '[]', ${at}, 'Anne')
    `);
    db.run(sql`
      INSERT INTO filing_draft_comments (id, draft_id, block_id, text, author, written_at)
      VALUES ('k', 'd', 'b', 'Vérifier.', 'Anne', ${at})
    `);
    db.run(sql`DELETE FROM cases WHERE id = 'c'`);
    for (const table of [sql`filing_drafts`, sql`filing_draft_versions`, sql`filing_draft_comments`]) {
      expect(db.get(sql`SELECT count(*) AS count FROM ${table}`)).toEqual({ count: 0 });
    }
  });
});
