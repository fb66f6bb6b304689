import { closeSync, openSync, readSync, statSync, truncateSync, writeSync } from 'node:fs';
import type { ReadableDatabase } from '../../src/core/db/database';
import { sql } from '../../src/core/db/sql';

// Ways in which a file goes bad, each drawn from a seed so that a failure can be looked at again.

export const pageBytes = 4096;

/** Random numbers below a bound that are the same at every run (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A page that nothing reads in a new vault, counted from 1: an index of a table without a row. */
export function unreadPage(db: ReadableDatabase): number {
  const index = db.get<{ readonly rootpage: number }>(
    sql`SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_exhibit_pictures_1'`,
  );
  if (index === undefined) throw new Error('There is no such index');
  return index.rootpage;
}

export function writeAt(file: string, position: number, bytes: Uint8Array): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.byteLength, position);
  closeSync(opened);
}

export function readAt(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, length, position);
  closeSync(opened);
  return bytes;
}

export type Damage =
  | { readonly kind: 'bitFlip'; readonly position: number; readonly bit: number }
  | { readonly kind: 'truncation'; readonly length: number }
  | { readonly kind: 'swap'; readonly first: number; readonly second: number };

export function drawBitFlip(file: string, below: (bound: number) => number): Damage {
  return { kind: 'bitFlip', position: below(statSync(file).size), bit: below(8) };
}

/** @param aligned at the border of two pages, where the codes of all that is left are right */
export function drawTruncation(file: string, below: (bound: number) => number, aligned: boolean): Damage {
  const { size } = statSync(file);
  const length = aligned ? pageBytes * (1 + below(size / pageBytes - 1)) : 1 + below(size - 1);
  return { kind: 'truncation', length };
}

/** Two blocks of a page's length that change places, counted from 0. */
export function drawSwap(file: string, below: (bound: number) => number): Damage {
  const pages = Math.floor(statSync(file).size / pageBytes);
  const first = below(pages);
  return { kind: 'swap', first, second: (first + 1 + below(pages - 1)) % pages };
}

export function inflict(file: string, damage: Damage): void {
  switch (damage.kind) {
    case 'bitFlip':
      writeAt(
        file,
        damage.position,
        Buffer.of(readAt(file, damage.position, 1).readUInt8() ^ (1 << damage.bit)),
      );
      break;
    case 'truncation':
      truncateSync(file, damage.length);
      break;
    case 'swap': {
      const [first, second] = [damage.first * pageBytes, damage.second * pageBytes];
      const kept = readAt(file, first, pageBytes);
      writeAt(file, first, readAt(file, second, pageBytes));
      writeAt(file, second, kept);
      break;
    }
  }
}
