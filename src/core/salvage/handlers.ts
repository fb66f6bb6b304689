import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { VaultId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { salvageContract } from '../../shared/vault/salvage';
import type { ChainEnd } from '../audit/chain';
import { dialogText } from '../kernel/dialog-texts';
import type { OpenDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { lastSeenOf } from '../vault/handlers';
import { lockVault } from '../vault/open-vault';
import { unlockKeys, type UnlockKeysFailure } from '../vault/unlock-vault';
import { vaultNameOf } from '../vault/vault-files';
import {
  salvageVault,
  type SalvagedVault,
  type SalvageFolderFailure,
  type SalvageOptions,
} from './salvage-vault';

export const salvageHandlers: Handlers<typeof salvageContract> = {
  'vault.salvage': async (deps, { source, name, place }) => {
    const open = deps.session.current();
    const id = source.kind === 'known' ? source.id : open?.id;
    const known = id === undefined ? undefined : deps.knownVaults.find(id);
    if (id === undefined || known === undefined) return err({ kind: 'vaultUnknown' });
    if (source.kind === 'known') {
      const waitMs = deps.attempts.waitMs(id, deps.clock.now());
      if (waitMs > 0) return err({ kind: 'tooSoon', retryAfterMs: waitMs });
    }
    const parent =
      place === 'default'
        ? join(deps.documentsFolder, 'Dossier')
        : await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.salvageVaultIn') });
    if (parent === null) return err({ kind: 'dialogCancelled' });

    const wanted = { parent, name, lastSeen: lastSeenOf(known) };
    const salvaged =
      source.kind === 'open' && open !== null
        ? await deps.work.run('salvage', (work) => open.salvage(work, salvageOptions(deps, wanted)))
        : await salvageFolder(deps, known.folder, {
            ...wanted,
            expectedId: id,
            passphrase: source.kind === 'known' ? source.passphrase : '',
          });
    if (!salvaged.ok) {
      if (salvaged.error.kind !== 'wrongPassphrase') return err(salvaged.error);
      return err({
        kind: 'wrongPassphrase',
        retryAfterMs: deps.attempts.recordFailure(id, deps.clock.now()),
      });
    }
    if (source.kind === 'known') deps.attempts.clear(id);
    const { folder, report, chainEnd } = salvaged.value;
    deps.knownVaults.remember({
      id,
      folder,
      lastOpenedAt: known.lastOpenedAt,
      lastSeen: { sequence: chainEnd.sequence, hash: Buffer.from(chainEnd.hash).toString('hex') },
    });
    return ok({ id, name: vaultNameOf(folder), report });
  },
};

/** Salvages a vault that is not open in this process. It need not open, but its header must. */
export async function salvageFolder(
  deps: OpenDeps,
  folder: string,
  wanted: {
    readonly passphrase: string;
    readonly expectedId: VaultId | undefined;
    readonly parent: string;
    readonly name: string;
    readonly lastSeen: ChainEnd | null;
  },
): Promise<Result<SalvagedVault, SalvageFolderFailure | UnlockKeysFailure>> {
  const locked = lockIfWritable(folder);
  if (!locked.ok) return locked;
  try {
    const unlocked = await unlockKeys(folder, wanted.passphrase, wanted.expectedId);
    if (!unlocked.ok) return unlocked;
    return await deps.work.run('salvage', (work) =>
      salvageVault(folder, unlocked.value, work, salvageOptions(deps, wanted)),
    );
  } finally {
    locked.value?.release();
  }
}

/** Nobody else can write to a folder that this process can't write to: it may lie on a disk made read-only to be safe. */
function lockIfWritable(folder: string) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return ok(null);
  }
  return lockVault(folder);
}

function salvageOptions(
  deps: OpenDeps,
  wanted: Pick<SalvageOptions, 'parent' | 'name' | 'lastSeen'>,
): SalvageOptions {
  return {
    clock: deps.clock,
    newId: deps.newId,
    texts: {
      caseNote: dialogText(deps, 'dialogs.salvagedCaseNote'),
      interviewTitle: dialogText(deps, 'dialogs.salvagedInterviewTitle'),
    },
    ...wanted,
  };
}
