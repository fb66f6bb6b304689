import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InterfaceLanguage } from '../../shared/kernel/languages';

/** A drawn passphrase must withstand about as many guesses as a key of so many bits. */
const wantedBits = 85;

export interface SuggestedPassphrase {
  readonly passphrase: string;
  readonly bits: number;
}

/**
 * Draws words at random, as many as it takes: seven English ones, eight French, Dutch or German ones.
 *
 * @throws when a list of the program is not as it was shipped
 */
export function suggestPassphrase(resourcesFolder: string, language: InterfaceLanguage): SuggestedPassphrase {
  const words = readWordList(resourcesFolder, language);
  const bitsPerWord = Math.log2(words.length);
  const count = Math.ceil(wantedBits / bitsPerWord);
  const drawn = Array.from({ length: count }, () => words[randomInt(words.length)]);
  return { passphrase: drawn.join(' '), bits: Math.floor(count * bitsPerWord) };
}

/** One word a line. */
export function readWordList(resourcesFolder: string, language: InterfaceLanguage): readonly string[] {
  const text = readFileSync(join(resourcesFolder, 'word-lists', `${language}.txt`), 'utf8');
  const words = text.split('\n').filter((line) => line !== '');
  // A list that was shortened or filled with one word would give passphrases that look strong and are not.
  if (words.length < 1000 || new Set(words).size !== words.length) {
    throw new Error('The word list is not as it was shipped');
  }
  return words;
}
