import { join } from 'node:path';
import { z } from 'zod';
import { vaultIdSchema, type VaultId } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

const knownVaultSchema = z.strictObject({
  id: vaultIdSchema,
  /** Where it lies, as an absolute path. Never told to the page. */
  folder: z.string().min(1),
  lastOpenedAt: instantSchema.nullable(),
  /**
   * End of the audit chain when the vault was last open here; null when it never was. A vault that no longer contains
   * it was put back from an older copy. The hash is keyed and tells nothing.
   */
  lastSeen: z
    .strictObject({
      sequence: z.int().nonnegative(),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      /** Over the seals of all pages when the vault was last closed here; none after a process was killed. */
      pagesHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    })
    .nullable(),
});
export type KnownVaultRecord = z.infer<typeof knownVaultSchema>;

const fileSchema = z.strictObject({ vaults: z.array(knownVaultSchema) });

/** The vaults this laptop remembers, in `vaults.json` of the settings folder. */
export interface KnownVaults {
  readonly all: () => { readonly vaults: readonly KnownVaultRecord[]; readonly damaged: boolean };
  readonly find: (id: VaultId) => KnownVaultRecord | undefined;
  /** Adds a vault or replaces what is known of it. */
  readonly remember: (vault: KnownVaultRecord) => void;
  readonly forget: (id: VaultId) => void;
}

export function openKnownVaults(settingsFolder: string): KnownVaults {
  const path = join(settingsFolder, 'vaults.json');

  // Read anew each time: the command line may have changed it meanwhile.
  function all() {
    const found = readJsonFile(path, fileSchema);
    return { vaults: found.kind === 'read' ? found.value.vaults : [], damaged: found.kind === 'damaged' };
  }

  function write(vaults: readonly KnownVaultRecord[]): void {
    writeJsonFile(path, fileSchema, { vaults: [...vaults] });
  }

  return {
    all,
    find: (id) => all().vaults.find((vault) => vault.id === id),
    remember: (vault) => write([...all().vaults.filter(({ id }) => id !== vault.id), vault]),
    forget: (id) => write(all().vaults.filter((vault) => vault.id !== id)),
  };
}
