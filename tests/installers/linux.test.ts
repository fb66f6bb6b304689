import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedFolder, sandboxArgs } from '../../scripts/lib/electron-runtime.mjs';
import { makeDebianPackage } from '../../scripts/lib/linux-packages.mjs';
import { startProgram, testEnvironment } from '../e2e/support/program';
import { createVault, hasEnded, unlockVault } from '../e2e/support/vault';

// The packages as an administrator meets them, on this very machine: npm run test:installers.

const runProgram = promisify(execFile);
const installers = join(import.meta.dirname, '..', '..', 'dist', 'installers');
const installed = '/usr/lib/dossier';
const policyFolder = '/etc/dossier';
/** Debian's user without rights: the sandbox is on for it, as it is for people. */
const ordinaryUser = 65_534;
let workplace: string;
let shippedPackage: string;
let archive: string;

beforeAll(async () => {
  workplace = await mkdtemp(join(tmpdir(), 'dossier-installers-'));
  await chmod(workplace, 0o755);
  const names = await readdir(installers);
  shippedPackage = join(installers, names.find((name) => name.endsWith('.deb')) ?? 'no package');
  archive = join(installers, names.find((name) => name.endsWith('.tar.gz')) ?? 'no archive');
});

afterAll(async () => {
  await runProgram('dpkg', ['--purge', 'dossier']).catch(() => 'It is not installed when all went well.');
  await rm(policyFolder, { recursive: true, force: true });
  await rm(workplace, { recursive: true, force: true });
});

/** Every file below, with its content's hash, its right to be run, or where it points. */
async function describeTree(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const described: Record<string, string> = {};
  for (const entry of entries.filter((each) => !each.isDirectory())) {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isSymbolicLink()
      ? `to ${await readlink(path)}`
      : createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
    described[relative(root, path)] = content;
  }
  return described;
}

/** A package of the twin that tests may drive, in whatever version. */
async function makePackage(version: string, extraFile: string | null): Promise<string> {
  const program = join(workplace, `program-${version}`);
  await cp(packagedFolder({ forTests: true }), program, { recursive: true, verbatimSymlinks: true });
  if (extraFile !== null)
    await writeFile(join(program, extraFile), 'Only the older version has this file.\n');
  const target = join(workplace, `dossier-${version}.deb`);
  await makeDebianPackage({ program, version, target, isTrial: true });
  return target;
}

/** Processes of a program in this folder, by the kind that Chromium gives them; the first of all has none. */
async function processesOf(folder: string): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    // A process that has ended meanwhile, or one of the kernel's, runs nothing of ours.
    const executable = await readlink(`/proc/${name}/exe`).catch(() => '');
    const words = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (!executable.startsWith(`${folder}/`)) continue;
    found.set(/--type=([a-z-]+)/u.exec(words)?.[1] ?? 'main', Number(name));
  }
  return found;
}

