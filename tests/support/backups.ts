import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDatabase } from '../../src/core/db/database';
import { identifier, listOf, sql, type SqlValue } from '../../src/core/db/sql';
import { writeOriginal } from '../../src/core/evidence/originals';
import { caseIdSchema, type CaseId } from '../../src/shared/kernel/ids';
import type { TestCore } from './core';

export function aCase(core: TestCore): CaseId {
  const found = core
    .vaultDeps()
    .db.get<{ readonly id: string }>(sql`SELECT id FROM cases ORDER BY code LIMIT 1`);
  return caseIdSchema.parse(found?.id);
}

/** An original of these bytes, in the case. Gives the name of its age file. */
export async function anOriginal(core: TestCore, caseId: CaseId, bytes: Uint8Array): Promise<string> {
  const { vault, db, newId, clock } = core.vaultDeps();
  async function* source() {
    yield bytes;
  }
  const { storedAs, sha256, byteLength } = await writeOriginal(vault.originals, source());
  db.run(sql`
    INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
    VALUES (${newId()}, ${caseId}, ${storedAs}, ${sha256}, ${byteLength}, 'photo.jpg', 'image/jpeg', ${clock.now()})
  `);
  return storedAs;
}

/** Folders of the finished backups, oldest first. */
export function finishedBackups(stick: string): readonly string[] {
  return entriesOf(stick)
    .filter((root) => root.startsWith('dossier-backups-'))
    .flatMap((root) => entriesOf(join(stick, root)).map((name) => join(stick, root, name)))
    .filter((path) => path.endsWith('.dossier'));
}

/** All names in a folder, in order. */
export function entriesOf(folder: string): readonly string[] {
  return readdirSync(folder).toSorted();
}

/**
 * Number and SHA-256 of the rows of every table, by its name: two databases with the same have the same content.
 *
 * @param except tables that are meant to differ
 */
export function rowHashes(
  db: ReadableDatabase,
  except: readonly string[] = [],
): Readonly<Record<string, string>> {
  const tables = db.all<{ readonly name: string }>(sql`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
  `);
  return Object.fromEntries(
    tables
      .filter(({ name }) => !except.includes(name))
      .map(({ name }) => {
        const columns = db.all<{ readonly name: string }>(sql`SELECT name FROM pragma_table_info(${name})`);
        const rows = db.all<Readonly<Record<string, SqlValue>>>(sql`
          SELECT ${listOf(columns.map((column) => identifier(column.name)))} FROM ${identifier(name)}
        `);
        const texts = rows.map((row) =>
          JSON.stringify(Object.entries(row).map(([key, value]) => [key, plain(value)])),
        );
        const hash = createHash('sha256').update(texts.toSorted().join('\n')).digest('hex');
        return [name, `${rows.length} ${hash}`];
      }),
  );
}

function plain(value: SqlValue): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
