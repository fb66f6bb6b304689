import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../shared/kernel/result';
import type { PassphraseStrength } from '../../shared/vault/passphrase';
import { certificateFileName } from '../backups/layout';
import { settleCopies } from '../departures/settle-copies';
import { vaultDepsOf, type OpenDeps } from '../kernel/deps';
import { floorOf } from '../policy/floor';
import { createVaultFolder, type CreateFolderFailure, type CreateVaultOptions } from './create-vault';
import type { Header } from './header';
import { countGoodHeaderCopies } from './header-files';
import { measureStrength } from './passphrase-strength';
import {
  readVaultHeaders,
  unlockVaultFolder,
  type HeadersFailure,
  type UnlockFolderFailure,
} from './unlock-vault';

// Vaults named by a path, for the command line. The page never names one, so none of this is a channel.

export type CreateAtPathFailure =
  CreateFolderFailure | { readonly kind: 'passphraseTooWeak'; readonly strength: PassphraseStrength };

/** Makes a vault and leaves it closed. Gives the path of its folder. */
export async function createVaultAtPath(
  deps: OpenDeps,
  wanted: Pick<CreateVaultOptions, 'parent' | 'name' | 'ownerName' | 'passphrase'>,
): Promise<Result<{ readonly folder: string; readonly header: Header }, CreateAtPathFailure>> {
  const strength = await measureStrength(wanted.passphrase, [wanted.name, wanted.ownerName, 'Dossier']);
  if (!strength.acceptable) return { ok: false, error: { kind: 'passphraseTooWeak', strength } };
  const created = await createVaultFolder({
    ...wanted,
    cost: deps.passphraseCost,
    floor: floorOf(deps.policy.rules),
    clock: deps.clock,
    newId: deps.newId,
  });
  if (!created.ok) return created;
  return ok({ folder: created.value.folder, header: created.value.unlocked.header });
}

/**
 * Opens the vault in a folder as this process's open vault. Neither asks nor remembers what a laptop saw in it, and
 * counts no wrong passphrases: whoever stands at a shell could go around both.
 */
export async function openVaultAtPath(
  deps: OpenDeps,
  folder: string,
  passphrase: string,
): Promise<Result<null, UnlockFolderFailure | { readonly kind: 'isABackup' }>> {
  if (existsSync(join(folder, certificateFileName))) return { ok: false, error: { kind: 'isABackup' } };
  const opened = await unlockVaultFolder(folder, passphrase, {
    clock: deps.clock,
    lastSeen: null,
    noteSeen: () => true,
    passphraseFloor: floorOf(deps.policy.rules),
    passphraseCost: deps.passphraseCost,
  });
  if (!opened.ok) return opened;
  deps.session.open(opened.value);
  await settleCopies(vaultDepsOf(deps, opened.value), 'left').catch(() => {
    // They stay written down, and a vault of which this part is damaged is opened all the same, to be checked.
  });
  return ok(null);
}

/** What a header says without a passphrase. Not proved: only the vault's own key can tell that nobody changed it. */
export function readHeaderAtPath(
  folder: string,
): Result<{ readonly header: Header; readonly goodCopies: number }, HeadersFailure> {
  const headers = readVaultHeaders(folder);
  if (!headers.ok) return headers;
  const [header] = headers.value;
  if (header === undefined) return { ok: false, error: { kind: 'notAVault' } };
  return ok({ header, goodCopies: countGoodHeaderCopies(folder, header) });
}
