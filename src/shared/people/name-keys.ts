import { transliterate } from './transliteration';

// Names reach an advocate by ear, by passport, by a police report and by a phone's contact list, spelled each time
// anew. A key throws away what differs between such spellings; closeness measures what is left.

/**
 * What two spellings of one name have in common: lower-case words of folded letters, divided by one space. Arabic,
 * Cyrillic, Greek, Hebrew, Georgian, Armenian and Ethiopic letters become Latin ones; other scripts stay. The key of a
 * key is the key itself. Empty for a text without letters.
 */
export function nameKey(text: string): string {
  return fold(text)
    .split(' ')
    .map(foldSounds)
    .filter((word) => word !== '')
    .join(' ');
}

/** How close two keys are, from 0 (nothing in common) to 1 (the same name). */
export function keyCloseness(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  const leftJoined = left.replaceAll(' ', '');
  const rightJoined = right.replaceAll(' ', '');
  if (leftJoined === rightJoined) return 1;
  // Abd El Rahman and Abdelrahman are divided differently; only long ones, since short ones meet by chance.
  const isLong = Math.min(leftJoined.length, rightJoined.length) >= 7;
  const joined = isLong ? closestReading(leftJoined, rightJoined, joinedCloseness) : 0;
  return Math.max(joined, wordsCloseness(significantWords(left), significantWords(right)));
}

/** From this closeness on two people may be one. */
export const likelyCloseness = 0.8;
/** From this closeness on two spellings are of the same name, as far as its sounds tell. */
export const sameNameCloseness = 0.92;

/** Whether a text has letters of another script than the Latin one. */
export function hasOtherScript(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\p{Script=Latin}/gu, ''));
}

function fold(text: string): string {
  // Twice decomposed: lowering the case of some letters (İ) brings new marks.
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cs}'’‘ʼʻʿʾ`´ـ-]/gu, (sign) => (sign === '-' ? ' ' : ''));
  return transliterate(bare)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

// In this order. Each rule shortens the word or writes a letter that no earlier rule writes back, so that repeating
// them comes to an end.
const soundRules: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/dzh|dj|zh/g, 'j'],
  [/sch|tch|tsh|ch|sh/g, 's'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/gh/g, 'g'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/c(?=[eiy])/g, 's'],
  [/ck|qu(?=[aeiou])|[cq]/g, 'k'],
  [/[yj]/g, 'i'],
  [/^ou(?=[aeiou])/, 'w'],
  [/ou|oo/g, 'u'],
  [/ee/g, 'i'],
  [/(\p{L})\1+/gu, '$1'],
  [/(?<=[aeiou])h$/, ''],
];

function foldSounds(word: string): string {
  let before = '';
  let after = word;
  while (before !== after) {
    before = after;
    for (const [pattern, replacement] of soundRules) after = after.replace(pattern, replacement);
  }
  return after;
}

/** The consonants, which survive where vowels are heard differently or, as in Arabic, not written. */
function skeleton(word: string): string {
  // An i or u before a vowel is a consonant (Yusuf, Walid); other first vowels all become a.
  const first = /^[iu](?=[aeiou])/.test(word) ? word.slice(0, 1) : word.slice(0, 1).replace(/[aeiou]/, 'a');
  return (first + word.slice(1).replace(/[aeiou]/g, '')).replace(/(\p{L})\1+/gu, '$1');
}

const particles = new Set([
  'al',
  'el',
  'ul',
  'il',
  'as',
  'es',
  'de',
  'da',
  'di',
  'do',
  'du',
  'la',
  'le',
  'van',
  'von',
  'den',
  'der',
  'bin',
  'ben',
  'ibn',
  'bint',
  'uld',
  'bu',
  'abu',
]);

function joinedCloseness(left: string, right: string): number {
  const leftSkeleton = skeleton(left);
  if (leftSkeleton.length >= 5 && leftSkeleton === skeleton(right)) return 0.94;
  return spellingCloseness(left, right);
}

function significantWords(key: string): readonly string[] {
  const words = key.split(' ');
  const significant = words.filter((word) => !particles.has(word));
  return significant.length === 0 ? words : significant;
}

