import { quoteLimit } from '../../../../shared/interviews/passage';

/** Words someone selected in a text, and the paragraph they begin in. */
export interface SelectedPassage {
  readonly blockId: string;
  readonly quote: string;
  /** Where the selection is on the screen. */
  readonly rectangle: DOMRect;
}

/**
 * The passage selected inside `container`, whose paragraphs carry `data-id`; null when nothing in it is selected. Works
 * for the editor and for reading views alike, since it reads the page and not the editor.
 */
export function selectedPassage(container: HTMLElement): SelectedPassage | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.commonAncestorContainer)) return null;

  const passages = [...container.querySelectorAll<HTMLElement>('[data-id]')]
    .filter((block) => range.intersectsNode(block))
    .map((block) => ({ blockId: block.dataset['id'] ?? '', words: wordsWithin(block, range) }))
    .filter(({ words }) => words.trim() !== '');
  const [first] = passages;
  if (first === undefined) return null;
  const quote = passages
    .map(({ words }) => words)
    .join('\n')
    .trim()
    .slice(0, quoteLimit);
  return { blockId: first.blockId, quote, rectangle: range.getBoundingClientRect() };
}

/** The part of a block that lies in the range. `Range.toString` would swallow line breaks. */
function wordsWithin(block: HTMLElement, range: Range): string {
  let words = '';
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    if (node instanceof HTMLBRElement) words += '\n';
    if (!(node instanceof Text)) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.data.length;
    words += node.data.slice(start, end);
  }
  return words;
}
