import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect, type Connection } from '../db/driver';
import { checkIntegrity, countRows } from '../db/integrity';
import { sql } from '../db/sql';
import { syncFile, syncFolder } from '../kernel/atomic-file';
import { arePagesWhole, verifyPages } from './page-verifier';

/** Of a copy that has not stood its test yet, or was being written when the process was killed. */
const unfinishedEnding = '.unfinished';

/**
 * Writes a copy of the open database and believes it only after a test: it is not plain, the authentication code of
 * every page is right, the engine's checks find nothing, and every table has as many rows.
 *
 * Until then it has another name, so that a process killed in the middle leaves nothing that looks like a copy.
 *
 * @returns false, and leaves no copy, when it did not stand the test
 * @throws when the disk is full or the folder refuses; no copy is left then either
 */
export function writeVerifiedCopy(connection: Connection, databaseKey: Uint8Array, path: string): boolean {
  const unfinished = `${path}${unfinishedEnding}`;
  rmSync(unfinished, { force: true });
  let stood = false;
  try {
    // From the main database, which has the key: from an attached one the copy would be plain.
    connection.run(sql`VACUUM INTO ${unfinished}`);
    syncFile(unfinished);
    stood =
      arePagesWhole(verifyPages(unfinished, databaseKey)) &&
      readsTheSame(unfinished, databaseKey, JSON.stringify(countRows(connection)));
    if (stood) renameSync(unfinished, path);
  } finally {
    if (!stood) rmSync(unfinished, { force: true });
  }
  if (stood) syncFolder(dirname(path));
  return stood;
}

function readsTheSame(path: string, databaseKey: Uint8Array, expectedRows: string): boolean {
  const copy = connect(path);
  try {
    copy.pragma('cipher_log_level = NONE');
    copy.useKey(databaseKey);
    copy.setReadOnly(true);
    const { integrityProblems, cipherProblems, foreignKeyProblems } = checkIntegrity(copy);
    const problems = integrityProblems + cipherProblems + foreignKeyProblems;
    return problems === 0 && JSON.stringify(countRows(copy)) === expectedRows;
  } finally {
    copy.close();
  }
}
