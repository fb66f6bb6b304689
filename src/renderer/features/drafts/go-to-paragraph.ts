import type { DraftBlockId } from '../../../shared/drafts/blocks';

/** Brings a paragraph into view and puts the cursor into it, once it is on the screen. */
export function goToParagraph(id: DraftBlockId | undefined): void {
  if (id === undefined) return;
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-block="${id}"]`);
    if (field === null || field === document.activeElement) return;
    field.scrollIntoView({ block: 'center' });
    field.focus();
  });
}
