import type { Confidence, PictureMark } from '../../../shared/timeline/schemas';
import type { MarkShape } from '../../../shared/timeline/picture';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { shortStatement } from './time-sentences';
import styles from './picture.module.css';

const barHeight = 16;
/** Of the face that words of marks are set in. */
const letterWidth = 6.2;

interface Edges {
  readonly start: number;
  readonly end: number;
}

/** One fact or bundle. Each thing said by colour is said by form, too. */
export function MarkGlyph(props: {
  readonly mark: PictureMark;
  readonly y: number;
  readonly edges: Edges;
  readonly plot: { readonly left: number; readonly right: number };
  /** Free space behind it. */
  readonly roomWidth: number;
  readonly isActive: boolean;
  readonly onHover: (isOver: boolean) => void;
  readonly onPress: () => void;
}) {
  const { mark, y, edges, plot } = props;
  return (
    // The keys are those of the picture as a whole.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <g
      className={styles.mark}
      transform={`translate(0 ${y})`}
      onPointerEnter={() => props.onHover(true)}
      onPointerLeave={() => props.onHover(false)}
      onClick={props.onPress}
    >
      {mark.kind === 'bundle' ? (
        <Bundle mark={mark} x={(edges.start + edges.end) / 2} isActive={props.isActive} />
      ) : (
        <>
          <Shape {...mark} edges={edges} plot={plot} isActive={props.isActive} />
          <Words
            statement={mark.statement}
            shape={mark.shape}
            confidence={mark.confidence}
            edges={edges}
            plot={plot}
            room={props.roomWidth}
          />
        </>
      )}
    </g>
  );
}

function Shape(props: {
  readonly shape: MarkShape;
  readonly confidence: Confidence;
  readonly disputed: boolean;
  readonly from: string | null;
  readonly until: string | null;
  readonly edges: Edges;
  readonly plot: { readonly left: number; readonly right: number };
  readonly isActive: boolean;
}) {
  const { shape, confidence, disputed, isActive, plot } = props;
  const { start } = props.edges;
  const end = Math.max(props.edges.end, start + 10);
  if (shape === 'day') {
    const x = (props.edges.start + props.edges.end) / 2;
    return (
      <>
        {isActive && <circle className={styles.ring} cx={x} cy={0} r={9.5} />}
        {disputed ? (
          <path className={classNames(styles.point, styles[confidence], styles.disputed)} d={diamond(x, 7)} />
        ) : (
          <circle className={classNames(styles.point, styles[confidence])} cx={x} cy={0} r={5.5} />
        )}
      </>
    );
  }
  const top = -barHeight / 2;
  return (
    <>
      {isActive && (
        <rect
          className={styles.ring}
          x={start - 3}
          y={top - 3}
          width={end - start + 6}
          height={barHeight + 6}
          rx={6}
        />
      )}
      <rect
        className={classNames(styles.bar, styles[shape], styles[confidence])}
        x={start}
        y={top}
        width={end - start}
        height={barHeight}
        rx={shape === 'lasting' ? 3 : 8}
        // A rule of a style sheet would look for the gradient in the sheet.
        fill={shape === 'vague' ? 'url(#timeline-fade)' : undefined}
      />
      {props.from === null && (
        <path className={styles.arrow} d={`M ${start + 9} -5 L ${start + 2} 0 L ${start + 9} 5 Z`} />
      )}
      {props.until === null && (
        <path className={styles.arrow} d={`M ${end - 9} -5 L ${end - 2} 0 L ${end - 9} 5 Z`} />
      )}
      {disputed && (
        <path
          className={classNames(styles.point, styles.certain, styles.disputed)}
          // At its end, where no words begin.
          d={diamond(Math.min(Math.max(end, plot.left + 7), plot.right - 7), 6)}
        />
      )}
    </>
  );
}

