import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { isExecutable, run } from './lib/commands.mjs';
import { ensureElectron, packagedExecutable, packagedFolder } from './lib/electron-runtime.mjs';
import { fingerprint, fingerprintsByFile, readStamp, removeStamp, writeStamp } from './lib/fingerprint.mjs';
import {
  allowInspection,
  countDifferingBytes,
  differingFuses,
  readFuses,
  shippedFuses,
} from './lib/fuses.mjs';
import { withLock } from './lib/lock.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { checkoutCache, projectRoot } from './lib/places.mjs';
import { say, withProgress } from './lib/progress.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

/** @typedef {import('./lib/electron-runtime.mjs').ElectronRuntime} ElectronRuntime */

const shippedFolder = packagedFolder({ forTests: false });
const testFolder = packagedFolder({ forTests: true });

// Makes the application folder in dist/. With --for-tests also its twin for the end-to-end tests, which differs in one
// fuse. Without, also the installers that this machine can make, unless the program is the substitute for development.
await runMain(async () => {
  await ensurePackages();
  const electron = await ensureElectron({ preferOfficial: true });
  await ensureSystemLibraries({ program: electron.executablePath });
  await ensureBuild();
  await withLock(join(checkoutCache, 'package.lock'), 'packaging', async () => {
    await ensureFolder(electron);
    if (process.argv.includes('--for-tests')) await ensureTwin();
    else if (electron.source !== 'substitute') await buildWith(electron, { installers: true });
  });
  if (electron.source === 'substitute') {
    say(
      `\nThis build stands on Electron ${electron.version} out of another product's package. ` +
        'It is for development and tests only: never give it to a user.',
    );
  }
});

/** @param {ElectronRuntime} electron */
async function ensureFolder(electron) {
  const inputs = await fingerprint([
    'out',
    'resources',
    'LICENSE',
    'package.json',
    'package-lock.json',
    'electron-builder.yml',
    'scripts/package.mjs',
    'scripts/lib/pack.mjs',
    'scripts/lib/shipped-packages.mjs',
  ]);
  const stamp = `${inputs} ${electron.source} ${electron.version}`;
  const executable = packagedExecutable(shippedFolder);
  if (!isExecutable(executable) || (await readStamp('package')) !== stamp) {
    await removeStamp('package');
    await rm(shippedFolder, { recursive: true, force: true });
    await buildWith(electron, { installers: false });
    await writeStamp('package', stamp);
  }
  await requireFuses(executable, shippedFuses(process.platform));
  say(`Packaged: ${relative(projectRoot, shippedFolder)}`);
}

/**
 * @param {ElectronRuntime} electron
 * @param {{ installers: boolean }} options   made from the folder that is there; false makes the folder
 */
async function buildWith(electron, { installers }) {
  // Not before node_modules is there.
  const { findShippedPackages } = await import('./lib/shipped-packages.mjs');
  const { needed, bundled } = await findShippedPackages(projectRoot);
  /** @type {import('./lib/pack.mjs').PackOrder} */
  const order = {
    electronFolder: electron.folder,
    electronVersion: electron.version,
    leaveOut: [...bundled].map((name) => `!node_modules/${name}/**`),
    checksArchive: shippedFuses(process.platform).EnableEmbeddedAsarIntegrityValidation === true,
    installersFrom: installers ? shippedFolder : null,
  };
  const { code, output, messages } = await withProgress(
    installers ? 'Making the installers' : 'Packaging the application',
    () => run(process.execPath, [join(projectRoot, 'scripts', 'lib', 'pack.mjs'), JSON.stringify(order)]),
  );
  if (code !== 0)
    throw new SentenceError(`${(output + messages).trim()}\n\nThe application could not be packaged.`);
  if (!installers) say(`Packages inside: ${[...needed].sort().join(', ')}`);
}

/** Makes the twin for tests and proves that it is one. */
async function ensureTwin() {
  const twinExecutable = packagedExecutable(testFolder);
  const wantedFuses = { ...shippedFuses(process.platform), EnableNodeCliInspectArguments: true };
  const stamp = await readStamp('package');
  if (!isExecutable(twinExecutable) || stamp === null || (await readStamp('package-for-tests')) !== stamp) {
    await withProgress('Making the twin for tests', async () => {
      await rm(testFolder, { recursive: true, force: true });
      await cp(shippedFolder, testFolder, {
        recursive: true,
        preserveTimestamps: true,
        verbatimSymlinks: true,
      });
      await allowInspection(process.platform === 'darwin' ? join(testFolder, 'Dossier.app') : twinExecutable);
    });
    await writeStamp('package-for-tests', stamp ?? '');
  }
  await requireFuses(twinExecutable, wantedFuses);
  await requireTwins();
  say(`For tests: ${relative(projectRoot, testFolder)}, the same but for the inspect fuse.`);
}

/** Compares the two folders byte for byte; the executables may differ in the one byte of the inspect fuse. */
async function requireTwins() {
  const [shipped, twin] = await Promise.all([shippedFolder, testFolder].map(hashesInside));
  const names = new Set([...(shipped?.keys() ?? []), ...(twin?.keys() ?? [])]);
  const executable = relative(shippedFolder, packagedExecutable(shippedFolder)).split(sep).join('/');
  const different = [...names].filter(
    (name) => name !== executable && shipped?.get(name) !== twin?.get(name),
  );
  if (different.length > 0) {
    await rm(testFolder, { recursive: true, force: true });
    throw new SentenceError(
      `The twin for tests differs in ${different.join(', ')}. It was removed; please run this again.`,
    );
  }
  // macOS signs the program anew, which changes more than the fuse.
  if (process.platform === 'darwin') return;
  const bytes = await countDifferingBytes(packagedExecutable(shippedFolder), packagedExecutable(testFolder));
  if (bytes !== 1) {
    throw new SentenceError(
      `The executable of the twin for tests differs in ${bytes} bytes, where one is the inspect fuse.`,
    );
  }
}

/**
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<string, string>>} a hash by path inside the folder
 */
async function hashesInside(folder) {
  const start = `${relative(projectRoot, folder).split(sep).join('/')}/`;
  const hashes = await fingerprintsByFile([start]);
  return new Map([...hashes].map(([name, hash]) => [name.slice(start.length), hash]));
}

/**
 * @param {string} executable
 * @param {import('./lib/fuses.mjs').Fuses} wanted
 */
async function requireFuses(executable, wanted) {
  if (!existsSync(executable)) throw new SentenceError(`The packaged program ${executable} was not made.`);
  const found = await readFuses(
    process.platform === 'darwin' ? join(executable, '..', '..', '..') : executable,
  );
  const wrong = differingFuses(wanted, found);
  if (wrong.length > 0)
    throw new SentenceError(`These fuses of ${executable} are not as they must be: ${wrong.join(', ')}.`);
}
