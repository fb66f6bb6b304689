import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { errorCode } from '../db/driver';
import type { CopyRecord } from '../departures/copy-record';
import { beginCopy } from '../departures/let-out';
import type { VaultDeps } from '../kernel/deps';

/** A file that was written, with the hash of what went into it. */
export interface WrittenFile {
  /** In the bag, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly byteLength: number;
}

/** A bag (RFC 8493) while it is filled. Under its own name it is whole; before, it says that it is not. */
export interface Bag {
  readonly add: (path: string, content: AsyncIterable<Uint8Array> | Uint8Array) => Promise<WrittenFile>;
  /**
   * Gives it its name, and writes down that it left. The file that was added last lists all others.
   *
   * @param sizeBytes as the register has it
   * @param record in place of the one it began with
   * @returns its folder
   */
  readonly finish: (sizeBytes: number, record?: CopyRecord) => string;
  /** Takes away everything that was written. */
  readonly discard: () => void;
}

/** Begins a bag in a folder of this name, or with a number behind it where there is one already. */
export async function beginBag(
  deps: VaultDeps,
  { parent, name, record }: { readonly parent: string; readonly name: string; readonly record: CopyRecord },
): Promise<Bag> {
  let wanted = join(parent, name);
  for (let count = 2; existsSync(wanted); count += 1) wanted = join(parent, `${name}-${count}`);
  const copy = beginCopy(deps, { path: wanted, shape: 'folder', record });
  const folder = copy.temporary;
  let lastHash = '';
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (failure) {
    copy.withdraw();
    throw failure;
  }

  return {
    add: async (path, content) => {
      const target = join(folder, ...path.split(posix.sep));
      await makeFolderBelow(folder, dirname(target));
      const hash = createHash('sha256');
      let byteLength = 0;
      const file = await open(target, 'wx', 0o600);
      try {
        for await (const bytes of content instanceof Uint8Array ? [content] : content) {
          hash.update(bytes);
          byteLength += bytes.byteLength;
          await file.writeFile(bytes);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      lastHash = hash.digest('hex');
      return { path, sha256: lastHash, byteLength };
    },
    finish: (sizeBytes, finished) => {
      copy.finish({ sha256: lastHash, sizeBytes }, finished);
      return wanted;
    },
    discard: () => copy.withdraw(),
  };
}

/** Never the bag's own folder: where that is gone, as with a stick that was pulled out, it would be made on the laptop. */
async function makeFolderBelow(bag: string, wanted: string): Promise<void> {
  if (wanted === bag) return;
  try {
    await mkdir(wanted, { mode: 0o700 });
  } catch (failure) {
    if (errorCode(failure) !== 'EEXIST') throw failure;
  }
}

/** A line for each file, as `sha256sum --check` reads them. */
export function manifest(files: readonly WrittenFile[]): string {
  return files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
}
