/**
 * How many bytes are encrypted for a file of this length, so that the size on disk tells little about it: Padmé
 * (Nikitin and others, “Reducing metadata leakage from encrypted files”, 2019), at most 12 % more and less for large
 * files, of the length plus one; never under 4,096.
 *
 * After the file comes one byte 0x80, then zeros. So its end is found without the database too.
 */
export function paddedLength(byteLength: number): number {
  const length = byteLength + 1;
  if (length <= 4096) return 4096;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(length / step) * step;
}

export const endOfFile = 0x80;
