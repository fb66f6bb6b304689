import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Full disks and read-only folders are made with real mounts, which need root. Where they cannot be made, the tests
// that need them are not run and vitest says so.

/** Mounts a disk of this size in memory. Gives what unmounts it. */
export function mountSmallDisk(folder: string, kibibytes: number): () => void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  return () => execFileSync('umount', [folder], { stdio: 'ignore' });
}

/** Makes a folder refuse writing, also to root. Gives what takes it back. */
export function makeReadOnly(folder: string): () => void {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }
  execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
  execFileSync('mount', ['-o', 'remount,ro,bind', folder], { stdio: 'ignore' });
  return () => execFileSync('umount', [folder], { stdio: 'ignore' });
}

function succeeds(work: (folder: string) => void): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-mount-'));
  try {
    work(folder);
    return true;
  } catch {
    // No right to mount: what the answer is about.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const canMountSmallDisk = succeeds((folder) => mountSmallDisk(folder, 64)());
export const canMakeReadOnly = process.platform !== 'win32' && succeeds((folder) => makeReadOnly(folder)());
