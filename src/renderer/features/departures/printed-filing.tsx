import { useEffect, useRef } from 'react';
import type { Language } from '../../../shared/kernel/languages';
import { Printed } from '../../ui/printed';
import styles from './printed-filing.module.css';
import { drawWordFile, type WordFile } from './word-pages';

/** A document, ready for printing as long as this is mounted. */
export function PrintedFiling(props: {
  readonly language: Language;
  readonly file: WordFile;
  /** False when it could not be drawn. */
  readonly onReady: (isDrawn: boolean) => void;
}) {
  const page = useRef<HTMLDivElement>(null);
  const { file, onReady } = props;
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current = onReady;
  }, [onReady]);
  useEffect(() => {
    if (page.current === null) return undefined;
    let isGone = false;
    let takeAway: (() => void) | null = null;
    void drawWordFile(file, page.current).then(
      (clear) => {
        if (isGone) clear();
        else {
          takeAway = clear;
          ready.current(true);
        }
      },
      // What cannot be drawn is a fault of ours; the Word file can still be saved, and the sentence says so.
      () => ready.current(false),
    );
    return () => {
      isGone = true;
      takeAway?.();
    };
  }, [file]);
  return (
    <Printed isTagged>
      <div ref={page} className={styles.page} lang={props.language} />
    </Printed>
  );
}
