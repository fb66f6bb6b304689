import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDamage, type Connection } from '../../../src/core/db/driver';
import { closeDatabase, openDatabase } from '../../../src/core/db/open-database';
import { identifier, sql, type SqlValue } from '../../../src/core/db/sql';
import { openDamagedFile } from '../../../src/core/salvage/damaged-file';
import { parseRecord, parseTreePage } from '../../../src/core/salvage/records';
import { databaseKey } from '../../../src/core/vault/keys';
import { salvageVault } from '../../../src/core/salvage/salvage-vault';
import { unlockVaultFolder } from '../../../src/core/vault/unlock-vault';
import type { WorkContext } from '../../../src/core/work/registry';
import type { SalvageReport } from '../../../src/shared/vault/salvage';
import { testPassphrase } from '../../support/core';
import {
  drawBitFlip,
  drawSwap,
  drawTruncation,
  inflict,
  pageBytes,
  seeded,
  writeAt,
  type Damage,
} from '../../support/damage';
import { makeFilledVault, readAllRows, type FilledVault } from '../../support/filled-vault';
import { fingerprintOf } from '../../support/vault-folders';

let vault: FilledVault;
let before: ReturnType<typeof readAllRows>;
const originals = 3;

beforeAll(async () => {
  vault = await makeFilledVault(originals);
  before = readAllRows(vault.copy('sound'), vault.unlocked);
}, 60_000);
afterAll(() => vault.core.close(), 60_000);

const work: WorkContext = {
  signal: new AbortController().signal,
  report: () => {},
  breathe: () => Promise.resolve(),
  pointOfNoReturn: () => {},
};
let count = 0;

/** Salvages a copy of the vault that was damaged first. The damaged folder must stay as it was. */
async function salvage(damage: (database: string, folder: string) => void, context = work) {
  count += 1;
  const folder = vault.copy(`damaged ${count}`);
  damage(join(folder, 'vault.db'), folder);
  const untouched = fingerprintOf(folder);
  const outcome = await salvageVault(folder, vault.unlocked, context, {
    clock: vault.core.clock,
    newId: vault.core.deps.newId,
    texts: { caseNote: 'The record was lost.', interviewTitle: 'Title lost' },
    parent: join(vault.core.folder, 'salvaged'),
    name: `Rescued ${count}`,
    lastSeen: { sequence: before.get('audit_entries')?.size ?? 0, hash: new Uint8Array(32) },
  });
  expect(fingerprintOf(folder)).toEqual(untouched);
  return { damaged: folder, outcome };
}

async function salvaged(damage: (database: string, folder: string) => void) {
  const { damaged, outcome } = await salvage(damage);
  if (!outcome.ok) throw new Error(outcome.error.kind);
  return { ...outcome.value, damaged, ...differences(outcome.value.folder) };
}

/** Rows of the salvaged vault against those of the sound one, as `table [key]`. */
function differences(folder: string) {
  const after = readAllRows(folder, vault.unlocked);
  const rowsOf = (all: typeof before) =>
    [...all].flatMap(([table, rows]) => [...rows].map(([key, row]) => ({ name: `${table} ${key}`, row })));
  const found = new Map(rowsOf(after).map(({ name, row }) => [name, row]));
  const expected = new Map(rowsOf(before).map(({ name, row }) => [name, row]));
  return {
    missing: [...expected.keys()].filter((name) => !found.has(name)),
    changed: [...expected].filter(([name, row]) => (found.get(name) ?? row) !== row).map(([name]) => name),
    added: [...found.keys()].filter((name) => !expected.has(name)),
  };
}

function sumOf(report: SalvageReport, reasons: readonly string[]): number {
  return report.losses
    .filter(({ reason }) => reasons.includes(reason))
    .reduce((sum, loss) => sum + loss.count, 0);
}

