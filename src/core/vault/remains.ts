import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../db/driver';
import { syncFolder } from '../kernel/atomic-file';
import { vaultFiles } from './vault-files';

/** What the files of a vault hold beside what counts. */
export interface Remains {
  /** Pages of the database file that belong to nothing. */
  readonly freePages: number;
  /** Bytes of the log, in which older pages may stand. */
  readonly logBytes: number;
  /** Copies of the database from another time. */
  readonly databaseCopies: number;
}

/** Whole databases: from before a change of the schema, and of a new key that was not finished. */
const copyName = /^vault\.db\.(?:before|epoch)-\d+(?:\.unfinished)?(?:-wal|-shm|-journal)?$/;

/**
 * Writes the database file anew from what counts, empties the log, and takes away the copies of other times, so that what
 * was deleted stands in no file of the vault. Needs as much room as the database takes. No re-key may be planned, and
 * nobody may be copying the file.
 *
 * @throws when the disk is full or fails; it can be done again then
 */
export function leaveNoRemains(vault: { readonly folder: string; readonly db: Connection }): Remains {
  const { folder, db } = vault;
  db.execute('VACUUM');
  // Should something keep the log from being taken over as a whole, its length below tells.
  db.pragma('wal_checkpoint(TRUNCATE)');
  for (const name of listCopies(folder)) rmSync(join(folder, name), { force: true });
  syncFolder(folder);
  return {
    freePages: Number(db.pragma('freelist_count')),
    logBytes: statSync(`${vaultFiles(folder).database}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    databaseCopies: listCopies(folder).length,
  };
}

function listCopies(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => copyName.test(name));
}
