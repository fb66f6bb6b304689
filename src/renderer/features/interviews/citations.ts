import { useMemo } from 'react';
import type { InterviewCitation } from '../../../shared/interviews/contract';
import type { InterviewId } from '../../../shared/kernel/ids';
import { useChannel } from '../../lib/queries';

/** The citations of an interview, and how many facts cite each of its paragraphs. */
export function useCitations(interviewId: InterviewId): {
  readonly citations: readonly InterviewCitation[];
  readonly countsByBlock: ReadonlyMap<string, number>;
} {
  const { data } = useChannel('interviews.citations', { interviewId });
  return useMemo(() => {
    const citations = data ?? [];
    const factsByBlock = new Map<string, Set<string>>();
    for (const { blockId, factId } of citations) {
      const facts = factsByBlock.get(blockId) ?? new Set<string>();
      factsByBlock.set(blockId, facts.add(factId));
    }
    const countsByBlock = new Map([...factsByBlock].map(([blockId, facts]) => [blockId, facts.size]));
    return { citations, countsByBlock };
  }, [data]);
}

/** Scrolls a paragraph into view and marks it for a moment. */
export function showBlock(container: HTMLElement | null, blockId: string): void {
  const block = container?.querySelector(`[data-id="${CSS.escape(blockId)}"]`);
  if (!(block instanceof HTMLElement)) return;
  block.scrollIntoView({ block: 'center' });
  // By the animation itself: a class on a paragraph of the editor would be taken for an edit.
  block.animate([{ backgroundColor: 'var(--selection)' }, {}], { duration: 2400, easing: 'ease-out' });
}
