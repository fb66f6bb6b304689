import { gunzipSync, inflateRawSync, inflateSync, constants } from 'node:zlib';

/** More than any file of a program's folder should hold; what is larger is looked at raw. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The bytes of a file, and whatever is packed inside them: gzip, zlib (as in PNG and PDF), zip, and the tables and logs of
 * LevelDB, in which Chromium keeps what pages store. Not read are Brotli, Zstandard and LZMA, which leave no mark of their
 * own or have no reader in Node 20; Chromium writes the first two in its cache of the network alone.
 */
export function* readingsOf(bytes: Buffer, depth = 2): Generator<Buffer> {
  yield bytes;
  if (depth === 0) return;
  for (const inner of [...gzipsIn(bytes), ...zlibsIn(bytes), ...zippedIn(bytes), ...levelDbValues(bytes)])
    yield* readingsOf(inner, depth - 1);
}

function* gzipsIn(bytes: Buffer): Generator<Buffer> {
  for (const at of placesOf(bytes, Buffer.from([0x1f, 0x8b, 0x08])))
    yield* unpacked(() => gunzipSync(bytes.subarray(at), unpacking));
}

function* zlibsIn(bytes: Buffer): Generator<Buffer> {
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) {
    for (const at of placesOf(bytes, Buffer.from([0x78, level])))
      yield* unpacked(() => inflateSync(bytes.subarray(at), unpacking));
  }
}

/** Source: APPNOTE of the zip format, local file header. */
function* zippedIn(bytes: Buffer): Generator<Buffer> {
  for (const at of placesOf(bytes, Buffer.from('PK\x03\x04', 'latin1'))) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue;
    const begin = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    yield* unpacked(() => inflateRawSync(bytes.subarray(begin), unpacking));
  }
}

// A stream that breaks off gives what came before.
const unpacking = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostBytes };

function* unpacked(unpack: () => Buffer): Generator<Buffer> {
  let inner: Buffer;
  try {
    inner = unpack();
  } catch {
    // Bytes that only look like a beginning.
    return;
  }
  if (inner.length > 0) yield inner;
}

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) yield at;
}

/** Source: LevelDB, doc/table_format.md and doc/log_format.md. */
function levelDbValues(bytes: Buffer): readonly Buffer[] {
  const footerBytes = 48;
  const magic = Buffer.from('57fb808b247547db', 'hex');
  if (bytes.length >= footerBytes && bytes.subarray(-8).equals(magic)) {
    try {
      const footer = reader(bytes.subarray(-footerBytes));
      footer.varint();
      footer.varint();
      const index = block(bytes, footer.varint(), footer.varint());
      return entriesOf(index).map((value) => {
        const handle = reader(value);
        return block(bytes, handle.varint(), handle.varint());
      });
    } catch {
      return [];
    }
  }
  return logRecords(bytes);
}

function block(bytes: Buffer, begin: number, size: number): Buffer {
  const content = bytes.subarray(begin, begin + size);
  return bytes[begin + size] === 1 ? unsnap(content) : content;
}

function entriesOf(content: Buffer): readonly Buffer[] {
  const restarts = content.readUInt32LE(content.length - 4);
  const entries = reader(content.subarray(0, content.length - 4 - restarts * 4));
  const values: Buffer[] = [];
  while (!entries.isAtEnd()) {
    entries.varint();
    const keyBytes = entries.varint();
    const valueBytes = entries.varint();
    entries.take(keyBytes);
    values.push(entries.take(valueBytes));
  }
  return values;
}

/** A record that is longer than a block of 32 KiB is cut; put together again, no word in it is. */
function logRecords(bytes: Buffer): readonly Buffer[] {
  const blockBytes = 32 * 1024;
  if (bytes.length < 7 || bytes.length > mostBytes) return [];
  const records: Buffer[] = [];
  let parts: Buffer[] = [];
  let at = 0;
  while (at + 7 <= bytes.length) {
    const left = blockBytes - (at % blockBytes);
    const length = bytes.readUInt16LE(at + 4);
    const kind = bytes[at + 6] ?? 0;
    if (left < 7 || (kind === 0 && length === 0)) {
      at += left;
      continue;
    }
    // Not a log: any other file ends here, as a rule with its first bytes.
    if (kind > 4 || length > left - 7) return records;
    parts.push(bytes.subarray(at + 7, at + 7 + length));
    if (kind === 1 || kind === 4) {
      if (parts.length > 1) records.push(Buffer.concat(parts));
      parts = [];
    }
    at += 7 + length;
  }
  return records;
}

/** Source: Snappy, format_description.txt. */
export function unsnap(packed: Buffer): Buffer {
  const input = reader(packed);
  const size = input.varint();
  if (size > mostBytes) throw new Error('That many bytes are nowhere');
  const output = Buffer.alloc(size);
  let at = 0;
  while (!input.isAtEnd()) {
    const tag = input.byte();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const length = 1 + (short < 60 ? short : input.little(short - 59));
      input.take(length).copy(output, at);
      at += length;
      continue;
    }
    const length = (tag & 3) === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const back = (tag & 3) === 1 ? ((tag >> 5) << 8) | input.byte() : input.little((tag & 3) === 2 ? 2 : 4);
    // Byte by byte: what is copied may reach into itself.
    for (let copied = 0; copied < length; copied += 1, at += 1) output[at] = output[at - back] ?? 0;
  }
  return output;
}

function reader(bytes: Buffer) {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at];
    if (value === undefined) throw new Error('It ends too early');
    at += 1;
    return value;
  };
  return {
    byte,
    isAtEnd: () => at >= bytes.length,
    take: (length: number): Buffer => {
      if (at + length > bytes.length) throw new Error('It ends too early');
      at += length;
      return bytes.subarray(at - length, at);
    },
    little: (length: number): number => {
      let value = 0;
      for (let place = 0; place < length; place += 1) value += byte() * 2 ** (8 * place);
      return value;
    },
    varint: (): number => {
      let value = 0;
      for (let place = 0; ; place += 7) {
        const next = byte();
        value += (next & 0x7f) * 2 ** place;
        if (next < 0x80) return value;
      }
    },
  };
}
