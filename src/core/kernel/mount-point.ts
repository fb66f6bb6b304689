import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

// The number of a device is no use for this: a stick that is plugged in again, and many a disk after a new start, has another.

/**
 * Root of the file system on which a folder lies, such as that of a stick; null where the system does not say.
 *
 * @throws the system's error where the folder is not there
 */
export function mountPointOf(folder: string): string | null {
  let found = realpathSync(folder);
  const device = deviceOf(found);
  try {
    while (dirname(found) !== found && deviceOf(dirname(found)) === device) found = dirname(found);
    return found;
  } catch {
    // A folder above can be closed to us where the one below is not.
    return null;
  }
}

/**
 * Whether something is mounted there still. The folder in which a stick was mounted can stay, empty, when the stick is gone.
 *
 * @throws the system's error where it is not there, or can be looked at no longer
 */
export function isMounted(mountPoint: string): boolean {
  const above = dirname(mountPoint);
  return above === mountPoint || deviceOf(above) !== deviceOf(mountPoint);
}

function deviceOf(folder: string): bigint {
  return statSync(folder, { bigint: true }).dev;
}
