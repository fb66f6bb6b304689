import type { Language } from '../kernel/languages';
import { err, ok, type Result } from '../kernel/result';
import {
  groupsToValues,
  readRecoveryCode,
  valueCount,
  valuesToGroups,
  type RecoveryCode,
  type RecoveryCodeFailure,
} from './code';
import { wordLanguages, wordLists, type WordLanguage } from './word-lists';

// The same code as on the groups of a paper, written as words: easier to read aloud, to copy and to type for many. All of it
// and not the secret alone, so that words as well name their vault, and shares have them too.

const bitsOfValue = 5;
const bitsOfWord = 11;
/** 350 bits of the code and two zeros. */
export const wordCount = 32;
/** Enough to tell a word from every other of its list. */
const tellingLetters = 4;

export type WordsFailure =
  /** `words` were typed, and there should be 32. */
  | { readonly kind: 'wordsIncomplete'; readonly words: number }
  /** `word` counts from 1; it stands on no list. */
  | { readonly kind: 'wordUnknown'; readonly word: number }
  /** Each word is on the list, and all together do not fit. */
  | { readonly kind: 'wordsWrong' };

/** How a word was understood. */
export interface ReadWord {
  /** As it was typed, accents and capitals aside. */
  readonly typed: string;
  /** Its place on the list; null for a word that is not on it. */
  readonly value: number | null;
}

interface ReadWords {
  readonly language: WordLanguage;
  readonly words: readonly ReadWord[];
}

/** Words for a paper in this language: French for a French one, English otherwise, since there is no list in Dutch or German. */
export function wordLanguageFor(language: Language): WordLanguage {
  return language === 'fr' ? 'fr' : 'en';
}

/** The groups of a paper as words. */
export function groupsToWords(groups: readonly string[], language: WordLanguage): readonly string[] {
  const bits = groupsToValues(groups)
    .map((value) => value.toString(2).padStart(bitsOfValue, '0'))
    .join('')
    .padEnd(wordCount * bitsOfWord, '0');
  return Array.from({ length: wordCount }, (_, index) => {
    const value = Number.parseInt(bits.slice(index * bitsOfWord, (index + 1) * bitsOfWord), 2);
    return wordLists[language][value] ?? '';
  });
}

/**
 * What was typed as words, in the language whose list knows most of them. Their numbers, accents, capitals and whatever
 * stands between them mean nothing, and four letters stand for a word.
 */
export function readWords(typed: string): ReadWords {
  const words = foldWord(typed)
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');
  const [english, french] = wordLanguages.map((language) => ({
    language,
    words: words.map((word) => ({ typed: word, value: placeOf(word, language) })),
  }));
  if (english === undefined || french === undefined) throw new Error('There are two lists');
  return countKnown(french) > countKnown(english) ? french : english;
}

/** The word of the list that begins as this one does; null when none does. */
export function similarWord(typed: string, language: WordLanguage): string | null {
  const place = placesByTelling[language].get(typed.slice(0, tellingLetters));
  return place === undefined ? null : (wordLists[language][place] ?? null);
}

/** True for what is rather words than groups of characters. */
export function isWords(typed: string): boolean {
  const read = readWords(typed);
  return countKnown(read) * 2 > read.words.length;
}

/** The groups of a paper whose words were typed. They are not yet proved to fit together. */
export function wordsToGroups(typed: string): Result<readonly string[], WordsFailure> {
  const { words } = readWords(typed);
  const unknown = words.findIndex(({ value }) => value === null);
  if (unknown !== -1) return err({ kind: 'wordUnknown', word: unknown + 1 });
  if (words.length !== wordCount) return err({ kind: 'wordsIncomplete', words: words.length });
  const bits = words.map(({ value }) => (value ?? 0).toString(2).padStart(bitsOfWord, '0')).join('');
  if (bits.slice(valueCount * bitsOfValue).includes('1')) return err({ kind: 'wordsWrong' });
  return ok(
    valuesToGroups(
      Array.from({ length: valueCount }, (_, index) =>
        Number.parseInt(bits.slice(index * bitsOfValue, (index + 1) * bitsOfValue), 2),
      ),
    ),
  );
}

/** Reads a whole paper, typed as groups or as words. */
export function readPaper(typed: string): Result<RecoveryCode, RecoveryCodeFailure | WordsFailure> {
  if (!isWords(typed)) return readRecoveryCode(typed);
  const groups = wordsToGroups(typed);
  if (!groups.ok) return groups;
  const code = readRecoveryCode(groups.value.join(' '));
  if (code.ok) return code;
  // Every group that is made of words fits by itself.
  return code.error.kind === 'codeNewer' ? code : err({ kind: 'wordsWrong' });
}

function countKnown({ words }: ReadWords): number {
  return words.filter(({ value }) => value !== null).length;
}

function foldWord(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A word stands on the list, or is the beginning of one that no other begins with. */
function placeOf(word: string, language: WordLanguage): number | null {
  const short = shortWords[language].get(word);
  if (short !== undefined) return short;
  const place = placesByTelling[language].get(word.slice(0, tellingLetters));
  if (word.length < tellingLetters || place === undefined) return null;
  return foldWord(wordLists[language][place] ?? '').startsWith(word) ? place : null;
}

/** Places by the first four letters, and those of words that have fewer. */
const placesByTelling = { en: placesOf('en'), fr: placesOf('fr') };
const shortWords = { en: shortWordsOf('en'), fr: shortWordsOf('fr') };

function placesOf(language: WordLanguage): ReadonlyMap<string, number> {
  return new Map(wordLists[language].map((word, place) => [foldWord(word).slice(0, tellingLetters), place]));
}

function shortWordsOf(language: WordLanguage): ReadonlyMap<string, number> {
  return new Map([...placesOf(language)].filter(([letters]) => letters.length < tellingLetters));
}
