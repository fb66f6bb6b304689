import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from './file-system';
import { join } from 'node:path';
import { z } from 'zod';
import { archiveRootOf } from '../../shared/updates/installation';
import { versionSchema } from '../../shared/updates/versions';
import { syncFolder } from '../kernel/atomic-file';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

/** How the running program came onto this machine. */
export type Installation =
  /** The archive for Linux, in a folder that the person may write. */
  | {
      readonly form: 'folder';
      readonly root: string;
      /** The one that runs, as its folder is called. */
      readonly version: string;
    }
  | { readonly form: 'deb' }
  /** Nothing that an update could take the place of: development, other systems, a folder that others look after. */
  | { readonly form: 'other' };

export function findInstallation(executable: string | null): Installation {
  if (executable === '/usr/lib/dossier/dossier') return { form: 'deb' };
  const archive = executable === null ? null : archiveRootOf(executable);
  if (archive === null || currentVersion(archive.root) === null) return { form: 'other' };
  return mayWrite(archive.root) && mayWrite(join(archive.root, 'versions'))
    ? { form: 'folder', root: archive.root, version: archive.version }
    : { form: 'other' };
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // Whatever keeps it from being written to.
    return false;
  }
}

/** The version that starts next; null when the folder is not laid out as the archive is. */
export function currentVersion(root: string): string | null {
  const link = join(root, 'current');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return null;
  const version = versionSchema.safeParse(/^versions\/([^/]+)$/u.exec(readlinkSync(link))?.[1]);
  return version.success ? version.data : null;
}

const recordSchema = z.strictObject({
  format: z.literal('dossier-versions-1'),
  /** The one before the last switch: the way back. */
  previous: versionSchema.nullable(),
  /** Number of the schema that each version knows, by version. */
  schemaVersions: z.record(z.string(), z.int().positive()),
});
type VersionsRecord = z.infer<typeof recordSchema>;

const recordPath = (root: string) => join(root, 'versions.json');

export function readVersionsRecord(root: string): VersionsRecord {
  const found = readJsonFile(recordPath(root), recordSchema);
  return found.kind === 'read'
    ? found.value
    : { format: 'dossier-versions-1', previous: null, schemaVersions: {} };
}

export function versionFolder(root: string, version: string): string {
  return join(root, 'versions', version);
}

/** Where a version is unpacked until all of it is there. No version is called so. */
export function unfinishedFolder(root: string): string {
  return join(root, 'versions', '.unfinished');
}

/** Takes away what an update that was killed has left, and versions other than these. */
export function keepOnly(root: string, versions: readonly string[]): void {
  for (const name of readdirSync(join(root, 'versions'))) {
    if (!versions.includes(name)) rmSync(join(root, 'versions', name), { recursive: true, force: true });
  }
}

/**
 * Gives an unpacked version its name and makes it the one that starts. Until the last step the one before starts; from then on
 * this one does.
 */
export function switchToUnpacked(
  root: string,
  to: { readonly version: string; readonly schemaVersion: number },
  from: { readonly version: string; readonly schemaVersion: number },
): void {
  renameSync(unfinishedFolder(root), versionFolder(root, to.version));
  syncFolder(join(root, 'versions'));
  writeJsonFile(recordPath(root), recordSchema, {
    format: 'dossier-versions-1',
    previous: from.version,
    schemaVersions: { [from.version]: from.schemaVersion, [to.version]: to.schemaVersion },
  });
  pointTo(root, to.version);
}

/** The version one can go back to, with the schema it knows; null when there is none. */
export function wayBack(root: string): { readonly version: string; readonly schemaVersion: number } | null {
  const { previous, schemaVersions } = readVersionsRecord(root);
  if (previous === null || previous === currentVersion(root)) return null;
  const schemaVersion = schemaVersions[previous];
  const isThere = existsSync(join(versionFolder(root, previous), 'dossier'));
  return schemaVersion === undefined || !isThere ? null : { version: previous, schemaVersion };
}

/** One rename: at every moment the link leads to one of the two. */
export function pointTo(root: string, version: string): void {
  const next = join(root, '.current.next');
  rmSync(next, { force: true });
  symlinkSync(join('versions', version), next);
  renameSync(next, join(root, 'current'));
  syncFolder(root);
}
