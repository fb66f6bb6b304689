import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src/core/db/migrations';
import { closeDatabase, openDatabase } from '../../../src/core/db/open-database';
import { identifier, sql } from '../../../src/core/db/sql';
import { checkOriginal } from '../../../src/core/evidence/originals';
import { systemClock } from '../../../src/core/kernel/clock';
import { databaseKey } from '../../../src/core/vault/keys';
import { readVaultHeaders, unlockHeader, unlockVaultFolder } from '../../../src/core/vault/unlock-vault';
import { practicePassphrase } from '../../../src/shared/practice/contract';
import { useTemporaryFolder } from '../../support/vault-folders';

// Vaults as each released version wrote them: `npm run keep:vault` makes the newest, and none is ever changed afterwards.
const kept = resolve(import.meta.dirname, '../../fixtures/vaults');
const versions = existsSync(kept) ? readdirSync(kept).toSorted() : [];
// Steps that came together: no version was ever released with a schema between them.
/** Tables that have another name by now. */
const renamed: Readonly<Record<string, string>> = { package_originals: 'loose_originals' };
const neverReleased = new Set([18, 19, 20, 21, 22, 24, 25]);
const { path } = useTemporaryFolder();

function copyOf(version: string): string {
  const folder = path('vault.dossier');
  cpSync(join(kept, version, 'vault.dossier'), folder, { recursive: true });
  return folder;
}

describe('a vault of every released version', () => {
  it('is kept', () => {
    const wanted = migrations
      .filter(({ version }) => !neverReleased.has(version))
      .map(({ version }) => `schema-${version}`);
    expect(versions, 'Run `npm run keep:vault` and commit tests/fixtures/vaults.').toEqual(wanted.toSorted());
  });

  it.each(versions)('%s opens, is whole, and has every row and original', async (version) => {
    const opened = await unlockVaultFolder(copyOf(version), practicePassphrase, {
      clock: systemClock,
      lastSeen: null,
      noteSeen: () => true,
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    const vault = opened.value;
    // Written beside the vault when it was kept.
    const expected = JSON.parse(readFileSync(join(kept, version, 'rows.json'), 'utf8')) as Record<
      string,
      number
    >;
    const found = Object.fromEntries(
      Object.keys(expected).map((table) => {
        const query = sql`SELECT count(*) AS rows FROM ${identifier(renamed[table] ?? table)}`;
        return [table, vault.db.get<{ rows: number }>(query)?.rows];
      }),
    );
    const originals = vault.db.all<{ storedAs: string; sha256: string; byteLength: number }>(
      sql`SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files`,
    );
    const states = await Promise.all(originals.map((each) => checkOriginal(vault.originals, each)));
    const { warnings } = vault.describe();
    const { healthy } = await vault.verify();
    vault.close();
    expect({ warnings, healthy, states }).toEqual({ warnings: [], healthy: true, states: ['whole'] });
    // Locking when it was kept, and unlocking now.
    expect(found).toEqual({ ...expected, audit_entries: (expected['audit_entries'] ?? 0) + 2 });
    expect(expected['cases']).toBeGreaterThan(0);
  });

  it('schema-1 has the schema that migration 1 builds', async () => {
    const folder = copyOf('schema-1');
    const headers = readVaultHeaders(folder);
    const header = headers.ok ? headers.value[0] : undefined;
    if (header === undefined) throw new Error('It has no header');
    const unlocked = await unlockHeader(header, practicePassphrase);
    if (!unlocked.ok) throw new Error(unlocked.error.kind);
    const key = databaseKey(unlocked.value.vaultKey, header.vaultId, header.epoch);
    const opened = openDatabase(join(folder, 'vault.db'), key);
    if (!opened.ok) throw new Error(opened.error.kind);
    const objects = opened.value.all<{ sql: string }>(sql`
      SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name
    `);
    closeDatabase(opened.value);
    const schema = objects.map((object) => `${object.sql.replaceAll(/^ {4}/gm, '')};`).join('\n\n');
    const advice =
      'The vault kept for version 1 has another schema than migration 1 builds. If version 1 is not released yet, run ' +
      '`npm run keep:vault`; if it is, put the change into a new migration.';
    expect({ advice, schema: `${schema}\n` }).toEqual({
      advice,
      schema: readFileSync(join(import.meta.dirname, '0001-first-schema.sql'), 'utf8'),
    });
  });
});
