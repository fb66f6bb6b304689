import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { classNames } from '../lib/class-names';
import styles from './printed.module.css';

/**
 * The one thing that is printed while this is mounted, black on white; on the screen it is not seen.
 *
 * @param props.isTagged its PDF is to tell headings and tables as such. Chromium takes them from what stands on the screen,
 *   before it is laid out for print, so it stands there beside the window
 */
export function Printed(props: { readonly isTagged?: boolean; readonly children: ReactNode }) {
  return createPortal(
    <div className={classNames(styles.printed, props.isTagged === true && styles.beside)} data-printed>
      {props.children}
    </div>,
    document.body,
  );
}
