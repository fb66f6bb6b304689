import { z } from 'zod';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import type { Header } from './header';

const stateSchema = z.object({ vault_id: z.string(), epoch: z.int(), header_sequence: z.int() });
type VaultState = z.infer<typeof stateSchema>;

/** Null when the row is missing or holds something else. */
export function readVaultState(db: ReadableDatabase): VaultState | null {
  const state = stateSchema.safeParse(
    db.get(sql`SELECT vault_id, epoch, header_sequence FROM vault_state WHERE singleton = 1`),
  );
  return state.success ? state.data : null;
}

/** True when the database says of itself what the header says. Else one of the two was put back from an older copy. */
export function stateMatchesHeader(db: ReadableDatabase, header: Header): boolean {
  const state = readVaultState(db);
  return (
    state !== null &&
    state.vault_id === header.vaultId &&
    state.epoch === header.epoch &&
    state.header_sequence === header.sequence
  );
}
