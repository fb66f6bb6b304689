import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Link2, MapPin, Quote, UsersRound } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { CaseId, FactId } from '../../../shared/kernel/ids';
import type { FactGlimpse, WorkedOut } from '../../../shared/timeline/schemas';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { VisuallyHidden } from '../../ui/layout';
import { PersonName } from '../people';
import { FactDateMark } from './fact-date';
import styles from './fact-list.module.css';
import { useInterfaceLanguage } from './interface-language';
import type { LinkedTime } from './linked-time-query';
import { shortStatement, workedOutText } from './time-sentences';

/**
 * Above so many facts every row has one height. Measuring rows moves all that come after, and with tens of thousands that
 * drops frames; see `npm run bench`.
 */
const mostMeasured = 3000;
/** In pixels: two lines of words and one of place and people, with the text as large as it is set. */
const textScale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
const evenRowHeight = Math.round(90 * textScale);
const evenHeadHeight = Math.round(52 * textScale);

type Item =
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'undated' }
  /** `place` counts facts from 0. */
  | { readonly kind: 'fact'; readonly fact: FactGlimpse; readonly place: number };

/**
 * The chronology: facts in order under their years. One Tab stop; arrow keys, Page keys, Home and End move, Enter opens,
 * Delete removes, N begins a new one. The space bar selects, Shift with an arrow a stretch, Ctrl+A all. Only what is in sight is in the page.
 */
