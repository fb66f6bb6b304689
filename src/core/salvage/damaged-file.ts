import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { decryptPage, hasRightMac, lockPage, pageBytes, pageMacKey, saltBytes } from '../vault/page-format';
import type { WorkContext } from '../work/registry';
import { readLog } from './log';

/** The pages of a database file that may be damaged. Only what its authentication code vouches for is handed out. */
export interface DamagedFile {
  /** Highest number a page may have. */
  readonly pages: number;
  /** Pages that stand nowhere with a right code, that are not there, or that the disk cannot read. */
  readonly damagedPages: number;
  /** Pages that were found at another place than their own. */
  readonly displacedPages: number;
  /** The plain content of a page; null when it is lost. */
  readonly read: (number: number) => Buffer | null;
  readonly close: () => void;
}

/** Where the newest version of a page lies. */
interface Place {
  readonly file: number;
  readonly position: number;
}

const pagesBetweenBreaths = 256;
/** Of as many pages with a wrong code it is tried whether one of the other numbers is theirs. */
const displacedTried = 256;
const plainPagesKept = 2000;

/**
 * Opens a database file and its log for reading what is left of them. Neither is written to, and SQLite has no part in
 * it: it would give up a whole table at the first damaged page.
 *
 * @returns null when no page stands the test: another key, or the salt at the beginning is lost beyond repair
 */
export async function openDamagedFile(
  path: string,
  databaseKey: Uint8Array,
  work: WorkContext,
): Promise<DamagedFile | null> {
  const database = existsSync(path) ? openSync(path, 'r') : null;
  const log = existsSync(`${path}-wal`) ? openSync(`${path}-wal`, 'r') : null;
  const close = () => {
    for (const file of [database, log]) if (file !== null) closeSync(file);
  };
  try {
    const logged = log === null ? { pages: 0, positions: new Map<number, number>() } : readLog(log);
    const inFile = database === null ? 0 : Math.ceil(fstatSync(database).size / pageBytes);
    const present = Math.max(inFile, logged.pages);

    const placeOf = (number: number): Place | null => {
      const position = logged.positions.get(number);
      if (log !== null && position !== undefined) return { file: log, position };
      return database === null ? null : { file: database, position: (number - 1) * pageBytes };
    };
    const macKey = findMacKey(databaseKey, present, placeOf);
    if (macKey === null) {
      close();
      return null;
    }

    const places = new Map<number, Place>();
    const unfit: number[] = [];
    const page = Buffer.alloc(pageBytes);
    const first = placeOf(1);
    const pages =
      first !== null && readPage(first, page) && hasRightMac(page, 1, macKey)
        ? Math.max(present, pagesAtWriting(decryptPage(page, 1, databaseKey)))
        : present;
    for (let number = 1; number <= pages; number += 1) {
      if (number % pagesBetweenBreaths === 0) {
        work.signal.throwIfAborted();
        work.report({ step: 'pages', done: number, total: pages });
        await work.breathe();
      }
      if (number === lockPage) continue;
      const place = placeOf(number);
      if (place !== null && readPage(place, page) && hasRightMac(page, number, macKey))
        places.set(number, place);
      else unfit.push(number);
    }
    const displaced = await findDisplaced(unfit, placeOf, macKey, work);
    for (const [number, place] of displaced) places.set(number, place);

    const plain = new Map<number, Buffer>();
    return {
      pages,
      damagedPages: unfit.length - displaced.size,
      displacedPages: displaced.size,
      read: (number) => {
        const kept = plain.get(number);
        if (kept !== undefined) return kept;
        const place = places.get(number);
        // Tested again: a vault that is open is written to, and its log may have been taken over meanwhile.
        if (place === undefined || !readPage(place, page) || !hasRightMac(page, number, macKey)) return null;
        const content = decryptPage(page, number, databaseKey);
        plain.set(number, content);
        const [oldest] = plain.keys();
        if (plain.size > plainPagesKept && oldest !== undefined) plain.delete(oldest);
        return content;
      },
      close,
    };
  } catch (failure) {
    close();
    throw failure;
  }
}

/** How many pages the database had: a file that was cut off has fewer. Source: fileformat2.html, "The Database Header". */
function pagesAtWriting(firstPage: Buffer): number {
  return firstPage.readUInt32BE(28);
}

/**
 * The key of the codes follows from the first 16 bytes of the file. They may stand elsewhere when two pages changed
 * places, and a single wrong byte among them is found by trying. It is the right one when it fits a page.
 */
function findMacKey(
  databaseKey: Uint8Array,
  pages: number,
  placeOf: (number: number) => Place | null,
): Buffer | null {
  const page = Buffer.alloc(pageBytes);
  function fits(macKey: Buffer, step: number): boolean {
    for (let number = 2; number <= pages; number += step) {
      const place = placeOf(number);
      if (place !== null && readPage(place, page) && hasRightMac(page, number, macKey)) return true;
    }
    return false;
  }
  const sample = Math.max(1, Math.floor(pages / 8));
  function tryDerived(salt: Uint8Array, step: number): Buffer | null {
    const macKey = pageMacKey(databaseKey, salt);
    return fits(macKey, step) ? macKey : null;
  }
  const saltOf = (number: number): Buffer | null => {
    const place = placeOf(number);
    const bytes = Buffer.alloc(saltBytes);
    return place !== null && readInto(place.file, bytes, place.position) ? bytes : null;
  };

  const first = saltOf(1);
  const asItStands = first === null ? null : tryDerived(first, 1);
  if (asItStands !== null) return asItStands;
  for (let number = 2; number <= pages; number += 1) {
    const salt = saltOf(number);
    const found = salt === null ? null : tryDerived(salt, sample);
    if (found !== null) return found;
  }
  if (first === null) return null;
  for (let index = 0; index < saltBytes; index += 1) {
    for (let value = 0; value < 256; value += 1) {
      const salt = Buffer.from(first);
      salt[index] = value;
      const found = tryDerived(salt, sample);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Pages that stand at the place of another page: each is tried under all numbers that are missing. */
async function findDisplaced(
  unfit: readonly number[],
  placeOf: (number: number) => Place | null,
  macKey: Buffer,
  work: WorkContext,
): Promise<ReadonlyMap<number, Place>> {
  const found = new Map<number, Place>();
  if (unfit.length > displacedTried) return found;
  const page = Buffer.alloc(pageBytes);
  for (const standsAt of unfit) {
    const place = placeOf(standsAt);
    if (place === null || !readPage(place, page)) continue;
    const number = unfit.find(
      (each) => each !== standsAt && !found.has(each) && hasRightMac(page, each, macKey),
    );
    if (number !== undefined) found.set(number, place);
    await work.breathe();
  }
  return found;
}

function readPage(place: Place, page: Buffer): boolean {
  return readInto(place.file, page, place.position);
}

/** False when the file ends before, or the disk cannot read it. */
function readInto(file: number, bytes: Buffer, position: number): boolean {
  let read = 0;
  try {
    while (read < bytes.byteLength) {
      const more = readSync(file, bytes, read, bytes.byteLength - read, position + read);
      if (more === 0) return false;
      read += more;
    }
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EIO') return false;
    throw failure;
  }
}
