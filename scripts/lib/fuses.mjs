import { open } from 'node:fs/promises';

/**
 * The switches inside an Electron program, by their names in `@electron/fuses`; true is on. A fuse that this version of the
 * program does not have is missing.
 *
 * @typedef {Readonly<Record<string, boolean>>} Fuses
 */

// As they stand in the program's file: the digits 1 and 0. Anything else is a fuse that was removed.
const enabled = 49;
const disabled = 48;

/**
 * @param {string} executable
 * @returns {Promise<Fuses>}
 */
export async function readFuses(executable) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = /** @type {Readonly<Record<string, unknown>>} */ (await getCurrentFuseWire(executable));
  /** @type {Record<string, boolean>} */
  const fuses = {};
  for (const [name, position] of Object.entries(FuseV1Options)) {
    const state = wire[String(position)];
    if (typeof position === 'number' && (state === enabled || state === disabled))
      fuses[name] = state === enabled;
  }
  return fuses;
}

/**
 * What the shipped program's fuses must be.
 *
 * @param {NodeJS.Platform} platform
 * @returns {Fuses}
 */
export function shippedFuses(platform) {
  return {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: platform === 'darwin' || platform === 'win32',
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };
}

/**
 * @param {Fuses} wanted
 * @param {Fuses} found
 * @returns {readonly string[]} the fuses that are not as wanted
 */
export function differingFuses(wanted, found) {
  return Object.keys(wanted).filter((name) => wanted[name] !== found[name]);
}

/**
 * Lets tests attach to the program; nothing else about it changes.
 *
 * @param {string} executable
 */
export async function allowInspection(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // macOS runs a changed program only with a new signature.
    resetAdHocDarwinSignature: process.platform === 'darwin',
  });
}

/**
 * @param {string} first
 * @param {string} second
 * @returns {Promise<number>} how many bytes differ; Infinity when the lengths do
 */
export async function countDifferingBytes(first, second) {
  const [left, right] = await Promise.all([open(first), open(second)]);
  try {
    if ((await left.stat()).size !== (await right.stat()).size) return Infinity;
    const [leftPart, rightPart] = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)];
    let count = 0;
    for (let position = 0; ;) {
      const { bytesRead } = await left.read(leftPart, 0, leftPart.length, position);
      if (bytesRead === 0) return count;
      await readFully(right, rightPart.subarray(0, bytesRead), position);
      position += bytesRead;
      if (leftPart.compare(rightPart, 0, bytesRead, 0, bytesRead) === 0) continue;
      for (let index = 0; index < bytesRead; index += 1) if (leftPart[index] !== rightPart[index]) count += 1;
    }
  } finally {
    await left.close();
    await right.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {Buffer} target
 * @param {number} position
 */
async function readFully(file, target, position) {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await file.read(target, done, target.length - done, position + done);
    if (bytesRead === 0) throw new Error('A file became shorter while it was read');
    done += bytesRead;
  }
}
