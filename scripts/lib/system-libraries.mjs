import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { isExecutable, isInPath, isRoot, run } from './commands.mjs';
import { say, withProgress } from './progress.mjs';
import { SentenceError } from './sentence-error.mjs';

/**
 * What a library or program is called in Debian and Ubuntu. Names of before the 64-bit time change; where a system has
 * moved on to `…t64`, that one is taken.
 */
const packageByLibrary = Object.freeze({
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
});

/** Electron opens these while it runs, so `ldd` does not name them. Without libX11-xcb it ends with a trap and no word. */
const openedWhileRunning = /** @type {const} */ ([
  'libgtk-3.so.0',
  'libnss3.so',
  'libasound.so.2',
  'libcups.so.2',
  'libX11-xcb.so.1',
]);

/**
 * Programs by what they are for. Xvfb is a screen in memory; LibreOffice, poppler, zbar, ImageMagick and exiftool read our documents back; strace tells
 * what was written and when, for power cuts; age and a compiler are for reading a vault with programs of others; ip and
 * tcpdump make a network and look at it, xdotool presses keys.
 */
const packageByProgram = Object.freeze({
  screen: { Xvfb: 'xvfb' },
  documents: {
    soffice: 'libreoffice-writer',
    pdftotext: 'poppler-utils',
    pdftoppm: 'poppler-utils',
    pdfinfo: 'poppler-utils',
    zbarimg: 'zbar-tools',
    exiftool: 'libimage-exiftool-perl',
    identify: 'imagemagick',
    convert: 'imagemagick',
  },
  faults: { strace: 'strace' },
  network: { ip: 'iproute2', tcpdump: 'tcpdump', xdotool: 'xdotool' },
  interop: { age: 'age', make: 'make', 'g++': 'g++', python3: 'python3' },
});

/** Renamed with the 64-bit time change; the rest of what the program needs kept its name. */
const renamed = /** @type {const} */ ([
  'libasound2',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libglib2.0-0',
  'libgtk-3-0',
]);

/** @returns {readonly string[]} what a Debian package of the program depends on, in words of its control file */
export function programLibraries() {
  return Object.values(packageByLibrary).map((name) =>
    renamed.some((each) => each === name) ? `${name}t64 | ${name}` : name,
  );
}

/**
 * Makes sure that there is what is asked for: the libraries of the Electron program, a screen in memory, LibreOffice,
 * tools to make faults with. Installs what is missing on Debian and Ubuntu as root; otherwise stops with the line to run.
 *
 * @param {object} wanted
 * @param {string} [wanted.program]      the Electron executable, when it is to start
 * @param {boolean} [wanted.screen]      a virtual screen is needed
 * @param {boolean} [wanted.documents]   LibreOffice, poppler, zbar, ImageMagick and exiftool are needed
 * @param {boolean} [wanted.faults]      strace is needed
 * @param {boolean} [wanted.interop]     age, a compiler and the headers of OpenSSL are needed
 * @param {boolean} [wanted.network]     tools to make networks and to see what goes through them are needed
 */
export async function ensureSystemLibraries(wanted) {
  if (process.platform !== 'linux') return;
  const first = await findMissing(wanted);
  if (first.length === 0) return;

  const system = readSystem(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
  if (!system.usesApt || !isInPath('apt-get')) {
    throw new SentenceError(
      `This system lacks ${first.map(({ name }) => name).join(', ')}. ` +
        'Please install them with its package manager; the scripts can only do that on Debian and Ubuntu.',
    );
  }
  const unknown = first.filter(({ packageName }) => packageName === null);
  if (unknown.length > 0) {
    throw new SentenceError(
      `The Electron program needs ${unknown.map(({ name }) => name).join(', ')}, and the scripts do not know which package has it.`,
    );
  }

  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  if (isRoot()) {
    // A fresh image has no package lists at all. When this fails, the next step says so in the user's terms.
    await withProgress('Reading the lists of system packages', () =>
      run('apt-get', [...aptOptions, 'update'], { environment }),
    );
  }
  const packages = await choosePackages(
    first.flatMap(({ packageName }) => packageName ?? []),
    system,
  );
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!isRoot()) {
    throw new SentenceError(
      `Dossier needs a few system libraries that this machine lacks. Please run this line, then the same command again:\n\n` +
        `  sudo ${line}\n`,
    );
  }
  say(`Installing system packages: ${packages.join(' ')}`);
  const outcome = await withProgress('Installing system packages', (report) =>
    run('apt-get', [...aptOptions, ...line.split(' ').slice(1)], {
      environment,
      onLine: (text) => {
        const step = describeStep(text);
        if (step !== null) report(step);
      },
    }),
  );
  if (outcome.code !== 0) {
    throw new SentenceError(
      `${outcome.messages.trim()}\n\nThe system packages could not be installed; apt-get says why above. The line was:\n\n  ${line}\n`,
    );
  }
  const left = await findMissing(wanted);
  if (left.length > 0) {
    throw new SentenceError(
      `Still missing after the installation: ${left.map(({ name }) => name).join(', ')}.`,
    );
  }
}