/** Inside a long bar, else behind the mark as far as there is room. */
function Words(props: {
  readonly statement: string;
  readonly shape: MarkShape;
  readonly confidence: Confidence;
  readonly edges: Edges;
  readonly plot: { readonly left: number; readonly right: number };
  readonly room: number;
}) {
  const { edges, plot, shape } = props;
  const inside = {
    from: Math.max(edges.start, plot.left) + 14,
    until: Math.min(edges.end, plot.right) - 12,
  };
  const isInside = shape !== 'day' && inside.until - inside.from >= 110;
  const x = isInside ? inside.from : Math.max(edges.end, edges.start + 10) + (shape === 'day' ? 3 : 6);
  const letters = Math.floor((isInside ? inside.until - inside.from : props.room - 8) / letterWidth);
  if (letters < 6 || (!isInside && x < plot.left)) return null;
  const words = shortStatement(props.statement);
  const isOnAccent = isInside && shape === 'lasting' && props.confidence === 'certain';
  return (
    <text className={classNames(styles.words, isOnAccent && styles.onAccent)} x={x} y={4}>
      {words.length <= letters ? words : `${words.slice(0, letters - 1).trimEnd()}…`}
    </text>
  );
}

function Bundle(props: {
  readonly mark: Extract<PictureMark, { kind: 'bundle' }>;
  readonly x: number;
  readonly isActive: boolean;
}) {
  const count = String(props.mark.facts);
  const width = count.length * 7.5 + 14;
  return (
    <>
      {props.isActive && (
        <rect
          className={styles.ring}
          x={props.x - width / 2 - 3}
          y={-12}
          width={width + 6}
          height={24}
          rx={12}
        />
      )}
      <rect className={styles.bundle} x={props.x - width / 2} y={-9} width={width} height={18} rx={9} />
      <text className={styles.count} x={props.x} y={4}>
        {count}
      </text>
      {props.mark.disputed > 0 && (
        <path
          className={classNames(styles.point, styles.certain, styles.disputed)}
          d={diamond(props.x + width / 2 - 1, 4.5, -8)}
        />
      )}
    </>
  );
}

function diamond(x: number, size: number, y = 0): string {
  return `M ${x} ${y - size} L ${x + size} ${y} L ${x} ${y + size} L ${x - size} ${y} Z`;
}

/** Fading ends, for what is only about so. */
export function PictureDefinitions() {
  return (
    <defs>
      <linearGradient id="timeline-fade">
        <stop offset="0" className={styles.fadeOut} />
        <stop offset="0.3" className={styles.fadeIn} />
        <stop offset="0.7" className={styles.fadeIn} />
        <stop offset="1" className={styles.fadeOut} />
      </linearGradient>
    </defs>
  );
}

const samples = [
  { id: 'day', shape: 'day', confidence: 'certain', disputed: false },
  { id: 'lasting', shape: 'lasting', confidence: 'certain', disputed: false },
  { id: 'range', shape: 'range', confidence: 'certain', disputed: false },
  { id: 'vague', shape: 'vague', confidence: 'certain', disputed: false },
  { id: 'workedOut', shape: 'workedOut', confidence: 'certain', disputed: false },
  { id: 'probable', shape: 'day', confidence: 'probable', disputed: false },
  { id: 'uncertain', shape: 'day', confidence: 'uncertain', disputed: false },
  { id: 'disputed', shape: 'day', confidence: 'certain', disputed: true },
] as const;

/** What the forms mean. */
export function PictureLegend() {
  const text = useText();
  return (
    <ul className={styles.legend}>
      {samples.map(({ id, ...sample }) => (
        <li key={id}>
          <svg width={sample.shape === 'day' ? 16 : 34} height={20} aria-hidden="true">
            <g transform="translate(0 10)">
              <Shape
                {...sample}
                from=""
                until=""
                plot={{ left: 0, right: 40 }}
                edges={sample.shape === 'day' ? { start: 8, end: 8 } : { start: 2, end: 32 }}
                isActive={false}
              />
            </g>
          </svg>
          {text(`timeline.picture.legend.${id}`)}
        </li>
      ))}
    </ul>
  );
}
