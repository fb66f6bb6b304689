import type { Connection } from './driver';
import { sql } from './sql';

/** One step of the schema. Steps never import the app's code: they must not change when the app does. */
export interface Migration {
  /** Becomes `user_version`; rises by one from step to step. */
  readonly version: number;
  readonly sql: string;
}

/** The schema number of a file; 0 for one that has no schema yet. */
export function schemaVersion(connection: Connection): number {
  return Number(connection.pragma('user_version'));
}

/** The schema number this program writes. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings the file to the newest schema, all missing steps and `user_version` in one transaction.
 *
 * @throws when a step fails or leaves a broken foreign key; the file is then as it was
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  assertVersionsRise(migrations);
  const from = schemaVersion(connection);
  const missing = migrations.filter((migration) => migration.version > from);
  if (missing.length === 0) return;
  // A step may rebuild a table that others refer to; the rows are checked again before the transaction ends.
  connection.execute('PRAGMA foreign_keys = OFF');
  try {
    connection.transaction(() => {
      for (const migration of missing) {
        connection.execute(migration.sql);
        connection.execute(`PRAGMA user_version = ${migration.version}`);
      }
      const broken = connection.all(sql`PRAGMA foreign_key_check`);
      if (broken.length > 0) throw new Error(`Migration left ${broken.length} broken foreign keys`);
    });
  } finally {
    connection.execute('PRAGMA foreign_keys = ON');
  }
  if (Number(connection.pragma('foreign_keys')) !== 1)
    throw new Error('Foreign keys could not be switched on');
}

function assertVersionsRise(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`Migration ${migration.version} is out of order`);
  });
}
