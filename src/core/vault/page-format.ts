import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

// SQLCipher 4 with its default parameters, read by code of our own. Each page ends in 80 reserved bytes: the
// initialisation vector (16) and HMAC-SHA512 (64) over ciphertext, vector and page number. Page 1 begins with the
// salt (16) in place of SQLite's plain header. Source: SQLCipher's design page and src/sqlcipher.c.
export const pageBytes = 4096;
export const saltBytes = 16;
const vectorBytes = 16;
export const macBytes = 64;
/** What SQLite can use of a page. */
export const usableBytes = pageBytes - vectorBytes - macBytes;
const macKeyRounds = 2;
const saltMask = 0x3a;
/** What an unencrypted database begins with. */
export const plainBeginning = 'SQLite format 3\0';

/** The page at 1 GiB: SQLite keeps its locks there and never writes it, so that it has no code. */
export const lockPage = 0x4000_0000 / pageBytes + 1;

/** The key of the authentication codes, which follows from the database's key and its salt. */
export function pageMacKey(databaseKey: Uint8Array, salt: Uint8Array): Buffer {
  const maskedSalt = salt.map((byte) => byte ^ saltMask);
  return pbkdf2Sync(databaseKey, maskedSalt, macKeyRounds, 32, 'sha512');
}

/** True when these are the bytes that were written as the page of this number. */
export function hasRightMac(page: Uint8Array, number: number, macKey: Uint8Array): boolean {
  const numberBytes = Buffer.alloc(4);
  numberBytes.writeUInt32LE(number);
  const end = usableBytes + vectorBytes;
  const computed = createHmac('sha512', macKey)
    .update(page.subarray(number === 1 ? saltBytes : 0, end))
    .update(numberBytes)
    .digest();
  return timingSafeEqual(computed, page.subarray(end, end + macBytes));
}

/** The plain content of a page whose code is right: what SQLite can use of it. */
export function decryptPage(page: Uint8Array, number: number, databaseKey: Uint8Array): Buffer {
  const vector = page.subarray(usableBytes, usableBytes + vectorBytes);
  const decipher = createDecipheriv('aes-256-cbc', databaseKey, vector).setAutoPadding(false);
  if (number !== 1) return decipher.update(page.subarray(0, usableBytes));
  return Buffer.concat([
    Buffer.from(plainBeginning, 'latin1'),
    decipher.update(page.subarray(saltBytes, usableBytes)),
  ]);
}
