import { scaleUtc, type ScaleTime } from 'd3-scale';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { personIdSchema, type CaseId, type FactId } from '../../../shared/kernel/ids';
import type { Language } from '../../../shared/kernel/languages';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import type { LaneKind } from '../../../shared/timeline/picture';
import type { FactFilter, PictureLane, PictureMark } from '../../../shared/timeline/schemas';
import { useChannel } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { usePeople } from '../people';
import { useInterfaceLanguage } from './interface-language';
import { MarkGlyph, PictureDefinitions, PictureLegend } from './picture-marks';
import styles from './picture.module.css';
import { dayOf, instantOf, moved, viewOfExtent, viewToWindow, zoomed, type View } from './picture-view';
import { workedOutText } from './time-sentences';

const axisHeight = 24;
const rowHeight = 24;
const lanePadding = 6;
const columnWidth = 12;
const labelWidth = 140;

/**
 * The facts drawn over time. What it shows stands in the list underneath, too, which is the way for a screen reader; here
 * the keys move from mark to mark, and the sentence of the one in hand stands under the picture.
 */
export function Picture(props: {
  readonly caseId: CaseId;
  readonly filter: FactFilter;
  readonly lanes: LaneKind;
  /** Null for everything there is. */
  readonly view: View | null;
  readonly onView: (view: View | null) => void;
  readonly selectedId: FactId | null;
  readonly onSelect: (factId: FactId) => void;
  readonly onOpen: (factId: FactId) => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { caseId, filter, lanes: laneKind, view } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const plotLeft = laneKind === 'one' ? 0 : labelWidth;
  const plotWidth = Math.max(120, width - plotLeft);
  const columns = Math.min(400, Math.max(10, Math.floor(plotWidth / columnWidth)));
  // While the picture moves, the last layout moves along; a new one is asked for when there is time.
  const asked = useDeferredValue(view);
  const { data } = useChannel(
    'timeline.picture',
    { caseId, filter, lanes: laneKind, window: asked === null ? null : viewToWindow(asked), columns },
    { keepPrevious: true, enabled: width > 0 },
  );
  const laneNames = useLaneNames(caseId, laneKind);
  const extent = data?.extent ?? null;
  const shown = view ?? (extent === null ? null : viewOfExtent(extent));
  const placed = useMemo(() => placeLanes(data?.lanes ?? []), [data]);
  // A mark is in hand until another fact is, e.g. one of the list.
  const [active, setActive] = useState<{ readonly key: string; readonly with: FactId | null } | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const marksByKey = useMemo(
    () => new Map(placed.flatMap(({ marks }) => marks.map((m) => [m.key, m]))),
    [placed],
  );
  const selectedMark = [...marksByKey.values()].find(
    ({ mark }) => mark.kind === 'fact' && mark.id === props.selectedId,
  );
  const activeMark =
    (active?.with === props.selectedId ? marksByKey.get(active.key) : undefined) ?? selectedMark;
  const scale =
    shown === null
      ? null
      : scaleUtc()
          .domain([instantOf(shown.start), instantOf(shown.end)])
          .range([plotLeft, plotLeft + plotWidth]);

  const zoom = (factor: number, at?: number): void => {
    if (shown === null || extent === null) return;
    props.onView(zoomed(shown, factor, at ?? (shown.start + shown.end) / 2, extent));
  };
  const pan = (share: number): void => {
    if (shown === null || extent === null) return;
    props.onView(moved(shown, share * (shown.end - shown.start), extent));
  };
  const dayAt = (clientX: number): number | undefined => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    return scale === null ? undefined : scale.invert(clientX - left).getTime() / 86_400_000;
  };

  // React listens to the wheel passively, and the page would scroll along.
  const onWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  useEffect(() => {
    onWheel.current = (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, dayAt(event.clientX));
    };
  });
  useEffect(() => {
    const element = frame.current;
    const listener = (event: WheelEvent): void => onWheel.current(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const openMark = ({ mark }: Marked): void => {
    if (mark.kind === 'fact') {
      props.onOpen(mark.id);
      return;
    }
    const [from, until] = [dayOf(mark.from), dayOf(mark.until) + 1];
    const isAsCloseAsCanBe = shown !== null && (until - from) * 1.3 >= shown.end - shown.start;
    if (isAsCloseAsCanBe || extent === null || shown === null) props.onSelect(mark.firstId);
    else
      props.onView(
        zoomed(
          shown,
          Math.max(2, (shown.end - shown.start) / ((until - from) * 1.3)),
          (from + until) / 2,
          extent,
        ),
      );
  };
  const makeActive = (marked: Marked): void => {
    setActive({ key: marked.key, with: marked.mark.kind === 'fact' ? marked.mark.id : props.selectedId });
    if (marked.mark.kind === 'fact') props.onSelect(marked.mark.id);
    const at = dayOf(marked.mark.from ?? marked.mark.until ?? '1970-01-01');
    if (shown !== null && extent !== null && (at < shown.start || at >= shown.end)) {
      props.onView(moved(shown, at - (shown.start + shown.end) / 2, extent));
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const laneStep = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === '+' || event.key === '=')
      zoom(1.5, activeMark === undefined ? undefined : middleOf(activeMark.mark));
    else if (event.key === '-') zoom(1 / 1.5);
    else if (event.key === '0') props.onView(null);
    else if (step !== undefined && event.shiftKey) pan(step * 0.25);
    else if (step !== undefined) {
      const next = neighbourOf(placed, activeMark, step);
      if (next !== undefined) makeActive(next);
    } else if (laneStep !== undefined) {
      const next = inNextLane(placed, activeMark, laneStep);
      if (next !== undefined) makeActive(next);
    } else if (event.key === 'Enter' && activeMark !== undefined) openMark(activeMark);
    else return;
    event.preventDefault();
  };

  const drag = useRef<{ readonly x: number; readonly view: View; moved: boolean } | null>(null);
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button === 0 && shown !== null) drag.current = { x: event.clientX, view: shown, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const begun = drag.current;
    if (begun === null || extent === null) return;
    const distance = event.clientX - begun.x;
    // A hand that trembles while it clicks moves nothing.
    if (!begun.moved && Math.abs(distance) < 4) return;
    if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId);
    begun.moved = true;
    const days = ((begun.view.end - begun.view.start) * distance) / plotWidth;
    props.onView(moved(begun.view, -days, extent));
  };
  const endDrag = (): void => {
    drag.current = null;
  };

  const height = axisHeight + placed.reduce((sum, lane) => sum + lane.height, 0);
  const told = (hovered === null ? undefined : marksByKey.get(hovered)) ?? activeMark;
  const hintId = useId();
  const summary =
    extent === null
      ? text('timeline.picture.nothing')
      : text('timeline.picture.summary', {
          facts: placed.reduce((sum, lane) => sum + lane.lane.facts, 0),
          from: describeUncertainDate(viewToWindow(shown ?? viewOfExtent(extent)).from, language),
          until: describeUncertainDate(viewToWindow(shown ?? viewOfExtent(extent)).until, language),
          lanes: placed.length,
        });

  return (
    <section className={styles.picture} aria-label={text('timeline.picture')}>
      {/* The keys and the pointer are handled once for all marks inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={frame}
        className={styles.frame}
        role="application"
        aria-label={summary}
        aria-describedby={hintId}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the focus
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
      >
        {extent === null && data !== undefined && <p className={styles.nothing}>{summary}</p>}
        {scale !== null && shown !== null && data !== undefined && (
          <svg className={styles.svg} width={width} height={height} aria-hidden="true">
            <PictureDefinitions />
            <clipPath id="timeline-plot">
              <rect x={plotLeft} y={0} width={plotWidth} height={height} />
            </clipPath>
            {placed.map((each, index) => (
              <g key={`${each.lane.kind} ${each.lane.key}`}>
                <rect
                  className={index % 2 === 0 ? styles.lane : styles.laneOdd}
                  x={0}
                  y={each.top}
                  width={width}
                  height={each.height}
                />
                {plotLeft > 0 && (
                  <text className={styles.laneName} x={10} y={each.top + lanePadding + 16}>
                    {shortened(laneNames(each.lane), 17)}
                    <title>{laneNames(each.lane)}</title>
                  </text>
                )}
              </g>
            ))}
            <Axis
              scale={scale}
              height={height}
              width={plotWidth}
              right={plotLeft + plotWidth}
              language={language}
            />
            <g clipPath="url(#timeline-plot)">
              {selectedMark !== undefined && (
                <line
                  className={styles.selected}
                  x1={scale(instantOf(middleOf(selectedMark.mark)))}
                  x2={scale(instantOf(middleOf(selectedMark.mark)))}
                  y1={axisHeight}
                  y2={height}
                />
              )}
              {[...marksByKey.values()].map((marked) => (
                <MarkGlyph
                  key={marked.key}
                  mark={marked.mark}
                  y={marked.y}
                  edges={edgesOf(marked.mark, scale, plotLeft, plotLeft + plotWidth)}
                  plot={{ left: plotLeft, right: plotLeft + plotWidth }}
                  roomWidth={(marked.mark.kind === 'fact' ? marked.mark.room : 0) * (plotWidth / columns)}
                  isActive={marked === activeMark}
                  onHover={(isOver) => setHovered(isOver ? marked.key : null)}
                  onPress={() => {
                    makeActive(marked);
                    openMark(marked);
                  }}
                />
              ))}
            </g>
          </svg>
        )}
      </div>
      <div className={styles.under}>
        <p className={styles.told} role="status">
          {told === undefined ? text('timeline.picture.keys.short') : markText(told.mark, text, language)}
        </p>
        <div className={styles.zoom}>
          <IconButton
            size="small"
            label={text('timeline.picture.zoomOut')}
            icon={<ZoomOut />}
            onPress={() => zoom(1 / 1.5)}
          />
          <IconButton
            size="small"
            label={text('timeline.picture.zoomIn')}
            icon={<ZoomIn />}
            onPress={() => zoom(1.5)}
          />
          <IconButton
            size="small"
            label={text('timeline.picture.fit')}
            icon={<Maximize2 />}
            onPress={() => props.onView(null)}
          />
        </div>
      </div>
      <p id={hintId} hidden>
        {text('timeline.picture.keys')}
      </p>
      <PictureLegend />
      {data !== undefined && data.placeless > 0 && (
        <p className={styles.placeless}>{text('timeline.picture.placeless', { count: data.placeless })}</p>
      )}
    </section>
  );
}

interface Marked {
  readonly key: string;
  readonly mark: PictureMark;
  readonly lane: number;
  readonly y: number;
}

interface PlacedLane {
  readonly lane: PictureLane;
  readonly top: number;
  readonly height: number;
  /** By their first day. */
  readonly marks: readonly Marked[];
}

function placeLanes(lanes: readonly PictureLane[]): readonly PlacedLane[] {
  const placed: PlacedLane[] = [];
  let top = axisHeight;
  for (const [index, lane] of lanes.entries()) {
    const height = Math.max(1, lane.rows) * rowHeight + 2 * lanePadding;
    const laneTop = top;
    const marks = lane.marks
      .map((mark): Marked => ({
        // A fact of two people stands in the lanes of both.
        key: `${index} ${mark.kind === 'fact' ? mark.id : `bundle ${mark.firstId}`}`,
        mark,
        lane: index,
        y: laneTop + lanePadding + mark.row * rowHeight + rowHeight / 2,
      }))
      .toSorted((left, right) => ((left.mark.from ?? '') < (right.mark.from ?? '') ? -1 : 1));
    placed.push({ lane, top, height, marks });
    top += height;
  }
  return placed;
}

function neighbourOf(
  lanes: readonly PlacedLane[],
  marked: Marked | undefined,
  step: number,
): Marked | undefined {
  if (marked === undefined) return lanes.find(({ marks }) => marks.length > 0)?.marks[0];
  const marks = lanes[marked.lane]?.marks ?? [];
  const index = marks.findIndex(({ key }) => key === marked.key);
  return marks[index + step];
}

/** The mark of the next lane that begins nearest. */
function inNextLane(
  lanes: readonly PlacedLane[],
  marked: Marked | undefined,
  step: number,
): Marked | undefined {
  if (marked === undefined) return neighbourOf(lanes, undefined, step);
  const marks = lanes[marked.lane + step]?.marks ?? [];
  const at = middleOf(marked.mark);
  return marks.toSorted(
    (left, right) => Math.abs(middleOf(left.mark) - at) - Math.abs(middleOf(right.mark) - at),
  )[0];
}

/** Where it begins, or ends where that alone is known. */
function middleOf(mark: PictureMark): number {
  return dayOf(mark.from ?? mark.until ?? '1970-01-01') + 0.5;
}

function edgesOf(
  mark: PictureMark,
  scale: ScaleTime<number, number>,
  left: number,
  right: number,
): { readonly start: number; readonly end: number } {
  return {
    start: mark.from === null ? left : scale(instantOf(dayOf(mark.from))),
    end: mark.until === null ? right : scale(instantOf(dayOf(mark.until) + 1)),
  };
}

function Axis(props: {
  readonly scale: ScaleTime<number, number>;
  readonly width: number;
  readonly right: number;
  readonly height: number;
  readonly language: Language;
}) {
  const ticks = props.scale.ticks(Math.max(2, Math.floor(props.width / 100)));
  const step = (ticks[1]?.getTime() ?? 0) - (ticks[0]?.getTime() ?? 0);
  const format = tickFormat(step / 86_400_000, props.language);
  return (
    <g>
      {ticks.map((tick) => {
        const x = props.scale(tick);
        return (
          <g key={tick.getTime()}>
            <line className={styles.grid} x1={x} x2={x} y1={axisHeight - 4} y2={props.height} />
            {x + 72 < props.right && (
              <text className={styles.tick} x={x + 4} y={14}>
                {format(tick)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function tickFormat(stepDays: number, language: Language): (tick: Date) => string {
  const options: Intl.DateTimeFormatOptions =
    stepDays > 360
      ? { year: 'numeric' }
      : stepDays > 27
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return (tick) => format.format(tick);
}

/** What a mark says, as one sentence. */
function markText(mark: PictureMark, text: Text, language: Language): string {
  if (mark.kind === 'bundle') {
    return text('timeline.picture.bundle', {
      count: mark.facts,
      from: describeUncertainDate(mark.from, language),
      until: describeUncertainDate(mark.until, language),
      oneDay: mark.from === mark.until ? 'yes' : 'no',
    });
  }
  const when =
    mark.shape === 'workedOut'
      ? workedOutText({ earliest: mark.from, latest: mark.until }, text, language)
      : describeUncertainDate(mark.edtf, language);
  return text('timeline.picture.fact', {
    when,
    statement: mark.statement,
    disputed: mark.disputed ? 'yes' : 'no',
    confidence: text(`timeline.confidence.${mark.confidence}`),
  });
}

function useLaneNames(caseId: CaseId, kind: LaneKind): (lane: PictureLane) => string {
  const text = useText();
  const language = useInterfaceLanguage();
  const { personOf } = usePeople(caseId);
  const { data } = useChannel('procedures.conditions', { caseId, language }, { enabled: kind === 'element' });
  return (lane) => {
    if (kind === 'one' || lane.kind === 'all') return '';
    if (lane.kind !== 'named') return text(`timeline.picture.lane.${kind}.${lane.kind}`);
    if (kind === 'place') return lane.key;
    if (kind === 'element') return data?.conditions.find(({ id }) => id === lane.key)?.name ?? lane.key;
    const personId = personIdSchema.safeParse(lane.key);
    return (personId.success ? personOf(personId.data)?.shownAs : undefined) ?? text('people.unknownPerson');
  };
}

function shortened(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(found.clientWidth));
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
