import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { z } from 'zod';
import {
  passphraseMinLength,
  passphraseMinScore,
  strengthSuggestions,
  strengthWarnings,
  type PassphraseStrength,
} from '../../shared/vault/passphrase';

/** Only so many characters are weighed: the estimate takes seconds for much longer ones, and rises no more. */
const weighedCharacters = 64;

let estimator: Promise<ZxcvbnFactory> | null = null;

/**
 * Estimates how many guesses a passphrase withstands, with dictionaries of common passwords and of English, French and
 * Belgian Dutch words and names.
 *
 * @param context words that someone who knows the person would try first
 */
export async function measureStrength(
  passphrase: string,
  context: readonly string[],
): Promise<PassphraseStrength> {
  // Only when it is first asked for: reading the dictionaries takes half a second.
  estimator ??= createEstimator();
  const normalized = passphrase.normalize('NFKC');
  const words = contextWords(context);
  const whole = (await estimator).check(normalized, [...words]);
  // The estimator weighs each name that is known as fifty guesses, so that three of them would pass for strong.
  const rest = (await estimator).check(withoutWords(normalized, words));
  const { score, guessesLog10, feedback } =
    rest.guessesLog10 < whole.guessesLog10
      ? { ...rest, feedback: { ...rest.feedback, warning: 'userInputs' } }
      : whole;
  const longEnough = Array.from(normalized).length >= passphraseMinLength;
  return {
    score,
    guessesLog10: Math.max(0, guessesLog10),
    longEnough,
    acceptable: longEnough && score >= passphraseMinScore,
    warning: z.enum(strengthWarnings).nullable().catch(null).parse(feedback.warning),
    suggestions: z.array(z.enum(strengthSuggestions)).catch([]).parse(feedback.suggestions),
  };
}

/** The words of what is known, folded, longest first. Short ones are left out: they stand in many other words. */
function contextWords(context: readonly string[]): readonly string[] {
  const words = context.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u));
  return [...new Set(words)]
    .filter((word) => word.length >= 3)
    .toSorted((one, other) => other.length - one.length);
}

function withoutWords(passphrase: string, words: readonly string[]): string {
  const folded = fold(passphrase);
  if (!words.some((word) => folded.includes(word))) return passphrase;
  return words.reduce((rest, word) => rest.replaceAll(word, ''), folded).trim();
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

async function createEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english, french, dutch, german] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-nl-be'),
    import('@zxcvbn-ts/language-de'),
  ]);
  // The packages of Dutch and German name their dictionaries without a language, so they are set apart here.
  const apart = (dictionary: object, language: string) =>
    Object.fromEntries(Object.entries(dictionary).map(([name, words]) => [`${name}-${language}`, words]));
  return new core.ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: {
      ...common.dictionary,
      ...english.dictionary,
      ...french.dictionary,
      ...apart(dutch.dictionary, 'nl-be'),
      ...apart(german.dictionary, 'de'),
    },
    maxLength: weighedCharacters,
    // Of the ways to read signs as letters; with the package's hundred a long passphrase takes seconds.
    l33tMaxSubstitutions: 10,
  });
}
