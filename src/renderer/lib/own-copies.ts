import { tellShell } from './shell';

const selectionSettlesMs = 400;
/** The browser fills the clipboard after its event has been handled, on a way of its own that may be slower than ours. */
const clipboardFilledMs = [0, 300];

/**
 * Tells the shell when something was copied out of this window, so that it can be cleared later. Once, when the page
 * starts.
 */
export function tellOwnCopies(): void {
  for (const event of ['copy', 'cut'] as const) {
    document.addEventListener(event, () => {
      for (const ms of clipboardFilledMs) {
        setTimeout(() => tellShell({ kind: 'copied', place: 'clipboard' }), ms);
      }
    });
  }
  let settling: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('selectionchange', () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const field = document.activeElement;
      const inField =
        (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
        field.selectionStart !== field.selectionEnd;
      if (inField || document.getSelection()?.isCollapsed === false)
        tellShell({ kind: 'copied', place: 'selection' });
    }, selectionSettlesMs);
  });
}
