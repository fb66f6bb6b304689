import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/core/db/migrate';
import { migrations } from '../../../src/core/db/migrations';
import { ownTemplates } from '../../../src/core/db/migrations/0016-own-templates';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path, atEnd } = useTemporaryFolder();
const { version } = ownTemplates;
const before = migrations.filter((migration) => migration.version < version);

describe(`migration ${version}`, () => {
  it('adds templates that can be retired and never change', () => {
    const created = createDatabase(path('vault.db'), randomBytes(32));
    if (!created.ok) throw new Error(created.error.kind);
    const db = created.value;
    atEnd(() => closeDatabase(db));
    migrate(db, [...before, ownTemplates]);
    expect(db.pragma('user_version')).toBe(version);
    const at = '2026-01-10T09:00:00.000Z';
    db.run(sql`
      INSERT INTO own_templates (id, filing_kind, language, version, document, sha256, imported_at)
      VALUES ('t', 'F7', 'fr', 1, ${Buffer.from('docx')}, 'hash', ${at})
    `);
    db.run(sql`UPDATE own_templates SET retired_at = ${at} WHERE id = 't'`);
    expect(() => db.run(sql`UPDATE own_templates SET sha256 = 'other' WHERE id = 't'`)).toThrow(
      'never changes',
    );
  });
});
