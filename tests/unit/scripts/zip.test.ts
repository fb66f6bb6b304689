import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackZip } from '../../../scripts/lib/zip.mjs';

let folder: string;
let destination: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-zip-'));
  destination = join(folder, 'unpacked');
  await mkdir(destination);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface ZipFile {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
}

async function writeZip(files: readonly ZipFile[]): Promise<string> {
  const zip = new PizZip();
  for (const { name, content, mode } of files) {
    zip.file(name, content, { unixPermissions: mode ?? 0o100_644 });
  }
  const path = join(folder, 'program.zip');
  await writeFile(path, zip.generate({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' }));
  return path;
}

describe('unpackZip', () => {
  it('keeps contents, folders and execute bits', async () => {
    const long = 'electron '.repeat(100_000);
    const zip = await writeZip([
      { name: 'electron', content: long, mode: 0o100_755 },
      { name: 'locales/fr.pak', content: 'français' },
      { name: 'empty', content: '' },
    ]);
    const progress: number[] = [];
    await unpackZip(zip, destination, { onProgress: (done) => progress.push(done) });

    expect(await readFile(join(destination, 'electron'), 'utf8')).toBe(long);
    expect((await stat(join(destination, 'electron'))).mode & 0o111).not.toBe(0);
    expect(await readFile(join(destination, 'locales', 'fr.pak'), 'utf8')).toBe('français');
    expect((await stat(join(destination, 'locales', 'fr.pak'))).mode & 0o111).toBe(0);
    expect(await readFile(join(destination, 'empty'), 'utf8')).toBe('');
    expect(progress.at(-1)).toBe(long.length + Buffer.byteLength('français'));
  });

  it('leaves out and renames what it is told to', async () => {
    const zip = await writeZip([
      { name: 'Product/Product', content: 'program' },
      { name: 'Product/resources/app.asar', content: 'theirs' },
    ]);
    await unpackZip(zip, destination, {
      placeOf: (name) => (name === 'Product/Product' ? 'electron' : null),
    });
    expect(await readFile(join(destination, 'electron'), 'utf8')).toBe('program');
    expect(existsSync(join(destination, 'Product'))).toBe(false);
  });

  it('makes symbolic links, as the program for macOS needs them', async () => {
    const zip = await writeZip([
      { name: 'Framework/Versions/A/Electron', content: 'program' },
      { name: 'Framework/Electron', content: 'Versions/A/Electron', mode: 0o120_777 },
    ]);
    await unpackZip(zip, destination);
    expect(await readlink(join(destination, 'Framework', 'Electron'))).toBe('Versions/A/Electron');
    expect(await readFile(join(destination, 'Framework', 'Electron'), 'utf8')).toBe('program');
  });

  it.each(['../outside', 'folder/../../outside'])(
    'refuses the name %s, which leads out of its folder',
    async (name) => {
      // PizZip tidies such names up; a place-holder of the same length is exchanged in the bytes.
      const placeholder = 'x'.repeat(name.length);
      const path = await writeZip([{ name: placeholder, content: 'evil' }]);
      const bytes = await readFile(path);
      await writeFile(path, Buffer.from(bytes.toString('latin1').replaceAll(placeholder, name), 'latin1'));

      await expect(unpackZip(path, destination)).rejects.toThrow('outside its folder');
      expect(existsSync(join(folder, 'outside'))).toBe(false);
    },
  );

  it('refuses a link that leads out of its folder', async () => {
    const zip = await writeZip([{ name: 'link', content: '../../etc/passwd', mode: 0o120_777 }]);
    await expect(unpackZip(zip, destination)).rejects.toThrow('outside its folder');
  });

  it('notices a changed byte', async () => {
    const path = await writeZip([{ name: 'electron', content: 'abcdefghijklmnopqrstuvwxyz0123456789' }]);
    const bytes = await readFile(path);
    // The checksum in the directory at the end, which is what counts.
    const entryAt = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt8(bytes.readUInt8(entryAt + 16) ^ 0xff, entryAt + 16);
    await writeFile(path, bytes);
    await expect(unpackZip(path, destination)).rejects.toThrow('damaged at electron');
  });

  it('notices a file that was cut off', async () => {
    const path = await writeZip([{ name: 'electron', content: 'abcdefghijklmnopqrstuvwxyz0123456789' }]);
    await writeFile(path, (await readFile(path)).subarray(0, 60));
    await expect(unpackZip(path, destination)).rejects.toThrow('not a complete zip file');
  });
});
