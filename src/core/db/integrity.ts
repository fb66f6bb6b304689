import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { connect, errorCode, type Connection } from './driver';
import { sql } from './sql';

export interface IntegrityReport {
  /** Lines of `integrity_check` other than `ok`. */
  readonly integrityProblems: number;
  /** Lines of `cipher_integrity_check`. */
  readonly cipherProblems: number;
  readonly foreignKeyProblems: number;
}

/**
 * Runs the engine's own checks. All are needed: the cipher's check misses files cut off between two pages, the other
 * sees none of the authentication codes.
 */
export function checkIntegrity(connection: Connection): IntegrityReport {
  return {
    integrityProblems: countProblems(() => connection.pragmaRows('integrity_check')),
    cipherProblems: countCipherProblems(connection),
    foreignKeyProblems: countReferenceProblems(connection),
  };
}

/**
 * Checks the structure of the database table by table, each with its indexes, so that others have their turn between.
 * Together with the pages' own codes it sees what the check of the whole sees.
 */
export async function countStructureProblems(
  connection: Connection,
  onTable: (done: number, total: number) => Promise<void>,
): Promise<number> {
  let tables: readonly string[];
  try {
    tables = connection
      .all<{ name: string }>(
        sql`
        SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') ORDER BY name
      `,
      )
      .map(({ name }) => name);
  } catch (failure) {
    if (errorCode(failure) === null) throw failure;
    return 1;
  }
  let problems = 0;
  for (const [done, name] of tables.entries()) {
    await onTable(done, tables.length);
    // The names are those of our own schema.
    problems += countProblems(() => connection.pragmaRows(`integrity_check("${name}")`));
  }
  return problems;
}

export function countReferenceProblems(connection: Connection): number {
  return countProblems(() => connection.pragmaRows('foreign_key_check'));
}

export function countCipherProblems(connection: Connection): number {
  return countProblems(() => connection.pragmaRows('cipher_integrity_check'));
}

/** Number of rows in every table of the program's own schema, by name. */
export function countRows(connection: Connection): Readonly<Record<string, number>> {
  const tables = connection.all<{ name: string }>(sql`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
  `);
  return Object.fromEntries(tables.map(({ name }) => [name, connection.countRows(name)]));
}

/**
 * Proves that `cipher_integrity_check` of this engine finds damage: an engine that does not know it answers with no
 * line, which reads as "no problem". Done on a small file of random key that goes away again.
 *
 * @param folder where that file may stand for a moment
 */
export function cipherCheckFindsDamage(folder: string): boolean {
  const path = join(folder, `.probe-${randomBytes(8).toString('hex')}.db`);
  const key = randomBytes(32);
  try {
    const written = connect(path);
    written.useKey(key);
    written.execute('CREATE TABLE probe (value TEXT) STRICT');
    written.close();
    const file = openSync(path, 'r+');
    // In the ciphertext of the second page, which holds nothing.
    writeSync(file, randomBytes(16), 0, 16, 4096 + 200);
    closeSync(file);
    const damaged = connect(path);
    damaged.pragma('cipher_log_level = NONE');
    damaged.useKey(key);
    try {
      return damaged.pragmaRows('cipher_integrity_check').length > 0;
    } finally {
      damaged.close();
    }
  } finally {
    rmSync(path, { force: true });
  }
}

/** A check that ends in an error of the engine has found a problem, too. */
function countProblems(check: () => readonly unknown[]): number {
  try {
    return check().filter((line) => line !== 'ok').length;
  } catch (failure) {
    if (errorCode(failure) === null) throw failure;
    return 1;
  }
}
