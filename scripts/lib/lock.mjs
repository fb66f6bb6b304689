import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress.mjs';

const heartbeatMs = 2000;
const abandonedAfterMs = 30_000;

/**
 * Does work while no other process does the same. A lock whose owner is gone is taken over: by its process id on this
 * machine, else (a container that shares the folder) when its heartbeat has stopped.
 *
 * @template T
 * @param {string} path     the lock file
 * @param {string} subject  what is waited for, for the person who waits: "the build"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, subject, work) {
  await mkdir(dirname(path), { recursive: true });
  const owner = JSON.stringify({ host: hostname(), process: process.pid });
  let told = false;
  for (;;) {
    try {
      await writeFile(path, owner, { flag: 'wx' });
      break;
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error;
    }
    if (await isAbandoned(path)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another Dossier command to finish ${subject}.`);
    told = true;
    await pause(300);
  }

  const heartbeat = setInterval(() => {
    const now = new Date();
    // The folder may be gone because somebody emptied the cache; the work itself will notice.
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
async function isAbandoned(path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if (Date.now() - mtimeMs > abandonedAfterMs) return true;
    // The owner creates the file first and writes into it a moment later.
    if (text === '') return false;
    const owner = /** @type {{ host: string, process: number }} */ (JSON.parse(text));
    return owner.host === hostname() && !isRunning(owner.process);
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 * @returns {boolean}
 */
export function isErrorWithCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
