import { createContext, useContext, useLayoutEffect, type ReactNode } from 'react';
import { Banner } from '../../../ui/banner';
import styles from './viewer.module.css';

/** Told whether there is nothing to see. */
export const NothingToSee = createContext<(isNothing: boolean) => void>(() => undefined);

/** Says why something is not shown. The way out stands below: a copy. */
export function Cannot(props: { readonly children: ReactNode }) {
  const tell = useContext(NothingToSee);
  // Before anything is painted: no button flashes up that would show nothing.
  useLayoutEffect(() => {
    tell(true);
    return () => tell(false);
  }, [tell]);
  return (
    <div className={styles.waiting}>
      <Banner tone="neutral">{props.children}</Banner>
    </div>
  );
}
