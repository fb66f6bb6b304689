import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../scripts/lib/lock.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('lets one work at a time and leaves nothing behind', async () => {
    const path = join(folder, 'build.lock');
    let working = 0;
    let most = 0;
    const work = async () => {
      working += 1;
      most = Math.max(most, working);
      await pause(20);
      working -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(path, 'a test', work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it('opens again after work that failed', async () => {
    const path = join(folder, 'build.lock');
    const failing = withLock(path, 'a test', () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    expect(await withLock(path, 'a test', () => Promise.resolve('done'))).toBe('done');
  });

  it('takes over from a process that is gone', async () => {
    const path = join(folder, 'build.lock');
    // No process has this number: it is past what Linux and macOS give out.
    await writeFile(path, JSON.stringify({ host: hostname(), process: 2 ** 30 }));
    expect(await withLock(path, 'a test', () => Promise.resolve('done'))).toBe('done');
  });

  it('takes over from another machine that has gone quiet', async () => {
    const path = join(folder, 'build.lock');
    await writeFile(path, JSON.stringify({ host: 'elsewhere', process: 1 }));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await withLock(path, 'a test', () => Promise.resolve('done'))).toBe('done');
  });
});
