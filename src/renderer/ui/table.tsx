import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { VisuallyHidden } from './layout';
import styles from './table.module.css';

/** A table with a heading for each column. `label` is its name, read out. */
export function Table(props: {
  readonly label: string;
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    /** Read out, not seen. */
    readonly hideLabel?: boolean;
    readonly align?: 'start' | 'end';
    /** A CSS length. */
    readonly width?: string;
    /** Its heading may take several lines, for many narrow columns. */
    readonly wraps?: boolean;
  }[];
  /** `TableRow` elements. */
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classNames(
                  styles.head,
                  column.align === 'end' && styles.right,
                  column.wraps === true && styles.wraps,
                )}
                style={{ width: column.width }}
              >
                {column.hideLabel === true ? <VisuallyHidden>{column.label}</VisuallyHidden> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** A row. With a `RowOpener` in one of its cells it opens wherever it is clicked. */
export function TableRow(props: { readonly children: ReactNode }) {
  return <tr className={classNames(styles.row, styles.opens)}>{props.children}</tr>;
}

/** A cell; `isHeading` for the one that names the row, `inFront` when it holds buttons of its own beside a `RowOpener`. */
export function TableCell(props: {
  readonly isHeading?: boolean;
  readonly align?: 'start' | 'end';
  readonly inFront?: boolean;
  readonly children?: ReactNode;
}) {
  const className = classNames(styles.cell, props.align === 'end' && styles.right);
  const content =
    props.inFront === true ? <div className={styles.inFront}>{props.children}</div> : props.children;
  return props.isHeading === true ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}

/** The words that open a row; the row itself opens with them, by pointer and by keyboard. */
export function RowOpener(props: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={styles.opener} onClick={props.onOpen}>
      {props.children}
    </button>
  );
}
