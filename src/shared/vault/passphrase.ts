import { z } from 'zod';

/** Shorter ones are refused at creation, however they are made. Counted in characters after NFKC. */
export const passphraseMinLength = 15;
/** Of 0 to 4; 3 withstands about 10^8 guesses before the cost of Argon2 is counted. */
export const passphraseMinScore = 3;

export const passphraseSchema = z.string().min(1).max(1000);

/** Why a passphrase is easy to guess: the names that zxcvbn-ts gives. */
export const strengthWarnings = [
  'straightRow',
  'keyPattern',
  'simpleRepeat',
  'extendedRepeat',
  'sequences',
  'recentYears',
  'dates',
  'topTen',
  'topHundred',
  'common',
  'similarToCommon',
  'wordByItself',
  'namesByThemselves',
  'commonNames',
  'userInputs',
  'pwned',
] as const;

/** What would make it harder to guess, by the same names. */
export const strengthSuggestions = [
  'l33t',
  'reverseWords',
  'allUppercase',
  'capitalization',
  'dates',
  'recentYears',
  'associatedYears',
  'sequences',
  'repeated',
  'longerKeyboardPattern',
  'anotherWord',
  'useWords',
  'noNeed',
  'pwned',
] as const;

export const strengthSchema = z.strictObject({
  /** 0 guessed at once, 4 very hard to guess. */
  score: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  /** Power of ten of the guesses needed. */
  guessesLog10: z.number().nonnegative(),
  longEnough: z.boolean(),
  /** Long enough and hard enough to guess to protect a vault. */
  acceptable: z.boolean(),
  /** Null when there is nothing to warn of. */
  warning: z.enum(strengthWarnings).nullable(),
  suggestions: z.array(z.enum(strengthSuggestions)),
});
export type PassphraseStrength = z.infer<typeof strengthSchema>;