/** Waits until the window stands and its page has called core: the program is whole then. */
async function waitUntilRuns(folder: string): Promise<ReadonlyMap<string, number>> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const processes = await processesOf(folder);
    const windows = await runProgram('xdotool', ['search', '--onlyvisible', '--name', '^Dossier$'], {
      env: testEnvironment(),
    }).catch(() => ({ stdout: '' }));
    if (processes.has('renderer') && processes.has('utility') && windows.stdout.trim() !== '')
      return processes;
    if (Date.now() > deadline)
      throw new Error(`The program does not run; there is only ${[...processes.keys()].join(', ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function startPlain(
  executable: string,
  args: readonly string[],
  home: string,
  user: { uid?: number; gid?: number },
): ChildProcess {
  return spawn(executable, [...args], {
    ...user,
    cwd: home,
    stdio: 'ignore',
    env: { ...testEnvironment(), HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home },
  });
}

async function endAndWait(program: ChildProcess, processes: ReadonlyMap<string, number>): Promise<void> {
  program.kill('SIGTERM');
  for (const pid of processes.values()) expect(await hasEnded(pid, 10_000)).toBe(true);
}

async function versionInstalled(): Promise<string> {
  const { stdout } = await runProgram('dpkg-query', ['-W', '-f', '${Status} ${Version}', 'dossier']);
  return stdout;
}

describe('what is made for Linux', () => {
  it('has the sums that stand beside it', async () => {
    const { stdout } = await runProgram('sha256sum', ['--check', 'SHA256SUMS'], { cwd: installers });
    expect(stdout.trim().split('\n')).toEqual(
      (await readdir(installers))
        .filter((name) => name !== 'SHA256SUMS')
        .sort()
        .map((name) => `${name}: OK`),
    );
  });

  it('comes out the same when it is made again', async () => {
    const again = join(workplace, 'again.deb');
    const { stdout } = await runProgram('dpkg-deb', ['--field', shippedPackage, 'Version']);
    const version = stdout.trim();
    await makeDebianPackage({
      program: packagedFolder({ forTests: false }),
      version,
      target: again,
      isTrial: version.includes('~trial'),
    });
    expect((await readFile(again)).equals(await readFile(shippedPackage))).toBe(true);
  });

  it('runs out of the archive', async () => {
    const home = join(workplace, 'archive');
    await mkdir(home);
    await runProgram('tar', ['-xzf', archive, '-C', home]);
    const [name = ''] = await readdir(home);
    const root = join(home, name);
    const [version = ''] = await readdir(join(root, 'versions'));
    const folder = join(root, 'versions', version);
    expect([await readlink(join(root, 'current')), await readlink(join(root, 'dossier'))]).toEqual([
      `versions/${version}`,
      'current/dossier',
    ]);
    expect(await describeTree(folder)).toEqual(await describeTree(packagedFolder({ forTests: false })));
    const program = startPlain(join(root, 'dossier'), sandboxArgs(), home, {});
    await endAndWait(program, await waitUntilRuns(folder));
  });
});

describe('the Debian package', () => {
  it('installs, keeps a vault through an upgrade, runs for an ordinary user in its sandbox, and goes without touching data', async () => {
    const home = join(workplace, 'home');
    await mkdir(home);
    const older = await makePackage('0.0.9~trial', 'resources/of-the-older-version.txt');
    const newer = await makePackage('0.0.10~trial', null);

    await runProgram('dpkg', ['-i', older]);
    expect(await versionInstalled()).toBe('install ok installed 0.0.9~trial');
    const executablePath = join(installed, 'dossier');
    const before = await startProgram({ home, executablePath });
    try {
      await createVault(before);
    } finally {
      await before.close();
    }
    const files = await describeTree(home);
    expect(Object.keys(files).some((path) => path.endsWith('.dossier/vault.db'))).toBe(true);
    await mkdir(policyFolder, { recursive: true });
    await writeFile(join(policyFolder, 'a-file-of-the-organisation'), 'stays');

    await runProgram('dpkg', ['-i', newer]);
    expect(await versionInstalled()).toBe('install ok installed 0.0.10~trial');
    expect(existsSync(join(installed, 'resources', 'of-the-older-version.txt'))).toBe(false);
    expect(await describeTree(home)).toEqual(files);
    const after = await startProgram({ home, executablePath });
    try {
      await unlockVault(after);
    } finally {
      await after.close();
    }

    await runProgram('dpkg', ['-i', shippedPackage]);
    expect((await lstat(join(installed, 'chrome-sandbox'))).mode & 0o7777).toBe(0o4755);
    expect(await describeTree(installed)).toEqual(await describeTree(packagedFolder({ forTests: false })));
    const ownHome = join(workplace, 'ordinary');
    await mkdir(ownHome, { mode: 0o700 });
    await chown(ownHome, ordinaryUser, ordinaryUser);
    const program = startPlain('/usr/bin/dossier', [], ownHome, { uid: ordinaryUser, gid: ordinaryUser });
    const processes = await waitUntilRuns(installed);
    const status = await readFile(`/proc/${processes.get('renderer')}/status`, 'utf8');
    // 2: the kernel asks Chromium's filter about every call of the page's process.
    expect(/^Seccomp:\s+(\d)$/mu.exec(status)?.[1]).toBe('2');
    await endAndWait(program, processes);

    const kept = await describeTree(workplace);
    await runProgram('dpkg', ['--remove', 'dossier']);
    await runProgram('dpkg', ['--purge', 'dossier']);
    expect(existsSync(installed)).toBe(false);
    expect(existsSync('/usr/bin/dossier')).toBe(false);
    expect(existsSync('/usr/share/applications/dossier.desktop')).toBe(false);
    expect(await describeTree(workplace)).toEqual(kept);
    expect(await readFile(join(policyFolder, 'a-file-of-the-organisation'), 'utf8')).toBe('stays');
  });
});
