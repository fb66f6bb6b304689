// Scripts written without spaces between words, where only a dictionary can tell the words apart.
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
// A word begins with a letter or digit; an apostrophe, hyphen or joiner inside it does not end it. Chinese and Japanese
// are counted by the character, as word processors do.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])*(?:['’‑\-\u200c\u200d](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+)*/gu;

/** How many words a text has, in any script. */
export function countWords(text: string): number {
  let count = 0;
  const spaced = text.replace(unspaced, (run) => {
    count += countUnspaced(run);
    return ' ';
  });
  // Counting by `exec` keeps no list of half a million words.
  words.lastIndex = 0;
  while (words.exec(spaced) !== null) count += 1;
  return count;
}

let segmenter: Intl.Segmenter | null = null;

function countUnspaced(run: string): number {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
  let count = 0;
  for (const segment of segmenter.segment(run)) if (segment.isWordLike === true) count += 1;
  return count;
}
