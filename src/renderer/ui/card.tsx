import { Fragment, useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import styles from './card.module.css';

/** A sheet of paper on the desk. `flush` when a table or list inside should reach its edges. */
export function Card(props: {
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={classNames(styles.card, props.flush === true && styles.flush, props.className)}>
      {props.children}
    </div>
  );
}

/** A part of a screen with its own heading. */
export function Section(props: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.head}>
        <div>
          <h2 id={titleId} className={styles.title}>
            {props.title}
          </h2>
          {props.description !== undefined && <div className={styles.description}>{props.description}</div>}
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

/** Where there is nothing yet: what will be here, why it matters, and the button that begins. */
export function EmptyState(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <span className={styles.emptyIcon} aria-hidden="true">
        {props.icon}
      </span>
      <p className={styles.emptyTitle}>{props.title}</p>
      {props.children !== undefined && <div className={styles.emptyBody}>{props.children}</div>}
      {props.actions !== undefined && <div className={styles.emptyActions}>{props.actions}</div>}
    </div>
  );
}

/** Names and values side by side. */
export function Definitions(props: {
  readonly entries: readonly { readonly term: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className={styles.definitions}>
      {props.entries.map((entry) => (
        <Fragment key={entry.term}>
          <dt>{entry.term}</dt>
          <dd>{entry.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
