import { existsSync, readdirSync } from './file-system';
import { version as programVersion } from '../../../package.json';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ApplyUpdateFailure, UpdateVault, updatesContract } from '../../shared/updates/contract';
import type { InterfaceLanguage } from '../../shared/kernel/languages';
import type { UpdateManifest } from '../../shared/updates/manifest';
import { compareVersions } from '../../shared/updates/versions';
import { backupOpenVault } from '../backups/handlers';
import { latestVersion } from '../db/migrate';
import { migrations } from '../db/migrations';
import type { OpenDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import { targetFailureOf } from '../kernel/target-failure';
import type { Handlers } from '../kernel/handlers';
import { vaultNameOf } from '../vault/vault-files';
import type { WorkContext } from '../work/registry';
import { refusalOfUpdate, type RunningProgram } from './check-update';
import { installIntoFolder, stagePackage } from './install-update';
import { currentVersion, findInstallation, pointTo, wayBack } from './installation';
import { listUpdateKeys } from './keys';
import { readUpdateFile, updateFileExtension, type SignedUpdate } from './update-file';

const dayMs = 24 * 60 * 60 * 1000;

/** The one chosen last in this process. */
let chosen: { readonly path: string; readonly update: SignedUpdate } | null = null;

export const updatesHandlers: Handlers<typeof updatesContract> = {
  'updates.status': (deps) => {
    const { version, installation } = runningProgram(deps);
    const root = installation.form === 'folder' ? installation.root : null;
    const next = root === null ? null : currentVersion(root);
    return ok({
      version,
      form: installation.form,
      keys: listUpdateKeys(deps).map(({ name, keyId }) => ({ name, keyId })),
      startsNext: next === version ? null : next,
      wayBack: root === null ? null : (wayBack(root)?.version ?? null),
    });
  },

  'updates.choose': async (deps, { language }) => {
    if (deps.work.list().length > 0) return err({ kind: 'otherWorkUnderWay' });
    const keys = listUpdateKeys(deps);
    if (keys.length === 0) return err({ kind: 'noKeys' });
    const path = await deps.host.chooseFile({
      title: dialogText(deps, 'dialogs.chooseUpdate'),
      kinds: [{ name: dialogText(deps, 'dialogs.updateKind'), extensions: [updateFileExtension] }],
    });
    if (path === null) return err({ kind: 'dialogCancelled' });
    const read = await deps.work.run('update', async (work) => {
      let done = 0;
      try {
        return await readUpdateFile(path, keys, {
          begin: () => undefined,
          write: async (piece) => {
            done += piece.byteLength;
            await breathe(work, 'checking', done, null);
          },
        });
      } catch (failure) {
        if (work.signal.aborted && failure === work.signal.reason) return err({ kind: 'cancelled' as const });
        throw failure;
      }
    });
    if (!read.ok) return read;
    const { manifest, signedBy, manifestSha256 } = read.value;
    const running = runningProgram(deps);
    const refusal = refusalOfUpdate(
      manifest,
      { ...running, version: newestThere(running) },
      deps.stagingFolder,
    );
    if (refusal !== null) return err(refusal);
    chosen = { path, update: read.value };
    return ok({
      handle: manifestSha256,
      version: manifest.version,
      current: running.version,
      notes: notesIn(manifest, language),
      signedBy,
      form: manifest.form,
      changesVaults: manifest.schemaVersion > latestVersion(migrations),
      vaults: vaultsBefore(deps),
    });
  },

  'updates.apply': async (deps, { handle, without }) => {
    if (deps.work.list().length > 0) return err({ kind: 'otherWorkUnderWay' });
    if (chosen === null || chosen.update.manifestSha256 !== handle) return err({ kind: 'notChosen' });
    const { path, update } = chosen;
    const missing = vaultsBefore(deps).filter(
      ({ id, isOpen, present, isFresh }) => present && !isOpen && !isFresh && !without.includes(id),
    );
    if (missing.length > 0) return err({ kind: 'backupsMissing', vaults: missing });
    const backedUp = await backupOpenVault(deps);
    if (!backedUp.ok) return err({ kind: 'backupFailed', failure: backedUp.error });

    const { installation, version } = runningProgram(deps);
    return deps.work.run('update', async (work) => {
      const order = {
        path,
        keys: listUpdateKeys(deps),
        manifestSha256: update.manifestSha256,
        onProgress: (done: number, total: number) => breathe(work, 'unpacking', done, total),
      };
      try {
        if (installation.form === 'folder') {
          const running = { version, schemaVersion: latestVersion(migrations) };
          const installed = await installIntoFolder(order, installation.root, running);
          if (!installed.ok) return installed;
          return ok({ kind: 'switched' as const, version: installed.value.manifest.version });
        }
        const staged = await stagePackage(order, deps.stagingFolder);
        if (!staged.ok) return staged;
        return ok({
          kind: 'staged' as const,
          version: staged.value.update.manifest.version,
          command: `sudo dpkg -i ${quoted(staged.value.path)}`,
          sha256: staged.value.update.manifest.payload.sha256,
        });
      } catch (failure) {
        if (work.signal.aborted && failure === work.signal.reason) return err({ kind: 'cancelled' });
        return diskFailure(failure);
      }
    });
  },

  'updates.goBack': (deps, { acceptsTooNew }) => {
    if (deps.work.list().length > 0) return err({ kind: 'otherWorkUnderWay' });
    const { installation } = runningProgram(deps);
    const back = installation.form === 'folder' ? wayBack(installation.root) : null;
    if (installation.form !== 'folder' || back === null) return err({ kind: 'noWayBack' });
    const tooNew = vaultsTooNewFor(deps, back.schemaVersion);
    const isBarred = tooNew.some(({ hasBackupBefore }) => !hasBackupBefore);
    if (tooNew.length > 0 && (isBarred || !acceptsTooNew))
      return err({ kind: 'vaultsTooNew', vaults: tooNew });
    pointTo(installation.root, back.version);
    return ok({ version: back.version });
  },
};

/** Obeys a cancel, tells how far it is, and lets other calls be answered. */
async function breathe(work: WorkContext, step: string, done: number, total: number | null): Promise<void> {
  work.signal.throwIfAborted();
  work.report({ step, done, total });
  await work.breathe();
}

function runningProgram({ executable }: Pick<OpenDeps, 'executable'>): RunningProgram {
  const installation = findInstallation(executable);
  return {
    // A version for trials has a name of its own there.
    version: installation.form === 'folder' ? installation.version : programVersion,
    platform: process.platform,
    architecture: process.arch,
    installation,
  };
}

/** A version that was installed and not started yet counts as there. */
function newestThere({ version, installation }: RunningProgram): string {
  const next = installation.form === 'folder' ? currentVersion(installation.root) : null;
  return next === null || compareVersions(next, version) < 0 ? version : next;
}

function vaultsBefore({ knownVaults, session, updateNotes, clock }: OpenDeps): UpdateVault[] {
  const open = session.current()?.id ?? null;
  return knownVaults.all().vaults.map(({ id, folder }) => {
    const newest = updateNotes
      .of(id)
      .backups.filter((backup) => existsSync(backup.folder))
      .toSorted((one, other) => other.takenAt.localeCompare(one.takenAt))
      .at(0);
    const age =
      newest === undefined ? Number.POSITIVE_INFINITY : Date.parse(clock.now()) - Date.parse(newest.takenAt);
    return {
      id,
      name: vaultNameOf(folder),
      isOpen: id === open,
      present: existsSync(folder),
      backupAt: newest?.takenAt ?? null,
      isFresh: age >= 0 && age < dayMs,
    };
  });
}

/** Vaults that a program which knows this schema would refuse. */
function vaultsTooNewFor({ knownVaults, updateNotes }: OpenDeps, schemaVersion: number) {
  return knownVaults.all().vaults.flatMap(({ id, folder }) => {
    const note = updateNotes.of(id);
    // A copy from before a change lies in the vault; a vault that was made by the newer version has none, but its note.
    const changedTo = existsSync(folder)
      ? readdirSync(folder).map((name) => Number(/^vault\.db\.before-(\d+)$/u.exec(name)?.[1] ?? 0))
      : [];
    const newest = Math.max(note.schemaVersion ?? 0, ...changedTo);
    if (newest <= schemaVersion) return [];
    const hasBackupBefore = note.backups.some(
      (backup) => backup.schemaVersion <= schemaVersion && existsSync(backup.folder),
    );
    return [{ id, name: vaultNameOf(folder), hasBackupBefore }];
  });
}

function diskFailure(failure: unknown): Result<never, ApplyUpdateFailure> {
  const kind = targetFailureOf(failure);
  if (kind === null) throw failure;
  return err({ kind: kind === 'targetFull' ? kind : 'targetNotWritable' });
}

function notesIn({ notes }: UpdateManifest, language: InterfaceLanguage): string {
  return notes[language] ?? notes.en;
}

/** For a shell: nothing in a path has a meaning between these. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
