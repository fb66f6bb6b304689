import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the scripts remember about this checkout: stamps, locks, type-checker state. Never committed. */
export const checkoutCache = join(projectRoot, '.cache');

/**
 * The folder of this user for things that many checkouts share, such as the Electron program.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function userCache(environment = process.env, platform = process.platform) {
  const asked = environment.XDG_CACHE_HOME;
  if (asked?.startsWith('/')) return join(asked, 'dossier');
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'dossier', 'Cache');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dossier');
  return join(homedir(), '.cache', 'dossier');
}
