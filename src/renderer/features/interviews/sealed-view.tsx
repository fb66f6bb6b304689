import { Eye, EyeOff, LockKeyhole } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import { textBlocks } from '../../../shared/interviews/document';
import { countWords } from '../../../shared/interviews/words';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ScreenTitle } from '../../ui/screen';
import { Addenda } from './addenda';
import { showBlock, useCitations } from './citations';
import type { SelectedPassage } from './editor/quote';
import { InterviewFacts } from './interview-facts';
import styles from './interview-screen.module.css';
import { PassageFactDialog } from './passage-fact-dialog';
import { SealStrip } from './seal-strip';
import { SelectionBar } from './selection-bar';
import { SidePanel, SideToggle, useSide } from './side-panel';
import { StatementView } from './statement-view';

/** A sealed statement: read, cited, and added to; never changed. */
export function SealedView(props: {
  readonly interview: OpenedInterview;
  readonly seal: NonNullable<OpenedInterview['seal']>;
  readonly blockId: string | null;
}) {
  const text = useText();
  const formats = useFormats();
  const { interview, seal, blockId } = props;
  const desk = useRef<HTMLDivElement>(null);
  const [hideSensitive, setHideSensitive] = useState(true);
  const [passage, setPassage] = useState<SelectedPassage | null>(null);
  const { citations, countsByBlock } = useCitations(interview.id);
  const side = useSide(blockId === null ? undefined : 'facts');
  const blocks = useMemo(() => textBlocks(interview.document), [interview.document]);
  const words = useMemo(() => blocks.reduce((sum, block) => sum + countWords(block.text), 0), [blocks]);
  const sensitiveIds = useMemo(
    () => new Set(blocks.filter((block) => block.sensitive).map((block) => block.id)),
    [blocks],
  );

  useEffect(() => {
    if (blockId !== null) showBlock(desk.current, blockId);
  }, [blockId]);

  const { showFactsOf } = side;
  const openFacts = useRef(showFactsOf);
  useEffect(() => {
    openFacts.current = showFactsOf;
  });
  const openCitations = useCallback((cited: string) => openFacts.current(cited), []);

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div className={styles.identity}>
          <ScreenTitle>
            <span dir="auto">{interview.details.title}</span>
          </ScreenTitle>
          <div className={styles.facts}>
            <Badge tone="success" icon={<LockKeyhole aria-hidden="true" />}>
              {text('interviews.state.sealed')}
            </Badge>
            <InterviewFacts interview={interview.details} />
            <span>{text('interviews.words', { count: words, words: formats.number(words) })}</span>
          </div>
        </div>
        <div className={styles.actions}>
          <SideToggle side={side} />
        </div>
      </header>
      {!seal.valid && (
        <div className={styles.notices}>
          <Banner tone="danger" urgent title={text('interviews.sealed.broken.title')}>
            {text('interviews.sealed.broken.body')}
          </Banner>
        </div>
      )}
      <div className={styles.body}>
        <div ref={desk} className={styles.reading} data-desk="">
          <div className={styles.readingBar}>
            <SealStrip seal={seal} />
            {sensitiveIds.size > 0 && (
              <Button
                size="small"
                icon={hideSensitive ? <Eye /> : <EyeOff />}
                pressed={!hideSensitive}
                onPress={() => setHideSensitive(!hideSensitive)}
              >
                {text(hideSensitive ? 'interviews.sensitive.showCount' : 'interviews.sensitive.hide', {
                  count: sensitiveIds.size,
                })}
              </Button>
            )}
          </div>
          <StatementView
            document={interview.document}
            hideSensitive={hideSensitive}
            citationsByBlock={countsByBlock}
            onOpenCitations={openCitations}
          />
          <div className={styles.after}>
            <Addenda interview={interview} />
          </div>
        </div>
        <SidePanel
          interview={interview}
          citations={citations}
          side={side}
          {...(hideSensitive ? { hiddenBlockIds: sensitiveIds } : {})}
          onShowPassage={(cited) => showBlock(desk.current, cited)}
        />
      </div>
      <SelectionBar container={desk} onMakeFact={setPassage} />
      {passage !== null && (
        <PassageFactDialog interview={interview} passage={passage} onClose={() => setPassage(null)} />
      )}
    </div>
  );
}
