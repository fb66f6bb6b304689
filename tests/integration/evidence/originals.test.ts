import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageIdentity } from '../../../src/core/evidence/age-keys';
import {
  checkOriginal,
  isOriginalDamaged,
  listStoredNames,
  openOriginal,
  originalPath,
  rewrapOriginal,
  writeOriginal,
  type OriginalsPlace,
  type StoredOriginal,
} from '../../../src/core/evidence/originals';
import { paddedLength } from '../../../src/core/evidence/padding';
import { canMountSmallDisk, mountSmallDisk } from '../../support/mounts';

const keys = ageIdentity(Buffer.alloc(32, 7));
let place: OriginalsPlace;
beforeAll(() => {
  place = { folder: mkdtempSync(join(tmpdir(), 'dossier-originals-')), keys };
});
afterAll(() => rmSync(place.folder, { recursive: true, force: true }));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

function keep(bytes: Uint8Array, pieces = 100_000): Promise<StoredOriginal> {
  return writeOriginal(place, inPieces(bytes, pieces));
}

/** Every byte that is handed over, and how it ended. */
async function read(
  original: StoredOriginal,
  range?: { readonly start: number; readonly end: number },
): Promise<{ readonly bytes: Buffer; readonly end: 'whole' | 'missing' | 'damaged' }> {
  const opened = await openOriginal(place, original, range);
  if (!opened.ok) return { bytes: Buffer.alloc(0), end: opened.error.kind };
  const blocks: Uint8Array[] = [];
  try {
    for await (const block of opened.value) blocks.push(Uint8Array.from(block));
    return { bytes: Buffer.concat(blocks), end: 'whole' };
  } catch (failure) {
    if (!isOriginalDamaged(failure)) throw failure;
    return { bytes: Buffer.concat(blocks), end: 'damaged' };
  }
}

/** By its hash: comparing a mebibyte value by value takes the test seconds. */
async function readWhole(original: StoredOriginal) {
  const { bytes, end } = await read(original);
  return { sha256: sha256(bytes), end };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the key pair of the evidence', () => {
  it('has the text forms that age-encryption gives the same secret', async () => {
    expect(await identityToRecipient(keys.identity)).toBe(keys.recipient);
    expect(keys.identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  });
});

describe('writing and reading an original', () => {
  const chunk = 64 * 1024;
  const borders = [0, 1, 4095, 4096, chunk - 1, chunk, chunk + 1, 16 * chunk - 1, 16 * chunk, 16 * chunk + 1];

  it.each(borders)('gives back %i bytes as they were', async (length) => {
    const bytes = randomBytes(length);
    const original = await keep(bytes);
    expect(original).toEqual({ storedAs: original.storedAs, sha256: sha256(bytes), byteLength: length });
    expect(await readWhole(original)).toEqual({ sha256: sha256(bytes), end: 'whole' });
  });

  it('gives back any length in whatever pieces it came, and any part of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(300_000),
          fc.nat(200).map((off) => 2 * chunk - 100 + off),
        ),
        fc.integer({ min: 1, max: 200_000 }),
        fc.nat(300_000),
        fc.nat(300_000),
        async (length, pieces, a, b) => {
          const bytes = randomBytes(length);
          const original = await keep(bytes, Math.max(pieces, 50));
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          expect((await read(original)).bytes.equals(bytes)).toBe(true);
          expect((await read(original, { start, end })).bytes.equals(bytes.subarray(start, end))).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('writes what age-encryption opens: the bytes, the end mark, zeros', async () => {
    const bytes = randomBytes(200_000);
    const original = await keep(bytes);
    const decrypter = new Decrypter();
    decrypter.addIdentity(keys.identity);
    const opened = Buffer.from(await decrypter.decrypt(readFileSync(originalPath(place, original))));
    expect(opened.subarray(0, 200_000).equals(bytes)).toBe(true);
    expect(opened.byteLength).toBe(paddedLength(200_000));
    expect(opened.subarray(200_000).toString('hex')).toMatch(/^80(00)*$/);
  });

  it('reads what age-encryption wrote', async () => {
    const bytes = randomBytes(70_000);
    const padded = Buffer.alloc(paddedLength(bytes.byteLength));
    padded.set(bytes);
    padded[bytes.byteLength] = 0x80;
    const encrypter = new Encrypter();
    encrypter.addRecipient(keys.recipient);
    const original = await keep(bytes);
    writeFileSync(originalPath(place, original), await encrypter.encrypt(padded));
    expect(await readWhole(original)).toEqual({ sha256: sha256(bytes), end: 'whole' });
  });
});

describe('the size on the disk', () => {
  it('is the same for files of about the same length', async () => {
    const sizes = await Promise.all(
      [100_353, 101_000, 102_399].map(async (length) => {
        const original = await keep(randomBytes(length));
        return statSync(originalPath(place, original)).size;
      }),
    );
    expect(new Set(sizes).size).toBe(1);
  });

  it('is at most 12 % above the length, and never below a page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBeGreaterThan(length);
        expect(padded).toBeLessThanOrEqual(Math.max(4096, Math.ceil((length + 1) * 1.12)));
      }),
    );
  });
});

