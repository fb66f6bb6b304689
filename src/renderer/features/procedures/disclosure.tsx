import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** A line of a card that opens to more. */
export function Disclosure(props: {
  readonly title: ReactNode;
  /** Shown at the end of the line. */
  readonly aside?: ReactNode;
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles.disclosure} open={props.startsOpen}>
      <summary className={styles.summary}>
        <ChevronRight aria-hidden="true" className={styles.chevron} />
        <span className={styles.title}>{props.title}</span>
        {props.aside}
      </summary>
      <div className={styles.body}>{props.children}</div>
    </details>
  );
}
