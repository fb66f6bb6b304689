import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { err, ok, type Result } from '../../shared/kernel/result';
import { updateManifestSchema, type UpdateManifest } from '../../shared/updates/manifest';
import { signFile, type MinisignSecretKey } from '../packs/minisign';
import { tarEnd, tarHeader, tarPadding, type TarEntry } from './tar';
import { writeAll } from './unpack';
import { manifestName, payloadName, signatureName } from './update-file';

export interface MakeOrder {
  /** A program's folder, or a Debian package. */
  readonly from:
    { readonly form: 'folder'; readonly folder: string } | { readonly form: 'deb'; readonly file: string };
  readonly about: Omit<UpdateManifest, 'format' | 'form' | 'payload'>;
  readonly key: MinisignSecretKey;
  /** Stands signed beside the manifest, e.g. who signed it when. */
  readonly comment: string;
  readonly target: string;
}

/** A link or a device in the folder, which an update does not carry. */
export interface CannotCarry {
  readonly kind: 'cannotCarry';
  readonly name: string;
}

/** Makes an update. The same folder, words and key give the same bytes. */
export async function makeUpdate(order: MakeOrder): Promise<Result<UpdateManifest, CannotCarry>> {
  const payload = `${order.target}.payload`;
  try {
    const entries = order.from.form === 'folder' ? listProgram(order.from.folder) : ok([]);
    if (!entries.ok) return entries;
    if (order.from.form === 'folder') {
      await pipeline(
        Readable.from(tarOf(order.from.folder, entries.value)),
        createGzip({ level: 6 }),
        createWriteStream(payload, { mode: 0o600 }),
      );
    } else {
      await pipeline(createReadStream(order.from.file), createWriteStream(payload, { mode: 0o600 }));
    }
    const bytes = statSync(payload).size;
    const isFolder = order.from.form === 'folder';
    const manifest = updateManifestSchema.parse({
      format: 'dossier-update-1',
      ...order.about,
      form: order.from.form,
      payload: {
        sha256: await sha256Of(payload),
        bytes,
        unpackedBytes: isFolder ? entries.value.reduce((sum, entry) => sum + entry.bytes, 0) : bytes,
        files: isFolder ? entries.value.filter(({ kind }) => kind === 'file').length : 1,
      },
    });
    await writeContainer(order, manifest, payload);
    return ok(manifest);
  } finally {
    rmSync(payload, { force: true });
  }
}

function listProgram(folder: string): Result<readonly TarEntry[], CannotCarry> {
  const entries: TarEntry[] = [];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of found) {
    const details = lstatSync(path);
    const name = relative(folder, path).split(sep).join('/');
    if (details.isDirectory()) entries.push({ kind: 'folder', name, bytes: 0, isExecutable: false });
    else if (details.isFile()) {
      entries.push({ kind: 'file', name, bytes: details.size, isExecutable: (details.mode & 0o111) !== 0 });
    } else return err({ kind: 'cannotCarry', name });
  }
  return ok(entries);
}

async function* tarOf(folder: string, entries: readonly TarEntry[]): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    yield tarHeader(entry, 0);
    if (entry.kind === 'folder') continue;
    yield* createReadStream(join(folder, entry.name)) as AsyncIterable<Uint8Array>;
    yield tarPadding(entry.bytes);
  }
  yield tarEnd;
}

async function writeContainer(order: MakeOrder, manifest: UpdateManifest, payload: string): Promise<void> {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  const signature = Buffer.from(await signFile(order.key, text, order.comment), 'utf8');
  const unfinished = `${order.target}.unfinished`;
  const file = openSync(unfinished, 'w', 0o644);
  try {
    for (const [name, content] of [
      [manifestName, text],
      [signatureName, signature],
    ] as const) {
      writeAll(file, tarHeader({ kind: 'file', name, bytes: content.length, isExecutable: false }, 0));
      writeAll(file, content);
      writeAll(file, tarPadding(content.length));
    }
    const { bytes } = manifest.payload;
    writeAll(file, tarHeader({ kind: 'file', name: payloadName, bytes, isExecutable: false }, 0));
    for await (const piece of createReadStream(payload)) writeAll(file, piece as Uint8Array);
    writeAll(file, tarPadding(bytes));
    writeAll(file, tarEnd);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, order.target);
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
