import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkoutCache, projectRoot } from './places.mjs';

/**
 * One hash over the names and contents of files and folders. Contents, not times: a fresh checkout has new times
 * everywhere, and an edit within the same second has none.
 *
 * @param {readonly string[]} paths   from the project's root; what does not exist is left out
 * @param {(path: string) => boolean} isWanted   called with each file's path from the root, with forward slashes
 * @returns {Promise<string>}
 */
export async function fingerprint(paths, isWanted = () => true) {
  const hash = createHash('sha256');
  for (const [name, fileHash] of await fingerprintsByFile(paths)) {
    if (isWanted(name)) hash.update(`${name}\0${fileHash}\0`);
  }
  return hash.digest('hex');
}

/**
 * A hash for each file, by its path from the project's root with forward slashes, in the order of the paths.
 *
 * @param {readonly string[]} paths   from the project's root; what does not exist is left out
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function fingerprintsByFile(paths) {
  /** @type {string[]} */
  const files = [];
  for (const path of paths) {
    const absolute = join(projectRoot, path);
    if (existsSync(absolute)) files.push(...(await listFiles(absolute)));
  }
  /** @type {Map<string, string>} */
  const hashes = new Map();
  for (const file of files.sort()) {
    const name = relative(projectRoot, file).split(sep).join('/');
    hashes.set(
      name,
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  }
  return hashes;
}

/**
 * @param {string} path
 * @returns {Promise<readonly string[]>} every file below, or the path itself when it is a file
 */
export async function listFiles(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * @param {string} name
 * @returns {Promise<string | null>} what `writeStamp` wrote last under this name, null before the first time
 */
export async function readStamp(name) {
  const path = join(checkoutCache, `${name}.stamp`);
  return existsSync(path) ? readFile(path, 'utf8') : null;
}

/**
 * @param {string} name
 * @param {string} text
 */
export async function writeStamp(name, text) {
  const path = join(checkoutCache, `${name}.stamp`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** @param {string} name */
export async function removeStamp(name) {
  await rm(join(checkoutCache, `${name}.stamp`), { force: true });
}
