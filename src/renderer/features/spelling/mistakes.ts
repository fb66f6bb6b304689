import { languages, type Language } from '../../../shared/kernel/languages';
import { call } from '../../lib/core';

/** Language of texts that do not name their own: that of the case, or of the program. */
let languageOfScreen: Language = 'en';

export function setLanguageOfScreen(language: Language): void {
  languageOfScreen = language;
}

/** The language a text is written in: what it says itself, or else that of the screen. */
export function languageOf(field: Element | null): Language {
  const named = field?.closest<HTMLElement>('[lang]:not(html)')?.lang.split('-')[0];
  return languages.find((language) => language === named) ?? languageOfScreen;
}

/** Words that core has called right, so that a long text is not sent again with every pause. */
const rightWords = new Map<Language, Set<string>>();
/** Of one question; a text of many pages asks several. */
const mostWords = 2000;

/**
 * The mistakes among the words. No answer marks nothing: while somebody writes down what she is told, a check of spelling
 * that fails is nothing to stop for.
 */
export async function mistakesAmong(
  language: Language,
  words: readonly string[],
): Promise<ReadonlySet<string>> {
  const right = rightWords.get(language) ?? new Set();
  rightWords.set(language, right);
  const asked = [...new Set(words)].filter((word) => !right.has(word) && word.length <= 100);
  const mistakes = new Set<string>();
  for (let from = 0; from < asked.length; from += mostWords) {
    const part = asked.slice(from, from + mostWords);
    const checked = await call('spelling.check', { language, words: part });
    if (!checked.ok) return mistakes;
    for (const word of checked.value.mistakes) mistakes.add(word);
    for (const word of part) if (!mistakes.has(word)) right.add(word);
  }
  return mistakes;
}

/** After a word was taken away it may be a mistake again. */
export function forgetRightWords(): void {
  rightWords.clear();
}
