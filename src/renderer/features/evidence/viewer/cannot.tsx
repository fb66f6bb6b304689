import type { ReactNode } from 'react';
import { Banner } from '../../../ui/banner';
import styles from './viewer.module.css';

/** Says why something is not shown. The way out stands below: a copy. */
export function Cannot(props: { readonly children: ReactNode }) {
  return (
    <div className={styles.waiting}>
      <Banner tone="neutral">{props.children}</Banner>
    </div>
  );
}
