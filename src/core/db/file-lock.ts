import { err, ok, type Result } from '../../shared/kernel/result';
import { connect, errorCode, type Connection } from './driver';

export interface FileLock {
  readonly release: () => void;
}

/**
 * Holds a file for this process alone. The lock is the operating system's, taken through SQLite on an empty database,
 * so that it goes away with the process however that ends; the file itself stays and says nothing.
 *
 * The file must never be opened by other means: on POSIX, closing any handle to it would let go of the lock.
 *
 * @throws when the file cannot be made
 */
export function lockFile(path: string): Result<FileLock, { readonly kind: 'inUse' }> {
  const connection = connect(path);
  try {
    connection.execute('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (failure) {
    connection.close();
    if (errorCode(failure)?.startsWith('SQLITE_BUSY')) return err({ kind: 'inUse' });
    throw failure;
  }
  return ok({ release: () => release(connection) });
}

function release(connection: Connection): void {
  try {
    connection.execute('ROLLBACK');
  } finally {
    connection.close();
  }
}
