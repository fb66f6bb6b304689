import { join } from 'node:path';
import { z } from 'zod';
import { vaultIdSchema, type VaultId } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

const backupNoteSchema = z.strictObject({
  schemaVersion: z.int().positive(),
  takenAt: instantSchema,
  folder: z.string().min(1),
});
export type BackupNote = z.infer<typeof backupNoteSchema>;

const noteSchema = z.strictObject({
  id: vaultIdSchema,
  /** Number of the schema it had when it was last opened here; null when it never was. */
  schemaVersion: z.int().positive().nullable(),
  /** Of each schema the newest backup that was made and proved here. */
  backups: z.array(backupNoteSchema),
});
export type VaultNote = z.infer<typeof noteSchema>;

const fileSchema = z.strictObject({ vaults: z.array(noteSchema) });

/**
 * What must be known of a vault while it is locked, before another version takes the place of the program. It is kept apart
 * from the list of vaults, which an older program must still be able to read. Nothing of a case stands in it.
 */
export interface LaptopNotes {
  readonly of: (id: VaultId) => VaultNote;
  readonly noteSchema: (id: VaultId, schemaVersion: number) => void;
  readonly noteBackup: (id: VaultId, backup: BackupNote) => void;
}

/** For a command line that knows of no laptop but of the one vault it is given. */
export const noLaptopNotes: LaptopNotes = {
  of: (id) => ({ id, schemaVersion: null, backups: [] }),
  noteSchema: () => undefined,
  noteBackup: () => undefined,
};

export function openLaptopNotes(settingsFolder: string): LaptopNotes {
  const path = join(settingsFolder, 'updates.json');

  function all(): readonly VaultNote[] {
    const found = readJsonFile(path, fileSchema);
    return found.kind === 'read' ? found.value.vaults : [];
  }

  const of = (id: VaultId): VaultNote =>
    all().find((each) => each.id === id) ?? { id, schemaVersion: null, backups: [] };

  function note(id: VaultId, changes: Partial<VaultNote>): void {
    const changed = { ...of(id), ...changes };
    writeJsonFile(path, fileSchema, { vaults: [...all().filter((each) => each.id !== id), changed] });
  }

  return {
    of,
    noteSchema: (id, schemaVersion) => {
      if (of(id).schemaVersion !== schemaVersion) note(id, { schemaVersion });
    },
    noteBackup: (id, backup) => {
      const others = of(id).backups.filter(({ schemaVersion }) => schemaVersion !== backup.schemaVersion);
      note(id, { backups: [...others, backup] });
    },
  };
}
