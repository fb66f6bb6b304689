import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { lockPage, macBytes, pageBytes } from './page-format';

/**
 * A hash over the authentication codes of all pages as they stand, and the length of the file: another one when any page
 * was exchanged, also for an older one of the same vault, whose own code is right. Reads 64 bytes of each page.
 */
export function hashPageSeals(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const hash = createHash('sha256').update(String(size));
    const seal = Buffer.alloc(macBytes);
    for (let number = 1; number * pageBytes <= size; number += 1) {
      if (number === lockPage) continue;
      readSync(file, seal, 0, macBytes, number * pageBytes - macBytes);
      hash.update(seal);
    }
    return new Uint8Array(hash.digest());
  } finally {
    closeSync(file);
  }
}
