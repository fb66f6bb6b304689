import { foldWords, isLoneSign } from './fold';

/** One thing that must stand in a passage: a word, or several one after the other. */
export interface SearchClause {
  /** Folded words, at least one. */
  readonly words: readonly string[];
  /** The last word may go on: `pass` finds `passeport`. */
  readonly isPrefix: boolean;
}

/** Longest text looked for, in UTF-16 units. */
export const searchTextLimit = 200;
const mostClauses = 12;
const quotes = /["“”«»„‟]/u;

/**
 * Reads what was typed into a search field. Words stand anywhere in a passage and in any order; what is in quotes, or
 * written without a space between (`BR-2026-014`), stands together. The last word may be unfinished, unless its quote
 * is closed. Whatever is typed is a search: there is no sign to get wrong.
 */
export function readSearchText(typed: string): readonly SearchClause[] {
  const clauses: SearchClause[] = [];
  const add = (text: string, isPrefix: boolean): void => {
    const words = foldWords(text).map(({ word }) => word);
    if (words.length > 0) clauses.push({ words, isPrefix });
  };
  // Pieces in turn outside and inside quotes; a last one inside is a phrase that is still being typed.
  const pieces = typed.slice(0, searchTextLimit).split(quotes);
  pieces.forEach((piece, index) => {
    const isLast = index === pieces.length - 1;
    if (index % 2 === 1) {
      add(piece, isLast);
      return;
    }
    const chunks = piece.split(/\s+/u);
    chunks.forEach((chunk, place) => add(chunk, isLast && place === chunks.length - 1));
  });
  return withoutRepeats(clauses).slice(0, mostClauses);
}

/** Whether what was typed says enough to look for: one letter of a script with spaces finds everything. */
export function isEnoughToSearch(clauses: readonly SearchClause[]): boolean {
  return clauses.some(
    ({ words }) => words.length > 1 || words.some((word) => word.length > 1 || isLoneSign(word)),
  );
}

function withoutRepeats(clauses: readonly SearchClause[]): readonly SearchClause[] {
  const keyOf = ({ words, isPrefix }: SearchClause): string => `${words.join(' ')}${isPrefix ? '*' : ''}`;
  return clauses.filter(
    (clause, index) => clauses.findIndex((other) => keyOf(other) === keyOf(clause)) === index,
  );
}