/** Each word of the shorter name finds its closest in the longer one, in any order: family names come first or last. */
function wordsCloseness(left: readonly string[], right: readonly string[]): number {
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  const free = new Set(longer.keys());
  let sum = 0;
  for (const word of shorter) {
    let best = 0;
    let bestIndex: number | null = null;
    for (const index of free) {
      const closeness = closestReading(word, longer[index] ?? '', wordCloseness);
      if (closeness > best) {
        best = closeness;
        bestIndex = index;
      }
    }
    if (bestIndex !== null) free.delete(bestIndex);
    sum += best;
  }
  const mean = sum / shorter.length;
  if (shorter.length > 1 || longer.length === 1) return mean;
  // One name out of several says little, but for someone with a single name it is all there is.
  return mean >= 0.9 ? 0.85 * mean + 0.02 : 0.5 * mean;
}

/** A w is a v to a Pole or a German (Iwanowa) and a vowel to others (Nawal, Naoual): the reading that fits better counts. */
function closestReading(
  left: string,
  right: string,
  closenessOf: (left: string, right: string) => number,
): number {
  if (left === right) return 1;
  if (!left.includes('w') && !right.includes('w')) return closenessOf(left, right);
  return Math.max(
    ...readingsOf(left).flatMap((one) => readingsOf(right).map((other) => closenessOf(one, other))),
  );
}

function readingsOf(word: string): readonly string[] {
  return word.includes('w') ? [word.replaceAll('w', 'v'), foldSounds(word.replaceAll('w', 'u'))] : [word];
}

function wordCloseness(left: string, right: string): number {
  if (left === right) return 1;
  const spelling = spellingCloseness(left, right);
  const leftSkeleton = skeleton(left);
  if (leftSkeleton !== skeleton(right)) return spelling;
  if (leftSkeleton.length >= 3) return Math.max(0.94, spelling);
  return spelling >= 0.5 ? Math.max(0.85, spelling) : spelling;
}

/** Below this closeness of spelling two words have nothing to do with each other; it is then not worked out further. */
const unrelated = 0.5;

function spellingCloseness(left: string, right: string): number {
  const leftLetters = Array.from(left);
  const rightLetters = Array.from(right);
  const longest = Math.max(leftLetters.length, rightLetters.length);
  // Whatever is changed, no more letters can stay than the two have in common.
  if (sharedLetters(leftLetters, rightLetters) / longest < unrelated) return 0;
  const edited = 1 - editDistance(leftLetters, rightLetters) / longest;
  return edited < unrelated ? edited : Math.max(edited, sharedTrigrams(leftLetters, rightLetters));
}

function sharedLetters(left: readonly string[], right: readonly string[]): number {
  const free = [...right];
  let shared = 0;
  for (const letter of left) {
    const at = free.indexOf(letter);
    if (at === -1) continue;
    free.splice(at, 1);
    shared += 1;
  }
  return shared;
}

function editDistance(left: readonly string[], right: readonly string[]): number {
  const distances = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, letter] of left.entries()) {
    let diagonal = row;
    distances[0] = row + 1;
    for (const [column, other] of right.entries()) {
      const above = distances[column + 1] ?? 0;
      const before = distances[column] ?? 0;
      distances[column + 1] = Math.min(diagonal + (letter === other ? 0 : 1), above + 1, before + 1);
      diagonal = above;
    }
  }
  return distances.at(-1) ?? 0;
}

/** Dice coefficient over runs of three letters, the word's edges counted in. */
function sharedTrigrams(left: readonly string[], right: readonly string[]): number {
  const leftTrigrams = trigrams(left);
  const rightTrigrams = trigrams(right);
  const shared = [...leftTrigrams].filter((trigram) => rightTrigrams.has(trigram)).length;
  return (2 * shared) / (leftTrigrams.size + rightTrigrams.size);
}

function trigrams(letters: readonly string[]): ReadonlySet<string> {
  const padded = [' ', ' ', ...letters, ' '];
  return new Set(padded.slice(2).map((_, index) => padded.slice(index, index + 3).join('')));
}
