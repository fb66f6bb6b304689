import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { memberIdSchema, type MemberId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { BegunRecovery, recoveryContract } from '../../shared/recovery/contract';
import type { PassphraseStrength } from '../../shared/vault/passphrase';
import { sql } from '../db/sql';
import type { OpenDeps } from '../kernel/deps';
import { isNameTaken } from '../members/store';
import { floorOf } from '../policy/floor';
import { costOfNewPassphrase } from '../vault/argon2';
import { mostMembers, mostPassphraseSlots, type Header, type Member } from '../vault/header';
import { openUnlockedVault, lockVault, type OpenFailure, type OpenOptions } from '../vault/open-vault';
import { measureStrength } from '../vault/passphrase-strength';
import { createPassphraseSlot } from '../vault/passphrase-slot';
import type { OpenVault } from '../vault/session';
import { readVaultHeaders, type HeadersFailure } from '../vault/unlock-vault';
import { sheetLabel } from './fingerprints';
import { unlockWithPapers, type UnlockWithPapersFailure } from './unlock-with-papers';

export type ReopenFailure =
  UnlockWithPapersFailure | HeadersFailure | OpenFailure | { readonly kind: 'vaultInUse' };

/** Opens the vault in a folder with one sheet or two shares, as the sheet. */
export async function openWithPapers(
  folder: string,
  papers: {
    readonly typed: readonly string[];
    readonly expectedId: Header['vaultId'];
    readonly nameOf: (fingerprint: string) => string | null;
  },
  options: OpenOptions,
): Promise<Result<OpenVault, ReopenFailure>> {
  const locked = lockVault(folder);
  if (!locked.ok) return locked;
  const lock = locked.value;
  let unlocked: Awaited<ReturnType<typeof unlockWithPapers>> | Result<never, HeadersFailure>;
  try {
    const headers = readVaultHeaders(folder);
    unlocked = headers.ok
      ? await unlockWithPapers(headers.value, papers.expectedId, papers.typed, papers.nameOf)
      : headers;
  } catch (failure) {
    lock.release();
    throw failure;
  }
  if (!unlocked.ok) {
    lock.release();
    return unlocked;
  }
  const opened = openUnlockedVault(folder, unlocked.value, lock, options);
  if (opened.ok) return opened;
  const { error } = opened;
  if (error.kind !== 'headerSuperseded') return err(error);
  // A newer header counts, and the paper is no longer in that.
  return err({ kind: 'sheetRevoked', label: sheetLabel(unlocked.value.memberId) });
}

/** What is to be known of a vault that papers have opened, before somebody gets a passphrase. */
export function describeReopened(vault: OpenVault): BegunRecovery {
  const { warnings, readOnly } = vault.describe();
  return { advocates: [...listAdvocates(vault)], warnings, mustAcceptWarnings: readOnly };
}

const advocateRowSchema = z.object({ memberId: memberIdSchema, name: z.string() });

/** Those who have a passphrase, by name. */
export function listAdvocates(
  vault: OpenVault,
): readonly { readonly memberId: MemberId; readonly name: string }[] {
  const advocates = new Set(
    vault
      .header()
      .members.filter(({ kind }) => kind === 'advocate')
      .map(({ memberId }) => memberId),
  );
  return vault.db
    .all(sql`SELECT id AS memberId, name FROM members ORDER BY name`)
    .map((row) => advocateRowSchema.parse(row))
    .filter(({ memberId }) => advocates.has(memberId));
}

/** Who gets a passphrase. */
export type Who = z.output<(typeof recoveryContract)['recovery.finish']['input']>['who'];

export type PassphraseFailure =
  | { readonly kind: 'passphraseTooWeak'; readonly strength: PassphraseStrength }
  | { readonly kind: 'memberUnknown' }
  | { readonly kind: 'nameTaken' }
  | { readonly kind: 'tooManyMembers' };

/**
 * Gives somebody a passphrase in a vault that papers have opened. An advocate gets a new identity with it: the one before
 * is known to nobody but the passphrase that was lost.
 */
export async function givePassphrase(
  deps: Pick<OpenDeps, 'newId' | 'passphraseCost' | 'policy'>,
  vault: OpenVault,
  who: Who,
  passphrase: string,
): Promise<Result<null, PassphraseFailure>> {
  const base = vault.header();
  const known = who.kind === 'advocate' ? findAdvocate(vault, who.memberId) : null;
  if (known === undefined) return err({ kind: 'memberUnknown' });
  if (who.kind === 'newAdvocate' && !hasRoomForAdvocate(base)) return err({ kind: 'tooManyMembers' });
  const name = who.kind === 'advocate' ? (known?.name ?? '') : who.name;
  if (who.kind === 'newAdvocate' && isNameTaken(vault.db, name, null)) return err({ kind: 'nameTaken' });
  const strength = await measureStrength(passphrase, [vault.name, name, 'Dossier']);
  if (!strength.acceptable) return err({ kind: 'passphraseTooWeak', strength });

  const memberId = who.kind === 'advocate' ? who.memberId : memberIdSchema.parse(deps.newId());
  const identity = await generateX25519Identity();
  const member: Member = { memberId, kind: 'advocate', recipient: await identityToRecipient(identity) };
  const slot = await createPassphraseSlot({
    vaultId: vault.id,
    slotId: deps.newId(),
    memberId,
    epoch: base.epoch,
    passphrase,
    cost: await costOfNewPassphrase(deps.passphraseCost, floorOf(deps.policy.rules)),
    content: vault.slotContent(identity),
  });
  await vault.changeMembers(
    {
      base,
      members: [...base.members.filter((each) => each.memberId !== memberId), member],
      slots: [...base.slots.filter((each) => each.memberId !== memberId), slot],
    },
    {
      action: who.kind === 'advocate' ? 'member.passphraseChanged' : 'member.added',
      subjectId: memberId,
      added: who.kind === 'advocate' ? null : { memberId, name },
      revoked: null,
    },
  );
  return ok(null);
}

function findAdvocate(vault: OpenVault, memberId: MemberId): { readonly name: string } | undefined {
  return listAdvocates(vault).find((each) => each.memberId === memberId);
}

function hasRoomForAdvocate({ members, slots }: Header): boolean {
  const passphrases = slots.filter(({ kind }) => kind === 'passphrase');
  return members.length < mostMembers && passphrases.length < mostPassphraseSlots;
}