export function FactList(props: {
  readonly caseId: CaseId;
  readonly label: string;
  readonly facts: readonly FactGlimpse[];
  /** How many there are with those that are not loaded yet. */
  readonly total: number;
  readonly linkedTime: LinkedTime;
  /** Those to do something with together. */
  readonly selection: ReadonlySet<FactId>;
  readonly onSelection: (selection: ReadonlySet<FactId>) => void;
  /** The fact in hand, here or in the picture. */
  readonly selectedId: FactId | null;
  readonly onSelect: (factId: FactId) => void;
  /** Called when the end of what is loaded comes near. */
  readonly onNearEnd: () => void;
  /** Called when the last fact of all is wanted. */
  readonly onEnd: () => void;
  readonly onOpen: (factId: FactId) => void;
  readonly onRemove: (factId: FactId) => void;
  readonly onNew: () => void;
}) {
  const { facts, onNearEnd } = props;
  const items = useMemo(() => itemsOf(facts), [facts]);
  const indexByPlace = useMemo(
    () => items.flatMap((item, index) => (item.kind === 'fact' ? [index] : [])),
    [items],
  );
  const [current, setCurrent] = useState(0);
  const currentPlace = Math.min(current, facts.length - 1);
  const currentIndex = indexByPlace[currentPlace] ?? 0;
  const isEven = props.total > mostMeasured;
  const list = useRef<HTMLDivElement>(null);
  const offset = useOffsetInScroller(list);
  // With another function at each rendering the library would lay out every row anew each time.
  const getItemKey = useCallback((index: number) => keyOf(items[index]), [items]);
  // Without React's compiler nothing is memoized here that the library could leave stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: (index) =>
      items[index]?.kind === 'fact' ? (isEven ? evenRowHeight : 68) : isEven ? evenHeadHeight : 48,
    getItemKey,
    overscan: 10,
    // The one that takes the focus is always there, or Tab would pass the list by.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), currentIndex])].toSorted((left, right) => left - right),
    scrollMargin: offset,
    // The filters stay above the list while it scrolls.
    scrollPaddingStart: 72,
    scrollPaddingEnd: 24,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastShown > items.length - 40) onNearEnd();
  }, [lastShown, items.length, onNearEnd]);

  const focusWaits = useRef(false);
  const removalWaits = useRef(false);
  const endWaits = useRef(false);

  const moveTo = (place: number): void => {
    const wanted = Math.min(Math.max(place, 0), facts.length - 1);
    const index = indexByPlace[wanted];
    if (index === undefined) return;
    focusWaits.current = true;
    setCurrent(wanted);
    // With its year above it when it is the first of it.
    virtualizer.scrollToIndex(items[index - 1]?.kind === 'fact' ? index : Math.max(0, index - 1));
    virtualizer.scrollToIndex(index);
  };

  // The row may only come into the page with a later rendering, and a removed one takes the focus with it.
  useLayoutEffect(() => {
    const isLost = removalWaits.current && document.activeElement === document.body;
    if (!focusWaits.current && !isLost) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-place="${currentPlace}"]`);
    if (row === null || row === undefined) return;
    focusWaits.current = false;
    removalWaits.current = false;
    row.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (!endWaits.current || facts.length < props.total) return;
    endWaits.current = false;
    moveTo(facts.length - 1);
  });

  // Chosen in the picture: the next Tab goes to it. The list stays where it is, or the picture would scroll away.
  const { selectedId } = props;
  const shownSelection = useRef<FactId | null>(null);
  useEffect(() => {
    if (selectedId === null || selectedId === shownSelection.current) return;
    const place = facts.findIndex(({ id }) => id === selectedId);
    const index = indexByPlace[place];
    if (index === undefined) return;
    shownSelection.current = selectedId;
    setCurrent(place);
  }, [selectedId, facts, indexByPlace]);

  // Where a stretch of selected facts begins, and all of them once they are loaded.
  const anchor = useRef(0);
  const allWaits = useRef(false);
  useEffect(() => {
    if (!allWaits.current || facts.length < props.total) return;
    allWaits.current = false;
    props.onSelection(new Set(facts.map(({ id }) => id)));
  });

  const toggle = (place: number): void => {
    const fact = facts[place];
    if (fact === undefined) return;
    anchor.current = place;
    const selection = new Set(props.selection);
    if (!selection.delete(fact.id)) selection.add(fact.id);
    props.onSelection(selection);
  };
  const selectTo = (place: number): void => {
    const [from, until] = [Math.min(anchor.current, place), Math.max(anchor.current, place)];
    props.onSelection(new Set(facts.slice(Math.max(0, from), until + 1).map(({ id }) => id)));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      if (facts.length < props.total) {
        allWaits.current = true;
        props.onEnd();
      } else props.onSelection(new Set(facts.map(({ id }) => id)));
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    if (event.key === ' ') {
      event.preventDefault();
      toggle(currentPlace);
    } else if (event.key === 'Escape' && props.selection.size > 0) {
      event.preventDefault();
      props.onSelection(new Set());
    } else if (step !== undefined && event.shiftKey && typeof step === 'number') {
      event.preventDefault();
      if (props.selection.size === 0) anchor.current = currentPlace;
      const wanted = Math.min(Math.max(currentPlace + step, 0), facts.length - 1);
      selectTo(wanted);
      moveTo(wanted);
    } else if (step !== undefined) {
      event.preventDefault();
      endWaits.current = step === 'last' && facts.length < props.total;
      if (endWaits.current) props.onEnd();
      moveTo(step === 'first' ? 0 : step === 'last' ? facts.length - 1 : currentPlace + step);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      const fact = facts[currentPlace];
      if (fact === undefined) return;
      removalWaits.current = true;
      props.onRemove(fact.id);
    } else if (event.key.toLowerCase() === 'n') {
      event.preventDefault();
      props.onNew();
    }
  };

  return (
    // The rows inside take the focus; the keys are handled once for all of them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={list}
      className={styles.list}
      role="list"
      aria-label={props.label}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {shown.map((row) => {
        const item = items[row.index];
        if (item === undefined) return null;
        return (
          <div
            key={row.key}
            ref={isEven ? undefined : virtualizer.measureElement}
            data-index={row.index}
            className={classNames(styles.item, isEven && styles.even)}
            role="listitem"
            aria-setsize={item.kind === 'fact' ? props.total : undefined}
            aria-posinset={item.kind === 'fact' ? item.place + 1 : undefined}
            style={{
              transform: `translateY(${row.start - offset}px)`,
              ...(isEven ? { height: row.size } : {}),
            }}
          >
            {item.kind === 'fact' ? (
              <FactRow
                caseId={props.caseId}
                fact={item.fact}
                place={item.place}
                workedOut={props.linkedTime.ranges.get(item.fact.id) ?? null}
                isContradicted={props.linkedTime.contradicted.has(item.fact.id)}
                isCurrent={item.place === currentPlace}
                isLast={items[row.index + 1]?.kind !== 'fact'}
                isInHand={item.fact.id === selectedId}
                isSelected={props.selection.has(item.fact.id)}
                onToggle={(isStretch) => {
                  if (isStretch) selectTo(item.place);
                  else toggle(item.place);
                }}
                onFocus={() => {
                  setCurrent(item.place);
                  shownSelection.current = item.fact.id;
                  props.onSelect(item.fact.id);
                }}
                onOpen={() => props.onOpen(item.fact.id)}
              />
            ) : (
              <GroupHeading item={item} />
            )}
          </div>
        );
      })}
    </div>
  );
}

const steps: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: 'first',
  End: 'last',
};

function GroupHeading(props: { readonly item: Exclude<Item, { kind: 'fact' }> }) {
  const text = useText();
  if (props.item.kind === 'year') return <h2 className={styles.year}>{props.item.year}</h2>;
  return (
    <div className={styles.undatedHead}>
      <h2 className={styles.year}>{text('timeline.undatedGroup')}</h2>
      <p className={styles.undatedNote}>{text('timeline.undatedGroup.note')}</p>
    </div>
  );
}

function FactRow(props: {
  readonly caseId: CaseId;
  readonly fact: FactGlimpse;
  readonly place: number;
  readonly workedOut: WorkedOut | null;
  readonly isContradicted: boolean;
  readonly isCurrent: boolean;
  /** Here or in the picture. */
  readonly isInHand: boolean;
  readonly isSelected: boolean;
  /** Of its year. */
  readonly isLast: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  /** True for the whole stretch from the one selected before. */
  readonly onToggle: (isStretch: boolean) => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { fact, workedOut } = props;
  return (
    <>
      <button
        type="button"
        className={classNames(
          styles.row,
          props.isLast && styles.last,
          props.isInHand && styles.inHand,
          props.isSelected && styles.selected,
        )}
        aria-current={props.isInHand ? 'true' : undefined}
        data-place={props.place}
        tabIndex={props.isCurrent ? 0 : -1}
        onFocus={props.onFocus}
        onClick={(event) => {
          if (event.shiftKey || event.ctrlKey || event.metaKey) props.onToggle(event.shiftKey);
          else props.onOpen();
        }}
      >
        {props.isSelected && <VisuallyHidden>{text('timeline.bulk.isSelected')} </VisuallyHidden>}
        <span className={styles.date}>
          <FactDateMark date={fact.date} />
        </span>
        <span className={styles.fact}>
          <span className={styles.statement} dir="auto">
            {fact.statement}
          </span>
          {(fact.place !== '' || fact.personIds.length > 0 || workedOut !== null) && (
            <span className={styles.where}>
              {workedOut !== null && (
                <span className={styles.detail}>
                  <Link2 aria-hidden="true" />
                  <span>{workedOutText(workedOut, text, language)}</span>
                </span>
              )}
              {fact.place !== '' && (
                <span className={styles.detail}>
                  <MapPin aria-hidden="true" />
                  <VisuallyHidden>{text('timeline.row.place')} </VisuallyHidden>
                  <bdi>{fact.place}</bdi>
                </span>
              )}
              {fact.personIds.length > 0 && (
                <span className={styles.detail}>
                  <UsersRound aria-hidden="true" />
                  <VisuallyHidden>{text('timeline.row.people')} </VisuallyHidden>
                  <span className={styles.people}>
                    {fact.personIds.map((personId) => (
                      <span key={personId} className={styles.person}>
                        <PersonName caseId={props.caseId} personId={personId} />
                      </span>
                    ))}
                  </span>
                </span>
              )}
            </span>
          )}
        </span>
        <span className={styles.source}>
          <span>{text(`timeline.source.${fact.sourceKind}`)}</span>
          <span className={fact.confidence === 'certain' ? styles.faint : styles.doubt}>
            {text(`timeline.confidence.${fact.confidence}`)}
          </span>
        </span>
        <span className={styles.marks}>
          {props.isContradicted && <Badge tone="warning">{text('timeline.contradiction.badge')}</Badge>}
          {fact.disputed && <Badge tone="danger">{text('timeline.disputed')}</Badge>}
          {fact.citations === 0 ? (
            <span className={styles.uncited}>{text('timeline.uncited')}</span>
          ) : (
            <span className={styles.citations} title={text('timeline.citations', { count: fact.citations })}>
              <Quote aria-hidden="true" />
              <span aria-hidden="true">{fact.citations}</span>
              <VisuallyHidden>{text('timeline.citations', { count: fact.citations })}</VisuallyHidden>
            </span>
          )}
        </span>
      </button>
      <input
        className={styles.tick}
        type="checkbox"
        // The space bar does the same on the row.
        tabIndex={-1}
        checked={props.isSelected}
        aria-label={text('timeline.bulk.select', { statement: shortStatement(fact.statement) })}
        onChange={(event) =>
          props.onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
        }
      />
    </>
  );
}

/** Facts with the heading of their year before the first of each. */
function itemsOf(facts: readonly FactGlimpse[]): readonly Item[] {
  const items: Item[] = [];
  let before: string | null = null;
  facts.forEach((fact, place) => {
    // The same day that the order goes by: the latest where the beginning is open.
    const year = (fact.date?.earliest ?? fact.date?.latest)?.slice(0, 4) ?? '';
    if (year !== before) items.push(year === '' ? { kind: 'undated' } : { kind: 'year', year });
    before = year;
    items.push({ kind: 'fact', fact, place });
  });
  return items;
}

function keyOf(item: Item | undefined): string {
  switch (item?.kind) {
    case 'fact':
      return item.fact.id;
    case 'year':
      return item.year;
    case 'undated':
    case undefined:
      return 'undated';
  }
}

/** The nearest element around that scrolls. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  let around = element?.parentElement ?? null;
  while (around !== null && !/auto|scroll/.test(getComputedStyle(around).overflowY)) {
    around = around.parentElement;
  }
  return around;
}

/** How far below the top of what scrolls the element begins. */
function useOffsetInScroller(element: { readonly current: HTMLElement | null }): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const found = element.current;
    const scroller = scrollerOf(found);
    if (found === null || scroller === null) return undefined;
    const measure = (): void =>
      setOffset(
        found.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      );
    measure();
    // What stands above the list grows and shrinks with filters and years.
    const observer = new ResizeObserver(measure);
    for (
      let inside: Element | null = found;
      inside !== null && inside !== scroller;
      inside = inside.parentElement
    ) {
      for (const each of inside.parentElement?.children ?? []) observer.observe(each);
    }
    return () => observer.disconnect();
  }, [element]);
  return offset;
}
