import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './printed.module.css';

/** The one thing that is printed while this is mounted, black on white; on the screen it is not seen. */
export function Printed(props: { readonly children: ReactNode }) {
  return createPortal(
    <div className={styles.printed} data-printed aria-hidden="true">
      {props.children}
    </div>,
    document.body,
  );
}
