import styles from './product-mark.module.css';

/** The folder with a bookmark: the mark of Dossier. Decorative; the name stands beside it. */
export function ProductMark(props: { readonly size: number }) {
  return (
    <svg
      className={styles.mark}
      width={props.size}
      height={props.size}
      viewBox="0 0 64 64"
      aria-hidden="true"
      focusable="false"
    >
      <rect className={styles.ground} width="64" height="64" rx="15" />
      <path
        className={styles.back}
        d="M14 20.5A4.5 4.5 0 0 1 18.5 16h9.2a4.5 4.5 0 0 1 3.5 1.7l2.3 2.8H45.5A4.5 4.5 0 0 1 50 25v20.5A4.5 4.5 0 0 1 45.5 50h-27A4.5 4.5 0 0 1 14 45.5Z"
      />
      <path className={styles.sheet} d="M14 28.5h36V45.5A4.5 4.5 0 0 1 45.5 50h-27A4.5 4.5 0 0 1 14 45.5Z" />
      <path className={styles.bookmark} d="M37 28.5h7V41l-3.5-2.8L37 41Z" />
    </svg>
  );
}
