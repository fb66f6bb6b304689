import { basename, join } from 'node:path';

/** What the folder of a vault holds besides the two copies of the header. */
export function vaultFiles(folder: string) {
  return {
    database: join(folder, 'vault.db'),
    /** The database under a new key, until it takes the place of the one before. */
    databaseOfEpoch: (epoch: number) => join(folder, `vault.db.epoch-${epoch}`),
    /** Empty; see `lockFile`. */
    lock: join(folder, 'vault.lock'),
  };
}

/** What SQLite writes beside a database, after its name. */
export const databaseEndings = ['-wal', '-shm', '-journal'] as const;

const folderEnding = '.dossier';

/** The name a vault goes by: its folder's, without the ending. */
export function vaultNameOf(folder: string): string {
  const name = basename(folder);
  return name.endsWith(folderEnding) ? name.slice(0, -folderEnding.length) : name;
}

export function vaultFolderIn(parent: string, name: string): string {
  return join(parent, `${name}${folderEnding}`);
}

/** True for a folder that, as far as its name tells, another program copies to the internet. */
export function isLikelySynchronised(folder: string): boolean {
  const services =
    /^(onedrive|dropbox|google ?drive|my drive|icloud ?drive|com~apple~clouddocs|nextcloud|owncloud|pcloud ?drive|proton ?drive|syncthing)\b/i;
  return folder.split(/[\\/]/).some((part) => services.test(part));
}
