import { FileCheck2, History, Quote, Redo2, RefreshCw, Trash2, Undo2 } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { brokenCitations } from '../../../shared/drafts/citations';
import type { DraftBlockId } from '../../../shared/drafts/blocks';
import type { CitableRecord, DraftComment, OpenedBlock, OpenedDraft } from '../../../shared/drafts/contract';
import type { FilingSummary } from '../../../shared/filings/schemas';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { Row, Stack } from '../../ui/layout';
import { Menu } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { FilingTextDialog, FilingWarnings, failureText, kindLabel } from '../filings';
import { CiteDialog } from './cite-dialog';
import styles from './draft-desk.module.css';
import { DraftSaveMark } from './draft-save-mark';
import { DraftParagraph, type ParagraphSurroundings } from './draft-paragraph';
import { DraftTable } from './draft-table';
import { GoneComments } from './gone-comments';
import { goToParagraph } from './go-to-paragraph';
import { QuoteDialog } from './quote-dialog';
import { RegenerateDialog } from './regenerate-dialog';
import { splitByTable } from './table-layout';
import { VersionsDialog } from './versions-dialog';
import type { WorkingDraft } from './working-draft';

type Opened = 'cite' | 'quote' | 'versions' | 'regenerate' | 'remove' | FilingSummary | null;

const noComments: readonly DraftComment[] = [];

