import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { handlers } from '../src/core/handlers';
import { latestVersion } from '../src/core/db/migrate';
import { migrations } from '../src/core/db/migrations';
import { identifier, sql } from '../src/core/db/sql';
import { writeOriginal } from '../src/core/evidence/originals';
import { createDeps } from '../src/core/kernel/create-deps';
import { createRouter } from '../src/core/kernel/router';
import { contract } from '../src/shared/contract';

// Keeps a practice vault of today's schema in tests/fixtures/vaults, where it has to open for ever after. To be run once for
// each released version, and again for as long as the newest one is not released. Its keys are random; all else is the same
// at every run.

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dossier-keep-'));
const noDialog = () => Promise.resolve(null);
const deps = createDeps({
  settingsFolder: join(folder, 'settings'),
  documentsFolder: join(folder, 'documents'),
  resourcesFolder: join(root, 'resources'),
  host: {
    chooseSavePath: noDialog,
    chooseFile: noDialog,
    chooseFiles: () => Promise.resolve([]),
    chooseFolder: noDialog,
    takeDropped: () => Promise.resolve([]),
    printPage: () => Promise.resolve('failed'),
    pageAsPdf: noDialog,
  },
  clock: { now: () => '2026-03-02T09:15:00.000Z', today: () => '2026-03-02' },
  passphraseCost: { memoryKib: 64 * 1024, passes: 1, lanes: 1 },
});
try {
  const router = createRouter(contract, handlers, deps, {
    checkOutput: true,
    report: ({ cause }) => {
      throw cause;
    },
  });
  const made = await router.call('practice.create', {});
  const vault = deps.session.current();
  if (!made.ok || vault === null) throw new Error(`The practice vault was not made: ${JSON.stringify(made)}`);
  const vaultFolder = dirname(join(vault.originals.folder, 'vault.db'));
  const caseId = vault.db.get<{ id: string }>(sql`SELECT id FROM cases ORDER BY code LIMIT 1`)?.id ?? '';
  const original = await writeOriginal(
    vault.originals,
    Readable.from([Buffer.from('An invented letter.\n')]),
  );
  vault.db.run(sql`
    INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
    VALUES (${deps.newId()}, ${caseId}, ${original.storedAs}, ${original.sha256}, ${original.byteLength},
      'letter.txt', 'text/plain', ${deps.clock.now()})
  `);
  const tables = vault.db.all<{ name: string }>(sql`
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql LIKE '%STRICT%' ORDER BY name
  `);
  const rows = Object.fromEntries(
    tables.map(({ name }) => [
      name,
      vault.db.get<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(name)}`)?.rows,
    ]),
  );
  await router.call('vault.prepareLock', {});

  const target = join(root, 'tests', 'fixtures', 'vaults', `schema-${latestVersion(migrations)}`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of ['vault.json', 'vault.json.bak', 'vault.db', 'evidence']) {
    cpSync(join(vaultFolder, name), join(target, 'vault.dossier', name), { recursive: true });
  }
  writeFileSync(join(target, 'rows.json'), `${JSON.stringify(rows, null, 2)}\n`);
  process.stdout.write(`${target}\n`);
} finally {
  deps.session.close();
  rmSync(folder, { recursive: true, force: true });
}
