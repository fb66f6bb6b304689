import { statfsSync } from './file-system';
import { dirname } from 'node:path';
import type { ChooseUpdateFailure } from '../../shared/updates/contract';
import type { UpdateManifest } from '../../shared/updates/manifest';
import { compareVersions } from '../../shared/updates/versions';
import type { Installation } from './installation';

/** The program that an update is to take the place of. */
export interface RunningProgram {
  readonly version: string;
  readonly platform: string;
  readonly architecture: string;
  readonly installation: Installation;
}

/** Rest for a disk that is not to be filled to its last byte. */
const marginBytes = 64 * 1024 * 1024;

type Refusal = Extract<
  ChooseUpdateFailure,
  {
    readonly kind:
      'otherSystem' | 'otherForm' | 'cannotUpdateItself' | 'notNewer' | 'tooOld' | 'notEnoughRoom';
  }
>;

/**
 * Why a signed update is not for this program; null when it is.
 *
 * @param staging where a Debian package would be laid
 */
export function refusalOfUpdate(
  manifest: UpdateManifest,
  { version, platform, architecture, installation }: RunningProgram,
  staging: string,
): Refusal | null {
  if (manifest.platform !== platform || manifest.architecture !== architecture) {
    return { kind: 'otherSystem', platform: manifest.platform, architecture: manifest.architecture };
  }
  if (compareVersions(manifest.version, version) <= 0) {
    return { kind: 'notNewer', version: manifest.version, current: version };
  }
  if (compareVersions(version, manifest.from) < 0) {
    return { kind: 'tooOld', from: manifest.from, current: version };
  }
  if (installation.form === 'other') return { kind: 'cannotUpdateItself' };
  if (installation.form !== manifest.form) return { kind: 'otherForm', form: manifest.form };
  const isFolder = installation.form === 'folder';
  const neededBytes = (isFolder ? manifest.payload.unpackedBytes : manifest.payload.bytes) + marginBytes;
  const free = freeBytesAt(isFolder ? installation.root : staging);
  return free !== null && free < neededBytes ? { kind: 'notEnoughRoom', neededBytes, freeBytes: free } : null;
}

function freeBytesAt(folder: string): number | null {
  try {
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize;
  } catch (failure) {
    const isMissing = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
    // A folder that is made later lies on the disk of the one above; other disks do not tell, and end where they end.
    return isMissing && dirname(folder) !== folder ? freeBytesAt(dirname(folder)) : null;
  }
}
