import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../../shared/kernel/languages';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { drawClosedPages } from './closed-pages';
import styles from './template-pages.module.css';

/** A filled-in template as it is printed. Nothing in it can be pressed. */
export function TemplatePages(props: {
  readonly document: Uint8Array;
  readonly language: Language;
  readonly label: string;
}) {
  const text = useText();
  const desk = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(true);
  const { document: file } = props;
  useEffect(() => {
    if (desk.current === null) return undefined;
    let isGone = false;
    let takeAway: (() => void) | null = null;
    void drawClosedPages(file, desk.current).then(
      (clear) => {
        if (isGone) clear();
        else takeAway = clear;
      },
      // The document is there all the same, and its tags are told beside it.
      () => setDrawn(false),
    );
    return () => {
      isGone = true;
      takeAway?.();
    };
  }, [file]);
  if (!isDrawn) return <Banner tone="warning">{text('templates.try.noPages')}</Banner>;
  return (
    <div
      ref={desk}
      className={styles.desk}
      role="document"
      aria-label={props.label}
      lang={props.language}
      // Reachable by keyboard, since it scrolls and has nothing else to give the focus to.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    />
  );
}
