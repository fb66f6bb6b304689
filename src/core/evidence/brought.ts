import type { Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FileRefusal, LeftOutFile } from '../../shared/evidence/originals';
import { err, ok, type Result } from '../../shared/kernel/result';
import { errorCode } from '../db/driver';

/** A file that was chosen or dropped, by itself or with the folder it lies in. */
export interface BroughtFile {
  readonly path: string;
  /** Its name; below a folder that was brought, from that folder on, parted by `/`. */
  readonly name: string;
  readonly byteLength: number;
}

export interface Brought {
  readonly files: readonly BroughtFile[];
  /** What was there and is not taken, each with its reason. */
  readonly leftOut: readonly LeftOutFile[];
}

/** More is hardly what was meant, e.g. a whole disk. */
export const mostFiles = 5000;
const deepestFolder = 40;

/** Left by the system in every folder that it showed; nobody brought them as evidence. */
const systemFiles =
  /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.Spotlight-V100|\.Trashes|\.fseventsd|System Volume Information|\$RECYCLE\.BIN)$/iu;

/**
 * Looks through what was chosen or dropped, without reading a file: folders to their bottom, in the order of their names.
 * Links are never followed, since what they point to was not chosen, nor is anything opened that is no file.
 */
export async function listBrought(
  paths: readonly string[],
  { vaultFolder }: { readonly vaultFolder: string },
): Promise<Result<Brought, { readonly kind: 'tooManyFiles' }>> {
  const files: BroughtFile[] = [];
  const leftOut: LeftOutFile[] = [];
  const vault = await realpath(vaultFolder);
  const leave = (name: string, because: FileRefusal): void => {
    leftOut.push({ name: name.slice(-longestName), because });
  };

  async function look(path: string, name: string, depth: number): Promise<void> {
    if (files.length + leftOut.length > mostFiles) return;
    let found: Stats;
    try {
      found = await lstat(path);
    } catch (failure) {
      leave(name, refusalOf(failure, name));
      return;
    }
    const last = basename(path);
    if (found.isSymbolicLink()) leave(name, 'link');
    else if (systemFiles.test(last)) leave(name, 'systemFile');
    else if (found.isFile()) files.push({ path, name: name.slice(-longestName), byteLength: found.size });
    else if (!found.isDirectory()) leave(name, 'special');
    else if (depth >= deepestFolder) leave(name, 'tooDeep');
    else await lookInto(path, name, depth);
  }

  async function lookInto(path: string, name: string, depth: number): Promise<void> {
    let names: string[];
    try {
      if (isWithin(await realpath(path), vault)) {
        leave(name, 'partOfVault');
        return;
      }
      names = await readdir(path);
    } catch (failure) {
      leave(name, refusalOf(failure, name));
      return;
    }
    // Another vault: its files say nothing without their key, and belong together.
    if (names.includes('vault.json') && names.includes('vault.db')) {
      leave(name, 'partOfVault');
      return;
    }
    for (const each of names.toSorted(byName.compare))
      await look(join(path, each), `${name}/${each}`, depth + 1);
  }

  for (const path of new Set(paths)) {
    if (isWithin(await realFolderOf(path), vault)) leave(basename(path), 'partOfVault');
    else await look(path, basename(path), 0);
  }
  return files.length + leftOut.length > mostFiles ? err({ kind: 'tooManyFiles' }) : ok({ files, leftOut });
}

const byName = new Intl.Collator('en', { numeric: true });
/** Of a name with its folders; the end says more. */
const longestName = 1000;

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/** The folder that a path stands in, with links in it resolved; the path's own where there is none. */
async function realFolderOf(path: string): Promise<string> {
  try {
    return await realpath(dirname(path));
  } catch {
    // Looking at the path itself says what is wrong with it.
    return dirname(path);
  }
}

function refusalOf(failure: unknown, name: string): FileRefusal {
  switch (errorCode(failure)) {
    case 'ENOENT':
    case 'ENOTDIR':
      // Bytes that are no letters came as signs that stand for none, and lead nowhere.
      return name.includes('\uFFFD') ? 'nameUnreadable' : 'gone';
    case 'ENXIO':
    case 'ENODEV':
      return 'gone';
    case 'EACCES':
    case 'EPERM':
      return 'notAllowed';
    default:
      return 'unreadable';
  }
}
