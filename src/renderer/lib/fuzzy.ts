/**
 * How well what was typed fits a text, for lists that are searched while typing: every letter typed must come in the
 * text, in this order; accents and case do not count. Letters side by side and at the start of words fit better.
 *
 * @returns null when it does not fit; else the higher the better. An empty text typed fits everything with 0.
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = [...plain(typed).replaceAll(/\s+/gu, '')];
  const letters = [...plain(text)];
  let score = 0;
  let place = -1;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, place + 1);
    if (next === -1) return null;
    const before = letters[next - 1];
    const startsWord = before === undefined || !/[\p{L}\p{N}]/u.test(before);
    const follows = next === place + 1 && place !== -1;
    score += follows ? 5 : startsWord ? 4 : 1;
    place = next;
  }
  // Of two that fit alike the shorter is meant.
  return wanted.length === 0 ? 0 : score - letters.length / 100;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en');
}
