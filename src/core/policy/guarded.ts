import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Whether nobody but the administrator can change this file: it and every folder above it belong to `owner`, and nobody
 * else may write there. A folder like /tmp, in which each may change only what is his, keeps what is in it.
 */
export function isGuarded(path: string, owner: number): boolean {
  const real = realpathSync(path);
  const isOwned = (place: string): boolean => {
    const { uid, mode } = statSync(place);
    const isSticky = place !== real && (mode & 0o1000) !== 0;
    return (uid === owner || uid === 0) && ((mode & 0o022) === 0 || isSticky);
  };
  return [real, ...foldersAbove(real)].every(isOwned);
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
