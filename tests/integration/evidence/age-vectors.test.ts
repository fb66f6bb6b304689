import { createHash, randomBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import {
  chunkBytes,
  headerLength,
  loadSodiumCipher,
  nativeCipher,
  nonceBytes,
  openChunk,
  payloadKey,
  readHeader,
  scriptCipher,
  sealChunk,
  sealedChunkBytes,
  tagBytes,
} from '../../../src/core/evidence/age-file';

interface Vector {
  readonly name: string;
  readonly about: Readonly<Record<string, string>>;
  readonly file: Buffer;
}

/**
 * The published test vectors of the age format (C2SP/CCTV), those of files for one X25519 identity: originals have no
 * passphrase, no armour and no other kind of recipient.
 */
const ours = Object.entries(vectors)
  .filter(([, bytes]) => bytes instanceof Uint8Array)
  .map(([name, bytes]) => readVector(name, Buffer.from(bytes)))
  .filter(
    ({ about }) =>
      about['armored'] !== 'yes' &&
      about['passphrase'] === undefined &&
      about['identity']?.startsWith('AGE-SECRET-KEY-1') === true,
  );

function readVector(name: string, bytes: Buffer): Vector {
  const end = bytes.indexOf('\n\n');
  const about = Object.fromEntries(
    bytes
      .toString('latin1', 0, end)
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  );
  const body = bytes.subarray(end + 2);
  return { name, about, file: about['compressed'] === 'zlib' ? inflateSync(body) : body };
}

/** Opens a file with the parts that originals are opened with. What was verified before something was wrong is given too. */
async function openFile({ file, about }: Vector) {
  const nothing = { plain: [] as Uint8Array[], sealed: [] as Buffer[], fileKey: '', key: new Uint8Array() };
  const length = headerLength(file);
  const fileKey =
    length === null ? null : await readHeader(file.subarray(0, length), about['identity'] ?? '');
  if (length === null || fileKey === null) return { ...nothing, end: 'header' };
  const known = { ...nothing, fileKey: Buffer.from(fileKey).toString('hex') };
  const payload = file.subarray(length + nonceBytes);
  if (file.byteLength < length + nonceBytes) return { ...known, end: 'header' };
  const key = payloadKey(fileKey, file.subarray(length, length + nonceBytes));
  const plain: Uint8Array[] = [];
  const sealed: Buffer[] = [];
  for (let at = 0, index = 0; index === 0 || at < payload.byteLength; at += sealedChunkBytes, index += 1) {
    const chunk = payload.subarray(at, at + sealedChunkBytes);
    const isLast = at + sealedChunkBytes >= payload.byteLength;
    const opened = openChunk(key, index, isLast, chunk);
    // Of an original it is known how many chunks it has, and none but the only one is ever empty.
    if (opened === null || (index > 0 && chunk.byteLength === tagBytes)) {
      return { ...known, key, plain, sealed, end: 'payload' };
    }
    plain.push(opened);
    sealed.push(chunk);
  }
  return { ...known, key, plain, sealed, end: 'whole' };
}

const ends: Readonly<Record<string, string>> = {
  success: 'whole',
  'payload failure': 'payload',
  'header failure': 'header',
  'HMAC failure': 'header',
  'no match': 'header',
};

describe('the published vectors of the age format', () => {
  it('are all there', () => {
    expect(ours.length).toBeGreaterThan(60);
  });

  it.each(ours.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    const { about } = vector;
    const opened = await openFile(vector);
    expect(opened.end).toBe(ends[about['expect'] ?? '']);
    if (opened.end === 'header') return;
    expect(opened.fileKey).toBe(about['file key']);
    // Of a damaged one the vectors count what a reader gives away that does not know where the end is; ours gives less.
    if (opened.end !== 'whole') return;
    expect(createHash('sha256').update(Buffer.concat(opened.plain)).digest('hex')).toBe(about['payload']);
    // Sealing it again gives the very bytes.
    const again = opened.plain.flatMap((chunk, index) =>
      sealChunk(opened.key, index, index === opened.plain.length - 1, chunk),
    );
    expect(Buffer.concat(again).equals(Buffer.concat(opened.sealed))).toBe(true);
    expect(opened.plain.slice(0, -1).every(({ byteLength }) => byteLength === chunkBytes)).toBe(true);
  });
});

describe('the ciphers for a laptop program, whose Electron has none of its own', () => {
  it('seal to the same bytes as Node, open them, and refuse one bit that is changed', async () => {
    const key = randomBytes(32);
    const nonce = randomBytes(12);
    for (const [name, cipher] of Object.entries({ script: scriptCipher, sodium: await loadSodiumCipher() })) {
      for (const length of [0, 1, 15, 16, 17, 4096, chunkBytes - 1, chunkBytes]) {
        const plain = randomBytes(length);
        const sealed = Buffer.concat(cipher.seal(key, nonce, plain));
        const isSame = sealed.equals(Buffer.concat(nativeCipher.seal(key, nonce, plain)));
        const opened = cipher.open(key, nonce, sealed);
        const changed = Buffer.from(sealed);
        const at = length === 0 ? 3 : length - 1;
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect({
          name,
          length,
          isSame,
          isBack: opened !== null && Buffer.from(opened).equals(plain),
          refused: cipher.open(key, nonce, changed) === null,
        }).toEqual({ name, length, isSame: true, isBack: true, refused: true });
      }
    }
  });
});
