import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** A file whole; cut one byte behind the limit where it is longer, so that the check says so. Null when it cannot be read. */
export function readAtMost(path: string, limit: number): Buffer | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // Gone, locked or a folder without leave: each is told as a file that cannot be read.
    return null;
  }
  try {
    const about = fstatSync(file);
    if (!about.isFile()) return null;
    return about.size > limit ? Buffer.alloc(limit + 1) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}
