import type { Connection } from '../db/driver';
import { countRows } from '../db/integrity';
import type { Header } from './header';
import { backupCertificateKey, type VaultKey } from './keys';
import type { HeldMoment } from './session';

/** SQLite's default: the log is taken over into the file when it has so many pages. */
const checkpointAfterPages = 1000;

const holdsByConnection = new WeakMap<Connection, number>();

/**
 * Keeps the database file as it is: writes go to the log alone until every hold was let go of.
 *
 * @returns lets go
 */
export function holdFile(db: Connection): () => void {
  const before = holdsByConnection.get(db) ?? 0;
  db.pragma('wal_autocheckpoint = 0');
  // A PRAGMA that does not exist would succeed as well, and the file would change under whoever copies it.
  if (Number(db.pragma('wal_autocheckpoint')) !== 0) throw new Error('The log can not be held');
  holdsByConnection.set(db, before + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (holdsByConnection.get(db) ?? 1) - 1;
    holdsByConnection.set(db, left);
    if (left === 0) db.pragma(`wal_autocheckpoint = ${checkpointAfterPages}`);
  };
}

/** See `OpenVault.holdMoment`. */
export function holdMoment(vault: {
  readonly folder: string;
  readonly db: Connection;
  readonly header: Header;
  readonly vaultKey: VaultKey;
  readonly databaseKey: Uint8Array;
}): HeldMoment {
  const { folder, db, header, vaultKey, databaseKey } = vault;
  const release = holdFile(db);
  try {
    // The first column tells whether something kept the log from being taken over as a whole.
    if (Number(db.pragma('wal_checkpoint(TRUNCATE)')) !== 0) throw new Error('The log was not taken over');
    return {
      folder,
      header,
      databaseKey: databaseKey.slice(),
      certificateKey: backupCertificateKey(vaultKey, header.vaultId),
      rows: countRows(db),
      release,
    };
  } catch (failure) {
    release();
    throw failure;
  }
}
