import type { CSSProperties, ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import styles from './layout.module.css';

/** A step of the spacing scale, from nothing to 3 rem. */
export type Gap = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
type Align = 'start' | 'center' | 'end' | 'baseline' | 'stretch';
type Justify = 'start' | 'center' | 'end' | 'between';

const justifyClasses = {
  start: styles.justifyStart,
  center: styles.justifyCenter,
  end: styles.justifyEnd,
  between: styles.justifyBetween,
} satisfies Record<Justify, string | undefined>;

/** Things one below the other. */
export function Stack(props: {
  readonly gap?: Gap;
  readonly align?: Align;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { gap = 4, align = 'stretch' } = props;
  return (
    <div className={classNames(styles.stack, styles[`gap${gap}`], styles[align], props.className)}>
      {props.children}
    </div>
  );
}

/** Things side by side. */
export function Row(props: {
  readonly gap?: Gap;
  readonly align?: Align;
  readonly justify?: Justify;
  readonly wrap?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { gap = 2, align = 'center', justify = 'start' } = props;
  return (
    <div
      className={classNames(
        styles.row,
        styles[`gap${gap}`],
        styles[align],
        justifyClasses[justify],
        props.wrap === true && styles.wrap,
        props.className,
      )}
    >
      {props.children}
    </div>
  );
}

/** As many equal columns as fit, each at least `column` wide (a CSS length, 16rem when left out). */
export function Columns(props: {
  readonly gap?: Gap;
  readonly column?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { gap = 4, column = '16rem' } = props;
  // React's types know no custom properties.
  const style = { '--column': column } as CSSProperties;
  return (
    <div className={classNames(styles.grid, styles[`gap${gap}`], props.className)} style={style}>
      {props.children}
    </div>
  );
}

/** Read out by a screen reader, not seen. */
export function VisuallyHidden(props: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{props.children}</span>;
}
