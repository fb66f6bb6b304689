import { memberIdSchema, type MemberId, type VaultId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { Instant } from '../../shared/kernel/time';
import type { recoveryContract, RecoveryWay } from '../../shared/recovery/contract';
import { letOutDocument } from '../departures/let-out';
import { withoutPrintingTraces } from '../documents/printing-traces';
import type { OpenDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { isRekeying } from '../members/handlers';
import { openOptions, startSession } from '../vault/handlers';
import { readVaultHeaders, unlockVaultFolder } from '../vault/unlock-vault';
import { vaultNameOf } from '../vault/vault-files';
import { createDraft, firstDifference } from './drafts';
import { sheetLabel, vaultFingerprint } from './fingerprints';
import { describeReopened, givePassphrase, openWithPapers } from './reopen';
import {
  listRecoveryWays,
  markRehearsed,
  putOffReminder,
  readReminderPutOff,
  updatePlace,
  type StoredWay,
} from './store';
import { unlockWithPapers } from './unlock-with-papers';
import { addWay, hasRoomForMember, removeWay } from './way-members';

export const recoveryHandlers: Handlers<typeof recoveryContract> = {
  'recovery.overview': ({ db, vault, clock, rehearsals }) => {
    const atLockScreen = rehearsals.of(vault.id);
    const inHeader = new Set<MemberId>(vault.header().members.map(({ memberId }) => memberId));
    const now = clock.now();
    const ways = listRecoveryWays(db)
      // One that is in neither never came to count: the program ended while it was made.
      .filter((way) => way.revokedAt !== null || inHeader.has(way.memberId))
      .map((way) => withRehearsal(way, atLockScreen.get(way.memberId), now));
    return ok({
      vaultFingerprint: vaultFingerprint(vault.id),
      ways,
      reminder: reminderFor(ways, readReminderPutOff(db), now),
    });
  },

  'recovery.prepare': (deps, { kind }) => {
    const { db, vault, newId, clock, recoveryDrafts } = deps;
    if (!hasRoomForMember(deps)) return err({ kind: 'tooManyMembers' });
    const known = listRecoveryWays(db);
    const memberId = newMemberId(newId, known);
    const fingerprint = vaultFingerprint(vault.id);
    const draft = createDraft({
      draftId: newId(),
      vaultId: vault.id,
      vaultFingerprint: fingerprint,
      memberId,
      kind,
      number: (known.at(-1)?.number ?? 0) + 1,
      label: sheetLabel(memberId),
    });
    recoveryDrafts.add(draft);
    const { secret: _secret, memberId: _memberId, ...shown } = draft;
    return ok({
      ...shown,
      papers: [...shown.papers],
      vaultName: vault.name,
      vaultFingerprint: fingerprint,
      madeOn: clock.today(),
    });
  },

  'recovery.print': async ({ vault, host, recoveryDrafts }, { draftId }) => {
    if (recoveryDrafts.find(draftId, vault.id) === undefined) return err({ kind: 'draftGone' });
    switch (await host.printPage()) {
      case 'printed':
        return ok({});
      case 'cancelled':
        return err({ kind: 'printCancelled' });
      case 'failed':
        return err({ kind: 'printFailed' });
    }
  },

  'recovery.savePdf': async (deps, { draftId, share }) => {
    const { vault, host, recoveryDrafts, settings } = deps;
    const draft = recoveryDrafts.find(draftId, vault.id);
    if (draft === undefined) return err({ kind: 'draftGone' });
    const name = dialogText(deps, 'dialogs.recoverySheetName');
    const path = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveRecoverySheet'),
      suggestedName: `${name}-${draft.label}${share === null ? '' : `-${share}`}.pdf`,
      kinds: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (path === null) return err({ kind: 'dialogCancelled' });
    const printed = await host.pageAsPdf();
    if (printed === null) return err({ kind: 'printFailed' });
    const pdf = await withoutPrintingTraces(printed, settings.read().language);
    const saved = letOutDocument(deps, {
      path,
      document: pdf,
      record: {
        departures: [],
        custody: [],
        audit: [{ action: 'recovery.sheetSaved', subjectId: draft.memberId, caseId: null }],
      },
    });
    return saved.ok ? ok({}) : saved;
  },

  'recovery.confirm': async (deps, { draftId, papers }) => {
    const { vault, recoveryDrafts } = deps;
    const draft = recoveryDrafts.find(draftId, vault.id);
    if (draft === undefined) return err({ kind: 'draftGone' });
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    const difference = firstDifference(draft, papers);
    if (difference !== null) return err({ kind: 'typedDiffers', ...difference });
    const places = draft.papers.map(({ share }) => ({
      share,
      keptAt: papers.find((paper) => paper.share === share)?.keptAt ?? '',
    }));
    const added = await addWay(deps, draft, places);
    if (!added.ok) return added;
    recoveryDrafts.remove(draftId);
    return ok({ memberId: draft.memberId });
  },

  'recovery.discard': ({ recoveryDrafts }, { draftId }) => {
    recoveryDrafts.remove(draftId);
    return ok({});
  },

  'recovery.changePlace': ({ db }, paper) => (updatePlace(db, paper) ? ok({}) : err({ kind: 'wayUnknown' })),

  'recovery.revoke': async (deps, { memberId }) => {
    if (isRekeying(deps)) return err({ kind: 'rekeyUnderWay' });
    const way = listRecoveryWays(deps.db).find((each) => each.memberId === memberId);
    if (way === undefined || way.revokedAt !== null) return err({ kind: 'wayUnknown' });
    await removeWay(deps, memberId);
    return ok({});
  },

  'recovery.rehearse': async (deps, { vaultId, typed }) => {
    const folder = deps.knownVaults.find(vaultId)?.folder;
    if (folder === undefined) return err({ kind: 'vaultUnknown' });
    const headers = readVaultHeaders(folder);
    if (!headers.ok) return headers;
    const unlocked = await unlockWithPapers(headers.value, vaultId, typed, nameOfFingerprint(deps));
    if (!unlocked.ok) return unlocked;
    const { memberId } = unlocked.value;
    // It has proved what it should; the key goes without having been used.
    unlocked.value.vaultKey.fill(0);
    noteRehearsal(deps, vaultId, memberId);
    return ok({ label: sheetLabel(memberId), kind: typed.length === 1 ? 'sheet' : 'shares' });
  },

  'recovery.remindLater': ({ db, clock }) => {
    putOffReminder(db, later(clock.now(), 30));
    return ok({});
  },

  'recovery.begin': async (deps, { vaultId, typed }) => {
    const { session, knownVaults } = deps;
    if (session.current() !== null) return err({ kind: 'vaultAlreadyOpen' });
    // What an earlier try opened holds the lock on its folder.
    session.close();
    const folder = knownVaults.find(vaultId)?.folder;
    if (folder === undefined) return err({ kind: 'vaultUnknown' });
    const opened = await openWithPapers(
      folder,
      { typed, expectedId: vaultId, nameOf: nameOfFingerprint(deps) },
      openOptions(deps, vaultId, folder),
    );
    if (!opened.ok) return opened;
    const vault = opened.value;
    session.reopen(vault);
    vault.audit({ action: 'recovery.used', subjectId: vault.member, caseId: null });
    return ok(describeReopened(vault));
  },

  'recovery.finish': async (deps, { who, passphrase, acceptWarnings }) => {
    const { session, knownVaults } = deps;
    const vault = session.reopened();
    const folder = vault === null ? undefined : knownVaults.find(vault.id)?.folder;
    if (vault === null || folder === undefined) return err({ kind: 'recoveryNotBegun' });
    if (vault.describe().readOnly) {
      if (!acceptWarnings) return err({ kind: 'warningsNotAccepted' });
      vault.continueAnyway();
      // In a vault that was open for reading only, nothing was written of it so far.
      vault.audit({ action: 'recovery.used', subjectId: vault.member, caseId: null });
    }
    const given = await givePassphrase(deps, vault, who, passphrase);
    if (!given.ok) return given;
    session.close();
    // Opened with the new passphrase, which proves it.
    const opened = await unlockVaultFolder(folder, passphrase, {
      ...openOptions(deps, vault.id, folder),
      expectedId: vault.id,
      passphraseCost: deps.passphraseCost,
    });
    if (!opened.ok) throw new Error(`A new passphrase does not open its vault: ${opened.error.kind}`);
    deps.attempts.clear(vault.id);
    return ok(startSession(deps, opened.value));
  },

  'recovery.abandon': ({ session }) => {
    if (session.current() === null) session.close();
    return ok({});
  },
};

const daysBetweenRehearsals = 365;

function withRehearsal(way: StoredWay, atLockScreen: Instant | undefined, now: Instant): RecoveryWay {
  const rehearsedAt = newestOf(way.rehearsedAt, atLockScreen ?? null);
  const dueAt = later(rehearsedAt ?? way.madeAt, daysBetweenRehearsals);
  return {
    ...way,
    papers: [...way.papers],
    rehearsedAt,
    rehearsalDue: way.revokedAt === null && dueAt <= now,
  };
}

function newestOf(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

function reminderFor(
  ways: readonly RecoveryWay[],
  putOffUntil: Instant | null,
  now: Instant,
): 'none' | 'rehearsal' | null {
  if (putOffUntil !== null && putOffUntil > now) return null;
  if (ways.every(({ revokedAt }) => revokedAt !== null)) return 'none';
  return ways.some(({ rehearsalDue }) => rehearsalDue) ? 'rehearsal' : null;
}

function later(instant: Instant, days: number): Instant {
  return new Date(Date.parse(instant) + days * 24 * 60 * 60 * 1000).toISOString();
}

/** Labels are short enough to meet by chance; on the papers of one vault they never do. */
function newMemberId(newId: () => string, known: readonly StoredWay[]): MemberId {
  const taken = new Set(known.map(({ label }) => label));
  for (;;) {
    const memberId = memberIdSchema.parse(newId());
    if (!taken.has(sheetLabel(memberId))) return memberId;
  }
}

/** In the vault when it is open and may be written to, else on this laptop. */
function noteRehearsal(deps: OpenDeps, vaultId: VaultId, memberId: MemberId): void {
  const vault = deps.session.current();
  const at = deps.clock.now();
  if (vault === null || vault.id !== vaultId || vault.describe().readOnly) {
    deps.rehearsals.note(vaultId, memberId, at);
    return;
  }
  vault.db.transaction(() => {
    markRehearsed(vault.db, memberId, at);
    vault.audit({ action: 'recovery.rehearsed', subjectId: memberId, caseId: null });
  });
}

/** Names the vault of a paper, where this laptop knows it. */
export function nameOfFingerprint(deps: OpenDeps): (fingerprint: string) => string | null {
  return (fingerprint) => {
    const found = deps.knownVaults.all().vaults.find(({ id }) => vaultFingerprint(id) === fingerprint);
    return found === undefined ? null : vaultNameOf(found.folder);
  };
}
