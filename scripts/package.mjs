import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { debianArchitecture, makeArchive, makeDebianPackage } from './lib/linux-packages.mjs';
import { withLock } from './lib/lock.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { checkoutCache, projectRoot } from './lib/places.mjs';
import { say, withProgress } from './lib/progress.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';
import { describeLicences, listComponents } from './lib/shipped-licences.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

/** @typedef {import('./lib/electron-runtime.mjs').ElectronRuntime} ElectronRuntime */

const shippedFolder = packagedFolder({ forTests: false });
const testFolder = packagedFolder({ forTests: true });
const installersFolder = join(projectRoot, 'dist', 'installers');
const noticesPath = join(checkoutCache, 'THIRD-PARTY-NOTICES.txt');
/** Kinds of electron-builder, such as AppImage, nsis, portable, dmg. */
const kinds = process.argv
  .filter((argument) => argument.startsWith('--kind='))
  .map((argument) => argument.slice('--kind='.length));

// Makes the application folder in dist/. With --for-tests also its twin for the end-to-end tests, which differs in one
// fuse. With --folder-only nothing else. Otherwise also the installers in dist/installers, unless the program is the
// substitute for development; those for a trial on it with --trial, which their names and words tell.
await runMain(async () => {
  await ensurePackages();
  const electron = await ensureElectron({ preferOfficial: true });
  await ensureSystemLibraries({ program: electron.executablePath });
  await ensureBuild();
  await withLock(join(checkoutCache, 'package.lock'), 'packaging', async () => {
    await ensureFolder(electron);
    if (process.argv.includes('--for-tests')) await ensureTwin();
    else if (process.argv.includes('--folder-only')) return;
    else if (electron.source !== 'substitute' || process.argv.includes('--trial'))
      await makeInstallers(electron);
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
    'scripts/lib/shipped-licences.mjs',
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
    notices: noticesPath,
    installers: installers ? { from: shippedFolder, kinds, into: installersFolder } : null,
  };
  await mkdir(checkoutCache, { recursive: true });
  await writeFile(noticesPath, await describeLicences());
  const { code, output, messages } = await withProgress(
    installers ? 'Making the installers' : 'Packaging the application',
    () => run(process.execPath, [join(projectRoot, 'scripts', 'lib', 'pack.mjs'), JSON.stringify(order)]),
  );
  if (code !== 0)
    throw new SentenceError(`${(output + messages).trim()}\n\nThe application could not be packaged.`);
  if (!installers) say(`Packages inside: ${[...needed].sort().join(', ')}`);
}

/**
 * Linux packages are made here by tools of the system; all others by electron-builder, with tools that it downloads or finds
 * in its cache (docs/installing.md).
 *
 * @param {ElectronRuntime} electron
 */
async function makeInstallers(electron) {
  await rm(installersFolder, { recursive: true, force: true });
  await mkdir(installersFolder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const isTrial = electron.source === 'substitute';
  // Sorts before the version itself, so that the real one replaces it.
  const version = `${manifest.version}${isTrial ? '~trial' : ''}`;
  if (process.platform === 'linux' && kinds.length === 0) {
    const order = { program: shippedFolder, version, isTrial };
    await withProgress('Making the Debian package', () =>
      makeDebianPackage({
        ...order,
        target: join(installersFolder, `dossier_${version}_${debianArchitecture()}.deb`),
      }),
    );
    await withProgress('Making the archive', () =>
      makeArchive({
        ...order,
        target: join(installersFolder, `dossier-${version}-linux-${process.arch}.tar.gz`),
      }),
    );
  } else {
    await buildWith(electron, { installers: true });
  }
  const electronVersion = electron.version === '' ? manifest.devDependencies.electron : electron.version;
  await writeFile(
    join(installersFolder, `dossier-${version}.cdx.json`),
    await listComponents({ version, electronVersion }),
  );
  await writeSums();
  say(`Installers: ${relative(projectRoot, installersFolder)}`);
}

/** In the form that `sha256sum --check` reads. */
async function writeSums() {
  const names = (await readdir(installersFolder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  const lines = [];
  for (const name of names) {
    const hash = createHash('sha256').update(await readFile(join(installersFolder, name)));
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  await writeFile(join(installersFolder, 'SHA256SUMS'), lines.join(''));
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
