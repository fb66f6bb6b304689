import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './commands.mjs';
import { readStamp, writeStamp } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { checkoutCache, projectRoot } from './places.mjs';
import { withProgress } from './progress.mjs';
import { SentenceError } from './sentence-error.mjs';

const oldestNode = /** @type {const} */ ([20, 19]);

/**
 * Installs the npm packages when they are missing or the lockfile has changed since. Works with npm 10 and newer.
 * Packages' own install scripts are not run: ours bring what they need ready-made, and that is less foreign code.
 */
export async function ensurePackages() {
  requireNode(process.versions.node);
  const lockfile = await readFile(join(projectRoot, 'package-lock.json'), 'utf8');
  if (await areInstalled(lockfile)) return;

  await withLock(join(checkoutCache, 'packages.lock'), 'installing npm packages', async () => {
    if (await areInstalled(lockfile)) return;
    requireAgreement(
      JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')),
      JSON.parse(lockfile),
    );
    const outcome = await withProgress('Installing npm packages', install);
    if (outcome.code !== 0) {
      throw new SentenceError(
        `${(outcome.messages + outcome.output).trim()}\n\n` +
          'The npm packages could not be installed; npm says why above. ' +
          'The first run needs a package registry within reach; later runs do not.',
      );
    }
    await writeStamp('packages', await stampOf(lockfile));
  });
}

const installOptions = /** @type {const} */ ([
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]);

async function install() {
  const strict = await runNpm(['ci', ...installOptions]);
  // npm 11 refuses a lockfile without the optional packages of other systems, and some registries do not offer those.
  // An installation that does not save takes the same locked versions and hashes and leaves the lockfile as it is.
  if (strict.code === 0 || !strict.messages.includes('EUSAGE')) return strict;
  return runNpm(['install', '--no-save', ...installOptions]);
}

/**
 * @param {Manifest} manifest   package.json
 * @param {Lockfile} lockfile
 */
export function requireAgreement(manifest, lockfile) {
  const locked = lockfile.packages?.[''];
  const agrees = /** @type {const} */ (['dependencies', 'devDependencies']).every(
    (kind) => sortedText(manifest[kind]) === sortedText(locked?.[kind]),
  );
  if (agrees) return;
  throw new SentenceError(
    'package.json asks for other packages than package-lock.json. Run `npm install` and commit both files.',
  );
}

/** @param {Readonly<Record<string, string>> | undefined} versionsByName */
function sortedText(versionsByName = {}) {
  return JSON.stringify(Object.entries(versionsByName).sort());
}

/**
 * @param {string} version   such as 20.19.0
 */
export function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SentenceError(
    `Dossier is built with Node ${oldestNode.join('.')} or newer; this is Node ${version}.`,
  );
}

/** @param {string} lockfile */
async function areInstalled(lockfile) {
  if (!existsSync(installedListPath)) return false;
  const stamp = await stampOf(lockfile);
  if ((await readStamp('packages')) === stamp) return true;
  // Installed by hand, or the lockfile changed in a way that does not matter here (another platform's package).
  if (!holdsAll(JSON.parse(lockfile), JSON.parse(await readFile(installedListPath, 'utf8')))) return false;
  await writeStamp('packages', stamp);
  return true;
}

/** npm writes this list last, so an installation that was cut off does not have it. */
const installedListPath = join(projectRoot, 'node_modules', '.package-lock.json');

/**
 * Both lists: what was asked for and what is there. A package removed from node_modules by hand is not noticed.
 *
 * @param {string} lockfile
 */
async function stampOf(lockfile) {
  return createHash('sha256')
    .update(lockfile)
    .update(await readFile(installedListPath))
    .digest('hex');
}

/**
 * @typedef {{ readonly dependencies?: Readonly<Record<string, string>>, readonly devDependencies?: Readonly<Record<string, string>> }} Manifest
 * @typedef {Manifest & { readonly version?: string, readonly optional?: boolean, readonly devOptional?: boolean, readonly link?: boolean }} LockedPackage
 * @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} Lockfile
 */

/**
 * @param {Lockfile} wanted      package-lock.json
 * @param {Lockfile} installed   node_modules/.package-lock.json
 * @returns {boolean} whether every wanted package is there in its version; an optional one may be missing
 */
export function holdsAll(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([path, locked]) => {
    if (path === '' || locked.link === true) return true;
    const found = installed.packages?.[path];
    if (found === undefined) return locked.optional === true || locked.devOptional === true;
    return found.version === locked.version;
  });
}
