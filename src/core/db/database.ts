import type { Sql } from './sql';

/** Reads the open vault. A function that takes this one cannot write. */
export interface ReadableDatabase {
  /** Every row of the answer; `Row` names the columns as selected. */
  readonly all: <Row>(query: Sql) => readonly Row[];
  /** The first row, or undefined when there is none. */
  readonly get: <Row>(query: Sql) => Row | undefined;
}

/** Reads and writes the open vault. */
export interface WritableDatabase extends ReadableDatabase {
  /** Runs a statement; `changes` counts the rows it wrote. */
  readonly run: (statement: Sql) => { readonly changes: number };
  /**
   * Runs the work in one transaction and gives back its answer. Throws and rolls back when the work throws, and rolls
   * back when it returns a `Result` that is not ok. Inside another transaction it becomes a savepoint.
   */
  readonly transaction: <Value>(work: () => Value) => Value;
}
