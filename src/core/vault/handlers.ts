import { join } from 'node:path';
import { existsSync, statSync } from 'node:fs';
import type { VaultId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { UnlockedVault, vaultContract } from '../../shared/vault/contract';
import { certificateFileName } from '../backups/layout';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import { settleCopies } from '../departures/settle-copies';
import { vaultDepsOf, type OpenDeps, type VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { resumePendingConversations } from '../search/pending-conversations';
import { dialogText } from '../kernel/dialog-texts';
import { floorOf } from '../policy/floor';
import { createVaultFolder } from './create-vault';
import type { KnownVaultRecord } from './known-vaults';
import { lockVault, openUnlockedVault, type LastSeen, type OpenOptions } from './open-vault';
import { measureStrength } from './passphrase-strength';
import type { OpenVault } from './session';
import { readVaultHeaders, unlockVaultFolder } from './unlock-vault';
import { vaultNameOf } from './vault-files';
import { suggestPassphrase } from './word-list';

export const vaultHandlers: Handlers<typeof vaultContract> = {
  'vault.list': ({ knownVaults, attempts, clock }) => {
    const { vaults, damaged } = knownVaults.all();
    const listed = vaults.map((vault) => ({
      id: vault.id,
      name: vaultNameOf(vault.folder),
      lastOpenedAt: vault.lastOpenedAt,
      present: statSync(vault.folder, { throwIfNoEntry: false })?.isDirectory() === true,
      retryAfterMs: attempts.waitMs(vault.id, clock.now()),
    }));
    const newestFirst = listed.toSorted((a, b) => (b.lastOpenedAt ?? '').localeCompare(a.lastOpenedAt ?? ''));
    return ok({ vaults: newestFirst, listDamaged: damaged });
  },

  'vault.status': ({ session, settings }) =>
    ok({ open: session.current()?.describe() ?? null, settingsDamaged: settings.wasDamaged() }),

  'vault.create': async (deps, { name, passphrase, ownerName, place }) => {
    if (deps.session.current() !== null) return err({ kind: 'vaultAlreadyOpen' });
    const strength = await measureStrength(passphrase, [name, ownerName, 'Dossier']);
    if (!strength.acceptable) return err({ kind: 'passphraseTooWeak', strength });
    const parent = place === 'default' ? join(deps.documentsFolder, 'Dossier') : await chooseParent(deps);
    if (parent === null) return err({ kind: 'dialogCancelled' });

    const created = await createVaultFolder({
      parent,
      name,
      ownerName,
      passphrase,
      cost: deps.passphraseCost,
      floor: floorOf(deps.policy.rules),
      clock: deps.clock,
      newId: deps.newId,
    });
    if (!created.ok) return created;
    const { folder, unlocked } = created.value;
    const locked = lockVault(folder);
    const opened = locked.ok
      ? openUnlockedVault(folder, unlocked, locked.value, openOptions(deps, unlocked.header.vaultId, folder))
      : locked;
    // It was written a moment ago and nobody else knows of it.
    if (!opened.ok) throw new Error(`A vault that was just made does not open: ${opened.error.kind}`);
    return ok(startSession(deps, opened.value));
  },

  'vault.locate': async (deps) => {
    const folder = await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.locateVault') });
    if (folder === null) return err({ kind: 'dialogCancelled' });
    if (existsSync(join(folder, certificateFileName))) return err({ kind: 'isABackup' });
    const headers = readVaultHeaders(folder);
    if (!headers.ok) return headers;
    const [header] = headers.value;
    if (header === undefined) return err({ kind: 'notAVault' });
    const known = deps.knownVaults.find(header.vaultId);
    deps.knownVaults.remember({
      id: header.vaultId,
      folder,
      lastOpenedAt: known?.lastOpenedAt ?? null,
      // A vault that was moved keeps what is known of it; that is what shows an older copy.
      lastSeen: known?.lastSeen ?? null,
    });
    return ok({ id: header.vaultId });
  },

  'vault.forget': ({ knownVaults }, { id }) => {
    if (knownVaults.find(id) === undefined) return err({ kind: 'vaultUnknown' });
    knownVaults.forget(id);
    return ok({});
  },

  'vault.unlock': async (deps, { id, passphrase }) => {
    if (deps.session.current() !== null) return err({ kind: 'vaultAlreadyOpen' });
    const known = deps.knownVaults.find(id);
    if (known === undefined) return err({ kind: 'vaultUnknown' });
    const waitMs = deps.attempts.waitMs(id, deps.clock.now());
    if (waitMs > 0) return err({ kind: 'tooSoon', retryAfterMs: waitMs });

    const opened = await unlockVaultFolder(known.folder, passphrase, {
      ...openOptions(deps, id, known.folder),
      expectedId: id,
      passphraseCost: deps.passphraseCost,
    });
    if (!opened.ok) {
      if (opened.error.kind !== 'wrongPassphrase') return err(opened.error);
      const retryAfterMs = deps.attempts.recordFailure(id, deps.clock.now());
      return err({ kind: 'wrongPassphrase', retryAfterMs });
    }
    deps.attempts.clear(id);
    return ok(startSession(deps, opened.value));
  },

  'vault.continueAnyway': (deps) => {
    const { vault } = deps;
    const couldNotBefore = vault.describe().readOnly;
    vault.continueAnyway();
    if (couldNotBefore) settleWhatIsLeft(deps);
    return ok(vault.describe());
  },

  'vault.prepareLock': ({ session }) => {
    session.close();
    return ok({});
  },

  'vault.verify': ({ vault, work }) =>
    work.run('verify', async (context) => {
      try {
        return ok(await vault.verify(context));
      } catch (failure) {
        if (context.signal.aborted && failure === context.signal.reason) return err({ kind: 'cancelled' });
        throw failure;
      }
    }),

  'vault.suggestPassphrase': ({ resourcesFolder }, { language }) =>
    ok(suggestPassphrase(resourcesFolder, language)),

  'vault.passphraseStrength': async (_deps, { passphrase, context }) =>
    ok(await measureStrength(passphrase, context)),
};

/**
 * How a vault is opened on behalf of this laptop: compared with what it last saw there, and noted for the next time.
 */
export function openOptions(deps: OpenDeps, id: VaultId, folder: string): OpenOptions {
  const known = deps.knownVaults.find(id);
  return {
    clock: deps.clock,
    lastSeen: lastSeenOf(known),
    passphraseFloor: floorOf(deps.policy.rules),
    noteSeen: (end) => {
      const now = deps.knownVaults.find(id);
      // A vault salvaged or restored meanwhile has taken its place on this laptop.
      if (now !== undefined && now.folder !== folder) return true;
      try {
        deps.knownVaults.remember({
          id,
          folder,
          lastOpenedAt: deps.clock.now(),
          lastSeen: {
            sequence: end.sequence,
            hash: Buffer.from(end.hash).toString('hex'),
            ...(end.pagesHash === undefined ? {} : { pagesHash: Buffer.from(end.pagesHash).toString('hex') }),
          },
        });
        deps.updateNotes.noteSchema(id, latestVersion(migrations));
        return true;
      } catch (failure) {
        if (!(failure instanceof Error && 'code' in failure)) throw failure;
        // The laptop's own folder is full or read-only. The vault is not concerned; the person is told.
        return false;
      }
    },
  };
}

export function lastSeenOf(known: KnownVaultRecord | undefined): LastSeen | null {
  if (known?.lastSeen === undefined || known.lastSeen === null) return null;
  const { sequence, hash, pagesHash } = known.lastSeen;
  return {
    sequence,
    hash: Buffer.from(hash, 'hex'),
    ...(pagesHash === undefined ? {} : { pagesHash: Buffer.from(pagesHash, 'hex') }),
  };
}

function chooseParent(deps: OpenDeps): Promise<string | null> {
  return deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.createVaultIn') });
}

/** For whatever has opened a vault in front of a person. */
export function startSession(deps: OpenDeps, vault: OpenVault): UnlockedVault {
  // Two unlockings at once are kept apart by the lock on the folder; of two vaults the later one stays.
  deps.session.open(vault);
  settleWhatIsLeft(vaultDepsOf(deps, vault));
  resumePendingConversations(deps, vault).catch(() => {
    // As long as something is missing, search says so, and offers to make the index anew.
  });
  return vault.describe();
}

function settleWhatIsLeft(deps: VaultDeps): void {
  settleCopies(deps, 'left').catch(() => {
    // They stay written down, and the next opening comes to them again.
  });
}