/**
 * @param {string} line   of apt-get's output
 * @returns {string | null} what it is doing, null for other lines
 */
function describeStep(line) {
  const words = line.split(' ');
  if (line.startsWith('Get:')) return `loading ${words[4] ?? ''}`;
  if (line.startsWith('Unpacking ')) return `unpacking ${words[1] ?? ''}`;
  return line.startsWith('Setting up ') ? `setting up ${words[2] ?? ''}` : null;
}

/** Another apt-get, of the system's own updates for instance, is waited for rather than tripped over. */
const aptOptions = /** @type {const} */ (['-o', 'DPkg::Lock::Timeout=300', '-q']);

/**
 * @typedef {{ readonly name: string, readonly packageName: string | null }} Missing
 *   name: of the library or program; packageName: in Debian before the 64-bit time change, null when we do not know
 */

/**
 * @param {Parameters<typeof ensureSystemLibraries>[0]} wanted
 * @returns {Promise<readonly Missing[]>}
 */
async function findMissing({
  program,
  screen = false,
  documents = false,
  faults = false,
  interop = false,
  network = false,
}) {
  const [linked, known] = await Promise.all([
    program === undefined ? { output: '' } : run('ldd', [program]),
    run(isInPath('ldconfig') ? 'ldconfig' : '/sbin/ldconfig', ['-p']),
  ]);
  return [
    ...(program === undefined
      ? []
      : findMissingLibraries(linked.output, known.code === 0 ? known.output : null)),
    ...[
      ...(screen ? [packageByProgram.screen] : []),
      ...(documents ? [packageByProgram.documents] : []),
      ...(faults ? [packageByProgram.faults] : []),
      ...(interop ? [packageByProgram.interop] : []),
      ...(network ? [packageByProgram.network] : []),
    ]
      .flatMap((programs) => Object.entries(programs))
      .filter(([name]) => !isInPath(name))
      .map(([name, packageName]) => ({ name, packageName })),
    ...(documents ? findMissingOffice() : []),
    ...(interop && !existsSync('/usr/include/openssl/evp.h')
      ? [{ name: 'the headers of OpenSSL', packageName: 'libssl-dev' }]
      : []),
  ];
}

/** The part of LibreOffice that starts it is there without those that read letters, tables and slides; each is a library. */
const officeLibraries = /** @type {const} */ ([
  ['libswlo.so', 'libreoffice-writer'],
  ['libsclo.so', 'libreoffice-calc'],
  ['libsdlo.so', 'libreoffice-impress'],
]);

/** @returns {readonly Missing[]} */
function findMissingOffice() {
  const starter = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'soffice'))
    .find(isExecutable);
  const folder = starter === undefined ? null : dirname(realpathSync(starter));
  return officeLibraries
    .filter(([library]) => folder === null || !existsSync(join(folder, library)))
    .map(([, packageName]) => ({ name: packageName, packageName }));
}

/**
 * @param {string} lddOutput
 * @param {string | null} ldconfigOutput   of `ldconfig -p`; null when it could not be asked
 * @returns {readonly Missing[]}
 */
