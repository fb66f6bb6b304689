import { execFile } from 'node:child_process';
import { statfs, stat, readdir } from 'node:fs/promises';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '../../shared/laptop/contract';
import type { Instant } from '../../shared/kernel/time';
import { isGuarded } from '../policy/guarded';
import type { OrganisationPolicy } from '../policy/read-policy';
import { canHibernate, stateOfDisk, stateOfSwap, type DiskState } from './linux-disks';

const gibibyte = 1024 ** 3;

/** Nobody can have used the program before this; a clock that says so is wrong. */
const programBegan: Instant = '2026-11-01T00:00:00.000Z';

/** What the system underneath is and where it tells of itself; another one in tests. */
export interface LaptopSystem {
  readonly platform: NodeJS.Platform;
  /** Of /proc and /sys. */
  readonly root: string;
  /** The desktop by the name it gives itself, e.g. `ubuntu:GNOME`; empty when there is none. */
  readonly desktop: string;
  readonly networkInterfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Number of the account that alone may change what counts for everybody. */
  readonly administrator: number;
  /** What the desktop's settings say; null where there are none of that kind. */
  readonly desktopSetting: (schema: string, key: string) => Promise<string | null>;
}

export const thisLaptop: LaptopSystem = {
  platform: process.platform,
  root: '/',
  desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
  networkInterfaces,
  administrator: 0,
  desktopSetting: async (schema, key) =>
    promisify(execFile)('gsettings', ['get', schema, key], { timeout: 3000 }).then(
      ({ stdout }) => stdout.trim(),
      // Not that desktop.
      () => null,
    ),
};

export function checkDiskEncryption({ platform, root }: LaptopSystem, folder: string): Finding {
  const state = platform === 'linux' ? stateOfDisk(root, folder) : 'unknown';
  return { check: 'diskEncryption', verdict: verdictOf(state), state };
}

/** Memory that the system may have written to the disk holds what was on the screen. */
export function checkSwap({ platform, root }: LaptopSystem): Finding {
  const { state } = platform === 'linux' ? stateOfSwap(root) : ({ state: 'unknown' } as const);
  const verdict = state === 'none' || state === 'inMemory' ? 'good' : verdictOf(state);
  return { check: 'swap', verdict, state };
}

export function checkHibernation({ platform, root }: LaptopSystem): Finding {
  if (platform !== 'linux') return { check: 'hibernation', verdict: 'unknown', state: 'unknown' };
  const swap = stateOfSwap(root);
  if (!canHibernate(root) || !swap.isOnDisk)
    return { check: 'hibernation', verdict: 'good', state: 'impossible' };
  const state = swap.state === 'encrypted' || swap.state === 'plain' ? swap.state : 'unknown';
  return { check: 'hibernation', verdict: verdictOf(state), state };
}

/** Where each desktop keeps its settings of the lock. One that does not run has settings too: they say nothing. */
const lockSchemas: Readonly<Record<string, string>> = {
  GNOME: 'org.gnome.desktop.screensaver',
  Unity: 'org.gnome.desktop.screensaver',
  Budgie: 'org.gnome.desktop.screensaver',
  'X-Cinnamon': 'org.cinnamon.desktop.screensaver',
  MATE: 'org.mate.screensaver',
};

export async function checkScreenLock(system: LaptopSystem): Promise<Finding> {
  const schema = system.desktop
    .split(':')
    .flatMap((name) => lockSchemas[name] ?? [])
    .at(0);
  const answer =
    system.platform === 'linux' && schema !== undefined
      ? await system.desktopSetting(schema, 'lock-enabled')
      : null;
  if (answer === 'true') return { check: 'screenLock', verdict: 'good', state: 'on' };
  if (answer === 'false') return { check: 'screenLock', verdict: 'danger', state: 'off' };
  return { check: 'screenLock', verdict: 'unknown', state: 'unknown' };
}

/** A deadline is counted from today: a wrong day makes wrong deadlines. */
export function checkClock(now: Instant, lastEntry: Instant | null): Finding {
  const state =
    now < programBegan ? 'beforeProgram' : isBefore(now, lastEntry) ? 'beforeLastEntry' : 'plausible';
  return { check: 'clock', verdict: state === 'plausible' ? 'good' : 'danger', state, now, lastEntry };
}

/** Some minutes back are a clock set right. */
function isBefore(now: Instant, lastEntry: Instant | null): boolean {
  return lastEntry !== null && Date.parse(lastEntry) - Date.parse(now) > 10 * 60_000;
}

/** A backup and a new key need room for the vault once more. */
export async function checkFreeSpace(folder: string): Promise<Finding> {
  const vaultBytes = await bytesIn(folder);
  const space = await statfs(folder).catch(() => null);
  if (space === null)
    return { check: 'freeSpace', verdict: 'unknown', state: 'unknown', freeBytes: 0, vaultBytes };
  const freeBytes = space.bavail * space.bsize;
  const state =
    freeBytes < gibibyte / 4
      ? 'none'
      : freeBytes < Math.max(2 * gibibyte, 2 * vaultBytes)
        ? 'little'
        : 'enough';
  const verdict = { none: 'danger', little: 'attention', enough: 'good' } as const;
  return { check: 'freeSpace', verdict: verdict[state], state, freeBytes, vaultBytes };
}

export function checkNetworkAdapters(system: LaptopSystem): Finding {
  const names = Object.entries(system.networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal) === true)
    .map(([name]) => name)
    .toSorted();
  return names.length === 0
    ? { check: 'networkAdapters', verdict: 'good', state: 'none', names }
    : { check: 'networkAdapters', verdict: 'attention', state: 'up', names };
}

/** Rules that a person can take away bind nobody. */
export function checkPolicy({ platform, administrator }: LaptopSystem, policy: OrganisationPolicy): Finding {
  const finding = { check: 'policy' as const, path: policy.path };
  if (policy.state === 'none') return { ...finding, verdict: 'good', state: 'none' };
  if (policy.state === 'broken') return { ...finding, verdict: 'danger', state: 'broken' };
  // Who may write a file is told by other means there.
  if (platform === 'win32') return { ...finding, verdict: 'unknown', state: 'unknown' };
  return isGuarded(policy.path, administrator)
    ? { ...finding, verdict: 'good', state: 'guarded' }
    : { ...finding, verdict: 'danger', state: 'open' };
}

function verdictOf(state: DiskState): Finding['verdict'] {
  return ({ encrypted: 'good', plain: 'danger', unknown: 'unknown' } as const)[state];
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          // It went in the meantime.
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
