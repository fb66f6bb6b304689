import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { syncFolder } from '../kernel/atomic-file';

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
  /** Gives it its name. */
  readonly finish: () => Promise<string>;
  /** Takes away everything that was written. */
  readonly discard: () => Promise<void>;
}

/** Begins a bag in a folder of this name, or with a number behind it where there is one already. */
export async function beginBag(parent: string, name: string): Promise<Bag> {
  let wanted = join(parent, name);
  for (let count = 2; existsSync(wanted) || existsSync(incomplete(wanted)); count += 1) {
    wanted = join(parent, `${name}-${count}`);
  }
  const folder = incomplete(wanted);
  // Fails where somebody made the same folder meanwhile, so that nothing of theirs is written over.
  await mkdir(folder, { mode: 0o700 });

  return {
    add: async (path, content) => {
      const target = join(folder, ...path.split(posix.sep));
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
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
      return { path, sha256: hash.digest('hex'), byteLength };
    },
    finish: async () => {
      await rename(folder, wanted);
      syncFolder(parent);
      return wanted;
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

function incomplete(folder: string): string {
  return `${folder}.incomplete`;
}

/** A line for each file, as `sha256sum --check` reads them. */
export function manifest(files: readonly WrittenFile[]): string {
  return files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
}
