import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';

// What Linux tells of its disks without any right: /proc and /sys. The root is another folder in tests.

export type DiskState = 'encrypted' | 'plain' | 'unknown';

interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly source: string;
}

const encryptedFileSystems = new Set(['ecryptfs', 'fuse.gocryptfs', 'fuse.encfs', 'fuse.cryfs']);
const withoutDisk = new Set(['tmpfs', 'ramfs', 'overlay', '9p', 'nfs', 'nfs4', 'cifs', 'zfs', 'virtiofs']);

/** Whether what is written to this folder reaches the disk encrypted, whatever the program does. */
export function stateOfDisk(root: string, folder: string): DiskState {
  const mount = mountOf(root, folder);
  if (mount === null) return 'unknown';
  if (encryptedFileSystems.has(mount.fileSystem)) return 'encrypted';
  if (withoutDisk.has(mount.fileSystem)) return 'unknown';
  // Btrfs has a number of its own, which names no device.
  const byNumber = join(root, 'sys/dev/block', mount.device);
  return existsSync(byNumber) ? stateOfDevice(byNumber) : stateOfSource(root, mount.source);
}

export interface SwapState {
  readonly state: 'none' | 'inMemory' | 'encrypted' | 'plain' | 'unknown';
  /** Whether there is swap on a disk, which hibernation needs. */
  readonly isOnDisk: boolean;
}

export function stateOfSwap(root: string): SwapState {
  const lines = readText(join(root, 'proc/swaps'));
  if (lines === null) return { state: 'unknown', isOnDisk: true };
  const swaps = lines
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', kind]) => ({ name: unescape(name), kind }));
  if (swaps.length === 0) return { state: 'none', isOnDisk: false };
  const onDisk = swaps.filter(({ name }) => !basename(name).startsWith('zram'));
  if (onDisk.length === 0) return { state: 'inMemory', isOnDisk: false };
  const states = onDisk.map(({ name, kind }) =>
    kind === 'file' ? stateOfDisk(root, name) : stateOfSource(root, name),
  );
  return { state: worstOf(states), isOnDisk: true };
}

/** Whether the laptop may write its whole memory to a disk when it is put away. */
export function canHibernate(root: string): boolean {
  const states = readText(join(root, 'sys/power/state'));
  const modes = readText(join(root, 'sys/power/disk'));
  if (states === null || !states.split(/\s+/).includes('disk')) return false;
  return modes !== null && !modes.includes('[disabled]');
}

/** Of several disks, the one that a thief would choose. */
export function worstOf(states: readonly DiskState[]): DiskState {
  if (states.includes('plain')) return 'plain';
  return states.length === 0 || states.includes('unknown') ? 'unknown' : 'encrypted';
}

function mountOf(root: string, folder: string): Mount | null {
  const text = readText(join(root, 'proc/self/mountinfo'));
  if (text === null) return null;
  const path = resolve(folder);
  const holding = text
    .split('\n')
    .flatMap((line) => parseMount(line) ?? [])
    .filter(
      ({ mountPoint }) => path === mountPoint || path.startsWith(mountPoint === sep ? sep : `${mountPoint}/`),
    );
  // A later mount on the same point hides the earlier one.
  return holding.reduce<Mount | null>(
    (best, each) => (best === null || each.mountPoint.length >= best.mountPoint.length ? each : best),
    null,
  );
}

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw` (proc_pid_mountinfo(5)) */
function parseMount(line: string): Mount | null {
  const [before, after] = line.split(' - ');
  const [, , device, , mountPoint] = before?.split(' ') ?? [];
  const [fileSystem, source] = after?.split(' ') ?? [];
  if (device === undefined || mountPoint === undefined || fileSystem === undefined || source === undefined)
    return null;
  return { device, mountPoint: unescape(mountPoint), fileSystem, source: unescape(source) };
}

function stateOfSource(root: string, source: string): DiskState {
  if (!source.startsWith('/dev/')) return 'unknown';
  const device = join(root, source);
  const name = basename(existsSync(device) ? realpathSync(device) : device);
  const folder = join(root, 'sys/class/block', name);
  return existsSync(folder) ? stateOfDevice(folder) : 'unknown';
}

/** A device is encrypted when it is dm-crypt itself, or when all that it stands on is (LVM on LUKS). */
function stateOfDevice(folder: string, depth = 0): DiskState {
  if (readText(join(folder, 'dm/uuid'))?.startsWith('CRYPT-') === true) return 'encrypted';
  const below = existsSync(join(folder, 'slaves')) ? readdirSync(join(folder, 'slaves')) : [];
  if (below.length === 0 || depth > 8) return 'plain';
  return worstOf(below.map((name) => stateOfDevice(join(folder, 'slaves', name), depth + 1)));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not there, or not for us: what it would say is unknown.
    return null;
  }
}

/** A space in a name is written `\040`. */
function unescape(name: string): string {
  return name.replaceAll(/\\([0-7]{3})/g, (_whole, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );
}
