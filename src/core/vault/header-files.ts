import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../kernel/atomic-file';
import { headerMaxBytes, headerToText, parseHeader, type Header, type HeaderFailure } from './header';

/** Both hold the same; the second is written when the first is safe on the disk. */
export const headerFileNames = ['vault.json', 'vault.json.bak'] as const;

export type HeaderCopy =
  { readonly kind: 'whole'; readonly header: Header } | { readonly kind: 'missing' } | HeaderFailure;

/** Both copies, in the order of `headerFileNames`. */
export function readHeaderCopies(folder: string): readonly HeaderCopy[] {
  return headerFileNames.map((name) => readHeaderCopy(join(folder, name)));
}

/** @throws the system's error when the disk is full or the folder refuses; at least one whole copy is left then */
export function writeHeaderCopies(folder: string, header: Header): void {
  for (const name of headerFileNames) writeFileAtomically(join(folder, name), headerToText(header));
}

/**
 * The headers worth trying, newest first. Two that differ are both kept: one may be older, or not what it says it is,
 * and only the vault's key can tell.
 */
export function headersToTry(copies: readonly HeaderCopy[]): readonly Header[] {
  const whole = copies.flatMap((copy) => (copy.kind === 'whole' ? [copy.header] : []));
  const [first, second] = whole;
  if (first === undefined || second === undefined) return whole;
  if (headerToText(first) === headerToText(second)) return [first];
  return second.sequence > first.sequence ? [second, first] : [first, second];
}

/** Why no header can be tried. */
export function headerCopiesFailure(
  copies: readonly HeaderCopy[],
): { readonly kind: 'notAVault' } | { readonly kind: 'headerDamaged' } | { readonly kind: 'vaultNewer' } {
  if (copies.some((copy) => copy.kind === 'vaultNewer')) return { kind: 'vaultNewer' };
  if (copies.every((copy) => copy.kind === 'missing')) return { kind: 'notAVault' };
  return { kind: 'headerDamaged' };
}

/** How many of the two copies are whole and say what the open header says. */
export function countGoodHeaderCopies(folder: string, header: Header): number {
  return readHeaderCopies(folder).filter(
    (copy) => copy.kind === 'whole' && headerToText(copy.header) === headerToText(header),
  ).length;
}

function readHeaderCopy(path: string): HeaderCopy {
  // One byte more than allowed shows a file that is too long without reading all of it.
  const buffer = Buffer.alloc(headerMaxBytes + 1);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      let read = 0;
      do {
        read = readSync(file, buffer, length, buffer.byteLength - length, null);
        length += read;
      } while (read > 0 && length < buffer.byteLength);
    } finally {
      closeSync(file);
    }
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    if (code === 'ENOENT') return { kind: 'missing' };
    // A folder in its place, or a sector that can no longer be read.
    if (code === 'EISDIR' || code === 'EIO') return { kind: 'headerDamaged', reason: 'notJson' };
    throw failure;
  }
  const parsed = parseHeader(buffer.subarray(0, length));
  return parsed.ok ? { kind: 'whole', header: parsed.value } : parsed.error;
}
