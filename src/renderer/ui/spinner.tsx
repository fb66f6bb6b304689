import { VisuallyHidden } from './layout';
import styles from './spinner.module.css';

/** A turning ring, the size of the text beside it. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}

/** A ring with a sentence, for what takes a moment. */
export function Waiting(props: { readonly label: string }) {
  return (
    <div className={styles.waiting} role="status">
      <Spinner />
      {props.label}
    </div>
  );
}

/** Grey lines where text is about to be. `label` is read out instead, e.g. "Loading the cases". */
export function Skeleton(props: { readonly label: string; readonly lines?: number }) {
  const widths = Array.from({ length: props.lines ?? 3 }, (_each, line) => 92 - ((line * 23) % 40));
  return (
    <div className={styles.skeletons} role="status">
      <VisuallyHidden>{props.label}</VisuallyHidden>
      {widths.map((width, line) => (
        // The lines never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={line} className={styles.skeleton} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
