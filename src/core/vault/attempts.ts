import { join } from 'node:path';
import { z } from 'zod';
import { vaultIdSchema, type VaultId } from '../../shared/kernel/ids';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

const attemptSchema = z.strictObject({
  failures: z.int().positive().max(1_000_000),
  lastFailedAt: instantSchema,
});
type Attempt = z.infer<typeof attemptSchema>;
const fileSchema = z.record(vaultIdSchema, attemptSchema);

const longestWaitMs = 60_000;

/**
 * Wrong passphrases per vault, and the wait that follows from them. It slows down somebody at the keyboard; against
 * somebody with a copy of the vault only the passphrase and Argon2id stand. Kept in `passphrase-attempts.json`, so that
 * starting the program again does not end the wait.
 */
export interface PassphraseAttempts {
  /** Milliseconds until a passphrase may be tried; 0 when it may be tried now. */
  readonly waitMs: (id: VaultId, now: Instant) => number;
  /** Counts a wrong passphrase and gives the wait in milliseconds. */
  readonly recordFailure: (id: VaultId, now: Instant) => number;
  readonly clear: (id: VaultId) => void;
}

export function openPassphraseAttempts(settingsFolder: string): PassphraseAttempts {
  const path = join(settingsFolder, 'passphrase-attempts.json');
  const found = readJsonFile(path, fileSchema);
  const attemptsByVault = new Map<string, Attempt>(
    found.kind === 'read' ? Object.entries(found.value) : undefined,
  );

  function write(): void {
    try {
      writeJsonFile(path, fileSchema, Object.fromEntries(attemptsByVault));
    } catch {
      // A full disk must not keep anyone from her vault. In this process the count holds without the file.
    }
  }

  return {
    waitMs: (id, now) => {
      const attempt = attemptsByVault.get(id);
      if (attempt === undefined) return 0;
      const delay = delayMs(attempt.failures);
      // A clock that was put back must not make the wait longer than it was.
      const passed = Math.max(0, Date.parse(now) - Date.parse(attempt.lastFailedAt));
      return Math.max(0, delay - passed);
    },
    recordFailure: (id, now) => {
      const failures = (attemptsByVault.get(id)?.failures ?? 0) + 1;
      attemptsByVault.set(id, { failures, lastFailedAt: now });
      write();
      return delayMs(failures);
    },
    clear: (id) => {
      if (attemptsByVault.delete(id)) write();
    },
  };
}

/** After the first wrong passphrase none, then 1, 2, 4 … seconds, a minute at most. */
function delayMs(failures: number): number {
  if (failures <= 1) return 0;
  return Math.min(longestWaitMs, 1000 * 2 ** Math.min(failures - 2, 10));
}
