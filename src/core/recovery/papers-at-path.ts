import { err, ok, type Result } from '../../shared/kernel/result';
import type { RecoveryKind } from '../../shared/recovery/contract';
import type { OpenDeps } from '../kernel/deps';
import type { OpenVault } from '../vault/session';
import { readVaultHeaders, type HeadersFailure } from '../vault/unlock-vault';
import { sheetLabel } from './fingerprints';
import {
  givePassphrase,
  listAdvocates,
  openWithPapers,
  type PassphraseFailure,
  type ReopenFailure,
  type Who,
} from './reopen';
import { unlockWithPapers, type UnlockWithPapersFailure } from './unlock-with-papers';

// Recovery for the command line, where a vault is named by a path. The page never names one, so none of this is a channel.

/** Proves that one sheet or two shares would open the vault. Opens nothing and writes nothing. */
export async function checkPapersAtPath(
  folder: string,
  typed: readonly string[],
): Promise<
  Result<{ readonly label: string; readonly kind: RecoveryKind }, UnlockWithPapersFailure | HeadersFailure>
> {
  const headers = readVaultHeaders(folder);
  if (!headers.ok) return headers;
  const [header] = headers.value;
  if (header === undefined) return err({ kind: 'notAVault' });
  const unlocked = await unlockWithPapers(headers.value, header.vaultId, typed, () => null);
  if (!unlocked.ok) return unlocked;
  unlocked.value.vaultKey.fill(0);
  return ok({ label: sheetLabel(unlocked.value.memberId), kind: typed.length === 1 ? 'sheet' : 'shares' });
}

/** Who is to get the passphrase, by name. */
export type NamedPerson = { readonly advocate: string } | { readonly newAdvocate: string };

/** Gives somebody a new passphrase with one sheet or two shares, and leaves the vault closed. */
export async function setPassphraseAtPath(
  deps: OpenDeps,
  folder: string,
  typed: readonly string[],
  person: NamedPerson,
  passphrase: string,
): Promise<
  Result<
    { readonly label: string },
    ReopenFailure | PassphraseFailure | { readonly kind: 'vaultReadOnly' | 'notAVault' }
  >
> {
  const headers = readVaultHeaders(folder);
  if (!headers.ok) return headers;
  const [header] = headers.value;
  if (header === undefined) return err({ kind: 'notAVault' });
  const opened = await openWithPapers(
    folder,
    { typed, expectedId: header.vaultId, nameOf: () => null },
    { clock: deps.clock, lastSeen: null, noteSeen: () => true },
  );
  if (!opened.ok) return opened;
  const vault = opened.value;
  try {
    if (vault.describe().readOnly) return err({ kind: 'vaultReadOnly' });
    vault.audit({ action: 'recovery.used', subjectId: vault.member, caseId: null });
    const who = whoOf(vault, person);
    if (who === null) return err({ kind: 'memberUnknown' });
    const given = await givePassphrase(deps, vault, who, passphrase);
    return given.ok ? ok({ label: sheetLabel(vault.member) }) : given;
  } finally {
    vault.close();
  }
}

/** Null when no advocate of this vault has the name. */
function whoOf(vault: OpenVault, person: NamedPerson): Who | null {
  if ('newAdvocate' in person) return { kind: 'newAdvocate', name: person.newAdvocate };
  const found = listAdvocates(vault).find(({ name }) => name === person.advocate);
  return found === undefined ? null : { kind: 'advocate', memberId: found.memberId };
}
