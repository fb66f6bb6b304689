import {
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock, Instant } from '../../shared/kernel/time';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { SalvageReport } from '../../shared/vault/salvage';
import { appendAuditEntry, readChainEnd, type ChainEnd } from '../audit/chain';
import { errorCode, type Connection } from '../db/driver';
import { checkIntegrity } from '../db/integrity';
import { migrate } from '../db/migrate';
import { migrations } from '../db/migrations';
import { closeDatabase, createDatabase } from '../db/open-database';
import { sql } from '../db/sql';
import {
  checkOriginal,
  listStoredNames,
  originalPath,
  type OriginalsPlace,
  type StoredOriginal,
} from '../evidence/originals';
import { syncFolder } from '../kernel/atomic-file';
import { rebuildSearchIndex } from '../search/rebuild';
import { isInsideVault, isUsableName } from '../vault/create-vault';
import { writeHeaderCopies } from '../vault/header-files';
import { auditMacKey, databaseKey, evidenceIdentity } from '../vault/keys';
import type { UnlockedHeader } from '../vault/open-vault';
import { vaultFiles, vaultFolderIn } from '../vault/vault-files';
import type { WorkContext } from '../work/registry';
import { copyRows } from './copy-rows';
import { openDamagedFile, type DamagedFile } from './damaged-file';
import { kindOf, listLosses } from './losses';
import { settleReferences, type StandInTexts } from './settle';
import { readLeftOutTrees, readShapes } from './shapes';

export type SalvageFolderFailure =
  | { readonly kind: 'nameNotUsable' }
  | { readonly kind: 'nameTaken' }
  | { readonly kind: 'folderInsideVault' }
  | { readonly kind: 'cancelled' }
  /** No page of the database stands the test. */
  | { readonly kind: 'nothingReadable' };

export interface SalvageOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly texts: StandInTexts;
  /** Where the new vault's folder is made, and its name. */
  readonly parent: string;
  readonly name: string;
  /** End of the audit chain as this laptop last saw it: entries up to there existed. */
  readonly lastSeen: ChainEnd | null;
}

export interface SalvagedVault {
  readonly folder: string;
  readonly report: SalvageReport;
  /** Where its audit chain ends. */
  readonly chainEnd: ChainEnd;
}

/**
 * Reads what is left of a damaged vault into a new one, which keeps its id, members and keys: everyone who could open the
 * old one can open it. The old folder is read and never written to. The new one takes its name when it is whole.
 *
 * @returns the new vault's folder, closed, and what could not be read
 * @throws the error of SQLite or the system when the disk or the folder refuses; no new folder is left then
 */
export async function salvageVault(
  folder: string,
  unlocked: UnlockedHeader,
  work: WorkContext,
  options: SalvageOptions,
): Promise<Result<SalvagedVault, SalvageFolderFailure>> {
  const name = options.name.normalize('NFC').trim();
  if (!isUsableName(name)) return err({ kind: 'nameNotUsable' });
  if (isInsideVault(options.parent)) return err({ kind: 'folderInsideVault' });
  const target = vaultFolderIn(options.parent, name);
  if (existsSync(target)) return err({ kind: 'nameTaken' });

  const { header, vaultKey } = unlocked;
  const key = databaseKey(vaultKey, header.vaultId, header.epoch);
  let file: DamagedFile | null = null;
  let unfinished: string | null = null;
  try {
    file = await openDamagedFile(vaultFiles(folder).database, key, work);
    if (file === null) return err({ kind: 'nothingReadable' });
    mkdirSync(options.parent, { recursive: true });
    unfinished = mkdtempSync(join(options.parent, '.dossier-unfinished-'));
    const filled = await fillFolder({ from: folder, to: unfinished, file, key, unlocked, work, options });
    work.pointOfNoReturn();
    writeHeaderCopies(unfinished, header);
    // Somebody may have made one of this name meanwhile; an empty folder would be replaced without a word.
    if (existsSync(target)) return err({ kind: 'nameTaken' });
    renameSync(unfinished, target);
    unfinished = null;
    syncFolder(options.parent);
    return ok({ folder: target, ...filled });
  } catch (failure) {
    if (work.signal.aborted && failure === work.signal.reason) return err({ kind: 'cancelled' });
    throw failure;
  } finally {
    file?.close();
    key.fill(0);
    if (unfinished !== null) rmSync(unfinished, { recursive: true, force: true });
  }
}

