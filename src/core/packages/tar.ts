// The part of the tape archive (POSIX ustar) that a package needs: plain files with short names, one after the other.
// `tar` reads what is written here; the reader here takes nothing else.

const blockBytes = 512;

/** Two blocks of zeros end an archive; readers stop there, and what follows is room. */
export const endOfArchive = Buffer.alloc(2 * blockBytes);

export interface TarEntry {
  readonly path: string;
  readonly byteLength: number;
}

export function tarHeader({ path, byteLength }: TarEntry): Buffer {
  if (!/^[\x21-\x7e]{1,99}$/.test(path)) throw new Error('Not a name for a file of a package');
  const header = Buffer.alloc(blockBytes);
  header.write(path, 0, 'latin1');
  header.write('0000600\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  header.write(`${byteLength.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  // Always the same moment: when a file was last changed says something about those who work here.
  header.write('00000000000\0', 136, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** Zeros that fill the last block of a file. */
export function tarFill(byteLength: number): Buffer {
  return Buffer.alloc((blockBytes - (byteLength % blockBytes)) % blockBytes);
}

/** Thrown when what is read is no archive as this file writes them, or ends too early. */
export class NotAnArchive extends Error {}

/** Reads an archive from front to back, out of blocks of any size. */
export function createTarReader(source: AsyncIterable<Uint8Array>) {
  const blocks = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();

  /** The next bytes, at least one and at most so many; null at the end. */
  async function some(most: number): Promise<Uint8Array | null> {
    while (held.byteLength === 0) {
      const next = await blocks.next();
      if (next.done === true) return null;
      held = next.value;
    }
    const taken = held.subarray(0, most);
    held = held.subarray(taken.byteLength);
    return taken;
  }

  async function exactly(count: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      const part = await some(missing);
      if (part === null) throw new NotAnArchive('It ends too early');
      parts.push(part);
      missing -= part.byteLength;
    }
    return Buffer.concat(parts, count);
  }

  return {
    /** The head of the next file; null at the end of the archive. The content of the one before has to be read first. */
    next: async (): Promise<TarEntry | null> => {
      const header = await exactly(blockBytes);
      if (header.every((byte) => byte === 0)) {
        if ((await exactly(blockBytes)).some((byte) => byte !== 0)) throw new NotAnArchive('No second end');
        return null;
      }
      return readHeader(header);
    },
    /** The content of a file, in blocks. */
    content: async function* ({ byteLength }: TarEntry): AsyncGenerator<Uint8Array, void, undefined> {
      let missing = byteLength;
      while (missing > 0) {
        const part = await some(missing);
        if (part === null) throw new NotAnArchive('It ends too early');
        missing -= part.byteLength;
        yield part;
      }
      if ((await exactly(tarFill(byteLength).byteLength)).some((byte) => byte !== 0)) {
        throw new NotAnArchive('Something stands between two files');
      }
    },
    /** Reads what follows the end, which is nothing but zeros. */
    room: async (): Promise<void> => {
      for (let part = await some(1024 * 1024); part !== null; part = await some(1024 * 1024)) {
        if (part.some((byte) => byte !== 0)) throw new NotAnArchive('Something stands after the end');
      }
    },
  };
}

export type TarReader = ReturnType<typeof createTarReader>;

/** Written in exactly one way, so that a header is right when it is the one this file would write. */
function readHeader(header: Buffer): TarEntry {
  const path = header.toString('latin1', 0, header.indexOf(0));
  const length = header.toString('latin1', 124, 135);
  if (!/^[\x21-\x7e]{1,99}$/.test(path) || !/^[0-7]{11}$/.test(length)) {
    throw new NotAnArchive('Not the head of a file');
  }
  const entry = { path, byteLength: Number.parseInt(length, 8) };
  if (!tarHeader(entry).equals(header)) throw new NotAnArchive('Not the head of a file');
  return entry;
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}
