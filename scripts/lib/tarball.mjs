import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SentenceError } from './sentence-error.mjs';

const blockBytes = 512;

/**
 * Takes one file out of an npm tarball and checks the tarball against its published hash on the way. The file is written
 * before the hash is known: when this throws, what lies at `destination` must be thrown away.
 *
 * @param {object} order
 * @param {string} order.tarballPath
 * @param {string} order.entryName     such as package/readme.txt
 * @param {string} order.destination
 * @param {string} order.integrity     as registries publish it: sha512-<base64>
 */
export async function unpackVerified({ tarballPath, entryName, destination, integrity }) {
  const hash = createHash('sha512');
  const measure = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const output = await open(destination, 'w');
  let found = false;
  try {
    await pipeline(createReadStream(tarballPath), measure, createGunzip(), async (source) => {
      for await (const part of readTarParts(source)) {
        if (part.name !== entryName) continue;
        found = true;
        await output.writeFile(part.bytes);
      }
    });
  } finally {
    await output.close();
  }
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new SentenceError(
      'The downloaded package is not the one that was published: its sha512 differs. It was thrown away.',
    );
  }
  if (!found) throw new SentenceError(`The package holds no ${entryName}.`);
}

/**
 * @param {AsyncIterable<Buffer>} source
 * @returns {AsyncGenerator<{ name: string, bytes: Buffer }>} the content of each file, in pieces
 */
async function* readTarParts(source) {
  let waiting = Buffer.alloc(0);
  let name = '';
  let contentBytes = 0;
  let paddingBytes = 0;
  for await (const chunk of source) {
    let rest = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (rest.length > 0) {
      if (contentBytes > 0) {
        const bytes = rest.subarray(0, contentBytes);
        contentBytes -= bytes.length;
        rest = rest.subarray(bytes.length);
        yield { name, bytes };
      } else if (paddingBytes > 0) {
        const skipped = Math.min(paddingBytes, rest.length);
        paddingBytes -= skipped;
        rest = rest.subarray(skipped);
      } else if (rest.length < blockBytes) {
        break;
      } else {
        const header = rest.subarray(0, blockBytes);
        rest = rest.subarray(blockBytes);
        name = textUntilZero(header.subarray(0, 100));
        contentBytes = Number.parseInt(textUntilZero(header.subarray(124, 136)).trim() || '0', 8);
        paddingBytes = (blockBytes - (contentBytes % blockBytes)) % blockBytes;
      }
    }
    waiting = Buffer.from(rest);
  }
}

/** @param {Buffer} bytes */
function textUntilZero(bytes) {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}
