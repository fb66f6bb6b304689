import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';

/** A short word about something: a state, a mark, a count. Colour never says it alone. */
export function Badge(props: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={classNames(styles.badge, styles[props.tone ?? 'neutral'])}>
      {props.icon}
      {props.children}
    </span>
  );
}

/** A word someone put on something and can take off again. */
export function Tag(props: {
  readonly children: ReactNode;
  readonly onRemove: () => void;
  /** Read out for the cross, e.g. "Remove Arabic". */
  readonly removeLabel: string;
}) {
  return (
    <span className={classNames(styles.badge, styles.tag)}>
      {props.children}
      <button type="button" className={styles.remove} aria-label={props.removeLabel} onClick={props.onRemove}>
        <X aria-hidden="true" />
      </button>
    </span>
  );
}
