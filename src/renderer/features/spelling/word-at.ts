/** A word in a field or in a text that is being written, and where a menu about it belongs. */
export interface WordAt {
  readonly word: string;
  readonly field: HTMLElement;
  readonly place: { readonly x: number; readonly y: number; readonly height: number };
  /** Puts another word in its place, as if it were typed: it can be undone, and whoever listens to the field hears of it. */
  readonly replace: (better: string) => void;
}

/** The word under the mouse, or at the caret where the menu was asked for by key. Null in what is not checked. */
export function wordAt(event: MouseEvent, byMouse: boolean): WordAt | null {
  const field = checkedField(event.target);
  if (field === null) return null;
  const place = { x: event.clientX, y: event.clientY, height: 0 };
  if (field instanceof HTMLTextAreaElement) {
    const caret = byMouse ? document.caretPositionFromPoint(place.x, place.y) : null;
    const offset = caret?.offsetNode === field ? caret.offset : field.selectionStart;
    const found = wordAround(field.value, offset);
    return found === null
      ? null
      : {
          word: found.word,
          field,
          place: byMouse ? place : belowFirstLine(field),
          replace: (better) => {
            field.focus();
            field.setSelectionRange(found.from, found.to);
            typeInstead(better);
          },
        };
  }
  const selection = document.getSelection();
  const caret = byMouse
    ? document.caretPositionFromPoint(place.x, place.y)
    : { offsetNode: selection?.focusNode ?? null, offset: selection?.focusOffset ?? 0 };
  const node = caret?.offsetNode;
  if (!(node instanceof Text) || caret === null || !field.contains(node)) return null;
  const found = wordAround(node.data, caret.offset);
  if (found === null) return null;
  const range = document.createRange();
  range.setStart(node, found.from);
  range.setEnd(node, found.to);
  const box = range.getBoundingClientRect();
  return {
    word: found.word,
    field,
    place: { x: box.left, y: box.top, height: box.height },
    replace: (better) => {
      field.focus();
      selection?.removeAllRanges();
      selection?.addRange(range);
      typeInstead(better);
    },
  };
}

/** A field of several lines that does not say it wants no check, or a text that is being written. */
function checkedField(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null;
  if (target instanceof HTMLTextAreaElement)
    return target.readOnly || target.disabled || target.dataset['spelling'] === 'off' ? null : target;
  return target.isContentEditable ? target.closest<HTMLElement>('[contenteditable="true"]') : null;
}

/** The words of a text: a hyphen ends one, an apostrophe inside does not. */
export function wordsOf(text: string): readonly { readonly word: string; readonly from: number }[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu)].map(({ 0: word, index }) => ({
    word,
    from: index,
  }));
}

function wordAround(
  text: string,
  offset: number,
): { readonly word: string; readonly from: number; readonly to: number } | null {
  const found = wordsOf(text).find(({ word, from }) => from <= offset && offset <= from + word.length);
  return found === undefined ? null : { ...found, to: found.from + found.word.length };
}

function belowFirstLine(field: HTMLElement): WordAt['place'] {
  const { left, top } = field.getBoundingClientRect();
  return { x: left, y: top, height: Number.parseFloat(getComputedStyle(field).lineHeight) || 24 };
}

function typeInstead(word: string): void {
  // Said to be obsolete, and the only way that keeps the field's own undo; there is no successor.
  document.execCommand('insertText', false, word);
}
