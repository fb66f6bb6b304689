import { Flag } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { InterviewCitation } from '../../../shared/interviews/contract';
import type { CaseId } from '../../../shared/kernel/ids';
import { navigate } from '../../lib/navigation';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { Kbd } from '../../ui/kbd';
import styles from './facts-panel.module.css';

/** The facts of the timeline that rest on this interview, with the words they cite. */
export function FactsPanel(props: {
  readonly caseId: CaseId;
  readonly citations: readonly InterviewCitation[];
  /** The paragraph whose facts were asked for; null for none in particular. */
  readonly blockId: string | null;
  /** Paragraphs whose words must not be shown for now. */
  readonly hiddenBlockIds: ReadonlySet<string>;
  readonly onShowPassage: (blockId: string) => void;
}) {
  const text = useText();
  const { blockId, citations } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (blockId === null) return;
    list.current?.querySelector('[data-asked="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [blockId]);

  if (citations.length === 0) {
    return (
      <EmptyState icon={<Flag />} title={text('interviews.facts.empty.title')}>
        <p>{text('interviews.facts.empty.body')}</p>
        <p>
          <Kbd keys={['Alt', 'Enter']} />
        </p>
      </EmptyState>
    );
  }
  return (
    <ul ref={list} className={styles.list}>
      {citations.map((citation) => (
        <li
          key={`${citation.factId} ${citation.blockId} ${citation.quote}`}
          className={styles.fact}
          data-asked={citation.blockId === blockId}
        >
          {citation.dateText !== '' && <span className={styles.date}>{citation.dateText}</span>}
          <Button
            look="link"
            onPress={() => navigate({ kind: 'fact', caseId: props.caseId, factId: citation.factId })}
          >
            <span dir="auto">{citation.statement}</span>
          </Button>
          <button
            type="button"
            className={styles.quote}
            data-hidden={props.hiddenBlockIds.has(citation.blockId)}
            dir="auto"
            title={text('interviews.facts.showPassage')}
            onClick={() => props.onShowPassage(citation.blockId)}
          >
            {citation.quote === '' ? text('interviews.facts.wholeParagraph') : citation.quote}
          </button>
        </li>
      ))}
    </ul>
  );
}
