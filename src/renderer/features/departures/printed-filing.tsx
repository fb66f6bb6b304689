import { useEffect, useRef } from 'react';
import type { Language } from '../../../shared/kernel/languages';
import { Printed } from '../../ui/printed';
import { drawWordFile, type WordFile } from './word-pages';

/** A document, ready for printing as long as this is mounted. */
export function PrintedFiling(props: {
  readonly language: Language;
  readonly file: WordFile;
  readonly onReady: (outcome: 'drawn' | 'wordsMissing' | 'failed') => void;
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
        if (isGone) clear?.();
        else {
          takeAway = clear;
          ready.current(clear === null ? 'wordsMissing' : 'drawn');
        }
      },
      // What cannot be drawn is a fault of ours; the Word file can still be saved, and the sentence says so.
      () => ready.current('failed'),
    );
    return () => {
      isGone = true;
      takeAway?.();
    };
  }, [file]);
  return (
    <Printed isTagged>
      <div ref={page} lang={props.language} />
    </Printed>
  );
}
