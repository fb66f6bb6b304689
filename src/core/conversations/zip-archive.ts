import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import type { ConversationFailure } from '../../shared/conversations/report';
import { err, ok, type Result } from '../../shared/kernel/result';

const mostEntries = 50_000;
/** An archive that promises more than this of one text, and so many times its size, is made to fill a disk. */
const suspiciousBytes = 8 * 1024 * 1024;
const suspiciousRatio = 200;

export interface ZipArchive {
  readonly entries: readonly Entry[];
  readonly read: (entry: Entry, limitBytes: number) => Promise<Result<Buffer, ConversationFailure>>;
  readonly close: () => void;
}

/**
 * Opens an archive and looks at all its names and sizes; nothing is unpacked yet, and nothing is ever written to a disk.
 *
 * @param archive path of a file, or its bytes
 */
export async function openZip(
  archive: string | Buffer,
  name: string,
): Promise<Result<ZipArchive, ConversationFailure>> {
  let zip: ZipFile;
  const entries: Entry[] = [];
  try {
    const options = { autoClose: false, lazyEntries: true };
    zip = await (typeof archive === 'string'
      ? openPromise(archive, options)
      : fromBufferPromise(archive, options));
  } catch {
    // Every reason comes to the same for a person: the end of the archive, where its list stands, is not there.
    return err({ kind: 'zipBroken', name });
  }
  try {
    if (zip.entryCount > mostEntries)
      return refuse(zip, { kind: 'zipTooManyEntries', name, limit: mostEntries });
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (failure) {
    const told = failure instanceof Error ? failure.message : '';
    const unsafe = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(
      told,
    );
    return refuse(
      zip,
      unsafe === null ? { kind: 'zipBroken', name } : { kind: 'zipNameUnsafe', name, entry: unsafe[1] ?? '' },
    );
  }
  const bomb = entries.find(isBomb);
  if (bomb !== undefined) return refuse(zip, { kind: 'zipBomb', name, entry: bomb.fileName });
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  // Entries that share their bytes promise more than the archive holds.
  const [first] = entries;
  if (first !== undefined && packed > zip.fileSize) {
    return refuse(zip, { kind: 'zipBomb', name, entry: first.fileName });
  }
  return ok({
    entries,
    read: (entry, limitBytes) => readEntry(zip, { entry, name, limitBytes }),
    close: () => zip.close(),
  });
}

function refuse(zip: ZipFile, failure: ConversationFailure): Result<never, ConversationFailure> {
  zip.close();
  return err(failure);
}

function isBomb({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize > suspiciousBytes && uncompressedSize > compressedSize * suspiciousRatio;
}

async function readEntry(
  zip: ZipFile,
  { entry, name, limitBytes }: { readonly entry: Entry; readonly name: string; readonly limitBytes: number },
): Promise<Result<Buffer, ConversationFailure>> {
  if (entry.uncompressedSize > limitBytes) {
    return err({ kind: 'fileTooLarge', name: entry.fileName, limitMb: Math.round(limitBytes / 2 ** 20) });
  }
  if (entry.isEncrypted()) return err({ kind: 'zipEncrypted', name });
  try {
    const chunks: Buffer[] = [];
    // The library ends the stream with an error as soon as more comes out than the size that was looked at.
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    return ok(Buffer.concat(chunks));
  } catch {
    // A wrong checksum, a wrong length, a stream cut short: the entry is not what was packed.
    return err({ kind: 'zipBroken', name });
  }
}
