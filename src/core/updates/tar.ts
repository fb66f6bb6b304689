import { err, ok, type Result } from '../../shared/kernel/result';

// The few kinds of entries that a program's folder needs: files, folders and GNU's long names. A link, a device, a name that
// leads elsewhere or twice to the same place is refused, whoever signed it.

const blockBytes = 512;
const longestName = 1000;

export interface TarEntry {
  readonly kind: 'file' | 'folder';
  /** Below the archive's own top, with `/` between its parts and none at its ends. */
  readonly name: string;
  readonly bytes: number;
  readonly isExecutable: boolean;
}

export type TarRefusal =
  | { readonly kind: 'notATar' }
  /** It ends in the middle of an entry. */
  | { readonly kind: 'cutOff' }
  | { readonly kind: 'unsafeName' }
  /** A link or a device. */
  | { readonly kind: 'unsafeKind' }
  | { readonly kind: 'twice' };

/** What is told of an archive while it is read. A callback that throws ends the reading with what it threw. */
export interface TarVisitor {
  readonly begin: (entry: TarEntry) => void | Promise<void>;
  readonly write: (piece: Uint8Array) => void | Promise<void>;
  readonly end: () => void | Promise<void>;
}

/** Reads an archive from its pieces, however they are cut. */
export async function readTar(
  source: AsyncIterable<Uint8Array>,
  visitor: TarVisitor,
): Promise<Result<null, TarRefusal>> {
  const seen = new Set<string>();
  let waiting = Buffer.alloc(0);
  let left = 0;
  let padding = 0;
  let isFile = false;
  let longName: Buffer[] | null = null;
  let nextName: string | null = null;
  let isOver = false;

  for await (const piece of source) {
    let rest = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    waiting = Buffer.alloc(0);
    while (rest.length > 0 && !isOver) {
      if (left > 0) {
        const bytes = rest.subarray(0, left);
        left -= bytes.length;
        rest = rest.subarray(bytes.length);
        if (longName !== null) longName.push(bytes);
        else await visitor.write(bytes);
        if (left === 0 && isFile) await visitor.end();
        if (left === 0 && longName !== null) {
          nextName = textOf(Buffer.concat(longName));
          longName = null;
        }
        continue;
      }
      if (padding > 0) {
        const skipped = Math.min(padding, rest.length);
        padding -= skipped;
        rest = rest.subarray(skipped);
        continue;
      }
      if (rest.length < blockBytes) {
        waiting = rest;
        break;
      }
      const header = rest.subarray(0, blockBytes);
      rest = rest.subarray(blockBytes);
      if (header.every((byte) => byte === 0)) {
        // Two of them end an archive; what follows is filling.
        isOver = true;
        break;
      }
      if (!hasRightSum(header)) return err({ kind: 'notATar' });
      const bytes = numberOf(header.subarray(124, 136));
      if (bytes === null) return err({ kind: 'notATar' });
      const kind = String.fromCodePoint(header[156] ?? 0);
      left = bytes;
      padding = (blockBytes - (bytes % blockBytes)) % blockBytes;
      isFile = false;
      if (kind === 'L') {
        if (bytes > longestName || nextName !== null) return err({ kind: 'unsafeName' });
        longName = [];
        continue;
      }
      const name = safeName(nextName ?? headerName(header));
      nextName = null;
      if (name === null) return err({ kind: 'unsafeName' });
      if (kind !== '0' && kind !== '\0' && kind !== '5') return err({ kind: 'unsafeKind' });
      // On some disks names that differ in case alone are one.
      const key = name.toLowerCase();
      if (kind !== '5' && seen.has(key)) return err({ kind: 'twice' });
      seen.add(key);
      if (kind === '5') {
        if (bytes !== 0) return err({ kind: 'notATar' });
        await visitor.begin({ kind: 'folder', name, bytes: 0, isExecutable: false });
        continue;
      }
      isFile = true;
      const mode = numberOf(header.subarray(100, 108)) ?? 0;
      await visitor.begin({ kind: 'file', name, bytes, isExecutable: (mode & 0o111) !== 0 });
      if (bytes === 0) await visitor.end();
    }
    // The filling is read to the end all the same: the hash counts it.
  }
  return isOver ? ok(null) : err({ kind: 'cutOff' });
}

/** The header of a file or folder, in the form of `tar --format=gnu`; a long name has an entry of its own before it. */
export function tarHeader(entry: TarEntry, seconds: number): Buffer {
  const name = Buffer.from(entry.kind === 'folder' ? `${entry.name}/` : entry.name, 'utf8');
  const header = headerOf(name.subarray(0, 100), {
    mode: entry.kind === 'folder' || entry.isExecutable ? 0o755 : 0o644,
    bytes: entry.bytes,
    kind: entry.kind === 'folder' ? '5' : '0',
    seconds,
  });
  if (name.length <= 100) return header;
  const long = Buffer.concat([name, Buffer.from([0])]);
  const before = headerOf(Buffer.from('././@LongLink'), {
    mode: 0,
    bytes: long.length,
    kind: 'L',
    seconds: 0,
  });
  return Buffer.concat([before, long, tarPadding(long.length), header]);
}

/** What follows the bytes of a file. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
}

export const tarEnd = Buffer.alloc(2 * blockBytes);

function headerOf(
  name: Buffer,
  {
    mode,
    bytes,
    kind,
    seconds,
  }: { readonly mode: number; readonly bytes: number; readonly kind: string; readonly seconds: number },
): Buffer {
  const header = Buffer.alloc(blockBytes);
  name.copy(header);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(octal(mode, 8), 100, 'latin1');
  header.write(octal(0, 8), 108, 'latin1');
  header.write(octal(0, 8), 116, 'latin1');
  header.write(octal(bytes, 12), 124, 'latin1');
  header.write(octal(seconds, 12), 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write(kind, 156, 'latin1');
  header.write('ustar  \0', 257, 'latin1');
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** Of all bytes, those of the sum itself as spaces. */
function sumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum;
}

function hasRightSum(header: Buffer): boolean {
  return numberOf(header.subarray(148, 156)) === sumOf(header);
}

/** Octal digits; larger files than 8 GB, which tar writes in another way, are none of ours. */
function numberOf(field: Buffer): number | null {
  const text = textOf(field).trim();
  if (!/^[0-7]*$/u.test(text)) return null;
  return text === '' ? 0 : Number.parseInt(text, 8);
}

function headerName(header: Buffer): string {
  const name = textOf(header.subarray(0, 100));
  // POSIX puts the beginning of a long name behind; GNU's own form has other things there.
  const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
  const before = isPosix ? textOf(header.subarray(345, 500)) : '';
  return before === '' ? name : `${before}/${name}`;
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

/** Null for a name that could lead out of the folder it is unpacked into, on any system. */
function safeName(name: string): string | null {
  const bare = name.replace(/^\.\//u, '').replace(/\/$/u, '');
  const parts = bare.split('/');
  const isSafe = parts.every(
    (part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\p{Cc}\ufffd]/u.test(part),
  );
  return isSafe && bare.length <= longestName ? bare : null;
}
