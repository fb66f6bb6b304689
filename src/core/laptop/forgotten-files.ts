import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';

const deepest = 4;
const mostFiles = 20_000;
const mostNamed = 20;

export interface ForgottenFiles {
  readonly paths: readonly string[];
  readonly count: number;
  readonly lookedAtAll: boolean;
}

/**
 * Looks through folders for files that hold a filing or an original of this vault, byte for byte. Only what has the length
 * of one is read.
 */
export async function findForgottenFiles(
  db: ReadableDatabase,
  folders: readonly string[],
): Promise<ForgottenFiles> {
  const known = hashesByLength(db);
  const found: string[] = [];
  let looked = 0;
  const waiting = folders.filter((folder) => existsSync(folder)).map((folder) => ({ folder, depth: 0 }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, depth } = next;
    // A folder that went away, or that is not for us, holds nothing we could have put there.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (
        entry.isDirectory() &&
        depth < deepest &&
        !entry.name.startsWith('.') &&
        !entry.name.endsWith('.dossier')
      ) {
        waiting.push({ folder: path, depth: depth + 1 });
      }
      if (!entry.isFile()) continue;
      looked += 1;
      if (looked > mostFiles) return answer(false);
      const hashes = known.get(await lengthOf(path));
      if (hashes !== undefined && hashes.has(await sha256Of(path))) found.push(path);
    }
  }
  return answer(true);

  function answer(lookedAtAll: boolean): ForgottenFiles {
    return { paths: found.toSorted().slice(0, mostNamed), count: found.length, lookedAtAll };
  }
}

/** Where people keep what they saved: documents, desktop, downloads, by the names that the desktop gave them. */
export function personalFolders(documentsFolder: string): readonly string[] {
  const home = homedir();
  const named = ['Desktop', 'Downloads'].map((name) => join(home, name));
  return [...new Set([documentsFolder, ...named, ...foldersOfDesktop(home)])];
}

/** `XDG_DOWNLOAD_DIR="$HOME/Téléchargements"` */
function foldersOfDesktop(home: string): readonly string[] {
  const file = join(home, '.config/user-dirs.dirs');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^XDG_(?:DESKTOP|DOWNLOAD|DOCUMENTS)_DIR="(.+)"$/gm)]
    .map(([, folder = '']) => folder.replace('$HOME', home))
    .filter((folder) => folder !== home && folder !== `${home}/`);
}

function hashesByLength(db: ReadableDatabase): ReadonlyMap<number, ReadonlySet<string>> {
  const rows = db.all<{ length: number; sha256: string }>(sql`
    SELECT length(document) AS length, sha256 FROM filings
    UNION ALL
    SELECT byte_length AS length, sha256 FROM evidence_files WHERE byte_length > 0
  `);
  const byLength = new Map<number, Set<string>>();
  for (const { length, sha256 } of rows) {
    const hashes = byLength.get(length) ?? new Set();
    byLength.set(length, hashes.add(sha256));
  }
  return byLength;
}

/** −1, which nothing has, for a file that went away. */
async function lengthOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  // One that cannot be read has a hash that nothing has.
  return pipeline(createReadStream(path), hash).then(
    () => hash.digest('hex'),
    () => '',
  );
}
