import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useState } from 'react';
import type { InterviewCitation, OpenedInterview } from '../../../shared/interviews/contract';
import { useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { Tabs } from '../../ui/tabs';
import { DetailsPanel, useDetailsForm } from './details-panel';
import { FactsPanel } from './facts-panel';
import { GuidePanel, useGuideForm } from './guide-panel';
import styles from './interview-screen.module.css';

export type SideView = 'guide' | 'details' | 'facts';

/** What stands beside the text of an interview; `view` null when it is folded away. */
export interface Side {
  readonly view: SideView | null;
  readonly show: (view: SideView | null) => void;
  /** The paragraph whose facts were asked for. */
  readonly askedBlockId: string | null;
  readonly showFactsOf: (blockId: string) => void;
}

// Kept while the program runs: who folds the panel away wants it away in the next interview, too.
let lastView: SideView | null = 'guide';

export function useSide(firstView?: SideView): Side {
  const [view, setView] = useState<SideView | null>(() =>
    lastView === null ? null : (firstView ?? lastView),
  );
  const [askedBlockId, setAskedBlockId] = useState<string | null>(null);
  const show = (next: SideView | null) => {
    lastView = next;
    setView(next);
  };
  return {
    view,
    show,
    askedBlockId,
    showFactsOf: (blockId) => {
      setAskedBlockId(blockId);
      show('facts');
    },
  };
}

export function SideToggle(props: { readonly side: Side }) {
  const text = useText();
  const { side } = props;
  const isOpen = side.view !== null;
  return (
    <IconButton
      label={text(isOpen ? 'interviews.side.close' : 'interviews.side.open')}
      icon={isOpen ? <PanelRightClose /> : <PanelRightOpen />}
      expanded={isOpen}
      onPress={() => side.show(isOpen ? null : 'guide')}
    />
  );
}

const nothingHidden: ReadonlySet<string> = new Set();

export function SidePanel(props: {
  readonly interview: OpenedInterview;
  readonly citations: readonly InterviewCitation[];
  readonly side: Side;
  /** Paragraphs whose words must not be shown for now. */
  readonly hiddenBlockIds?: ReadonlySet<string>;
  readonly onShowPassage: (blockId: string) => void;
}) {
  const text = useText();
  const { interview, citations, side } = props;
  // Here and not in the tabs: a form must not go away with its tab while something in it is unsaved.
  const guideForm = useGuideForm(interview);
  const detailsForm = useDetailsForm(interview);
  const isSealed = interview.seal !== null;
  return (
    <aside className={styles.side} hidden={side.view === null} aria-label={text('interviews.side')}>
      <div className={styles.sideScroll}>
        {side.view !== null && (
          <Tabs
            label={text('interviews.side')}
            value={side.view}
            onChange={side.show}
            tabs={[
              {
                value: 'guide',
                label: text('interviews.side.guide'),
                content: <GuidePanel form={guideForm} isSealed={isSealed} />,
              },
              {
                value: 'details',
                label: text('interviews.side.details'),
                content: <DetailsPanel interview={interview} form={detailsForm} />,
              },
              {
                value: 'facts',
                label: text('interviews.side.facts'),
                ...(citations.length > 0
                  ? { count: new Set(citations.map((citation) => citation.factId)).size }
                  : {}),
                content: (
                  <FactsPanel
                    caseId={interview.caseId}
                    citations={citations}
                    blockId={side.askedBlockId}
                    hiddenBlockIds={props.hiddenBlockIds ?? nothingHidden}
                    onShowPassage={props.onShowPassage}
                  />
                ),
              },
            ]}
          />
        )}
      </div>
    </aside>
  );
}
