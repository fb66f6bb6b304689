import { CalendarRange, FileDown, Plus, SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { factIdSchema, type CaseId, type FactId } from '../../../shared/kernel/ids';
import type { FactDraft, TimelineLook } from '../../../shared/timeline/schemas';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { ChronologyDialog } from '../chronology';
import { Leaves } from '../policy';
import { BulkBar } from './bulk-bar';
import { Contradictions } from './contradictions';
import { FactDialog } from './fact-dialog';
import { FactList } from './fact-list';
import { useFacts } from './facts-query';
import { FilterBar, filterOf, isFiltered, lookingForAll, withoutYear, type Looking } from './filter-bar';
import { useLinkedTime } from './linked-time-query';
import { LookBar } from './look-bar';
import { Picture } from './picture';
import { viewToWindow, windowToView, type View } from './picture-view';
import { MergeDialog, SplitDialog } from './rework-dialogs';
import { useRemoveFact } from './remove-fact';
import styles from './timeline-screen.module.css';
import { useTimelineSettings } from './timeline-settings';
import { ViewsMenu } from './views-menu';
import { YearStrip } from './year-strip';

/** The chronology of a case. */
export function TimelineScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const focus = factIdSchema.safeParse(route.focusId);
  return <Timeline caseId={route.caseId} openedId={focus.success ? focus.data : null} />;
}

/** One fact, over the chronology it belongs to. */
export function FactScreen({ route }: { readonly route: RouteOf<'fact'> }) {
  return <Timeline caseId={route.caseId} openedId={route.factId} />;
}

type Opened =
  | { readonly kind: 'new' }
  | { readonly kind: 'chronology' }
  | { readonly kind: 'fact'; readonly factId: FactId }
  | { readonly kind: 'draft'; readonly draft: FactDraft };

