import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { classNames } from '../../../lib/class-names';
import { useFormats, useText } from '../../../lib/text';
import type { Decoded } from '../decode';
import { Cannot } from '../viewer/cannot';
import { usePaneWidth } from '../viewer/use-pane-width';
import { moved, rectangleBetween, step, widened, type Area, type Rectangle } from './areas';
import styles from './redact-dialog.module.css';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pointer is doing: a new area, or one that is moved or widened. */
type Drag =
  | { readonly kind: 'new'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'move' | 'widen'; readonly from: Point; readonly to: Point; readonly area: Area };

/** A page with its marked areas. They are drawn by dragging, and each is a thing that keys move and widen. */
export function RedactPage(props: {
  readonly decoded: Decoded;
  readonly page: number;
  readonly factor: number;
  readonly areas: readonly Area[];
  /** Areas are as black as they will be, and stay where they are. */
  readonly isPreview: boolean;
  /** The area that gets the focus, each time anew. */
  readonly focused: { readonly id: number } | null;
  readonly onAdd: (rectangle: Rectangle) => void;
  readonly onChange: (area: Area) => void;
  readonly onRemove: (id: number) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { decoded, page, factor, isPreview, focused } = props;
  const pane = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState<'pdfPage' | 'decoderEnded' | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const paneWidth = usePaneWidth(pane);
  useEffect(() => {
    if (canvas.current === null || paneWidth === 0) return undefined;
    const drawn = decoded.draw(page, canvas.current, paneWidth * factor);
    void drawn.done.then((outcome) => {
      if (outcome !== 'stopped') setBroken(outcome === 'drawn' ? null : outcome);
    });
    return drawn.stop;
  }, [decoded, page, factor, paneWidth]);
  useEffect(() => {
    if (focused === null) return;
    sheet.current?.querySelector<HTMLElement>(`[data-area="${focused.id}"]`)?.focus();
  }, [focused]);

  const pointOf = (event: PointerEvent): Point => {
    const box = sheet.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || box.height === 0) return { x: 0, y: 0 };
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const begin = (event: PointerEvent, area: Area | null, kind: 'move' | 'widen'): void => {
    if (event.button !== 0 || isPreview) return;
    event.stopPropagation();
    sheet.current?.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    setDrag(area === null ? { kind: 'new', from, to: from } : { kind, from, to: from, area });
  };
  const end = (): void => {
    if (drag === null) return;
    setDrag(null);
    if (drag.kind === 'new') {
      const rectangle = rectangleBetween(drag.from, drag.to);
      if (rectangle !== null) props.onAdd(rectangle);
    } else if (drag.from.x !== drag.to.x || drag.from.y !== drag.to.y) props.onChange(dragged(drag));
  };
  const onKeyDown = (event: KeyboardEvent, area: Area): void => {
    if (isPreview) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      props.onRemove(area.id);
      return;
    }
    const by = arrows[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    props.onChange(event.shiftKey ? widened(area, by) : moved(area, by));
  };
  const drawnAreas = props.areas.map((area) =>
    drag !== null && drag.kind !== 'new' && drag.area.id === area.id ? dragged(drag) : area,
  );
  const begun = drag?.kind === 'new' ? rectangleBetween(drag.from, drag.to) : null;
  const percent = (part: number): string => formats.number(Math.round(part * 100));
  return (
    <div
      ref={pane}
      className={styles.pane}
      // It scrolls, and so must be reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={text('evidence.viewer.page', { page, count: decoded.pages })}
    >
      {broken !== null && <Cannot>{text(`evidence.viewer.cannot.${broken}`)}</Cannot>}
      {/* By keyboard areas are added with the button above, and moved on their own. */}
      <div
        ref={sheet}
        className={classNames(styles.page, !isPreview && styles.markable)}
        onPointerDown={(event) => begin(event, null, 'move')}
        onPointerMove={(event) => {
          if (drag !== null) setDrag({ ...drag, to: pointOf(event) });
        }}
        onPointerUp={end}
        onPointerCancel={() => setDrag(null)}
      >
        <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
        {drawnAreas.map((area) => (
          <button
            key={area.id}
            type="button"
            data-area={area.id}
            className={classNames(styles.area, isPreview && styles.black)}
            style={placed(area)}
            aria-label={text('exhibits.redaction.areaAt', {
              left: percent(area.x),
              top: percent(area.y),
              width: percent(area.width),
              height: percent(area.height),
            })}
            onKeyDown={(event) => onKeyDown(event, area)}
            onPointerDown={(event) => {
              event.currentTarget.focus();
              begin(event, area, 'move');
            }}
          >
            {!isPreview && (
              <span className={styles.handle} onPointerDown={(event) => begin(event, area, 'widen')} />
            )}
          </button>
        ))}
        {begun !== null && <div className={classNames(styles.area, styles.begun)} style={placed(begun)} />}
      </div>
    </div>
  );
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

function dragged(drag: Exclude<Drag, { readonly kind: 'new' }>): Area {
  const by = { x: drag.to.x - drag.from.x, y: drag.to.y - drag.from.y };
  return drag.kind === 'move' ? moved(drag.area, by) : widened(drag.area, by);
}

function placed({ x, y, width, height }: Rectangle) {
  return {
    left: `${x * 100}%`,
    top: `${y * 100}%`,
    width: `${width * 100}%`,
    height: `${height * 100}%`,
  };
}