interface Parts {
  readonly from: string;
  readonly to: string;
  readonly file: DamagedFile;
  readonly key: Uint8Array;
  readonly unlocked: UnlockedHeader;
  readonly work: WorkContext;
  readonly options: SalvageOptions;
}

async function fillFolder(parts: Parts): Promise<Omit<SalvagedVault, 'folder'>> {
  const { from, to, file, key, unlocked, work, options } = parts;
  const { header, vaultKey } = unlocked;
  const created = createDatabase(vaultFiles(to).database, key);
  if (!created.ok) throw new Error(`The new database was not made: ${created.error.kind}`);
  const db = created.value;
  try {
    migrate(db, migrations.slice(0, schemaVersionOf(file)));
    const triggers = takeTriggers(db);
    db.execute('PRAGMA foreign_keys = OFF');
    const shapes = readShapes(db);
    const copied = await copyRows(file, db, shapes, readLeftOutTrees(db), work);
    const now = options.clock.now();
    const settled = settleReferences(db, shapes, copied.lost, {
      ...options,
      now,
      today: options.clock.today(),
    });
    const losses = listLosses(db, shapes, settled);
    settleVaultState(db, unlocked, now);
    closeAuditChain(db, auditMacKey(vaultKey, header.vaultId), {
      unlocked,
      now,
      lastSeen: options.lastSeen,
      known: copied.lost,
    });
    db.execute('PRAGMA foreign_keys = ON');
    for (const trigger of triggers) db.execute(trigger);
    await drawSearchIndex(db, work);
    assertSound(db);
    const keys = evidenceIdentity(vaultKey, header.vaultId);
    const originals = await copyOriginals({ folder: from, keys }, { folder: to, keys }, db, work);
    const chainEnd = readChainEnd(db);
    closeDatabase(db);
    const report: SalvageReport = {
      pages: file.pages,
      damagedPages: file.damagedPages,
      displacedPages: file.displacedPages,
      rows: copied.copied,
      losses: [...losses],
      uncounted: [...new Set(copied.incomplete.map(kindOf))],
      unplacedPages: copied.unplacedPages,
      originals,
    };
    return { report, chainEnd };
  } catch (failure) {
    db.close();
    throw failure;
  }
}

/** Where a record came over in a state that its passages cannot be drawn from, the index stays unfinished, and says so. */
async function drawSearchIndex(db: Connection, work: WorkContext): Promise<void> {
  db.run(sql`UPDATE search_state SET state = 'unfinished'`);
  // An older schema is brought up to date when the vault is first opened; the index is drawn by the schema of today.
  if (Number(db.pragma('user_version')) !== migrations.length) return;
  try {
    await rebuildSearchIndex(db, {
      ...work,
      report: (progress) => work.report({ step: 'rows', ...progress }),
    });
  } catch (failure) {
    // The disk or the folder refuses. All else is about one record, and no reason to give up what was rescued.
    if (errorCode(failure) !== null) throw failure;
  }
  work.signal.throwIfAborted();
}

/** From the file's own first page, and the newest when that is lost. Source: fileformat2.html, "The Database Header". */
function schemaVersionOf(file: DamagedFile): number {
  const newest = migrations.length;
  const found = file.read(1)?.readUInt32BE(60) ?? newest;
  return found >= 1 && found <= newest ? found : newest;
}

