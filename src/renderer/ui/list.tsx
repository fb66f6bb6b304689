import * as Ariakit from '@ariakit/react';
import type { ReactNode } from 'react';
import styles from './list.module.css';

/**
 * A list of things that open. One Tab stop for the whole list; arrow keys, Home and End move inside it, Enter opens.
 */
export function OpenableList<Item>(props: {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly onOpen: (item: Item) => void;
  /** The one shown beside the list. */
  readonly currentKey?: string | null;
  /** Buttons beside each thing, in front of what opens. */
  readonly renderActions?: (item: Item) => ReactNode;
  readonly children: (item: Item) => ReactNode;
}) {
  return (
    <Ariakit.CompositeProvider orientation="vertical">
      <Ariakit.Composite className={styles.list} role="group" aria-label={props.label}>
        {props.items.map((item) => {
          const key = props.keyOf(item);
          const opener = (
            <Ariakit.CompositeItem
              key={key}
              className={styles.item}
              aria-current={key === props.currentKey}
              onClick={() => props.onOpen(item)}
            >
              {props.children(item)}
            </Ariakit.CompositeItem>
          );
          return props.renderActions === undefined ? (
            opener
          ) : (
            <div key={key} className={styles.row}>
              {opener}
              <div className={styles.actions}>{props.renderActions(item)}</div>
            </div>
          );
        })}
      </Ariakit.Composite>
    </Ariakit.CompositeProvider>
  );
}
