import { err, ok, type Result } from '../../shared/kernel/result';
import { packFileNames } from '../../shared/procedures/check-pack';
import { readPackage, type PackageRefusal } from '../filings/package-reader';
import { writePackage } from '../filings/write-package';
import type { PackFiles } from '../procedures/pack-loader';

/** How a pack travels: a zip of its YAML files, with nothing beside and nothing below them. */
export const packArchiveExtension = 'dossier-pack';

/** Far more than any pack has; what is larger is a mistake or an attack. */
export const packArchiveLimitBytes = 8 * 1024 * 1024;

export type ArchiveRefusal =
  | { readonly kind: 'archiveTooLarge' }
  | {
      readonly kind: 'archiveRefused';
      readonly reason: PackageRefusal['reason'];
      readonly part: string | null;
    }
  /** A file in it that no pack has, or that lies in a folder. */
  | { readonly kind: 'archiveForeignFile'; readonly part: string };

/** Unpacks a pack. Nothing is written to the disk, so that no name in it can lead anywhere. */
export function readPackArchive(bytes: Uint8Array): Result<PackFiles, ArchiveRefusal> {
  if (bytes.byteLength > packArchiveLimitBytes) return err({ kind: 'archiveTooLarge' });
  const parts = readPackage(bytes);
  if (!parts.ok) {
    const { reason, part } = parts.error;
    return err({ kind: 'archiveRefused', reason, part });
  }
  const known: ReadonlySet<string> = new Set(packFileNames);
  const foreign = [...parts.value.keys()].find((name) => !known.has(name));
  if (foreign !== undefined) return err({ kind: 'archiveForeignFile', part: foreign });
  return ok(parts.value);
}

/** Packs the files of a pack: the same bytes from the same files on every machine, so that a signature stays true. */
export function writePackArchive(files: PackFiles): Buffer {
  return writePackage(files);
}
