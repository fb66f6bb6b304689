import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSecretKey, signFile } from '../../src/core/packs/minisign';
import { makeUpdate } from '../../src/core/updates/make-update';
import { tarEnd, tarHeader, tarPadding } from '../../src/core/updates/tar';
import { manifestName, payloadName, signatureName } from '../../src/core/updates/update-file';
import type { UpdateManifest } from '../../src/shared/updates/manifest';
import { testSecretKey } from './minisign-key';

/** A program's folder with a file for each thing that matters. */
export function writeProgram(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources', 'empty'), { recursive: true });
  writeFileSync(join(folder, 'dossier'), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(folder, 'dossier'), 0o755);
  // Bytes that no packing makes smaller, the same for each version.
  const bytes = Array.from({ length: 8192 }, (_, at) =>
    createHash('sha256').update(`${version} ${at}`).digest(),
  );
  writeFileSync(join(folder, 'resources', 'app.asar'), Buffer.concat(bytes));
  const longName = `${'a long name '.repeat(12)}.txt`;
  writeFileSync(join(folder, 'resources', longName), version);
}

/** The archive as it is unpacked, with one version in it. */
export function unpackedArchive(root: string, version: string): void {
  writeProgram(join(root, 'versions', version), version);
  symlinkSync(`versions/${version}`, join(root, 'current'));
  symlinkSync('current/dossier', join(root, 'dossier'));
}

export async function testKey() {
  const key = await openSecretKey(testSecretKey, null);
  if (!key.ok) throw new Error(key.error.kind);
  return key.value;
}

export type About = Parameters<typeof makeUpdate>[0]['about'];

export function about(changes: Partial<About> = {}): About {
  return {
    version: '0.2.0',
    from: '0.0.0',
    schemaVersion: 10_000,
    platform: 'linux',
    architecture: process.arch === 'arm64' ? 'arm64' : 'x64',
    notes: { en: 'New words.', fr: 'Des mots nouveaux.' },
    ...changes,
  };
}

/** An update of a whole program, as `update make` writes it. */
export async function aFolderUpdate(target: string, changes: Partial<About> = {}): Promise<UpdateManifest> {
  const folder = `${target}.program`;
  const wanted = about(changes);
  writeProgram(folder, wanted.version);
  const made = await makeUpdate({
    from: { form: 'folder', folder },
    about: wanted,
    key: await testKey(),
    comment: 'for tests',
    target,
  });
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
}

/** Signed by the right key, with whatever inside: what only a thief of the key, or a mistake, could make. */
export async function writeContainer(
  target: string,
  manifest: unknown,
  payload: Uint8Array,
  more: readonly (readonly [name: string, content: Uint8Array])[] = [],
): Promise<void> {
  const text = Buffer.from(JSON.stringify(manifest));
  const signature = Buffer.from(await signFile(await testKey(), text, 'for tests'));
  const files = [[manifestName, text], [signatureName, signature], [payloadName, payload], ...more] as const;
  writeFileSync(
    target,
    Buffer.concat([
      ...files.flatMap(([name, content]) => [
        tarHeader({ kind: 'file', name, bytes: content.length, isExecutable: false }, 0),
        content,
        tarPadding(content.length),
      ]),
      tarEnd,
    ]),
  );
}
