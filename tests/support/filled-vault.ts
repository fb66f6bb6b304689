import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/core/db/open-database';
import { identifier, listOf, sql } from '../../src/core/db/sql';
import { writeOriginal } from '../../src/core/evidence/originals';
import { readPracticeContents } from '../../src/core/practice/contents';
import { seedPracticeCases } from '../../src/core/practice/seed';
import { databaseKey } from '../../src/core/vault/keys';
import type { UnlockedHeader } from '../../src/core/vault/open-vault';
import { unlockKeys } from '../../src/core/vault/unlock-vault';
import { readShapes } from '../../src/core/salvage/shapes';
import { createTestCore, testPassphrase, type TestCore } from './core';

/** A closed vault with the practice cases and some originals, and what is needed to damage copies of it. */
export interface FilledVault {
  readonly core: TestCore;
  readonly folder: string;
  readonly unlocked: UnlockedHeader;
  /** Copies the vault's folder to another name beside it. */
  readonly copy: (name: string) => string;
}

/** @param core closed by whoever closes the core */
export async function makeFilledVault(originals = 6): Promise<FilledVault> {
  const core = createTestCore({ now: '2026-11-24T10:00:00.000Z', today: '2026-11-24' });
  await core.createVault();
  const deps = core.vaultDeps();
  await seedPracticeCases(deps, readPracticeContents(deps.resourcesFolder, core.clock.today()));
  const first = deps.db.get<{ id: string }>(sql`SELECT id FROM cases ORDER BY code LIMIT 1`);
  if (first === undefined) throw new Error('The practice cases are missing');
  for (let number = 1; number <= originals; number += 1) {
    const content = Buffer.alloc(number * 9000, `original ${number} `);
    const stored = await writeOriginal(deps.vault.originals, asStream(content));
    deps.db.run(sql`
      INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES (${core.deps.newId()}, ${first.id}, ${stored.storedAs}, ${stored.sha256}, ${stored.byteLength},
        ${`scan-${number}.pdf`}, 'application/pdf', ${core.clock.now()})
    `);
  }
  await core.value('vault.prepareLock', {});
  const { folder } = core.vault();
  const unlocked = await unlockKeys(folder, testPassphrase, undefined);
  if (!unlocked.ok) throw new Error(unlocked.error.kind);
  return {
    core,
    folder,
    unlocked: unlocked.value,
    copy: (name) => {
      const copy = join(core.folder, 'copies', `${name}.dossier`);
      cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
      return copy;
    },
  };
}

async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Every row of a vault's database as JSON, by table and primary key. */
export function readAllRows(
  folder: string,
  { header, vaultKey }: UnlockedHeader,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const key = databaseKey(vaultKey, header.vaultId, header.epoch);
  const opened = openDatabase(join(folder, 'vault.db'), key);
  if (!opened.ok) throw new Error(opened.error.kind);
  const db = opened.value;
  try {
    return new Map(
      readShapes(db).map((shape) => {
        const keys = db
          .all<{ name: string }>(
            sql`
            SELECT name FROM pragma_table_info(${shape.name}) WHERE pk > 0 ORDER BY pk
          `,
          )
          .map(({ name }) => name);
        const rows = db.all<Record<string, unknown>>(sql`
          SELECT ${listOf(shape.columns.map(({ name }) => identifier(name)))} FROM ${identifier(shape.name)}
        `);
        const byKey = rows.map((row): [string, string] => [
          JSON.stringify(keys.map((name) => row[name])),
          JSON.stringify(row, (_name, value: unknown) => (value instanceof Uint8Array ? [...value] : value)),
        ]);
        return [shape.name, new Map(byKey)];
      }),
    );
  } finally {
    db.close();
  }
}
