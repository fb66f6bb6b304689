/** Whether a text has one of the words or names in it, however it is accented or cased. Very short ones are no proof. */
export function mentions(text: string, names: readonly string[]): boolean {
  const folded = fold(text);
  return names
    .map((name) => fold(name).trim())
    .some((name) => name.length > 3 && folded.includes(` ${name} `));
}

/** Lower case without accents, every run of other signs as one space, with a space at both ends. */
function fold(text: string): string {
  const words = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return ` ${words.filter((word) => word !== '').join(' ')} `;
}
