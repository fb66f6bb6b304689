import { tellShell } from './shell';

const selectionSettlesMs = 400;

/**
 * Tells the shell when something was copied out of this window, so that it can be cleared later. Once, when the page
 * starts.
 */
export function tellOwnCopies(): void {
  for (const event of ['copy', 'cut'] as const) {
    document.addEventListener(event, () => tellShell({ kind: 'copied', place: 'clipboard' }));
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