function Timeline(props: { readonly caseId: CaseId; readonly openedId: FactId | null }) {
  const text = useText();
  const { caseId, openedId } = props;
  const [looking, setLooking] = useState<Looking>(lookingForAll);
  const filter = useSettled(useMemo(() => filterOf(looking), [looking]));
  const { data: overview } = useChannel('timeline.overview', { caseId });
  const { facts, total, loadMore, loadAll } = useFacts(caseId, filter);
  const { data: record } = useChannel('cases.read', { caseId });
  const linkedTime = useLinkedTime(caseId);
  const removeFact = useRemoveFact();
  const { settings, changeSettings } = useTimelineSettings(caseId);
  const [view, setView] = useState<View | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<FactId>>(new Set());
  const [reworking, setReworking] = useState<'merge' | 'split' | null>(null);
  const [selectedId, setSelectedId] = useState<FactId | null>(null);
  const [opened, setOpened] = useState<Opened | null>(
    openedId === null ? null : { kind: 'fact', factId: openedId },
  );

  const look: TimelineLook = {
    filter: withoutYear(looking),
    year: looking.year,
    shows: settings.shows,
    lanes: settings.lanes,
    window: view === null ? null : viewToWindow(view),
  };
  const chooseLook = (chosenLook: TimelineLook): void => {
    setLooking({ ...chosenLook.filter, year: chosenLook.year });
    setView(chosenLook.window === null ? null : windowToView(chosenLook.window));
    changeSettings({ shows: chosenLook.shows, lanes: chosenLook.lanes });
  };

  const openNew = useCallback(() => setOpened({ kind: 'new' }), []);
  const newLabel = text('timeline.new');
  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () => (isClosed ? [] : [{ id: 'timeline.new', label: newLabel, isNew: true, run: openNew }]),
      [isClosed, newLabel, openNew],
    ),
  );

  const close = (): void => {
    setOpened(null);
    // The route of a fact would open it again on the way back.
    if (openedId !== null) navigate({ kind: 'case', caseId, section: 'timeline' }, { replace: true });
  };

  const newButton = (
    <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={openNew}>
      {newLabel}
    </Button>
  );
  const headButtons = (
    <>
      <Leaves as="word">
        <Button icon={<FileDown />} onPress={() => setOpened({ kind: 'chronology' })}>
          {text('chronology.open')}
        </Button>
      </Leaves>
      {newButton}
    </>
  );
  // What is filtered away or gone is not worked on unseen.
  const chosen = useMemo(
    () => new Set((facts ?? []).flatMap(({ id }) => (selection.has(id) ? [id] : []))),
    [facts, selection],
  );
  const chosenFacts = (facts ?? []).filter(({ id }) => chosen.has(id));
  const [onlyChosen] = chosenFacts;
  const endRework = (factId: FactId): void => {
    setReworking(null);
    setSelection(new Set());
    setSelectedId(factId);
  };
  const isEmpty = overview?.total === 0;
  const isWaiting = overview === undefined || facts === undefined;
  return (
    <Screen title={text('timeline.title')} width="wide" actions={isEmpty ? undefined : headButtons}>
      <Drafts
        caseId={caseId}
        isHidden={opened !== null}
        onOpen={(draft) => setOpened({ kind: 'draft', draft })}
      />
      {isWaiting && <Skeleton label={text('timeline.loading')} lines={8} />}
      {!isWaiting && isEmpty && (
        <Card>
          <EmptyState icon={<CalendarRange />} title={text('timeline.empty.title')} actions={newButton}>
            {text('timeline.empty.body')}
          </EmptyState>
        </Card>
      )}
      {!isWaiting && !isEmpty && (
        <div className={styles.timeline}>
          <Contradictions linkedTime={linkedTime} onOpen={(factId) => setOpened({ kind: 'fact', factId })} />
          <LookBar
            shows={settings.shows}
            onShows={(shows) => changeSettings({ shows })}
            lanes={settings.lanes}
            onLanes={(lanes) => changeSettings({ lanes })}
            end={<ViewsMenu caseId={caseId} look={look} onChoose={chooseLook} />}
          />
          {settings.shows !== 'list' && (
            <Picture
              caseId={caseId}
              filter={filter}
              lanes={settings.lanes}
              view={view}
              onView={setView}
              selectedId={selectedId}
              onSelect={setSelectedId}
              onOpen={(factId) => setOpened({ kind: 'fact', factId })}
            />
          )}
          {settings.shows === 'list' && overview.years.length > 1 && (
            <YearStrip
              years={overview.years}
              value={looking.year}
              onChange={(year) => setLooking((before) => ({ ...before, year }))}
            />
          )}
          <div className={styles.filters}>
            <FilterBar
              caseId={caseId}
              value={looking}
              onChange={setLooking}
              sourceKinds={overview.sourceKinds}
              personIds={overview.personIds}
              end={
                <span role="status">
                  {isFiltered(looking)
                    ? text('timeline.countFiltered', { count: total, total: overview.total })
                    : text('timeline.count', { count: overview.total })}
                </span>
              }
            />
            {chosen.size > 0 && (
              <BulkBar
                caseId={caseId}
                selection={chosen}
                onMerge={() => setReworking('merge')}
                onSplit={() => setReworking('split')}
                onClear={() => setSelection(new Set())}
              />
            )}
          </div>
          {settings.shows !== 'picture' && facts.length === 0 && (
            <EmptyState
              icon={<SearchX />}
              title={text('timeline.noMatch.title')}
              actions={
                <Button onPress={() => setLooking(lookingForAll)}>{text('timeline.filter.clear')}</Button>
              }
            >
              {text('timeline.noMatch.body')}
            </EmptyState>
          )}
          {settings.shows !== 'picture' && facts.length > 0 && (
            <FactList
              caseId={caseId}
              label={text('timeline.title')}
              facts={facts}
              total={total}
              linkedTime={linkedTime}
              selection={chosen}
              onSelection={setSelection}
              selectedId={selectedId}
              onSelect={setSelectedId}
              onNearEnd={loadMore}
              onEnd={loadAll}
              onOpen={(factId) => setOpened({ kind: 'fact', factId })}
              onRemove={(factId) => void removeFact(factId)}
              onNew={isClosed ? () => undefined : openNew}
            />
          )}
          {settings.shows !== 'picture' && <p className={styles.keys}>{text('timeline.keys')}</p>}
        </div>
      )}
      {opened?.kind === 'chronology' && (
        <ChronologyDialog
          caseId={caseId}
          fileLanguage={record?.fileLanguage ?? 'fr'}
          shownFilter={isFiltered(looking) ? filterOf(looking) : null}
          onClose={close}
        />
      )}
      {reworking === 'merge' && chosenFacts.length > 1 && (
        <MergeDialog facts={chosenFacts} onDone={endRework} onClose={() => setReworking(null)} />
      )}
      {reworking === 'split' && onlyChosen !== undefined && (
        <SplitDialog fact={onlyChosen} onDone={endRework} onClose={() => setReworking(null)} />
      )}
      {opened?.kind === 'new' && <FactDialog caseId={caseId} onClose={close} />}
      {opened?.kind === 'fact' && (
        <FactDialog key={opened.factId} caseId={caseId} factId={opened.factId} onClose={close} />
      )}
      {opened?.kind === 'draft' && <FactDialog caseId={caseId} draft={opened.draft} onClose={close} />}
    </Screen>
  );
}

/** What was typed and not saved when the program was locked or ended. */
function Drafts(props: {
  readonly caseId: CaseId;
  /** While a form is open its own draft is none to be offered. */
  readonly isHidden: boolean;
  readonly onOpen: (draft: FactDraft) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { data: drafts } = useChannel('timeline.drafts', { caseId: props.caseId });
  const drop = useCommand('timeline.dropDraft').run;
  if (props.isHidden || drafts === undefined) return null;
  return drafts.map((draft) => (
    <Banner
      key={draft.id}
      title={text('timeline.draft.title')}
      actions={
        <>
          <Button size="small" onPress={() => props.onOpen(draft)}>
            {text('timeline.draft.continue')}
          </Button>
          <Button size="small" look="quiet" onPress={() => void drop({ draftId: draft.id })}>
            {text('timeline.draft.discard')}
          </Button>
        </>
      }
    >
      {text('timeline.draft.body', { at: formats.instant(draft.updatedAt) })}
      {draft.content.statement.trim() !== '' && (
        <q className={styles.draft}>
          <bdi>{draft.content.statement}</bdi>
        </q>
      )}
    </Banner>
  ));
}

/** The value once it has not changed for a moment, so that typing does not ask at every key. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 120);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
