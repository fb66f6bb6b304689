import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  lstat,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { projectRoot } from './places.mjs';
import { SentenceError } from './sentence-error.mjs';
import { programLibraries } from './system-libraries.mjs';

// Both packages are made of the unpacked program by tools that are on every Debian, not by a builder that downloads its
// own. The same folder and the same moment give the same bytes.

/**
 * @typedef {object} LinuxPackage
 * @property {string} program   the unpacked program, as electron-builder left it
 * @property {string} version
 * @property {string} target    the file to make
 * @property {boolean} isTrial  stands on the substitute for development
 */

/** What Debian calls the processors that Electron is made for. */
const debianArchitectures = /** @type {const} */ ({ x64: 'amd64', arm64: 'arm64', arm: 'armhf' });

/** @returns {string} */
export function debianArchitecture() {
  const found = debianArchitectures[/** @type {keyof typeof debianArchitectures} */ (process.arch)];
  if (found === undefined) throw new SentenceError(`There is no Debian package for ${process.arch}.`);
  return found;
}

/**
 * The moment that all files in a package bear: SOURCE_DATE_EPOCH, or that of the commit.
 *
 * @returns {Promise<number>} in seconds
 */
export async function readSourceDate() {
  const named = process.env.SOURCE_DATE_EPOCH;
  const text =
    named === undefined || named === '' ? (await run('git', ['log', '-1', '--format=%ct'])).output : named;
  const seconds = Number(text.trim());
  if (text.trim() === '' || !Number.isSafeInteger(seconds)) {
    throw new SentenceError(
      'The moment of the sources is not known. Set SOURCE_DATE_EPOCH to it, in seconds since 1970.',
    );
  }
  return seconds;
}

/**
 * A package that `dpkg -i` installs. It holds no script: a program for the menu, an icon and a helper with its right are
 * files, and the case files of people are none of its business when it goes.
 *
 * @param {LinuxPackage} order
 */
export async function makeDebianPackage({ program, version, target, isTrial }) {
  await inWorkplace(async (workplace, seconds) => {
    const root = join(workplace, 'root');
    const inside = (/** @type {string} */ path) => join(root, path);
    const icons = join(projectRoot, 'resources', 'icons');
    await cp(program, inside('usr/lib/dossier'), { recursive: true, verbatimSymlinks: true });
    await mkdir(inside('usr/bin'), { recursive: true });
    await symlink('../lib/dossier/dossier', inside('usr/bin/dossier'));
    await mkdir(inside('usr/share/applications'), { recursive: true });
    await writeFile(inside('usr/share/applications/dossier.desktop'), desktopEntry);
    await cp(join(icons, 'icon.png'), inside('usr/share/icons/hicolor/512x512/apps/dossier.png'));
    await cp(join(icons, 'icon.svg'), inside('usr/share/icons/hicolor/scalable/apps/dossier.svg'));
    await mkdir(inside('usr/share/doc/dossier'), { recursive: true });
    await writeFile(inside('usr/share/doc/dossier/copyright'), await describeCopyright());

    await setModes(root, seconds);
    // Chromium's own sandbox where the system does not let users make one; owned by root in the package.
    await chmod(inside('usr/lib/dossier/chrome-sandbox'), 0o4755);

    await mkdir(inside('DEBIAN'));
    const files = await listTree(root);
    const size = await measure(files);
    await writeFile(
      inside('DEBIAN/control'),
      `${[
        'Package: dossier',
        `Version: ${version}`,
        `Architecture: ${debianArchitecture()}`,
        'Maintainer: The Dossier developers <dossier@localhost>',
        `Installed-Size: ${Math.ceil(size / 1024)}`,
        `Depends: ${(await dependencies(program)).join(', ')}`,
        'Section: misc',
        'Priority: optional',
        'Description: An encrypted case file on one laptop',
        ' For those who help survivors of human trafficking get a residence permit.',
        ' It uses no network and keeps everything in one encrypted vault.',
        ...(isTrial
          ? [' .', ' FOR TRIALS ONLY: made of an Electron for development. Never give it to a user.']
          : []),
      ].join('\n')}\n`,
    );
    await chmod(inside('DEBIAN'), 0o755);
    await chmod(inside('DEBIAN/control'), 0o644);
    await setTimes(root, seconds);
    // Compressed by gzip: any dpkg reads it, and its bytes do not depend on how many processors there are.
    await requireDone(
      'dpkg-deb',
      ['--root-owner-group', '-Zgzip', '-z6', '--build', root, target],
      workplace,
      seconds,
    );
  });
}

/**
 * The unpacked program as an archive, for systems without dpkg and for sticks.
 *
 * @param {LinuxPackage} order
 */
