import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackVerified } from '../../../scripts/lib/tarball.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-tarball-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tar file as npm packs it: plain entries, padded to blocks of 512 bytes. */
function packTarball(contentsByName: Readonly<Record<string, Buffer>>): Buffer {
  const blocks = Object.entries(contentsByName).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    header.write('ustar', 257);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

async function setupTarball(contentsByName: Readonly<Record<string, Buffer>>) {
  const bytes = packTarball(contentsByName);
  const tarballPath = join(folder, 'package.tgz');
  await writeFile(tarballPath, bytes);
  return {
    tarballPath,
    destination: join(folder, 'program.zip'),
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
  };
}

describe('unpackVerified', () => {
  const program = Buffer.alloc(300_001, 'program');
  const contents = {
    'package/package.json': Buffer.from('{}'),
    'package/program.zip': program,
    'package/readme.md': Buffer.alloc(512, 'r'),
  };

  it('takes the one file out, byte for byte', async () => {
    const order = await setupTarball(contents);
    await unpackVerified({ ...order, entryName: 'package/program.zip' });
    expect((await readFile(order.destination)).equals(program)).toBe(true);
  });

  it('refuses a package that is not the published one', async () => {
    const order = await setupTarball(contents);
    const other = await setupTarball({ ...contents, 'package/readme.md': Buffer.from('changed') });
    await expect(
      unpackVerified({ ...other, integrity: order.integrity, entryName: 'package/program.zip' }),
    ).rejects.toThrow('its sha512 differs');
  });

  it('says when the file is not inside', async () => {
    const order = await setupTarball(contents);
    await expect(unpackVerified({ ...order, entryName: 'package/other.zip' })).rejects.toThrow(
      'holds no package/other.zip',
    );
  });
});
