import type { Editor } from '@tiptap/react';
import { History, Lock, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import type { InterviewDocument } from '../../../shared/interviews/document';
import { languages } from '../../../shared/kernel/languages';
import { useScreenActions } from '../../lib/actions';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { ScreenTitle } from '../../ui/screen';
import { BreakUnderWay, StartBreakButton } from './breaks';
import { showBlock, useCitations } from './citations';
import type { Draft } from './draft';
import type { SelectedPassage } from './editor/quote';
import { HistoryDialog } from './history-dialog';
import { InterviewEditor } from './interview-editor';
import { InterviewFacts } from './interview-facts';
import styles from './interview-screen.module.css';
import { PassageFactDialog } from './passage-fact-dialog';
import { useRemoveInterview } from './remove-interview';
import { SaveMark } from './save-mark';
import { SealDialog } from './seal-dialog';
import { SelectionBar } from './selection-bar';
import { SidePanel, SideToggle, useSide } from './side-panel';

/** An interview while it is being written: the page, the guide beside it, and what can be done with it. */
export function DraftView(props: {
  readonly interview: OpenedInterview;
  readonly draft: Draft;
  /** The paragraph to show first. */
  readonly blockId: string | null;
}) {
  const text = useText();
  const { interview, draft, blockId } = props;
  const [opened, setOpened] = useState<'history' | 'seal' | SelectedPassage | null>(null);
  const desk = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const side = useSide(blockId === null ? undefined : 'facts');
  const { citations, countsByBlock } = useCitations(interview.id);
  const removal = useRemoveInterview();
  useDraftLifetime(draft);

  const { showFactsOf } = side;
  const openFacts = useRef(showFactsOf);
  useEffect(() => {
    openFacts.current = showFactsOf;
  });
  const marks = useMemo(
    () => ({
      countsByBlock,
      labelFor: (count: number) => text('interviews.citations.count', { count }),
      onOpen: (cited: string) => openFacts.current(cited),
    }),
    [countsByBlock, text],
  );

  useEffect(() => {
    if (editor !== null && blockId !== null) showBlock(desk.current, blockId);
  }, [editor, blockId]);

  const openHistory = useCallback(() => void draft.flush().then(() => setOpened('history')), [draft]);
  const openSeal = useCallback(() => void draft.flush().then(() => setOpened('seal')), [draft]);
  useScreenActions(
    useMemo(
      () => [
        { id: 'interviews.history', label: text('interviews.history'), run: openHistory },
        { id: 'interviews.seal', label: text('interviews.seal'), run: openSeal },
      ],
      [text, openHistory, openSeal],
    ),
  );

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div className={styles.identity}>
          <ScreenTitle>
            <span dir="auto">{interview.details.title}</span>
          </ScreenTitle>
          <div className={styles.facts}>
            <Badge>{text('interviews.state.draft')}</Badge>
            <InterviewFacts interview={interview.details} />
          </div>
        </div>
        <div className={styles.actions}>
          <SaveMark draft={draft} />
          <StartBreakButton interviewId={interview.id} breaks={interview.breaks} />
          <Button icon={<Lock />} onPress={openSeal}>
            {text('interviews.seal')}
          </Button>
          <Menu
            label={text('interviews.more')}
            entries={[
              { label: text('interviews.history'), icon: <History />, onSelect: openHistory },
              'separator',
              {
                label: text('interviews.remove'),
                icon: <Trash2 />,
                tone: 'danger',
                onSelect: () => void draft.flush().then(() => removal.remove(interview)),
              },
            ]}
          />
          <SideToggle side={side} />
        </div>
      </header>
      <div className={styles.notices}>
        <ConflictNotice draft={draft} onCompare={openHistory} />
        <BreakUnderWay breaks={interview.breaks} />
      </div>
      <div className={styles.body}>
        <div ref={desk} style={{ display: 'contents' }}>
          <InterviewEditor
            draft={draft}
            citations={marks}
            language={writtenLanguage(interview.details.language)}
            onEditor={setEditor}
          />
        </div>
        <SidePanel
          interview={interview}
          citations={citations}
          side={side}
          onShowPassage={(cited) => showBlock(desk.current, cited)}
        />
      </div>
      <SelectionBar
        container={desk}
        onMakeFact={useCallback(
          // The fact cites what is in the vault, so the words go there first.
          (passage: SelectedPassage) => void draft.flush().then(() => setOpened(passage)),
          [draft],
        )}
      />
      {opened === 'history' && (
        <HistoryDialog
          interviewId={interview.id}
          draft={draft}
          onRestored={(document) => replaceText(editor, document)}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'seal' && (
        <SealDialog interview={interview} draft={draft} onClose={() => setOpened(null)} />
      )}
      {opened !== null && typeof opened === 'object' && (
        <PassageFactDialog interview={interview} passage={opened} onClose={() => setOpened(null)} />
      )}
      {removal.problem}
    </div>
  );
}

/**
 * What she says in a language of Belgian procedures is written down in it; what an interpreter puts into another one, in that
 * of the case, which the page knows.
 */
function writtenLanguage(spoken: string): string {
  const [language = ''] = spoken.split('-');
  return languages.some((each) => each === language) ? language : '';
}

/** Shows a restored text. It comes from core, so it is not saved again. */
function replaceText(editor: Editor | null, document: InterviewDocument): void {
  editor?.commands.setContent(document, { emitUpdate: false });
}

/** Two texts were saved from one: says so until it is read. */
function ConflictNotice(props: { readonly draft: Draft; readonly onCompare: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { draft } = props;
  const { conflictAt } = useSyncExternalStore(draft.subscribe, draft.state);
  if (conflictAt === null) return null;
  return (
    <Banner
      tone="warning"
      urgent
      title={text('interviews.conflict.title', { time: formats.time(conflictAt) })}
      actions={
        <>
          <Button size="small" onPress={props.onCompare}>
            {text('interviews.conflict.compare')}
          </Button>
          <Button size="small" look="quiet" onPress={draft.putConflictAway}>
            {text('interviews.understood')}
          </Button>
        </>
      }
    >
      {text('interviews.conflict.body')}
    </Banner>
  );
}

/** Saves when the window loses the focus, and when the interview is left. */
function useDraftLifetime(draft: Draft): void {
  useEffect(() => {
    draft.enter();
    const flush = () => void draft.flush();
    window.addEventListener('blur', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('blur', flush);
      document.removeEventListener('visibilitychange', flush);
      void draft.leave();
    };
  }, [draft]);
}