export async function makeArchive({ program, version, target }) {
  await inWorkplace(async (workplace, seconds) => {
    const name = `dossier-${version}`;
    // As src/shared/updates/installation.ts explains: a later version lies beside this one, and a link leads to one of them.
    await cp(program, join(workplace, name, 'versions', version), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await symlink(join('versions', version), join(workplace, name, 'current'));
    await symlink(join('current', 'dossier'), join(workplace, name, 'dossier'));
    await setModes(join(workplace, name), seconds);
    const plain = join(workplace, 'archive.tar');
    const owner = ['--owner=0', '--group=0', '--numeric-owner'];
    await requireDone(
      'tar',
      ['--format=gnu', '--sort=name', `--mtime=@${seconds}`, ...owner, '-cf', plain, '-C', workplace, name],
      workplace,
      seconds,
    );
    await requireDone('gzip', ['--no-name', '-6', plain], workplace, seconds);
    await cp(`${plain}.gz`, target);
  });
}

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Dossier
GenericName=Encrypted case file
GenericName[fr]=Dossier chiffré
GenericName[nl]=Versleuteld dossier
GenericName[de]=Verschlüsselte Fallakte
Comment=An encrypted case file on one laptop
Comment[fr]=Un dossier chiffré, sur un seul ordinateur
Comment[nl]=Een versleuteld dossier, op één laptop
Comment[de]=Eine verschlüsselte Fallakte auf einem Laptop
Exec=/usr/bin/dossier
Icon=dossier
Terminal=false
Categories=Office;
StartupWMClass=dossier
StartupNotify=true
`;

/** @returns {Promise<string>} */
async function describeCopyright() {
  const licence = await readFile(join(projectRoot, 'LICENSE'), 'utf8');
  return `Dossier, by the Dossier developers: AGPL-3.0-only, whose text follows.
The work of others in it: /usr/lib/dossier/THIRD-PARTY-NOTICES.txt, LICENSE.electron.txt and LICENSES.chromium.html.

${licence}`;
}

/**
 * @param {string} program
 * @returns {Promise<readonly string[]>}
 */
async function dependencies(program) {
  const names = [...new Set(programLibraries())].sort();
  return [`libc6 (>= ${await newestGlibc(program)})`, ...names];
}

/**
 * The C library that the program and what it loads ask for: an older one would let it install and not start.
 *
 * @param {string} program
 * @returns {Promise<string>}
 */
async function newestGlibc(program) {
  let newest = [2, 17];
  for (const path of await listTree(program)) {
    const details = await lstat(path);
    if (!details.isFile() || (!/\.(?:so(?:\.\d+)?|node)$/u.test(path) && (details.mode & 0o111) === 0))
      continue;
    for (const [, major, minor] of (await readFile(path))
      .toString('latin1')
      .matchAll(/GLIBC_(\d)\.(\d+)\0/gu)) {
      const found = [Number(major), Number(minor)];
      if (found[0] === newest[0] && (found[1] ?? 0) > (newest[1] ?? 0)) newest = found;
    }
  }
  return newest.join('.');
}

/**
 * @param {(workplace: string, seconds: number) => Promise<void>} work
 */
async function inWorkplace(work) {
  const seconds = await readSourceDate();
  const workplace = await mkdtemp(join(tmpdir(), 'dossier-package-'));
  try {
    await work(workplace, seconds);
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {number} seconds
 */
async function requireDone(program, args, cwd, seconds) {
  const { code, output, messages } = await run(program, args, {
    cwd,
    environment: { ...process.env, LC_ALL: 'C', SOURCE_DATE_EPOCH: String(seconds) },
  });
  if (code !== 0)
    throw new SentenceError(`${(output + messages).trim()}\n\nThe package could not be made by ${program}.`);
}

/**
 * Whoever builds, and whatever their umask: folders and programs 755, other files 644.
 *
 * @param {string} root
 * @param {number} seconds
 */
async function setModes(root, seconds) {
  for (const path of [root, ...(await listTree(root))]) {
    const details = await lstat(path);
    if (details.isSymbolicLink()) continue;
    await chmod(path, details.isDirectory() || (details.mode & 0o111) !== 0 ? 0o755 : 0o644);
  }
  await setTimes(root, seconds);
}

/**
 * @param {string} root
 * @param {number} seconds
 */
async function setTimes(root, seconds) {
  // A folder's time after what is in it.
  for (const path of [...(await listTree(root)), root]) await lutimes(path, seconds, seconds);
}

/**
 * @param {string} root
 * @returns {Promise<readonly string[]>} all that is below, what is in a folder before the folder
 */
async function listTree(root) {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .toReversed();
}

/** @param {readonly string[]} paths */
async function measure(paths) {
  let size = 0;
  for (const path of paths) size += (await lstat(path)).size;
  return size;
}