function open(folder: string): Connection {
  const { header, vaultKey } = vault.unlocked;
  const opened = openDatabase(join(folder, 'vault.db'), databaseKey(vaultKey, header.vaultId, header.epoch));
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

/** The page at the root of a table's or an index's tree. */
function rootOf(name: string): number {
  const db = open(vault.copy(`roots ${name} ${(count += 1)}`));
  try {
    const row = db.get<{ root: number }>(
      sql`SELECT rootpage AS root FROM sqlite_schema WHERE name = ${name}`,
    );
    if (row === undefined) throw new Error(`No tree ${name}`);
    return row.root;
  } finally {
    db.close();
  }
}

function spoil(page: number): (database: string) => void {
  return (database) => writeAt(database, (page - 1) * pageBytes + 700, Buffer.from('damage'));
}

/** Names of the rows that the engine of the database can still read one by one. */
function readableByEngine(folder: string): readonly string[] {
  const { header, vaultKey } = vault.unlocked;
  const opened = openDatabase(join(folder, 'vault.db'), databaseKey(vaultKey, header.vaultId, header.epoch));
  if (!opened.ok) return [];
  const db = opened.value;
  try {
    return [...before].flatMap(([table, rows]) => {
      const keyNames = keysOf(db, table);
      return keyNames === null
        ? []
        : [...rows.keys()].flatMap((key) => {
            const values = JSON.parse(key) as SqlValue[];
            const matches = keyNames.reduce(
              (condition, name, index) =>
                sql`${condition} AND ${identifier(name)} = ${values[index] ?? null}`,
              sql`1 = 1`,
            );
            try {
              const row = db.get(sql`SELECT * FROM ${identifier(table)} WHERE ${matches}`);
              return row === undefined ? [] : [`${table} ${key}`];
            } catch (failure) {
              if (!isDamage(failure)) throw failure;
              return [];
            }
          });
    });
  } finally {
    db.close();
  }
}

function keysOf(db: Connection, table: string): readonly string[] | null {
  try {
    return db
      .all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table}) WHERE pk > 0 ORDER BY pk`)
      .map(({ name }) => name);
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    return null;
  }
}

describe('salvage', () => {
  it('brings a sound vault over whole, with an entry in its log and nothing else new', async () => {
    const { report, folder, missing, changed, added } = await salvaged(() => {});
    expect(report).toEqual({
      pages: expect.any(Number),
      damagedPages: 0,
      displacedPages: 0,
      rows: [...before.values()].reduce((sum, rows) => sum + rows.size, 0),
      losses: [],
      uncounted: [],
      unplacedPages: 0,
      originals: { copied: originals, missing: 0, damaged: 0, withoutRecord: 0 },
    });
    expect({ missing, changed, added }).toEqual({
      missing: [],
      changed: [],
      added: [`audit_entries [${(before.get('audit_entries')?.size ?? 0) + 1}]`],
    });
    expect(readdirSync(folder).toSorted()).toEqual(['evidence', 'vault.db', 'vault.json', 'vault.json.bak']);
  });

  const kinds = ['bitFlip', 'truncation', 'alignedTruncation', 'swap'] as const;
  it.each(kinds.flatMap((kind) => [1, 2].map((seed) => ({ kind, seed }))))(
    'holds after a $kind (seed $seed) all that the engine reads, invents nothing and lists the rest',
    async ({ kind, seed }) => {
      const below = seeded(seed * 7919);
      let damage: Damage | null = null;
      const outcome = await salvaged((file) => {
        damage =
          kind === 'bitFlip'
            ? drawBitFlip(file, below)
            : kind === 'swap'
              ? drawSwap(file, below)
              : drawTruncation(file, below, kind === 'alignedTruncation');
        inflict(file, damage);
      });
      const { report, missing, changed, added } = outcome;
      const dropped = sumOf(report, ['withoutParent']);
      const readable = new Set(readableByEngine(outcome.damaged));
      expect({ damage, lost: missing.filter((name) => readable.has(name)).length }).toEqual({
        damage,
        // Rows that mean nothing without a lost one are the only ones left behind on purpose.
        lost: expect.toSatisfy((lost: number) => lost <= dropped),
      });
      // A salvaged vault has one entry more in its log, and says which numbers of it are lost.
      const invented = added.filter((name) => !/^audit_(entries|gaps) /.test(name));
      expect(invented).toHaveLength(sumOf(report, ['standIn', 'olderText']) > 0 ? invented.length : 0);
      expect(changed.length).toBeLessThanOrEqual(sumOf(report, ['standIn', 'olderText', 'linkLost']));
      const told = sumOf(report, ['unreadable', 'withoutParent']);
      const tellsAll = report.uncounted.length === 0 && report.unplacedPages === 0;
      expect(told).toBe(tellsAll ? missing.length : told);
    },
    30_000,
  );

  it('keeps all that belongs to a case whose own record is lost, under one that says so', async () => {
    const { report, missing, changed } = await salvaged(spoil(rootOf('cases')));
    const lost = [...(before.get('cases')?.keys() ?? [])].map((key) => `cases ${key}`);
    expect({ missing, changed: changed.toSorted() }).toEqual({ missing: [], changed: lost.toSorted() });
    expect(report.losses.map(({ kind, reason, caseCode }) => ({ kind, reason, caseCode }))).toEqual(
      ['LOST-1', 'LOST-2', 'LOST-3'].map((caseCode) => ({ kind: 'case', reason: 'standIn', caseCode })),
    );
  });

  it('puts the newest version in the place of an interview’s lost text, and keeps what is left of its record', async () => {
    const { header, vaultKey } = vault.unlocked;
    const key = databaseKey(vaultKey, header.vaultId, header.epoch);
    // A text of several pages, typed on after its last version was kept.
    const long = vault.copy('long interview');
    const db = open(long);
    const kept = db.get<{ id: string; title: string; caseId: string; text: string }>(sql`
      SELECT interviews.id AS id, title, case_id AS caseId, interview_versions.document AS text
      FROM interviews
      JOIN interview_versions ON interview_versions.interview_id = interviews.id
      ORDER BY interview_versions.interview_id, interview_versions.revision DESC
      LIMIT 1
    `);
    if (kept === undefined) throw new Error('The practice cases have no interview with a version');
    db.run(sql`UPDATE interviews SET document = ${'x'.repeat(20_000)} WHERE id = ${kept.id}`);
    closeDatabase(db);
    const database = join(long, 'vault.db');
    // The second page of its record, where the text goes on; the first holds the columns before the text.
    const file = await openDamagedFile(database, key, work);
    if (file === null) throw new Error('The sound database can not be read');
    const pages = Array.from({ length: file.pages }, (_, index) => file.read(index + 1));
    const [second] = pages.flatMap((page, index) =>
      (page === null ? [] : (parseTreePage(page, index + 1)?.cells ?? [])).flatMap(({ payload }) =>
        payload !== null &&
        payload.overflow > 0 &&
        parseRecord(payload.local)?.values.slice(0, 2).join() === `${kept.id},${kept.caseId}`
          ? [payload.overflow]
          : [],
      ),
    );
    file.close();
    if (second === undefined) throw new Error('The text of that interview stands in one page');

    const { report, folder } = await salvaged((damaged) => {
      cpSync(database, damaged);
      spoil(second)(damaged);
    });
    expect(report.losses).toEqual([
      { kind: 'interview', reason: 'olderText', caseCode: 'BR-2026-001', count: 1, ids: [kept.id] },
    ]);
    const rescued = open(folder);
    expect(
      rescued.get(sql`
        SELECT title, case_id AS caseId, document AS text, sealed_at AS sealedAt
        FROM interviews
        WHERE id = ${kept.id}
      `),
    ).toEqual({ title: kept.title, caseId: kept.caseId, text: kept.text, sealedAt: null });
    rescued.close();
  });

  it.each([
    ['two pages that changed places', { kind: 'swap', first: 40, second: 60 }],
    ['the first page at the place of another', { kind: 'swap', first: 0, second: 30 }],
    ['a flipped bit in the first sixteen bytes', { kind: 'bitFlip', position: 5, bit: 3 }],
  ] as const)('reads all there is in spite of %s', async (_what, damage) => {
    const { missing, changed, report } = await salvaged((file) => inflict(file, damage));
    expect({ missing, changed, lost: report.damagedPages }).toEqual({ missing: [], changed: [], lost: 0 });
  });

  it('reads what was committed to the log and not yet taken over', async () => {
    const { header, vaultKey } = vault.unlocked;
    const { damaged, outcome } = await salvage((file) => {
      const opened = openDatabase(file, databaseKey(vaultKey, header.vaultId, header.epoch));
      if (!opened.ok) throw new Error(opened.error.kind);
      opened.value.run(sql`UPDATE cases SET note = 'from the log' WHERE code = 'BR-2026-001'`);
      // As after a power cut: the files as they are while the database is open.
      const log = readFileSync(`${file}-wal`);
      const content = readFileSync(file);
      opened.value.close();
      writeFileSync(file, content);
      writeFileSync(`${file}-wal`, log);
    });
    if (!outcome.ok) throw new Error(outcome.error.kind);
    const db = open(outcome.value.folder);
    expect(db.get(sql`SELECT note FROM cases WHERE code = 'BR-2026-001'`)).toEqual({ note: 'from the log' });
    db.close();
    expect(existsSync(join(damaged, 'vault.db-wal'))).toBe(true);
  });

  it('names the entries of the audit log that are lost, and the log goes on after them', async () => {
    const entries = before.get('audit_entries')?.size ?? 0;
    const pages = statSync(join(vault.folder, 'vault.db')).size / pageBytes;
    let folder = '';
    for (let page = pages; page > 1 && folder === ''; page -= 1) {
      const found = await salvaged(spoil(page));
      if (found.report.losses.some(({ kind }) => kind === 'auditEntry')) folder = found.folder;
    }
    const opened = await unlockVaultFolder(folder, testPassphrase, {
      clock: vault.core.clock,
      lastSeen: null,
      noteSeen: () => true,
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    const lost = opened.value.db
      .all<{ first: number; last: number }>(sql`SELECT first, last FROM audit_gaps`)
      .reduce((sum, { first, last }) => sum + last - first + 1, 0);
    expect(lost).toBeGreaterThan(0);
    expect(opened.value.verifyAuditChain()).toEqual({
      // The salvage and this opening have each their entry.
      entries: entries - lost + 2,
      brokenAt: null,
      lost,
    });
    expect(opened.value.describe().warnings).toEqual([]);
    opened.value.close();
  }, 60_000);

  it('copies originals that are whole, and names the others', async () => {
    const { report, folder } = await salvaged((_database, damaged) => {
      const files = readdirSync(join(damaged, 'evidence'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted();
      const [first = '', second = ''] = files;
      rmSync(first);
      inflict(second, { kind: 'bitFlip', position: 3000, bit: 1 });
      mkdirSync(join(damaged, 'evidence', 'ab'), { recursive: true });
      writeFileSync(join(damaged, 'evidence', 'ab', `ab${'0'.repeat(30)}.age`), 'no record speaks of it');
    });
    expect(report.originals).toEqual({
      copied: originals - 2,
      missing: 1,
      damaged: 1,
      withoutRecord: 1,
    });
    expect(existsSync(join(folder, 'evidence', 'ab', `ab${'0'.repeat(30)}.age`))).toBe(true);
  });

  it('leaves nothing when it is cancelled, when nothing can be read, and where there is something already', async () => {
    const abort = new AbortController();
    const stopping = { ...work, signal: abort.signal, breathe: async () => abort.abort() };
    expect((await salvage(() => {}, stopping)).outcome).toEqual({ ok: false, error: { kind: 'cancelled' } });
    const { outcome } = await salvage((file) => writeFileSync(file, Buffer.alloc(20 * pageBytes, 7)));
    expect(outcome).toEqual({ ok: false, error: { kind: 'nothingReadable' } });
    mkdirSync(join(vault.core.folder, 'salvaged', `Rescued ${count + 1}.dossier`));
    expect((await salvage(() => {})).outcome).toEqual({ ok: false, error: { kind: 'nameTaken' } });
    const left = readdirSync(join(vault.core.folder, 'salvaged')).filter((name) => name.startsWith('.'));
    expect(left).toEqual([]);
  });
});

describe('vault.salvage', () => {
  it('takes the place of a vault that does not open any more, after its passphrase', async () => {
    const { core } = vault;
    const { id, folder } = core.vault();
    const kept = vault.copy('kept');
    // The middle of the schema's first page: no SQLite opens this.
    spoil(1)(join(folder, 'vault.db'));
    try {
      const source = { kind: 'known', id, passphrase: testPassphrase } as const;
      expect(await core.call('vault.unlock', { id, passphrase: testPassphrase })).toEqual({
        ok: false,
        error: { kind: 'databaseDamaged' },
      });
      expect(
        await core.call('vault.salvage', {
          source: { ...source, passphrase: 'not the passphrase of this vault' },
          name: 'Rescued',
          place: 'default',
        }),
      ).toMatchObject({ ok: false, error: { kind: 'wrongPassphrase' } });
      const made = await core.value('vault.salvage', { source, name: 'Rescued', place: 'default' });
      expect(made).toMatchObject({ id, name: 'Rescued', report: { damagedPages: 1 } });
      const listed = await core.value('vault.list', {});
      expect(listed.vaults.map(({ id: each, name }) => ({ each, name }))).toEqual([
        { each: id, name: 'Rescued' },
      ]);
      const opened = await core.value('vault.unlock', { id, passphrase: testPassphrase });
      expect(opened).toMatchObject({ name: 'Rescued', readOnly: false, warnings: [] });
      expect((await core.value('vault.verify', {})).healthy).toBe(true);
      expect((await core.value('cases.list', {})).cases).toHaveLength(3);
      await core.value('vault.prepareLock', {});
    } finally {
      cpSync(kept, folder, { recursive: true });
      core.deps.knownVaults.remember({ id, folder, lastOpenedAt: null, lastSeen: null });
    }
  });

  it('reads an open vault too, which stays open and keeps its place until then', async () => {
    const { core } = vault;
    const { id } = core.vault();
    await core.value('vault.unlock', { id, passphrase: testPassphrase });
    const made = await core.value('vault.salvage', {
      source: { kind: 'open' },
      name: 'From the open one',
      place: 'default',
    });
    expect(made.report).toMatchObject({ damagedPages: 0, losses: [] });
    expect((await core.value('vault.status', {})).open?.name).toBe('Test');
    await core.value('vault.prepareLock', {});
    const opened = await core.value('vault.unlock', { id, passphrase: testPassphrase });
    expect(opened).toMatchObject({ name: 'From the open one', readOnly: false, warnings: [] });
    await core.value('vault.prepareLock', {});
  });
});
