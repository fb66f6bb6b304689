export type Direction = 'leftToRight' | 'rightToLeft';

const rightToLeftLetter = ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko', 'Adlam']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const firstLetter = new RegExp(`(?<rightToLeft>(?=\\p{L})[${rightToLeftLetter}])|\\p{L}`, 'u');
// Words and numbers written from left to right, with the signs and spaces between them.
const leftToRightStretch = new RegExp(
  `(?:(?![${rightToLeftLetter}])[\\p{L}\\p{N}]|\\p{N})(?:(?:(?![${rightToLeftLetter}])[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]|\\p{N})*(?:(?![${rightToLeftLetter}])[\\p{L}\\p{N}]|\\p{N}))?`,
  'gu',
);

/** The direction of the first letter; null for a text without letters. */
export function directionOf(text: string): Direction | null {
  const found = firstLetter.exec(text);
  if (found === null) return null;
  return found.groups?.['rightToLeft'] === undefined ? 'leftToRight' : 'rightToLeft';
}

/**
 * The stretches of a line that is written from right to left: words and numbers that run the other way, and everything
 * else, signs included, so that a bracket or a full stop stands on the side where it was put.
 */
export function splitByDirection(
  line: string,
): readonly { readonly text: string; readonly direction: Direction }[] {
  const stretches: { text: string; direction: Direction }[] = [];
  let at = 0;
  for (const match of line.matchAll(leftToRightStretch)) {
    const after = match.index + match[0].length;
    // A bracket that was opened inside is closed inside.
    const isOpen = /[([{][^)\]}]*$/u.test(match[0]);
    const end = isOpen && /[)\]}]/u.test(line.charAt(after)) ? after + 1 : after;
    if (match.index > at) stretches.push({ text: line.slice(at, match.index), direction: 'rightToLeft' });
    stretches.push({ text: line.slice(match.index, end), direction: 'leftToRight' });
    at = end;
  }
  if (at < line.length) stretches.push({ text: line.slice(at), direction: 'rightToLeft' });
  return stretches;
}
