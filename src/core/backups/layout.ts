import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { vaultIdSchema, type VaultId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { headerFileNames } from '../vault/header-files';

// What lies in the folder that a person chose:
//
//   dossier-backups-<vault id>/
//     2026-11-24T101500Z.dossier/      one backup: vault.json, vault.json.bak, vault.db, certificate.json, originals.json
//     2026-11-25T081200Z.unfinished/   one that was not finished; never listed, taken away by the next one
//     originals/epoch-1/evidence/ab/<random>.age   what all backups of this epoch share: originals never change
//
// Names say a vault's random id, an instant and nothing else. No hard links: sticks are formatted in ways without them.

const rootPrefix = 'dossier-backups-';
const snapshotName = /^\d{4}-\d{2}-\d{2}T\d{6}Z(?:-\d+)?\.dossier$/;
const unfinishedName = /^\d{4}-\d{2}-\d{2}T\d{6}Z(?:-\d+)?\.unfinished$/;

export const certificateFileName = 'certificate.json';
export const originalsListFileName = 'originals.json';

/** Where the backups of a vault lie in the folder chosen. */
export function backupsRoot(folder: string, vaultId: VaultId): string {
  return join(folder, `${rootPrefix}${vaultId}`);
}

/** The id of the vault whose backups lie in a folder of this name; null for any other folder. */
function vaultIdOfRoot(root: string): VaultId | null {
  const name = basename(root);
  const id = vaultIdSchema.safeParse(name.startsWith(rootPrefix) ? name.slice(rootPrefix.length) : null);
  return id.success ? id.data : null;
}

/** The folder that stands for the vault's own where the originals of one epoch are looked for. */
export function sharedOriginals(root: string, epoch: number): string {
  return join(root, 'originals', `epoch-${epoch}`);
}

/** Folder names for a backup of this moment, under way and finished; free ones. */
export function snapshotFolders(
  root: string,
  takenAt: Instant,
): { readonly unfinished: string; readonly finished: string } {
  const moment = `${takenAt.slice(0, 10)}T${takenAt.slice(11, 19).replaceAll(':', '')}Z`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? moment : `${moment}-${number}`;
    const finished = join(root, `${name}.dossier`);
    if (!existsSync(finished)) return { unfinished: join(root, `${name}.unfinished`), finished };
  }
}

/** The finished backups in a vault's folder of backups, oldest first. */
export function listSnapshots(root: string): readonly string[] {
  return foldersIn(root)
    .filter((name) => snapshotName.test(name))
    .toSorted()
    .map((name) => join(root, name));
}

/** What earlier attempts left behind. */
export function listUnfinished(root: string): readonly string[] {
  return foldersIn(root)
    .filter((name) => unfinishedName.test(name))
    .map((name) => join(root, name));
}

/** A backup that lies in a folder. */
export interface FoundSnapshot {
  readonly folder: string;
  /** What its place says; the header must say the same. Null when it was moved out of its place. */
  readonly vaultId: VaultId | null;
}

/**
 * The backups in a folder that a person pointed to: itself, those of one vault, or those of all vaults on a stick.
 * Newest first.
 */
export function findSnapshots(folder: string): readonly FoundSnapshot[] {
  if (isSnapshot(folder)) return [{ folder, vaultId: vaultIdOfRoot(dirname(folder)) }];
  const roots = [folder, ...foldersIn(folder).map((name) => join(folder, name))].filter(
    (root) => vaultIdOfRoot(root) !== null,
  );
  return roots
    .flatMap((root) => listSnapshots(root).map((found) => ({ folder: found, vaultId: vaultIdOfRoot(root) })))
    .toSorted((left, right) => (basename(left.folder) < basename(right.folder) ? 1 : -1));
}

/** Also one that was moved or renamed: the certificate is what a folder of a vault does not have. */
function isSnapshot(folder: string): boolean {
  return (
    existsSync(join(folder, certificateFileName)) &&
    headerFileNames.some((name) => existsSync(join(folder, name)))
  );
}

function foldersIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}