/** Every paragraph of a draft to be worked on, and what can be done with the whole. */
export function DraftDesk(props: {
  readonly opened: OpenedDraft;
  readonly working: WorkingDraft;
  readonly back: ReactNode;
}) {
  const text = useText();
  const { opened, working } = props;
  const { draft, citable } = opened;
  const { caseId, filingKind, language } = draft;
  const state = useSyncExternalStore(working.subscribe, working.state);
  const [dialog, setDialog] = useState<Opened>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // The field one was in last, where a citation goes.
  const lastField = useRef<HTMLTextAreaElement | null>(null);
  const [hasPlace, setHasPlace] = useState(false);
  const make = useCommand('drafts.make');
  const remove = useCommand('drafts.remove');
  const lookAhead = useChannel('drafts.lookAhead', { draftId: draft.id }, { askAnew: true, isBeside: true });
  const review = useChannel(
    'filings.review',
    { caseId, filingKind, language, withNames: false },
    { askAnew: true },
  );
  useLifetime(working);
  const rememberField = useCallback((field: HTMLTextAreaElement) => {
    lastField.current = field;
    setHasPlace(true);
  }, []);
  const commentsByBlock = useMemo(() => {
    const byBlock = new Map<string, DraftComment[]>();
    for (const comment of opened.comments) {
      byBlock.set(comment.blockId, [...(byBlock.get(comment.blockId) ?? []), comment]);
    }
    return byBlock;
  }, [opened.comments]);

  const broken = state.blocks.filter(({ text: kept }) => brokenCitations(kept ?? '', citable).length > 0);
  const changes = lookAhead.data?.steps ?? [];
  const hasOtherPictures = lookAhead.data?.otherPictures === true;

  const surroundings = (block: OpenedBlock): ParagraphSurroundings => ({
    working,
    draftId: draft.id,
    citable,
    comments: commentsByBlock.get(block.id) ?? noComments,
    refusal: state.refusal?.blockId === block.id ? state.refusal.because : null,
    onEnter: rememberField,
  });
  const present = new Set(
    state.blocks.flatMap(({ id, base, text: kept }) => (base === null && kept === null ? [] : [id])),
  );
  const goneComments = opened.comments.filter(({ blockId }) => !present.has(blockId));
  const goTo = (id: DraftBlockId | null): void => goToParagraph(id ?? undefined);
  const onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    // A remark that is being written takes back its own letters.
    if (event.target instanceof HTMLTextAreaElement && event.target.dataset['block'] === undefined) return;
    event.preventDefault();
    goTo(key === 'y' || event.shiftKey ? working.redo() : working.undo());
  };

  const onMake = async (): Promise<void> => {
    setFailure(null);
    await working.flush();
    const { status, revision } = working.state();
    if (status.kind !== 'saved') return;
    const made = await make.run({ draftId: draft.id, baseRevision: revision });
    if (made.ok) {
      setDialog(made.value);
      return;
    }
    const { error } = made;
    if (isCallError(error)) setFailure(failureText(text, error));
    else if (error.kind === 'citationsBroken') {
      setFailure(
        text(
          error.broken.some(({ blockId }) => blockId === null)
            ? 'drafts.failure.citationsBrokenBeside'
            : 'drafts.failure.citationsBroken',
          { count: error.broken.length },
        ),
      );
      goTo(error.broken[0]?.blockId ?? null);
    } else if (error.kind === 'refused' || error.kind === 'valuesMissing') {
      setFailure(text('drafts.failure.notNow'));
    } else setFailure(text(`drafts.failure.${error.kind}`));
  };

  const onRemove = async (): Promise<void> => {
    await working.leave();
    const removed = await remove.run({ draftId: draft.id });
    if (removed.ok) navigate({ kind: 'case', caseId, section: 'filings' }, { replace: true });
  };

  const cite = (record: CitableRecord): void => {
    setDialog(null);
    const field = lastField.current;
    const id = field?.dataset['block'];
    const block = state.blocks.find((each) => each.id === id);
    if (field === null || block === undefined) return;
    const at = field.selectionEnd;
    const words = text(`drafts.citation.${record.kind}`, { number: record.number });
    working.type(block.id, `${field.value.slice(0, at)}{${words}}${field.value.slice(at)}`, citable);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(at + words.length + 2, at + words.length + 2);
    });
  };

  return (
    <Screen
      title={text('drafts.titleOf', {
        filing: kindLabel(text, filingKind),
        language: text(`filings.language.${language}`),
      })}
      lead={text('drafts.lead')}
      width="wide"
      actions={
        <>
          {props.back}
          <DraftSaveMark working={working} />
        </>
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <div className={styles.layout}>
        {/* Keys of every paragraph within pass here: a field alone would take back its own letters, and nothing else. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className={styles.page} lang={language} onKeyDown={onKey}>
          {splitByTable(state.blocks).map(({ table, blocks }) => {
            const form = table === null ? undefined : opened.tables[table];
            if (form !== undefined)
              return (
                <DraftTable key={`table ${table}`} form={form} blocks={blocks} surroundings={surroundings} />
              );
            return blocks.map((block) => (
              <DraftParagraph key={block.id} {...surroundings(block)} block={block} />
            ));
          })}
        </div>
        <aside className={styles.aside} aria-label={text('drafts.aside')}>
          <Card>
            <Stack gap={3}>
              {broken.length > 0 && (
                <Banner
                  tone="danger"
                  title={text('drafts.broken', { count: broken.length })}
                  actions={
                    <Button size="small" onPress={() => goToParagraph(broken[0]?.id)}>
                      {text('drafts.goThere')}
                    </Button>
                  }
                />
              )}
              <Row gap={2} justify="between" align="start">
                <Row gap={2} wrap>
                  <Button onPress={() => setDialog('cite')}>{text('drafts.cite')}</Button>
                  <Button icon={<Quote />} onPress={() => setDialog('quote')}>
                    {text('drafts.quote')}
                  </Button>
                </Row>
                <Row gap={1}>
                  <IconButton
                    keys={['Mod', 'Z']}
                    icon={<Undo2 />}
                    label={text('drafts.undo')}
                    disabled={!state.canUndo}
                    onPress={() => goTo(working.undo())}
                  />
                  <IconButton
                    keys={['Mod', 'Y']}
                    icon={<Redo2 />}
                    label={text('drafts.redo')}
                    disabled={!state.canRedo}
                    onPress={() => goTo(working.redo())}
                  />
                </Row>
                <Menu
                  label={text('drafts.more')}
                  entries={[
                    {
                      label: text('drafts.versions'),
                      icon: <History />,
                      onSelect: () => void working.flush().then(() => setDialog('versions')),
                    },
                    'separator',
                    {
                      label: text('drafts.remove'),
                      icon: <Trash2 />,
                      tone: 'danger',
                      onSelect: () => setDialog('remove'),
                    },
                  ]}
                />
              </Row>
              <p className={styles.note}>
                {text('drafts.worked', { count: state.blocks.filter(isChanged).length })}
              </p>
              <Button
                look="primary"
                wide
                icon={<FileCheck2 />}
                busy={make.isRunning}
                disabled={broken.length > 0}
                onPress={() => void onMake()}
              >
                {text('drafts.make')}
              </Button>
            </Stack>
          </Card>
          <Card>
            <Stack gap={3}>
              <p className={styles.note}>
                {lookAhead.failure === undefined
                  ? text('drafts.ahead', { count: changes.length })
                  : text('drafts.aheadNot')}
              </p>
              {hasOtherPictures && <p className={styles.note}>{text('drafts.ahead.pictures')}</p>}
              <Button
                wide
                icon={<RefreshCw />}
                disabled={changes.length === 0 && !hasOtherPictures}
                onPress={() => void working.flush().then(() => setDialog('regenerate'))}
              >
                {text('drafts.regenerate')}
              </Button>
            </Stack>
          </Card>
          {goneComments.length > 0 && <GoneComments comments={goneComments} citable={citable} />}
          {review.data !== undefined && <FilingWarnings review={review.data} />}
        </aside>
      </div>
      {dialog === 'cite' && (
        <CiteDialog citable={citable} hasPlace={hasPlace} onCite={cite} onClose={() => setDialog(null)} />
      )}
      {dialog === 'quote' && (
        <QuoteDialog
          quotable={opened.quotable}
          language={language}
          onQuote={(quote) => {
            setDialog(null);
            const behind = lastField.current?.dataset['block'];
            const after = state.blocks.find(({ id }) => id === behind) ?? state.blocks.at(-1);
            if (after !== undefined) goToParagraph(working.putIn(after.id, quote));
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'versions' && (
        <VersionsDialog working={working} citable={citable} onClose={() => setDialog(null)} />
      )}
      {dialog === 'regenerate' && (
        <RegenerateDialog
          working={working}
          steps={changes}
          hasOtherPictures={hasOtherPictures}
          citable={citable}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={text('drafts.remove.title')}
          confirmLabel={text('drafts.remove')}
          tone="danger"
          busy={remove.isRunning}
          onConfirm={() => void onRemove()}
          onCancel={() => setDialog(null)}
        >
          {text('drafts.remove.body')}
        </ConfirmDialog>
      )}
      {dialog !== null && typeof dialog === 'object' && (
        <FilingTextDialog filing={dialog} onClose={() => setDialog(null)} />
      )}
    </Screen>
  );
}

function isChanged({ base, text }: { readonly base: string | null; readonly text: string | null }): boolean {
  return base !== text && !(base === null && text === '');
}

/** Saves when the screen goes away. */
function useLifetime(working: WorkingDraft): void {
  useEffect(() => {
    working.enter();
    return () => void working.leave();
  }, [working]);
}
