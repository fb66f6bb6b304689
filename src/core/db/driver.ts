import { Database as DriverDatabase } from '@signalapp/sqlcipher';
import type { WritableDatabase } from './database';
import type { Sql, SqlValue } from './sql';

/**
 * The connection to one encrypted file. The only code that speaks to the driver; everything else takes
 * `ReadableDatabase` or `WritableDatabase`.
 */
export interface Connection extends WritableDatabase {
  /** Runs a PRAGMA and gives the first column of its first row, or undefined when it answers with no row. */
  readonly pragma: (source: string) => unknown;
  /** First column of every row of a PRAGMA. */
  readonly pragmaRows: (source: string) => readonly unknown[];
  /** Number of rows in a table of this name. */
  readonly countRows: (table: string) => number;
  /** Runs fixed statements of our own, several at once. Never given anything that was typed or read. */
  readonly execute: (fixedSql: string) => void;
  /** Opens the file with a raw key. Takes no part in error texts: a key must never stand in one. */
  readonly useKey: (key: Uint8Array) => void;
  /** Writes everything into a new file under another raw key. That file is not synchronised yet. */
  readonly exportTo: (path: string, key: Uint8Array) => void;
  /**
   * Says how this connection is set up after it was opened. SQLCipher answers nothing more on a connection that has met
   * a damaged page; it is then opened anew, so that all other pages can still be read.
   */
  readonly whenReopened: (setUp: () => void) => void;
  /** From now on, or no longer, every write is refused with the code `VAULT_READ_ONLY`. */
  readonly setReadOnly: (readOnly: boolean) => void;
  readonly close: () => void;
}

/** Statements are kept prepared up to this number; beyond it the one unused for longest is closed. */
const preparedStatementsKept = 400;
const keyBytes = 32;

type Statement = ReturnType<DriverDatabase['prepare']>;

/**
 * Failures after which SQLite may have ended the whole transaction by itself. Source: lang_transaction.html, "Response
 * To Errors Within A Transaction".
 */
const endingCodes = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_NOMEM',
  'SQLITE_BUSY',
  'SQLITE_INTERRUPT',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
];

