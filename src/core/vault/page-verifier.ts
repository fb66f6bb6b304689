import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { hasRightMac, lockPage, pageBytes, pageMacKey, plainBeginning, saltBytes } from './page-format';

export interface PagesReport {
  readonly pages: number;
  /** Numbers of the pages whose authentication code does not fit, from 1; at most a hundred. */
  readonly damaged: readonly number[];
  /** Bytes after the last whole page. */
  readonly trailingBytes: number;
  /** True when the file is an unencrypted database. Every page then counts as damaged. */
  readonly plain: boolean;
}

const pagesPerSlice = 256;

/**
 * Checks the authentication code of every page of an encrypted database that nobody writes to meanwhile. It sees a
 * changed, swapped or plain page; it does not see an older page put back, or whole pages cut off at the end.
 *
 * On POSIX, closing the file lets go of locks that SQLite holds on it in this process. The vault's own lock stands on
 * another file for this reason.
 */
export function verifyPages(path: string, databaseKey: Uint8Array): PagesReport {
  const checking = verifyPagesInSlices(path, databaseKey);
  for (;;) {
    const step = checking.next();
    if (step.done === true) return step.value;
  }
}

/** The same in slices of a few milliseconds; gives how many pages were looked at, and of how many. */
export function* verifyPagesInSlices(
  path: string,
  databaseKey: Uint8Array,
): Generator<{ readonly done: number; readonly total: number }, PagesReport, undefined> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const pages = Math.floor(size / pageBytes);
    const page = Buffer.alloc(pageBytes);
    const damaged: number[] = [];
    let plain = false;
    let macKey: Buffer | null = null;
    for (let number = 1; number <= pages; number += 1) {
      if (number % pagesPerSlice === 0) yield { done: number, total: pages };
      // On Windows it can't even be read while the database is open.
      if (number === lockPage) continue;
      readWhole(file, page, (number - 1) * pageBytes);
      if (number === 1) plain = page.toString('latin1', 0, saltBytes) === plainBeginning;
      macKey ??= pageMacKey(databaseKey, page.subarray(0, saltBytes));
      if (!hasRightMac(page, number, macKey) && damaged.length < 100) damaged.push(number);
    }
    return { pages, damaged, trailingBytes: size % pageBytes, plain };
  } finally {
    closeSync(file);
  }
}

/** True when every page stands the test and the file ends where a page ends. */
export function arePagesWhole(report: PagesReport): boolean {
  return report.pages > 0 && report.damaged.length === 0 && report.trailingBytes === 0 && !report.plain;
}

function readWhole(file: number, page: Buffer, position: number): void {
  let read = 0;
  while (read < page.byteLength) {
    const more = readSync(file, page, read, page.byteLength - read, position + read);
    // The file became shorter while it was read; what is missing counts as damaged.
    if (more === 0) {
      page.fill(0, read);
      return;
    }
    read += more;
  }
}
