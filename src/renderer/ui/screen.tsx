import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { handFocusToNextHeading, takeFocusAfterNavigation } from '../lib/navigation';
import styles from './screen.module.css';

/**
 * A whole screen with its one `h1`, which takes the focus after navigation.
 *
 * @param props.width   `full` gives the screen the height of the window, for editors whose parts scroll by themselves
 */
export function Screen(props: {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'normal' | 'wide' | 'full';
  readonly children: ReactNode;
}) {
  return (
    <div className={classNames(styles.screen, styles[props.width ?? 'normal'])}>
      <div className={styles.head}>
        <div>
          <ScreenTitle>{props.title}</ScreenTitle>
          {props.lead !== undefined && <div className={styles.lead}>{props.lead}</div>}
        </div>
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}

/** The `h1` by itself, for screens that are laid out in another way. */
export function ScreenTitle(props: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const title = heading.current;
    if (takeFocusAfterNavigation()) title?.focus();
    return () => {
      // A screen that was loading is replaced by the one that is ready: its heading goes on where this one stops.
      if (title !== null && document.activeElement === title) handFocusToNextHeading();
    };
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title}>
      {props.children}
    </h1>
  );
}
