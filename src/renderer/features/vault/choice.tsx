import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './lock-screen.module.css';

/** One of the ways to begin, as a card. */
export function Choice(props: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly description: string;
  readonly onChoose: () => void;
}) {
  return (
    <button type="button" className={styles.choice} onClick={props.onChoose}>
      <span className={styles.choiceIcon}>{props.icon}</span>
      <span className={styles.choiceText}>
        <span className={styles.choiceLabel}>{props.label}</span>
        <span className={styles.choiceDescription}>{props.description}</span>
      </span>
      <ChevronRight aria-hidden="true" />
    </button>
  );
}
