import { statSync } from 'node:fs';
import { identityToRecipient } from 'age-encryption';
import type { VaultId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { costOfNewPassphrase, isBelow, isBelowFloor, workOf, type Argon2Cost } from './argon2';
import { hasRightMac, type Header, type Slot } from './header';
import { headerCopiesFailure, headersToTry, readHeaderCopies } from './header-files';
import { headerMacKey } from './keys';
import { isProvedKey } from './new-key-proof';
import {
  isFullDisk,
  lockVault,
  openUnlockedVault,
  type OpenFailure,
  type OpenOptions,
  type UnlockedHeader,
} from './open-vault';
import { createPassphraseSlot, openPassphraseSlot } from './passphrase-slot';
import { openSealedKey } from './sealed-key';
import type { OpenVault } from './session';
import type { SlotContent } from './slot-content';

/** Why a vault's header and a passphrase give no key. */
export type UnlockKeysFailure =
  | { readonly kind: 'vaultMissing' }
  | { readonly kind: 'notAVault' }
  | { readonly kind: 'headerDamaged' }
  | { readonly kind: 'vaultNewer' }
  | { readonly kind: 'vaultInUse' }
  | { readonly kind: 'wrongPassphrase' };

export type UnlockFolderFailure = OpenFailure | UnlockKeysFailure;
export interface UnlockOptions extends OpenOptions {
  /** The vault that should be there; another one counts as missing. */
  readonly expectedId?: VaultId;
  /** What deriving a key from a passphrase costs today; left out, a cheaper slot stays as it is. */
  readonly passphraseCost?: Argon2Cost | 'calibrated';
}

/**
 * Opens the vault in a folder. Refusals come before anything is written: of all files in the folder only the empty
 * lock may be made anew.
 *
 * @throws the error of SQLite or the system when the disk or the folder refuses
 */
export async function unlockVaultFolder(
  folder: string,
  passphrase: string,
  options: UnlockOptions,
): Promise<Result<OpenVault, UnlockFolderFailure>> {
  const before = readVaultHeaders(folder);
  if (!before.ok) return before;
  const locked = lockVault(folder);
  if (!locked.ok) return locked;
  const lock = locked.value;

  let unlocked: Result<UnlockedHeader, UnlockKeysFailure>;
  try {
    // Read again: whoever held the vault until now may have written a new header.
    unlocked = await unlockKeys(folder, passphrase, options.expectedId);
  } catch (failure) {
    lock.release();
    throw failure;
  }
  if (!unlocked.ok) {
    lock.release();
    return unlocked;
  }
  const opened = openUnlockedVault(folder, unlocked.value, lock, options);
  if (!opened.ok) {
    const { error } = opened;
    return err(error.kind === 'headerSuperseded' ? { kind: 'wrongPassphrase' } : error);
  }
  try {
    await renewSlot(opened.value, unlocked.value, passphrase, options);
  } catch (failure) {
    opened.value.close();
    throw failure;
  }
  return opened;
}

/** What the passphrase opens in a vault's header. Neither needs the database nor looks at it. */
export async function unlockKeys(
  folder: string,
  passphrase: string,
  expectedId: VaultId | undefined,
): Promise<Result<UnlockedHeader, UnlockKeysFailure>> {
  const headers = readVaultHeaders(folder);
  return headers.ok ? unlockNewest(headers.value, passphrase, expectedId) : headers;
}

export type HeadersFailure = Extract<
  UnlockKeysFailure,
  { readonly kind: 'vaultMissing' | 'notAVault' | 'headerDamaged' | 'vaultNewer' }
>;

/** The headers of a folder worth trying, newest first; at least one. Not yet to be believed. */
export function readVaultHeaders(folder: string): Result<readonly Header[], HeadersFailure> {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return err({ kind: 'vaultMissing' });
  if (!found.isDirectory()) return err({ kind: 'notAVault' });
  const copies = readHeaderCopies(folder);
  const headers = headersToTry(copies);
  const newer = copies.some((copy) => copy.kind === 'vaultNewer');
  return headers.length === 0 || newer ? err(headerCopiesFailure(copies)) : { ok: true, value: headers };
}

async function unlockNewest(
  headers: readonly Header[],
  passphrase: string,
  expectedId: VaultId | undefined,
): Promise<Result<UnlockedHeader, UnlockKeysFailure>> {
  let failure: UnlockKeysFailure = { kind: 'vaultMissing' };
  for (const header of headers) {
    if (expectedId !== undefined && header.vaultId !== expectedId) continue;
    const unlocked = await unlockHeader(header, passphrase);
    if (unlocked.ok) return unlocked;
    // A wrong passphrase may be mended by typing it again; told before damage in the other copy.
    if (failure.kind !== 'wrongPassphrase') failure = unlocked.error;
  }
  return err(failure);
}

/** Tries the passphrase on every slot. Ends with the MAC; before it, nothing in the header is believed. */
export async function unlockHeader(
  header: Header,
  passphrase: string,
): Promise<
  Result<UnlockedHeader, { readonly kind: 'wrongPassphrase' } | { readonly kind: 'headerDamaged' }>
> {
  for (const slot of header.slots) {
    if (slot.kind !== 'passphrase') continue;
    const opened = await openPassphraseSlot(header.vaultId, slot, passphrase);
    if (opened.kind === 'opened') return believeHeader(header, slot, opened.content);
    if (opened.kind === 'damaged') return err({ kind: 'headerDamaged' });
  }
  return err({ kind: 'wrongPassphrase' });
}

/** From what a slot held to a header that can be believed: the vault key, its proof, the MAC, the member. */
export async function believeHeader(
  header: Header,
  slot: Slot,
  { identity, anchor }: SlotContent,
): Promise<Result<UnlockedHeader, { readonly kind: 'headerDamaged' }>> {
  const { vaultId, members, sealedVaultKey } = header;
  const vaultKey = await openSealedKey(Buffer.from(sealedVaultKey, 'base64'), identity);
  const isProved =
    vaultKey !== null &&
    isProvedKey(header, vaultKey, { epoch: slot.anchorEpoch, anchor }) &&
    hasRightMac(header, headerMacKey(vaultKey, vaultId));
  const member = members.find(({ memberId }) => memberId === slot.memberId);
  if (!isProved || member?.recipient !== (await identityToRecipient(identity))) {
    return err({ kind: 'headerDamaged' });
  }
  return ok({ header, vaultKey, memberId: slot.memberId, identity });
}

/**
 * Writes the member's slot anew where it should be: when it still holds the anchor of an earlier vault key, or its key
 * derivation has become too cheap. Waits for another time when the disk is full, the vault is open for reading only, or
 * a re-key is to go on.
 */
async function renewSlot(
  vault: OpenVault,
  unlocked: UnlockedHeader,
  passphrase: string,
  options: UnlockOptions,
): Promise<void> {
  const base = vault.header();
  const slot = base.slots.find(({ memberId }) => memberId === unlocked.memberId);
  if (slot?.kind !== 'passphrase' || vault.describe().readOnly || vault.hasRekeyPlanned()) return;
  const { passphraseCost = slot.keyDerivation, passphraseFloor = null } = options;
  const isBelowOrganisation = isBelow(slot.keyDerivation, passphraseFloor);
  const mayStrengthen = isBelowOrganisation || isBelowFloor(slot.keyDerivation);
  const today = mayStrengthen
    ? await costOfNewPassphrase(passphraseCost, passphraseFloor)
    : slot.keyDerivation;
  const strengthens = isBelowOrganisation || (mayStrengthen && workOf(today) > workOf(slot.keyDerivation));
  if (slot.anchorEpoch === base.epoch && !strengthens) return;
  const renewed = await createPassphraseSlot({
    vaultId: base.vaultId,
    slotId: slot.slotId,
    memberId: slot.memberId,
    epoch: base.epoch,
    passphrase,
    cost: strengthens ? today : slot.keyDerivation,
    content: vault.slotContent(unlocked.identity),
  });
  const slots = base.slots.map((each) => (each.slotId === slot.slotId ? renewed : each));
  try {
    await vault.changeMembers(
      { base, members: base.members, slots },
      {
        action: strengthens ? 'member.passphraseStrengthened' : null,
        subjectId: slot.memberId,
        added: null,
        revoked: null,
      },
    );
  } catch (failure) {
    if (!isFullDisk(failure)) throw failure;
  }
}
