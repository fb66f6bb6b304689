import { languageOf, mistakesAmong } from './mistakes';
import './underlines.css';
import { wordsOf } from './word-at';

const highlightName = 'misspelt';
/** After the last key: a word that is being written is not wrong yet. */
const settlesMs = 600;

/**
 * Underlines the mistakes of a text that is being written, until it is ended. The text itself is not touched: the underlines are
 * a highlight over it, which `underlines.css` draws. Not Chromium's own: with answers from outside of it a page stands still for
 * good once an empty text gets the focus (Electron 33).
 *
 * @returns ends it
 */
export function underlineMistakes(field: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  async function look(): Promise<void> {
    const words = wordsIn(field);
    const wrong = await mistakesAmong(
      languageOf(field),
      words.map(({ word }) => word),
    );
    if (isOver) return;
    const ranges = words.flatMap(({ word, node, from }) => {
      if (!wrong.has(word) || !node.isConnected || node.data.slice(from, from + word.length) !== word)
        return [];
      // Alive: it moves along with what is typed before it.
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + word.length);
      return isBeingWritten(range) ? [] : [range];
    });
    CSS.highlights.set(highlightName, new Highlight(...ranges));
  }

  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), settlesMs);
  };
  const observer = new MutationObserver(lookSoon);
  observer.observe(field, { subtree: true, childList: true, characterData: true });
  document.addEventListener('selectionchange', lookSoon);
  window.addEventListener(wordKeptEvent, lookSoon);
  lookSoon();
  return () => {
    isOver = true;
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('selectionchange', lookSoon);
    window.removeEventListener(wordKeptEvent, lookSoon);
    CSS.highlights.delete(highlightName);
  };
}

/** Sent to the window when a word was added to those of the vault. */
export const wordKeptEvent = 'dossier-word-kept';

function wordsIn(
  field: HTMLElement,
): readonly { readonly word: string; readonly node: Text; readonly from: number }[] {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  const found: { readonly word: string; readonly node: Text; readonly from: number }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.isContentEditable !== true) continue;
    for (const { word, from } of wordsOf(node.data)) found.push({ word, node, from });
  }
  return found;
}

/** The caret stands at the end of it. */
function isBeingWritten({ endContainer, endOffset }: Range): boolean {
  const selection = document.getSelection();
  return (
    selection?.isCollapsed === true &&
    selection.focusNode === endContainer &&
    selection.focusOffset === endOffset
  );
}
