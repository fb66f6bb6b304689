import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupDamage } from '../../shared/backups/schemas';
import { connect, errorCode, isDamage, type Connection } from '../db/driver';
import { checkIntegrity, countRows } from '../db/integrity';
import { latestVersion, schemaVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { applicationId, hasPlainHeader } from '../db/open-database';
import { sql } from '../db/sql';
import { checkOriginal, originalPath, type StoredOriginal } from '../evidence/originals';
import { syncFile, syncFolder, writeFileAtomically } from '../kernel/atomic-file';
import { headerFileNames } from '../vault/header-files';
import { arePagesWhole, verifyPages } from '../vault/page-verifier';
import { vaultFiles } from '../vault/vault-files';
import type {
  BackupTask,
  CheckTask,
  ExpectedFiles,
  MakeTask,
  RestoreTask,
  SnapshotPlace,
  TaskFailure,
  TaskMessage,
  TaskOutcome,
  TaskProgress,
  TestedSnapshot,
} from './task';

/** How the work in the thread hears and speaks. */
export interface TaskContext {
  readonly isCancelled: () => boolean;
  readonly say: (message: TaskMessage) => void;
}

/** Leaves the work at once, with a failure that is expected. Caught by `runTask`. */
class Stop extends Error {
  readonly failure: TaskFailure;
  constructor(failure: TaskFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** @throws only what is a fault of the program */
export async function runTask(task: BackupTask, context: TaskContext): Promise<TaskOutcome> {
  const place = task.kind === 'make' ? task.to : task.of;
  try {
    switch (task.kind) {
      case 'make':
        return { ok: true, value: await make(task, context) };
      case 'check':
        return { ok: true, value: await check(task, context) };
      case 'restore':
        return { ok: true, value: await restore(task, context) };
    }
  } catch (failure) {
    if (failure instanceof Stop) return { ok: false, error: failure.failure };
    const code = errorCode(failure);
    if (code === null || code.startsWith('ERR_')) throw failure;
    return { ok: false, error: { kind: 'system', code } };
  } finally {
    place.databaseKey.fill(0);
  }
}

async function make(task: MakeTask, context: TaskContext): Promise<TestedSnapshot> {
  const { to } = task;
  const database = vaultFiles(to.snapshot).database;
  const source = vaultFiles(task.from).database;
  await copyFile(source, database, context, 'copying');
  // Only a file that nobody wrote to meanwhile equals its copy. This also reads back what went to the stick.
  if (!(await filesAreEqual(source, database, context))) throw new Stop({ kind: 'changedMeanwhile' });
  context.say({ kind: 'databaseCopied' });
  for (const name of headerFileNames) writeFileAtomically(join(to.snapshot, name), task.headerText);
  leaveNothingBesideIt(database, to.databaseKey);

  const tested = testDatabase(to, null, context);
  // Read back as well: it is all that a passphrase or a recovery sheet opens.
  if (tested.headerSha256 !== createHash('sha256').update(task.headerText).digest('hex')) {
    throw new Stop({ kind: 'headerDamaged' });
  }
  const found = Object.values(task.rows).reduce((sum, rows) => sum + rows, 0);
  if (JSON.stringify(tested.rowsByTable) !== JSON.stringify(task.rows) || tested.rows !== found) {
    throw new Stop(damagedBackup({ database: 'damaged', pages: tested.pages, damagedPages: 0 }));
  }
  const whole: string[] = [];
  const total = sumOf(tested.storedOriginals);
  let done = 0;
  const from = { folder: task.from, keys: to.evidenceKeys };
  const shared = { folder: to.originals, keys: to.evidenceKeys };
  for (const original of tested.storedOriginals) {
    stopIfCancelled(context);
    // With the stick gone its folder may still be there, empty and on the laptop's own disk.
    if (!existsSync(database)) throw new Stop({ kind: 'system', code: 'ENOENT' });
    context.say({ kind: 'progress', progress: { step: 'originals', done, total } });
    // Both copies are looked at before the vault's own is given up: an earlier backup may have kept it whole.
    if ((await checkOriginal(shared, original)) !== 'whole') {
      const copied = await copyOriginal(
        originalPath(from, original),
        originalPath(shared, original),
        context,
      );
      if (copied && (await checkOriginal(shared, original)) === 'whole') whole.push(original.storedAs);
      else rmSync(originalPath(shared, original), { force: true });
    } else {
      whole.push(original.storedAs);
    }
    done += original.byteLength;
  }
  context.say({ kind: 'progress', progress: { step: 'originals', done, total } });
  return summary(tested, whole);
}

async function restore(task: RestoreTask, context: TaskContext): Promise<TestedSnapshot> {
  const tested = await test(task.of, task.expected, context);
  if (tested.damagedOriginals > 0 && !task.withoutDamagedOriginals) {
    throw new Stop(
      damagedBackup({
        database: 'whole',
        pages: tested.pages,
        damagedPages: 0,
        originals: tested.originals + tested.damagedOriginals,
        damagedOriginals: tested.damagedOriginals,
      }),
    );
  }
  const source = vaultFiles(task.of.snapshot).database;
  const database = vaultFiles(task.to).database;
  await copyFile(source, database, context, 'restoring');
  if (!(await filesAreEqual(source, database, context))) throw new Stop({ kind: 'system', code: 'EIO' });
  let done = 0;
  for (const storedAs of tested.storedNames) {
    stopIfCancelled(context);
    context.say({
      kind: 'progress',
      progress: { step: 'restoringOriginals', done, total: tested.storedNames.length },
    });
    const from = originalPath({ folder: task.of.originals }, { storedAs });
    const to = originalPath({ folder: task.to }, { storedAs });
    await copyOriginal(from, to, context);
    if (!(await filesAreEqual(from, to, context))) throw new Stop({ kind: 'system', code: 'EIO' });
    done += 1;
  }
  return tested;
}

async function check(task: CheckTask, context: TaskContext): Promise<TestedSnapshot> {
  if (task.withOriginals) return test(task.of, task.expected, context);
  return summary({ ...testDatabase(task.of, task.expected, context), storedOriginals: [] }, []);
}

/** The whole test of a finished backup. Writes nothing, so that it works on a disk that cannot be written to. */
async function test(
  place: SnapshotPlace,
  expected: ExpectedFiles | null,
  context: TaskContext,
): Promise<TestedSnapshot> {
  const tested = testDatabase(place, expected, context);
  const shared = { folder: place.originals, keys: place.evidenceKeys };
  const total = sumOf(tested.storedOriginals);
  const whole: string[] = [];
  let done = 0;
  for (const original of tested.storedOriginals) {
    stopIfCancelled(context);
    context.say({ kind: 'progress', progress: { step: 'originals', done, total } });
    if ((await checkOriginal(shared, original)) === 'whole') whole.push(original.storedAs);
    done += original.byteLength;
  }
  return summary(tested, whole);
}

interface TestedDatabase {
  readonly pages: number;
  readonly bytes: number;
  readonly rows: number;
  readonly rowsByTable: Readonly<Record<string, number>>;
  readonly databaseSha256: string;
  readonly headerSha256: string;
  readonly schemaVersion: number;
  readonly storedOriginals: readonly StoredOriginal[];
}

function testDatabase(
  place: SnapshotPlace,
  expected: ExpectedFiles | null,
  context: TaskContext,
): TestedDatabase {
  const headerSha256 = hashHeader(place, expected?.headerSha256 ?? null);
  const path = vaultFiles(place.snapshot).database;
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || !file.isFile() || file.size === 0) {
    throw new Stop(damagedBackup({ database: 'missing', pages: 0, damagedPages: 0 }));
  }
  if (hasPlainHeader(path)) {
    throw new Stop(damagedBackup({ database: 'notEncrypted', pages: 0, damagedPages: 0 }));
  }
  context.say({ kind: 'progress', progress: { step: 'testing', done: 0, total: null } });
  const report = verifyPages(path, place.databaseKey);
  if (!arePagesWhole(report)) {
    const damagedPages = report.damaged.length + (report.trailingBytes > 0 ? 1 : 0);
    throw new Stop(damagedBackup({ database: 'damaged', pages: report.pages, damagedPages }));
  }
  stopIfCancelled(context);
  const sha256 = hashFile(path);
  // An older file put in its place stands every other test: its pages are the vault's own.
  if (expected !== null && sha256 !== expected.databaseSha256) {
    throw new Stop(damagedBackup({ database: 'damaged', pages: report.pages, damagedPages: 0 }));
  }
  stopIfCancelled(context);
  const db = openForReading(path, place.databaseKey);
  try {
    const damaged = damagedBackup({ database: 'damaged', pages: report.pages, damagedPages: 0 });
    if (Number(db.pragma('application_id')) !== applicationId) throw new Stop(damaged);
    const version = schemaVersion(db);
    if (version > latestVersion(migrations)) throw new Stop({ kind: 'backupNewer' });
    const { integrityProblems, cipherProblems, foreignKeyProblems } = checkIntegrity(db);
    if (integrityProblems + cipherProblems + foreignKeyProblems > 0) throw new Stop(damaged);
    const rowsByTable = countRows(db);
    return {
      pages: report.pages,
      bytes: file.size,
      rows: Object.values(rowsByTable).reduce((sum, rows) => sum + rows, 0),
      rowsByTable,
      databaseSha256: sha256,
      headerSha256,
      schemaVersion: version,
      storedOriginals: listOriginals(db),
    };
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    throw new Stop(damagedBackup({ database: 'damaged', pages: report.pages, damagedPages: 0 }));
  } finally {
    db.close();
  }
}

/**
 * The hash of the header in a backup: the one expected when either copy has it, else that of the first copy.
 *
 * @throws Stop when neither copy is there, or neither is the one expected
 */
function hashHeader(place: SnapshotPlace, expected: string | null): string {
  const hashes = headerFileNames
    .map((name) => join(place.snapshot, name))
    .filter((path) => existsSync(path))
    .map(hashFile);
  const found = expected === null ? hashes[0] : hashes.find((hash) => hash === expected);
  if (found === undefined) throw new Stop({ kind: 'headerDamaged' });
  return found;
}

/** Opens a finished backup, also on a disk that cannot be written to. */
export function openForReading(path: string, databaseKey: Uint8Array): Connection {
  const db = connect(path);
  try {
    db.pragma('cipher_log_level = NONE');
    db.useKey(databaseKey);
    db.pragma('temp_store = MEMORY');
    db.setReadOnly(true);
    return db;
  } catch (failure) {
    db.close();
    throw failure;
  }
}

/**
 * A file in SQLite's log mode can only be opened where a log can be made beside it, and a backup must be readable on a
 * disk that cannot be written to. The vault goes back to the log mode when it is opened again.
 */
function leaveNothingBesideIt(path: string, databaseKey: Uint8Array): void {
  const db = connect(path);
  try {
    db.pragma('cipher_log_level = NONE');
    db.useKey(databaseKey);
    db.pragma('locking_mode = EXCLUSIVE');
    if (db.pragma('journal_mode = DELETE') !== 'delete') throw new Error('The log mode could not be left');
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    // The test that follows says what is wrong, with figures.
  } finally {
    db.close();
  }
  syncFile(path);
}

function listOriginals(db: Connection): readonly StoredOriginal[] {
  return db.all<StoredOriginal>(sql`
    SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files ORDER BY stored_as
  `);
}

function summary(tested: TestedDatabase, whole: readonly string[]): TestedSnapshot {
  const { pages, bytes, rows, databaseSha256, headerSha256 } = tested;
  return {
    pages,
    bytes,
    rows,
    databaseSha256,
    headerSha256,
    schemaVersion: tested.schemaVersion,
    originals: whole.length,
    damagedOriginals: tested.storedOriginals.length - whole.length,
    storedNames: whole,
  };
}

function sumOf(originals: readonly StoredOriginal[]): number {
  return originals.reduce((sum, original) => sum + original.byteLength, 0);
}

function damagedBackup(
  damage: Partial<BackupDamage> & Pick<BackupDamage, 'database' | 'pages' | 'damagedPages'>,
): TaskFailure {
  return { kind: 'backupDamaged', damage: { originals: 0, damagedOriginals: 0, ...damage } };
}

function stopIfCancelled(context: TaskContext): void {
  if (context.isCancelled()) throw new Stop({ kind: 'cancelled' });
}

const blockBytes = 1024 * 1024;
/** SQLite keeps its locks on this page and never writes to it. Windows refuses to read it while the file is in use. */
const lockPageAt = 0x4000_0000;
const lockPageBytes = 4096;

/** Copies the bytes of a file, the page of the locks as zeros, and does not end before they are on the disk. */
async function copyFile(
  from: string,
  to: string,
  context: TaskContext,
  step: TaskProgress['step'],
): Promise<void> {
  const source = openSync(from, 'r');
  try {
    const total = fstatSync(source).size;
    const target = openSync(to, 'wx', 0o600);
    try {
      await eachBlock(source, total, (bytes, position) => {
        stopIfCancelled(context);
        writeWhole(target, bytes, position);
        context.say({ kind: 'progress', progress: { step, done: position, total } });
      });
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
  syncFolder(dirname(to));
}

async function filesAreEqual(one: string, other: string, context: TaskContext): Promise<boolean> {
  const first = openSync(one, 'r');
  const second = openSync(other, 'r');
  try {
    const { size } = fstatSync(first);
    if (fstatSync(second).size !== size) return false;
    const buffer = Buffer.allocUnsafe(blockBytes);
    let equal = true;
    await eachBlock(first, size, (bytes, position) => {
      stopIfCancelled(context);
      const compared = buffer.subarray(0, bytes.byteLength);
      if (!equal) return;
      equal = position === lockPageAt || (readInto(second, compared, position) && compared.equals(bytes));
    });
    return equal;
  } finally {
    closeSync(first);
    closeSync(second);
  }
}

/** Gives the bytes of an open file block by block; the page of SQLite's locks comes as zeros in a block of its own. */
async function eachBlock(
  file: number,
  total: number,
  take: (bytes: Uint8Array, position: number) => void,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(blockBytes);
  let position = 0;
  while (position < total) {
    if (position === lockPageAt) {
      take(Buffer.alloc(Math.min(lockPageBytes, total - position)), position);
      position += lockPageBytes;
      continue;
    }
    const block = buffer.subarray(0, Math.min(blockBytes, total - position));
    // It became shorter; the comparison that follows will say so.
    if (!readInto(file, block, position)) block.fill(0);
    take(block, position);
    position += block.byteLength;
    // Lets what was said go out.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function readInto(file: number, bytes: Uint8Array, position: number): boolean {
  let read = 0;
  while (read < bytes.byteLength) {
    const more = readSync(file, bytes, read, bytes.byteLength - read, position + read);
    if (more === 0) return false;
    read += more;
  }
  return true;
}

function writeWhole(file: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.byteLength) {
    written += writeSync(file, bytes, written, bytes.byteLength - written, position + written);
  }
}

/** Copies an age file as it is; false when it is not there or the disk cannot read it. */
async function copyOriginal(from: string, to: string, context: TaskContext): Promise<boolean> {
  if (!existsSync(from)) return false;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = `${to}.part`;
  rmSync(unfinished, { force: true });
  try {
    const source = openSync(from, 'r');
    try {
      const target = openSync(unfinished, 'wx', 0o600);
      try {
        const total = fstatSync(source).size;
        const buffer = Buffer.allocUnsafe(blockBytes);
        for (let position = 0; position < total; position += blockBytes) {
          stopIfCancelled(context);
          const block = buffer.subarray(0, Math.min(blockBytes, total - position));
          if (!readInto(source, block, position)) return false;
          writeWhole(target, block, position);
        }
        fsyncSync(target);
      } finally {
        closeSync(target);
      }
    } finally {
      closeSync(source);
    }
    renameSync(unfinished, to);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(to));
  return true;
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(blockBytes);
    for (;;) {
      const read = readSync(file, buffer, 0, blockBytes, null);
      if (read === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
