import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** One calm line above the screens, of what a person is to see to when it suits her. */
export function Notice(props: {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <div className={styles.notice} role="status">
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <span className={styles.text}>{props.children}</span>
      {props.actions}
    </div>
  );
}
