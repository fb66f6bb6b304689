import { lostQuotes, type DraftBlock, type DraftBlockId } from '../../shared/drafts/blocks';
import { err, ok, type Result } from '../../shared/kernel/result';

/** A paragraph as the page sends it. */
export interface TypedBlock {
  readonly id: DraftBlockId;
  readonly text: string | null;
  readonly paraphrased: boolean;
  readonly quotes: readonly string[];
}

export type SaveRefusal =
  | { readonly kind: 'blocksDisagree' }
  | {
      readonly kind: 'paragraphLocked' | 'quoteChanged' | 'quoteNotFound';
      readonly blockId: DraftBlockId;
    };

/**
 * What the page sent as the new paragraphs of a draft. Generated paragraphs are all there and in their order; what a person put in
 * may go, and stands anywhere between them.
 *
 * @param isLocked   whether the text of a generated paragraph may not change
 * @param quotable   words of sealed statements that are hers
 */
export function applySave(
  stored: readonly DraftBlock[],
  typed: readonly TypedBlock[],
  {
    isLocked,
    quotable,
  }: { readonly isLocked: (place: number) => boolean; readonly quotable: readonly string[] },
): Result<readonly DraftBlock[], SaveRefusal> {
  const storedById = new Map(stored.map((block) => [block.id, block]));
  if (new Set(typed.map(({ id }) => id)).size !== typed.length) return err({ kind: 'blocksDisagree' });
  const saved: DraftBlock[] = [];
  for (const { id, text, paraphrased, quotes } of typed) {
    const before = storedById.get(id);
    // An empty paragraph is one that was taken out: a document never holds an empty sentence. An empty cell stays one.
    const words = text !== null && text.trim() !== '' ? text : before?.base === '' ? '' : null;
    const block: DraftBlock =
      before === undefined
        ? { id, place: null, base: null, text: words, quotes: [...quotes], paraphrased }
        : { ...before, text: words, paraphrased };
    if (before === undefined && quotes.some((quote) => !quotable.includes(quote))) {
      return err({ kind: 'quoteNotFound', blockId: id });
    }
    if (block.place !== null && block.text !== block.base && isLocked(block.place)) {
      return err({ kind: 'paragraphLocked', blockId: id });
    }
    if (lostQuotes(block).length > 0) return err({ kind: 'quoteChanged', blockId: id });
    // What was put in by hand and taken out again is gone.
    if (block.place !== null || block.text !== null) saved.push(block);
  }
  const order = (blocks: readonly DraftBlock[]) =>
    blocks.filter(({ place }) => place !== null).map(({ id }) => id);
  if (JSON.stringify(order(saved)) !== JSON.stringify(order(stored))) return err({ kind: 'blocksDisagree' });
  return ok(saved);
}
