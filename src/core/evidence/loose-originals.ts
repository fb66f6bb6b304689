import type { WritableDatabase } from '../db/database';
import { errorCode } from '../db/driver';
import { sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import {
  newStoredName,
  removeOriginal,
  writeOriginal,
  type OriginalWork,
  type StoredOriginal,
} from './originals';

// The file of an original and its row cannot come, or go, in one transaction. So the vault notes the name of a file that has no
// row before it is written: should the program end in between, the next opening takes the file away (`sweepOriginals`). The row
// takes the note away, by a trigger.

/** A name for an original that is about to be written by other means than `takeInOriginal`. */
export function announceOriginal(db: WritableDatabase): string {
  const storedAs = newStoredName();
  noteLooseOriginals(db, [storedAs]);
  return storedAs;
}

/** Of files that lose their rows in this transaction, and go after it. */
export function noteLooseOriginals(db: WritableDatabase, names: readonly string[]): void {
  for (const name of names)
    db.run(sql`INSERT INTO loose_originals (stored_as) VALUES (${name}) ON CONFLICT DO NOTHING`);
}

/** As `writeOriginal`; the row is the caller's to write, or the original to be withdrawn. */
export async function takeInOriginal(
  deps: Pick<VaultDeps, 'session' | 'vault'>,
  source: AsyncIterable<Uint8Array>,
  work: OriginalWork = {},
): Promise<StoredOriginal> {
  const { vault } = deps;
  const storedAs = announceOriginal(vault.db);
  try {
    return await writeOriginal(vault.originals, source, { ...work, storedAs });
  } catch (failure) {
    forget(deps, storedAs);
    throw failure;
  }
}

/** Takes away originals whose rows will not be written, or are gone. */
export async function withdrawOriginals(
  deps: Pick<VaultDeps, 'session' | 'vault'>,
  originals: Iterable<{ readonly storedAs: string }>,
): Promise<void> {
  for (const original of originals) {
    await removeOriginal(deps.vault.originals, original);
    forget(deps, original.storedAs);
  }
}

/** Where the vault was locked meanwhile, or the disk is full, the note stays for the next opening. */
function forget({ session, vault }: Pick<VaultDeps, 'session' | 'vault'>, storedAs: string): void {
  if (session.current() !== vault) return;
  try {
    vault.db.run(sql`DELETE FROM loose_originals WHERE stored_as = ${storedAs}`);
  } catch (failure) {
    if (errorCode(failure) !== 'SQLITE_FULL') throw failure;
  }
}
