import { documentLimitBytes } from '../../../../shared/interviews/document';

/** Formatted text beyond this many characters is pasted plain: laying out foreign HTML of that size would freeze the page. */
const formattedLimit = 1_000_000;
/** What a paragraph costs beside its words: its id, provenance and marks. */
const paragraphBytes = 150;

export type PasteDecision =
  | { readonly kind: 'paste' }
  | { readonly kind: 'pastePlain'; readonly text: string }
  | { readonly kind: 'refuse'; readonly sizeBytes: number };

/**
 * Looks at what is about to be pasted or dropped before any of it is laid out.
 *
 * @param document.sizeBytes   of the text as it stands, as JSON in UTF-8
 */
export function decideOnPaste(
  pasted: { readonly text: string; readonly html: string },
  document: { readonly sizeBytes: number },
): PasteDecision {
  // HTML of a page can hold much and say little; the words decide.
  const words = pasted.text === '' ? pasted.html : pasted.text;
  const sizeBytes = new Blob([words]).size;
  const paragraphs = words.split('\n', documentLimitBytes / paragraphBytes).length;
  if (document.sizeBytes + sizeBytes + paragraphs * paragraphBytes > documentLimitBytes) {
    return { kind: 'refuse', sizeBytes };
  }
  return pasted.html.length > formattedLimit ? { kind: 'pastePlain', text: pasted.text } : { kind: 'paste' };
}
