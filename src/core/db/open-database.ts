import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/kernel/result';
import { connect, isDamage, type Connection } from './driver';
import { latestVersion, schemaVersion } from './migrate';
import { migrations } from './migrations';
import { sql } from './sql';

/** Stands in every vault database, so that no other program's file is taken for one: `Dssr` in ASCII. */
export const applicationId = 0x44737372;

export type OpenDatabaseFailure =
  /** There is no file, or an empty one. */
  | { readonly kind: 'databaseMissing' }
  /** The file is not encrypted. It is not a vault, or somebody put a plain copy in its place. */
  | { readonly kind: 'databaseNotEncrypted' }
  /** The driver has no encryption built in. Nothing may be written with it. */
  | { readonly kind: 'engineWithoutEncryption' }
  /** A wrong key or a damaged first page: SQLCipher cannot tell the two apart. */
  | { readonly kind: 'databaseDamaged' }
  /** Another program's database, encrypted with this key. */
  | { readonly kind: 'databaseForeign' }
  /** Written by a newer version of the program; the file has not been touched. */
  | { readonly kind: 'databaseNewer'; readonly found: number; readonly known: number };

/**
 * Opens a vault database that exists, sets every PRAGMA and reads each one back. Does not migrate.
 *
 * @param key 32 bytes, never a passphrase
 * @param known newest schema number this program understands
 * @throws an error with the code of SQLite or of the system when the disk or the folder refuses
 */
export function openDatabase(
  path: string,
  key: Uint8Array,
  known: number = latestVersion(migrations),
): Result<Connection, OpenDatabaseFailure> {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || !file.isFile() || file.size === 0) return err({ kind: 'databaseMissing' });
  if (hasPlainHeader(path)) return err({ kind: 'databaseNotEncrypted' });

  const connection = connect(path);
  const opened = prepareExisting(connection, key, known);
  if (!opened.ok) connection.close();
  return opened;
}

/**
 * Makes an empty encrypted database. The caller migrates it.
 *
 * @throws when a file of this name is there already, or the disk or the folder refuses
 */
export function createDatabase(
  path: string,
  key: Uint8Array,
): Result<Connection, { readonly kind: 'engineWithoutEncryption' }> {
  closeSync(openSync(path, 'wx', 0o600));
  const connection = connect(path);
  try {
    applyKey(connection, key);
    if (!hasEncryption(connection)) {
      connection.close();
      return err({ kind: 'engineWithoutEncryption' });
    }
    connection.execute(`PRAGMA application_id = ${applicationId}`);
    applySettings(connection);
    return ok(connection);
  } catch (failure) {
    connection.close();
    throw failure;
  }
}

/** Every page goes to the disk file, and nothing is left beside it; then the file is closed. */
export function closeDatabase(connection: Connection): void {
  try {
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // A full disk or a damaged page. What was saved stands in the log and is taken over when the file is next opened.
  }
  connection.close();
}

/** True for a file that begins as every unencrypted SQLite database does. An encrypted one begins with random bytes. */
export function hasPlainHeader(path: string): boolean {
  const begin = Buffer.alloc(16);
  const file = openSync(path, 'r');
  try {
    readSync(file, begin, 0, begin.length, 0);
  } finally {
    closeSync(file);
  }
  return begin.toString('latin1') === 'SQLite format 3\0';
}

function prepareExisting(
  connection: Connection,
  key: Uint8Array,
  known: number,
): Result<Connection, OpenDatabaseFailure> {
  try {
    applyKey(connection, key);
    if (!hasEncryption(connection)) return err({ kind: 'engineWithoutEncryption' });
    // The first reading decrypts page 1. Up to here and through the next two lines nothing is written.
    connection.get(sql`SELECT count(*) FROM sqlite_schema`);
    const found = schemaVersion(connection);
    if (Number(connection.pragma('application_id')) !== applicationId)
      return err({ kind: 'databaseForeign' });
    if (found > known) return err({ kind: 'databaseNewer', found, known });
    applySettings(connection);
    connection.whenReopened(() => {
      applyKey(connection, key);
      applySettings(connection);
    });
    return ok(connection);
  } catch (failure) {
    if (isDamage(failure)) return err({ kind: 'databaseDamaged' });
    connection.close();
    throw failure;
  }
}

function applyKey(connection: Connection, key: Uint8Array): void {
  // Before the key: a wrong one is otherwise reported on the process's error stream, and from there in a system log.
  connection.pragma('cipher_log_level = NONE');
  connection.useKey(key);
  // Before the first reading: the file belongs to this connection alone, so that no index of the log is shared on the
  // disk, and a vault can still be opened and read when the disk is full.
  connection.pragma('locking_mode = EXCLUSIVE');
}

/** An engine without encryption ignores `PRAGMA key` without a word, and answers nothing here. */
function hasEncryption(connection: Connection): boolean {
  const version = connection.pragma('cipher_version');
  return typeof version === 'string' && version !== '';
}

interface DatabaseSetting {
  readonly name: string;
  readonly value: string;
  /** What reading it back must give. A PRAGMA that does not exist succeeds and gives nothing. */
  readonly expected: readonly (string | number)[];
}

const settings: readonly DatabaseSetting[] = [
  { name: 'locking_mode', value: 'EXCLUSIVE', expected: ['exclusive'] },
  { name: 'journal_mode', value: 'WAL', expected: ['wal'] },
  // The build's default for WAL is NORMAL, which loses acknowledged commits when the power goes.
  { name: 'synchronous', value: 'FULL', expected: [2] },
  // Temporary files would hold rows in plain form.
  { name: 'temp_store', value: 'MEMORY', expected: [2] },
  // In KiB; without it every read of a page not in the cache is decrypted again.
  { name: 'cache_size', value: '-65536', expected: [-65536] },
  { name: 'mmap_size', value: '0', expected: [0] },
  { name: 'foreign_keys', value: 'ON', expected: [1] },
  { name: 'recursive_triggers', value: 'ON', expected: [1] },
  { name: 'secure_delete', value: 'ON', expected: [1] },
  { name: 'trusted_schema', value: 'OFF', expected: [0] },
  { name: 'cell_size_check', value: 'ON', expected: [1] },
  { name: 'journal_size_limit', value: '8388608', expected: [8_388_608] },
  { name: 'cipher_log_level', value: 'NONE', expected: ['NONE'] },
  // Makes search twelve times slower; ending the process cleans memory better.
  { name: 'cipher_memory_security', value: 'OFF', expected: ['0'] },
];

/** Sets every PRAGMA and reads it back. */
export function applySettings(connection: Connection): void {
  for (const setting of settings) {
    connection.pragma(`${setting.name} = ${setting.value}`);
    const found = connection.pragma(setting.name);
    if (!setting.expected.some((expected) => expected === found)) {
      throw new Error(`The database keeps ${setting.name} at another value than ${setting.value}`);
    }
  }
}
