import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { languageSchema } from '../kernel/languages';
import { instantSchema } from '../kernel/time';

/** One word as a text has it, with its apostrophes and hyphens. */
export const wordSchema = z.string().min(1).max(100).regex(/^\S+$/u);

/** A word that the advocates of this vault have said is right. */
const ownWordSchema = z.strictObject({ word: wordSchema, addedAt: instantSchema });
export type OwnWord = z.infer<typeof ownWordSchema>;

const ownWords = z.array(ownWordSchema);

export const spellingContract = {
  /** Which of the words are in no dictionary of the language, no word of this vault and no name of a person in it. */
  'spelling.check': query({
    input: z.strictObject({ language: languageSchema, words: z.array(wordSchema).max(5000) }),
    output: z.strictObject({ mistakes: z.array(z.string()) }),
  }),

  /** What the word may have been meant to be, the likeliest first; none where nothing is near. */
  'spelling.suggest': query({
    input: z.strictObject({ language: languageSchema, word: wordSchema }),
    output: z.strictObject({ suggestions: z.array(z.string()) }),
  }),

  /** The words of this vault, in alphabetical order. */
  'spelling.words': query({ input: noInput, output: ownWords }),

  /** From now on it is right in every language. One that is there already stays as it is. */
  'spelling.addWord': command({
    input: z.strictObject({ word: wordSchema }),
    output: ownWords,
    touches: ['spelling'],
  }),

  'spelling.removeWord': command({
    input: z.strictObject({ word: wordSchema }),
    output: ownWords,
    touches: ['spelling'],
  }),
};
