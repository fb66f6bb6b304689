import { textBlocks, type InterviewDocument, type TextBlock } from './document';

/** Longest passage that is quoted, in UTF-16 units. */
export const quoteLimit = 4000;

/**
 * Where a citation leads to now. `exact`: the words stand in the block cited. `moved`: they stand in another one.
 * `changed`: the block is there and no longer holds these words.
 */
export interface FoundPassage {
  readonly match: 'exact' | 'moved' | 'changed';
  readonly block: TextBlock;
}

/**
 * Finds a cited passage again. A quote may run over several paragraphs and begins in the block cited. An empty quote
 * cites the whole block. Null when neither the block nor the words are there any more.
 */
export function findPassage(
  document: InterviewDocument,
  citation: { readonly blockId: string; readonly quote: string },
): FoundPassage | null {
  const blocks = textBlocks(document);
  const texts = blocks.map((block) => foldSpaces(block.text));
  const quote = foldSpaces(citation.quote);
  const cited = blocks.findIndex((block) => block.id === citation.blockId);
  const citedBlock = blocks[cited];

  if (citedBlock !== undefined && quoteBeginsIn(texts, cited, quote)) {
    return { match: 'exact', block: citedBlock };
  }
  const other = blocks.find((_block, index) => index !== cited && quoteBeginsIn(texts, index, quote));
  if (other !== undefined) return { match: 'moved', block: other };
  return citedBlock === undefined ? null : { match: 'changed', block: citedBlock };
}

/** Whether the quote begins in this block; it may go on through the blocks that follow. */
function quoteBeginsIn(texts: readonly string[], index: number, quote: string): boolean {
  const first = texts[index] ?? '';
  let running = first;
  for (let next = index + 1; running.length < first.length + quote.length; next += 1) {
    const text = texts[next];
    if (text === undefined) break;
    if (text !== '') running += ` ${text}`;
  }
  const at = running.indexOf(quote);
  return at >= 0 && (at < first.length || quote === '');
}

/** Line breaks, tabs and runs of spaces depend on how a text was selected and say nothing. */
function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
