import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { SentenceError } from './sentence-error.mjs';

/**
 * Unpacks zip files with nothing but Node, so that it works before any package is installed and on machines without
 * `unzip`. Keeps execute bits and symbolic links, both of which the Electron program needs.
 *
 * @typedef {object} ZipEntry
 * @property {string} name             with forward slashes; a folder ends in one
 * @property {number} mode             Unix mode, 0 when the zip was not made on Unix
 * @property {0 | 8} method            stored or deflated
 * @property {number} checksum         CRC-32 of the content
 * @property {number} packedBytes
 * @property {number} sizeBytes
 * @property {number} offset           of the local header in the file
 */

const directoryEndSignature = 0x06_05_4b_50;
const directoryEntrySignature = 0x02_01_4b_50;
const localEntrySignature = 0x04_03_4b_50;
const fileKindMask = 0o170_000;
const symbolicLink = 0o120_000;

/**
 * @param {string} zipPath
 * @param {string} destination   a folder that exists
 * @param {object} options
 * @param {(name: string) => string | null} [options.placeOf]   the path to unpack to, null to leave the entry out
 * @param {(doneBytes: number, totalBytes: number) => void} [options.onProgress]
 */
export async function unpackZip(zipPath, destination, options = {}) {
  const placeOf = options.placeOf ?? ((name) => name);
  const file = await open(zipPath, 'r');
  try {
    const wanted = (await readZipEntries(file, zipPath)).flatMap((entry) => {
      const name = placeOf(entry.name);
      return name === null ? [] : [{ entry, path: pathInside(destination, name) }];
    });
    const totalBytes = wanted.reduce((total, { entry }) => total + entry.sizeBytes, 0);
    let doneBytes = 0;
    for (const { entry, path } of wanted) {
      if (entry.name.endsWith('/')) {
        await mkdir(path, { recursive: true });
        continue;
      }
      await mkdir(dirname(path), { recursive: true });
      await unpackEntry(file, zipPath, entry, path, destination, (bytes) => {
        doneBytes += bytes;
        options.onProgress?.(doneBytes, totalBytes);
      });
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} zipPath   for the error text
 * @returns {Promise<readonly ZipEntry[]>}
 */
export async function readZipEntries(file, zipPath) {
  const damaged = () => new SentenceError(`${zipPath} is not a complete zip file.`);
  const { size } = await file.stat();
  // The end record is 22 bytes and may be followed by a comment of at most 65,535.
  const tail = await readBytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const endAt = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (endAt === -1 || endAt + 22 > tail.length) throw damaged();
  if (tail.readUInt32LE(endAt) !== directoryEndSignature) throw damaged();
  const count = tail.readUInt16LE(endAt + 10);
  const directorySize = tail.readUInt32LE(endAt + 12);
  const directoryOffset = tail.readUInt32LE(endAt + 16);
  // These mark the 64-bit format, which no Electron zip needs.
  if (count === 0xff_ff || directoryOffset === 0xff_ff_ff_ff || directoryOffset + directorySize > size)
    throw damaged();

  const directory = await readBytes(file, directoryOffset, directorySize);
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== directoryEntrySignature) throw damaged();
    const method = directory.readUInt16LE(at + 10);
    if (method !== 0 && method !== 8) throw damaged();
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method,
      checksum: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} zipPath
 * @param {ZipEntry} entry
 * @param {string} path
 * @param {string} destination
 * @param {(bytes: number) => void} onBytes
 */
async function unpackEntry(file, zipPath, entry, path, destination, onBytes) {
  const header = await readBytes(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== localEntrySignature)
    throw new SentenceError(`The zip file is damaged at ${entry.name}.`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);

  let checksum = 0;
  let sizeBytes = 0;
  const measure = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, done) {
      checksum = crc32(chunk, checksum);
      sizeBytes += chunk.length;
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  const packed =
    entry.packedBytes === 0
      ? Readable.from([])
      : createReadStream(zipPath, { start, end: start + entry.packedBytes - 1, highWaterMark: 1 << 18 });
  const steps = entry.method === 8 && entry.packedBytes > 0 ? [createInflateRaw(), measure] : [measure];

  const permissions = (entry.mode & 0o777) === 0 ? 0o644 : entry.mode & 0o777;
  await pipeline([packed, ...steps, createWriteStream(path, { mode: permissions })]);
  if (sizeBytes !== entry.sizeBytes || checksum !== entry.checksum) {
    throw new SentenceError(`The zip file is damaged at ${entry.name}.`);
  }
  if ((entry.mode & fileKindMask) === symbolicLink) {
    const target = await readFile(path, 'utf8');
    pathInside(destination, join(relative(destination, dirname(path)), target));
    await rm(path);
    await symlink(target, path);
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string} the path of the name in the folder; refuses a name that leads out of it
 */
function pathInside(folder, name) {
  const path = resolve(folder, normalize(name));
  if (isAbsolute(name) || (path !== resolve(folder) && !path.startsWith(resolve(folder) + sep))) {
    throw new SentenceError(`The zip file names a place outside its folder: ${name}.`);
  }
  return path;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readBytes(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new SentenceError('The zip file ends too early.');
  return buffer;
}