describe('damage', () => {
  const bytes = randomBytes(150_000);

  async function expectDamageNamed(change: (file: Buffer) => Buffer): Promise<void> {
    const original = await keep(bytes);
    const path = originalPath(place, original);
    writeFileSync(path, change(readFileSync(path)));
    const result = await read(original);
    expect(result.end).toBe('damaged');
    // What was handed over before the damage is the beginning of the file, and nothing else ever is.
    expect(bytes.subarray(0, result.bytes.byteLength).equals(result.bytes)).toBe(true);
    expect(await checkOriginal(place, original)).toBe('damaged');
  }

  it('of any single bit is named', async () => {
    const { byteLength } = readFileSync(originalPath(place, await keep(bytes)));
    const places = [
      ...Array.from({ length: 120 }, (_, at) => 2 * at),
      ...Array.from({ length: 60 }, () => Math.floor(Math.random() * byteLength)),
      byteLength - 1,
    ];
    for (const at of places) {
      await expectDamageNamed((file) => {
        file[at] = (file[at] ?? 0) ^ (1 << (at % 8));
        return file;
      });
    }
  });

  it('by cutting anywhere is named, at borders of chunks too', async () => {
    const file = readFileSync(originalPath(place, await keep(bytes)));
    const header = file.indexOf('\n', file.indexOf('\n---') + 1) + 1;
    const sealed = 64 * 1024 + 16;
    const lengths = [
      0,
      1,
      20,
      header - 1,
      header,
      header + 15,
      header + 16,
      header + 17,
      header + 16 + sealed - 1,
      header + 16 + sealed,
      header + 16 + 2 * sealed,
      header + 16 + 2 * sealed + 16,
      file.byteLength - 1,
    ];
    for (const length of lengths) await expectDamageNamed((whole) => whole.subarray(0, length));
  });

  it('by adding, swapping or repeating chunks is named', async () => {
    const sealed = 64 * 1024 + 16;
    const payloadAt = (file: Buffer) => file.indexOf('\n', file.indexOf('\n---') + 1) + 17;
    await expectDamageNamed((file) => Buffer.concat([file, Buffer.alloc(1)]));
    await expectDamageNamed((file) => {
      const at = payloadAt(file);
      const first = Buffer.from(file.subarray(at, at + sealed));
      file.copy(file, at, at + sealed, at + 2 * sealed);
      first.copy(file, at + sealed);
      return file;
    });
    await expectDamageNamed((file) => {
      const at = payloadAt(file);
      file.copy(file, at + sealed, at, at + sealed);
      return file;
    });
  });

  it('by putting another original in its place is named', async () => {
    const other = await keep(randomBytes(150_000));
    const original = await keep(bytes);
    copyFileSync(originalPath(place, other), originalPath(place, original));
    expect((await read(original)).end).toBe('damaged');
    expect(await checkOriginal(place, original)).toBe('damaged');
  });

  it('is told from a missing file and from another key', async () => {
    const original = await keep(bytes);
    expect(await checkOriginal(place, original)).toBe('whole');
    const stranger = { ...place, keys: ageIdentity(Buffer.alloc(32, 9)) };
    expect(await checkOriginal(stranger, original)).toBe('damaged');
    rmSync(originalPath(place, original));
    expect(await checkOriginal(place, original)).toBe('missing');
  });
});

describe('rewrapping', () => {
  it('makes the same payload readable to another key, in place or beside', async () => {
    const bytes = randomBytes(100_000);
    const original = await keep(bytes);
    const newKeys = ageIdentity(Buffer.alloc(32, 8));
    const beside = { ...original, storedAs: 'ab'.repeat(16) };
    const target = { folder: place.folder, recipient: newKeys.recipient };
    expect(await rewrapOriginal(place, original, { ...target, storedAs: beside.storedAs })).toEqual({
      ok: true,
      value: null,
    });
    expect(await checkOriginal(place, original)).toBe('whole');
    expect(await checkOriginal({ ...place, keys: newKeys }, beside)).toBe('whole');
    expect(await checkOriginal(place, beside)).toBe('damaged');

    await rewrapOriginal(place, original, { ...target, storedAs: original.storedAs });
    expect(await checkOriginal({ ...place, keys: newKeys }, original)).toBe('whole');
  });
});

describe('writing that does not come to its end', () => {
  it('leaves no file when it is cancelled or the source fails', async () => {
    const before = listStoredNames(place).length;
    const abort = new AbortController();
    const writing = writeOriginal(place, inPieces(randomBytes(5_000_000), 500_000), {
      storedAs: 'cd'.repeat(16),
      signal: abort.signal,
      onBytes: () => abort.abort(new Error('cancelled')),
    });
    await expect(writing).rejects.toThrow('cancelled');
    expect(listStoredNames(place)).toHaveLength(before);
    expect(existsSync(`${originalPath(place, { storedAs: 'cd'.repeat(16) })}.part`)).toBe(false);
  });

  it.runIf(canMountSmallDisk)('leaves no file when the disk is full', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-small-'));
    const unmount = mountSmallDisk(folder, 1024);
    try {
      const small = { folder, keys };
      await expect(writeOriginal(small, inPieces(randomBytes(3_000_000), 500_000))).rejects.toMatchObject({
        code: 'ENOSPC',
      });
      expect(listStoredNames(small)).toEqual([]);
      const after = await writeOriginal(small, inPieces(randomBytes(300_000), 65_536));
      expect(await checkOriginal(small, after)).toBe('whole');
    } finally {
      unmount();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