export function findMissingLibraries(lddOutput, ldconfigOutput) {
  const notFound = [...lddOutput.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '');
  const notOpenable =
    ldconfigOutput === null
      ? []
      : openedWhileRunning.filter(
          (name) => !ldconfigOutput.includes(`${name} `) && !lddOutput.includes(`${name} => /`),
        );
  return [...new Set([...notFound, ...notOpenable])].map((name) => ({
    name,
    packageName: Object.entries(packageByLibrary).find(([library]) => library === name)?.[1] ?? null,
  }));
}

/**
 * @typedef {{ readonly usesApt: boolean, readonly hasLongTimeNames: boolean }} System
 *   hasLongTimeNames: packages are called `…t64` here, as from Debian 13 and Ubuntu 24.04
 */

/**
 * @param {string} release   the text of /etc/os-release
 * @returns {System}
 */
export function readSystem(release) {
  const value = (/** @type {string} */ key) =>
    new RegExp(`^${key}="?([^"\\n]*)"?$`, 'mu').exec(release)?.[1] ?? '';
  const families = new Set([value('ID'), ...value('ID_LIKE').split(' ')]);
  const version = Number.parseFloat(value('VERSION_ID'));
  const isUbuntu = value('ID') === 'ubuntu' || value('ID_LIKE').includes('ubuntu');
  return {
    usesApt: families.has('debian') || families.has('ubuntu'),
    // Debian testing has no version number and is past 13.
    hasLongTimeNames: isUbuntu ? version >= 24.04 : Number.isNaN(version) || version >= 13,
  };
}

/**
 * @param {readonly string[]} names
 * @param {System} system
 * @returns {Promise<readonly string[]>} as this system calls them, each once
 */
async function choosePackages(names, system) {
  const wanted = [...new Set(names)].sort();
  const hasLists =
    existsSync('/var/lib/apt/lists') &&
    (await readdir('/var/lib/apt/lists')).some(
      (name) => name.endsWith('_Packages') || name.includes('_Packages.'),
    );
  if (!hasLists) return wanted.map((name) => nameWithoutLists(name, system));
  const policy = await run('apt-cache', ['policy', ...wanted.flatMap((name) => [name, `${name}t64`])], {
    environment: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const available = findInstallable(policy.output);
  return wanted.map((name) => {
    if (available.has(`${name}t64`)) return `${name}t64`;
    return available.has(name) ? name : nameWithoutLists(name, system);
  });
}

/**
 * @param {string} policyOutput   of `apt-cache policy`
 * @returns {ReadonlySet<string>} packages that can be installed; a name that only stands for others is not among them
 */
export function findInstallable(policyOutput) {
  /** @type {Set<string>} */
  const names = new Set();
  let name = '';
  for (const line of policyOutput.split('\n')) {
    const heading = /^(\S+):$/u.exec(line);
    if (heading !== null) name = heading[1] ?? '';
    else if (/^\s+Candidate: (?!\(none\))/u.test(line)) names.add(name);
  }
  return names;
}

const renamedForLongTime = new Set([
  'libasound2',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libglib2.0-0',
  'libgtk-3-0',
]);

/**
 * @param {string} name
 * @param {System} system
 */
function nameWithoutLists(name, system) {
  return system.hasLongTimeNames && renamedForLongTime.has(name) ? `${name}t64` : name;
}

/**
 * @param {string} electronFolder
 * @returns {string | null} why Chromium's sandbox cannot work for an ordinary user here, in one sentence with the mend
 */
export function explainSandboxTrouble(electronFolder) {
  if (process.platform !== 'linux' || isRoot()) return null;
  const readSwitch = (/** @type {string} */ path) =>
    existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
  const isForbidden =
    readSwitch('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readSwitch('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    readSwitch('/proc/sys/user/max_user_namespaces') === '0';
  if (!isForbidden) return null;
  const helper = join(electronFolder, 'chrome-sandbox');
  if (existsSync(helper) && isOwnedByRootAndSetUserId(helper)) return null;
  return (
    `This system does not let Electron build its sandbox. Please run this line once, then the same command again:\n\n` +
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`
  );
}

/** @param {string} path */
function isOwnedByRootAndSetUserId(path) {
  const { uid, mode } = statSync(path);
  return uid === 0 && (mode & 0o4000) !== 0;
}
