import { foldWords } from './fold';
import type { SearchClause } from './search-text';

/** What is marked in a result: a clause of the search, or a word that holds what was looked for inside it. */
export interface SoughtWords extends SearchClause {
  /** The word looked for may stand anywhere inside a longer one. */
  readonly isInside?: boolean;
}

export interface Snippet {
  /** A piece of the passage, with `…` where more of it was left out. */
  readonly text: string;
  /** Where words stand that were looked for, in UTF-16 units of `text`, in order and apart. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

const snippetLength = 220;
const lead = 60;

/** The piece of a passage where the first of these words stand, with all of them marked. */
export function snippetOf(text: string, sought: readonly SoughtWords[]): Snippet {
  const found = findSought(text, sought);
  const from = startOf(text, found[0]?.start ?? 0);
  const until = endOf(text, from);
  const before = from > 0 ? '…' : '';
  const after = until < text.length ? '…' : '';
  const shift = before.length - from;
  return {
    text: before + text.slice(from, until) + after,
    marks: found
      .filter(({ start, end }) => start >= from && end <= until)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

function findSought(text: string, sought: readonly SoughtWords[]): readonly { start: number; end: number }[] {
  const words = foldWords(text);
  const found: { start: number; end: number }[] = [];
  words.forEach((first, index) => {
    for (const clause of sought) {
      const last = words[index + clause.words.length - 1];
      if (last === undefined) continue;
      const fits = clause.words.every((wanted, place) => {
        const { word } = words[index + place] ?? first;
        if (clause.isInside === true) return word.includes(wanted);
        return clause.isPrefix && place === clause.words.length - 1
          ? word.startsWith(wanted)
          : word === wanted;
      });
      if (fits) found.push({ start: first.start, end: last.end });
    }
  });
  return apart(found);
}

/** In order; where two overlap or touch they become one. */
function apart(found: readonly { start: number; end: number }[]): readonly { start: number; end: number }[] {
  const marks: { start: number; end: number }[] = [];
  for (const each of found.toSorted((left, right) => left.start - right.start)) {
    const last = marks.at(-1);
    if (last !== undefined && each.start <= last.end) last.end = Math.max(last.end, each.end);
    else marks.push({ ...each });
  }
  return marks;
}

/** A little before the first mark, at the beginning of a word. */
function startOf(text: string, firstMark: number): number {
  if (text.length <= snippetLength || firstMark <= lead) return 0;
  const wanted = Math.min(firstMark - lead, text.length - snippetLength);
  const space = text.indexOf(' ', wanted);
  return space === -1 || space >= firstMark ? wholeSign(text, wanted) : space + 1;
}

function endOf(text: string, from: number): number {
  if (text.length - from <= snippetLength) return text.length;
  const wanted = from + snippetLength;
  const space = text.lastIndexOf(' ', wanted);
  return space <= from + snippetLength / 2 ? wholeSign(text, wanted) : space;
}

/** Never between the two halves of a sign. */
function wholeSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
