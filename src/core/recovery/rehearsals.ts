import { join } from 'node:path';
import { z } from 'zod';
import { memberIdSchema, vaultIdSchema, type MemberId, type VaultId } from '../../shared/kernel/ids';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

const fileSchema = z.record(vaultIdSchema, z.record(memberIdSchema, instantSchema));

/**
 * When which sheet was rehearsed at the lock screen, where the vault cannot be written to. Kept in
 * `recovery-rehearsals.json` of the settings folder, and taken over into the vault when it is open.
 */
export interface Rehearsals {
  readonly of: (vaultId: VaultId) => ReadonlyMap<MemberId, Instant>;
  readonly note: (vaultId: VaultId, memberId: MemberId, at: Instant) => void;
}

export function openRehearsals(settingsFolder: string): Rehearsals {
  const path = join(settingsFolder, 'recovery-rehearsals.json');

  // Read anew each time: another window of the program may have written it meanwhile.
  function read(): z.infer<typeof fileSchema> {
    const found = readJsonFile(path, fileSchema);
    return found.kind === 'read' ? found.value : {};
  }

  return {
    of: (vaultId) =>
      new Map(
        Object.entries(read()[vaultId] ?? {}).map(([memberId, at]) => [memberIdSchema.parse(memberId), at]),
      ),
    note: (vaultId, memberId, at) => {
      const all = read();
      try {
        writeJsonFile(path, fileSchema, { ...all, [vaultId]: { ...all[vaultId], [memberId]: at } });
      } catch (failure) {
        // The rehearsal has proved what it had to prove. On a full disk only its date is lost.
        if (!(failure instanceof Error && 'code' in failure)) throw failure;
      }
    },
  };
}