/** @throws an error with a `code` of SQLite when the file cannot be opened or made */
export function connect(path: string): Connection {
  let driver = guarded('open', () => new DriverDatabase(path));
  const statements = new Map<string, Statement>();
  let depth = 0;
  // What follows one of the `endingCodes` in the same transaction would be written for good, statement by statement.
  let abandoned = false;
  let readOnly = false;
  let setUp: (() => void) | null = null;
  let hasMetDamage = false;

  /** Opens the file again after damage was met. Not inside a transaction, which is lost as a whole. */
  function reopenAfterDamage(): void {
    if (!hasMetDamage || setUp === null || depth > 0) return;
    hasMetDamage = false;
    statements.clear();
    guarded('close', () => driver.close());
    driver = guarded('open', () => new DriverDatabase(path));
    setUp();
    if (readOnly) guarded('run', () => driver.exec('PRAGMA query_only = ON'));
  }

  function prepare(text: string): Statement {
    const known = statements.get(text);
    if (known !== undefined) {
      statements.delete(text);
      statements.set(text, known);
      return known;
    }
    const prepared = guarded('prepare', () => driver.prepare(text, { persistent: true }));
    statements.set(text, prepared);
    if (statements.size > preparedStatementsKept) {
      const [oldestText, oldest] = statements.entries().next().value ?? [];
      if (oldestText !== undefined) statements.delete(oldestText);
      oldest?.close();
    }
    return prepared;
  }

  function step<Value>(query: Sql, work: (statement: Statement, values: SqlValueOfDriver[]) => Value): Value {
    if (abandoned) throw databaseError('SQLITE_ABORT', 'the transaction has been rolled back already');
    reopenAfterDamage();
    try {
      const statement = prepare(query.text);
      const value = guarded('run', () => work(statement, driverValues(query.values)));
      assertNoDamageMet();
      return value;
    } catch (failure) {
      noteDamage(failure);
      const code = errorCode(failure);
      if (depth > 0 && code !== null && endingCodes.some((ending) => code.startsWith(ending)))
        abandoned = true;
      if (readOnly && code === 'SQLITE_READONLY') throw databaseError('VAULT_READ_ONLY');
      throw failure;
    }
  }

  /**
   * When the last page of a long value has a wrong code, SQLCipher gives its bytes as if they were right, and refuses only
   * what is asked for next. So something is asked for at once.
   */
  function assertNoDamageMet(): void {
    guarded('run', () => prepare('SELECT 0 FROM sqlite_schema LIMIT 1').get());
  }

  function noteDamage(failure: unknown): void {
    if (isDamage(failure)) hasMetDamage = true;
  }

  function command(text: string): void {
    guarded('run', () => prepare(text).run());
  }

  function rollBack(level: number): void {
    try {
      command(level === 0 ? 'ROLLBACK' : `ROLLBACK TO level_${level}`);
      if (level > 0) command(`RELEASE level_${level}`);
    } catch (failure) {
      // SQLite has rolled back the whole by itself, or closing will: there is no transaction or savepoint left to leave.
      if (errorCode(failure) !== 'SQLITE_ERROR' && !isDamage(failure)) throw failure;
    }
  }

  function transaction<Value>(work: () => Value): Value {
    if (abandoned) throw databaseError('SQLITE_ABORT', 'the transaction has been rolled back already');
    reopenAfterDamage();
    const level = depth;
    // A transaction that only reads must work in a vault opened for reading alone.
    command(level > 0 ? `SAVEPOINT level_${level}` : readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE');
    depth += 1;
    let failed = false;
    try {
      const value = work();
      if (value instanceof Promise) throw new Error('A transaction does its work at once, not in a promise');
      failed = isFailedResult(value);
      if (!failed) {
        // Work that caught such a failure and went on has lost what it did before.
        if (abandoned) throw databaseError('SQLITE_ABORT', 'the transaction has been rolled back already');
        command(level === 0 ? 'COMMIT' : `RELEASE level_${level}`);
      }
      return value;
    } catch (failure) {
      failed = true;
      throw failure;
    } finally {
      depth -= 1;
      if (depth === 0) abandoned = false;
      if (failed) rollBack(level);
    }
  }

  function pragmaRows(source: string): readonly unknown[] {
    reopenAfterDamage();
    try {
      return guarded('run', () => driver.pragma(source)).map((row) => Object.values(row)[0]);
    } catch (failure) {
      noteDamage(failure);
      throw failure;
    }
  }

  return {
    // The caller names the columns as selected; rows are plain objects of SQLite values.
    all: <Row>(query: Sql) =>
      step(query, (statement, values) => statement.all(values)) as unknown as readonly Row[],
    // As above.
    get: <Row>(query: Sql) => step(query, (statement, values) => statement.get(values)) as Row | undefined,
    run: (query) => ({ changes: step(query, (statement, values) => statement.run(values)).changes }),
    transaction,
    pragma: (source) => pragmaRows(source)[0],
    pragmaRows,
    countRows: (table) => {
      const quoted = `"${table.replaceAll('"', '""')}"`;
      reopenAfterDamage();
      try {
        return Number(guarded('run', () => prepare(`SELECT count(*) AS rows FROM ${quoted}`).get())?.rows);
      } catch (failure) {
        noteDamage(failure);
        throw failure;
      }
    },
    execute: (fixedSql) => guarded('prepare', () => driver.exec(fixedSql)),
    useKey: (key) => {
      // Outside of the guard, which says of any failure in it that the key was refused.
      const literal = rawKey(key);
      guarded('key', () => driver.exec(`PRAGMA key = "${literal}"`));
    },
    exportTo: (target, key) => {
      reopenAfterDamage();
      const version = Number(pragmaRows('user_version')[0]);
      const application = Number(pragmaRows('application_id')[0]);
      guarded('key', () =>
        driver.prepare(`ATTACH DATABASE ? AS exported KEY "${rawKey(key)}"`).run([target]),
      );
      try {
        // A file that is left half written is thrown away, so it needs no journal; the caller synchronises the whole.
        guarded('run', () => {
          driver.exec('PRAGMA exported.journal_mode = OFF; PRAGMA exported.synchronous = OFF');
          driver.prepare("SELECT sqlcipher_export('exported')").get();
          assertNoDamageMet();
          driver.exec(`PRAGMA exported.user_version = ${version}`);
          driver.exec(`PRAGMA exported.application_id = ${application}`);
        });
      } catch (failure) {
        noteDamage(failure);
        throw failure;
      } finally {
        guarded('run', () => driver.exec('DETACH DATABASE exported'));
      }
    },
    whenReopened: (wanted) => {
      setUp = wanted;
    },
    setReadOnly: (wanted) => {
      guarded('run', () => driver.exec(`PRAGMA query_only = ${wanted ? 'ON' : 'OFF'}`));
      readOnly = wanted;
    },
    close: () => {
      statements.clear();
      guarded('close', () => driver.close());
    },
  };
}

/** The code of SQLite or of the operating system that an error carries; null when it carries none. */
export function errorCode(failure: unknown): string | null {
  if (!(failure instanceof Error) || !('code' in failure)) return null;
  return typeof failure.code === 'string' ? failure.code : null;
}

/** True for errors that say: what stands in the file is not what was written. */
export function isDamage(failure: unknown): boolean {
  const code = errorCode(failure);
  return (
    code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_DATA' || code?.startsWith('SQLITE_CORRUPT') === true
  );
}

function databaseError(code: string, explanation?: string): Error {
  const text = explanation === undefined ? code : `${code}: ${explanation}`;
  return Object.assign(new Error(`The database answered ${text}`), { code });
}

/**
 * Replaces an error of the driver by one that is safe to keep. Texts are kept only where they can hold nothing but
 * names of our own tables: of statements that do not compile, and of broken constraints. A search that fails while it
 * runs would quote what was searched for; a failing key statement would quote the key.
 */
function guarded<Value>(step: 'open' | 'prepare' | 'run' | 'key' | 'close', work: () => Value): Value {
  try {
    return work();
  } catch (failure) {
    const text = failure instanceof Error ? failure.message : '';
    const code = damagedPageCode(errorCode(failure), text);
    if (step === 'open') throw databaseError(code ?? 'SQLITE_CANTOPEN');
    if (code === null) throw step === 'key' ? new Error('The database refused its key') : failure;
    const mayKeepText = step === 'prepare' || (step === 'run' && code.startsWith('SQLITE_CONSTRAINT'));
    throw databaseError(code, mayKeepText ? text : undefined);
  }
}

const wordsOfDamage = [
  'SQL logic error',
  'file is not a database',
  'database disk image is malformed',
] as const;

/**
 * A page of a wrong code that is met while a long value is read, or a table copied, is reported as an error of no kind: with
 * the words of another code, or with none. Every other failure of that code explains itself: a search's syntax, a savepoint that
 * is not there.
 */
function damagedPageCode(code: string | null, text: string): string | null {
  const isOfAPage = code === 'SQLITE_ERROR' && wordsOfDamage.some((words) => text.endsWith(words));
  return isOfAPage ? 'SQLITE_CORRUPT' : code;
}

/** @throws when it has another length: it would be taken as a passphrase, silently */
function rawKey(key: Uint8Array): string {
  if (key.byteLength !== keyBytes) throw new Error('A database key has 32 bytes');
  return `x'${Buffer.from(key).toString('hex')}'`;
}

function driverValues(values: readonly SqlValue[]): SqlValueOfDriver[] {
  // The driver binds every number as a REAL, and only a bigint as an INTEGER.
  const bound = values.map((value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : value));
  // Its types leave out the bigint, and ask for a narrower kind of Uint8Array than it needs.
  return bound as SqlValueOfDriver[];
}

type SqlValueOfDriver = string | number | null | Uint8Array<ArrayBuffer>;

function isFailedResult(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
