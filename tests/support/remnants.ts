import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Decrypter } from 'age-encryption';
import { databaseKey, evidenceIdentity } from '../../src/core/vault/keys';
import { decryptPage, pageBytes } from '../../src/core/vault/page-format';
import type { UnlockedHeader } from '../../src/core/vault/open-vault';

const logHeaderBytes = 32;
const frameHeaderBytes = 24;

/**
 * Looks for words and pieces in every file of a vault's folder as whoever has the key could: each page of the databases
 * and of their logs decrypted, each original decrypted, and all other files as they are.
 *
 * @returns what was found, each with the files it stands in
 */
export async function findRemnants(
  folder: string,
  unlocked: UnlockedHeader,
  wanted: { readonly words: readonly string[]; readonly pieces: readonly Uint8Array[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const note = (what: string, where: string) => found.set(what, [...(found.get(what) ?? []), where]);
  const needles = [
    ...wanted.words.map((word) => ({
      word,
      utf8: Buffer.from(word, 'utf8'),
      utf16: Buffer.from(word, 'utf16le'),
    })),
    ...wanted.pieces.map((piece) => ({
      word: Buffer.from(piece).toString('hex'),
      utf8: Buffer.from(piece),
      utf16: Buffer.from(piece),
    })),
  ];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    for (const plain of await readable(name, readFileSync(path), unlocked)) {
      for (const { word, utf8, utf16 } of needles) {
        if (plain.includes(utf8) || plain.includes(utf16)) note(word, name);
      }
    }
  }
  return found;
}

/** The content of a file in all the ways it can be read. */
async function readable(
  name: string,
  bytes: Buffer,
  { header, vaultKey }: UnlockedHeader,
): Promise<readonly Buffer[]> {
  const key = databaseKey(vaultKey, header.vaultId, header.epoch);
  if (name.endsWith('-wal')) {
    const frames: Buffer[] = [];
    for (
      let at = logHeaderBytes;
      at + frameHeaderBytes + pageBytes <= bytes.byteLength;
      at += frameHeaderBytes + pageBytes
    ) {
      const page = bytes.subarray(at + frameHeaderBytes, at + frameHeaderBytes + pageBytes);
      frames.push(decryptPage(page, bytes.readUInt32BE(at), key));
    }
    return [bytes, ...frames];
  }
  if (name.startsWith('vault.db')) {
    const pages = Array.from({ length: Math.floor(bytes.byteLength / pageBytes) }, (_, index) =>
      decryptPage(bytes.subarray(index * pageBytes, (index + 1) * pageBytes), index + 1, key),
    );
    return [bytes, ...pages];
  }
  if (name.endsWith('.age')) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(evidenceIdentity(vaultKey, header.vaultId).identity);
    return [bytes, Buffer.from(await decrypter.decrypt(bytes))];
  }
  return [bytes];
}