/** Takes the triggers out and gives what puts them back: they guard what people write, not what is carried over. */
function takeTriggers(db: Connection): readonly string[] {
  const triggers = db.all<{ readonly name: string; readonly sql: string }>(
    sql`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
  );
  // The names are those of our own schema.
  for (const { name } of triggers) db.execute(`DROP TRIGGER "${name}"`);
  return triggers.map((trigger) => trigger.sql);
}

function settleVaultState(db: Connection, { header }: UnlockedHeader, now: Instant): void {
  db.transaction(() => {
    const createdAt = db.get<{ createdAt: string }>(sql`
      SELECT created_at AS createdAt FROM vault_state WHERE singleton = 1
    `)?.createdAt;
    db.run(sql`DELETE FROM vault_state`);
    db.run(sql`
      INSERT INTO vault_state (singleton, vault_id, epoch, header_sequence, created_at)
      VALUES (1, ${header.vaultId}, ${header.epoch}, ${header.sequence}, ${createdAt ?? now})
    `);
  });
}

/** Says which entries of the audit log are lost, and goes on after them. */
function closeAuditChain(
  db: Connection,
  macKey: Uint8Array,
  about: {
    readonly unlocked: UnlockedHeader;
    readonly now: Instant;
    readonly lastSeen: ChainEnd | null;
    readonly known: readonly { readonly table: string; readonly known: Readonly<Record<string, unknown>> }[];
  },
): void {
  const lostNumbers = about.known.flatMap(({ table, known }) =>
    table === 'audit_entries' && typeof known.sequence === 'number' ? [known.sequence] : [],
  );
  const last = Math.max(about.lastSeen?.sequence ?? 0, ...lostNumbers);
  db.transaction(() => {
    db.run(sql`
      INSERT OR IGNORE INTO audit_gaps (first, last, salvaged_at)
      SELECT before + 1, sequence - 1, ${about.now}
      FROM (
        SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before
        FROM (SELECT sequence FROM audit_entries UNION SELECT ${last + 1})
      )
      WHERE sequence > before + 1
    `);
    appendAuditEntry(db, macKey, {
      at: about.now,
      memberId: about.unlocked.memberId,
      action: 'vault.salvaged',
      subjectId: null,
      caseId: null,
    });
  });
}

function assertSound(db: Connection): void {
  const { integrityProblems, cipherProblems, foreignKeyProblems } = checkIntegrity(db);
  const problems = integrityProblems + cipherProblems + foreignKeyProblems;
  if (problems > 0) throw new Error(`The salvaged database has ${problems} problems`);
}

async function copyOriginals(
  from: OriginalsPlace,
  to: OriginalsPlace,
  db: Connection,
  work: WorkContext,
): Promise<SalvageReport['originals']> {
  const originals = db.all<StoredOriginal>(sql`
    SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files ORDER BY stored_as
  `);
  const total = originals.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const counts = { whole: 0, missing: 0, damaged: 0 };
  let done = 0;
  const watch = {
    signal: work.signal,
    breathe: work.breathe,
    onBytes: (count: number) => {
      done += count;
      work.report({ step: 'originals', done: Math.min(done / 2, total), total });
    },
  };
  for (const original of originals) {
    let state = await checkOriginal(from, original, watch);
    if (state === 'whole') {
      copyDurably(originalPath(from, original), originalPath(to, original));
      state = await checkOriginal(to, original, watch);
      if (state !== 'whole')
        throw Object.assign(new Error('A copied original is not whole'), { code: 'EIO' });
    }
    counts[state] += 1;
  }
  const recorded = new Set(originals.map(({ storedAs }) => storedAs));
  const withoutRecord = listStoredNames(from).filter((storedAs) => !recorded.has(storedAs));
  for (const storedAs of withoutRecord) {
    work.signal.throwIfAborted();
    copyDurably(originalPath(from, { storedAs }), originalPath(to, { storedAs }));
    await work.breathe();
  }
  return {
    copied: counts.whole,
    missing: counts.missing,
    damaged: counts.damaged,
    withoutRecord: withoutRecord.length,
  };
}

function copyDurably(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to);
  const file = openSync(to, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(to));
}
