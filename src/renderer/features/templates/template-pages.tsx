import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../../shared/kernel/languages';
import { beginDecoder } from '../../lib/decoder';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
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
  const { document: file, label } = props;
  useEffect(() => {
    if (desk.current === null) return undefined;
    const place = desk.current;
    // The document is there all the same when it cannot be shown, and its tags are told beside it.
    const decoder = beginDecoder(place, () => setDrawn(false));
    const frame = place.querySelector('iframe');
    if (frame !== null) frame.title = label;
    const word = new Blob([new Uint8Array(file)]);
    void decoder.ask({ kind: 'open', as: 'word', file: word }).answer.then((shown) => {
      if (decoder.hasEnded() || frame === null) return;
      if (shown.kind !== 'shown') return setDrawn(false);
      // The desk scrolls, not the frame, which takes no key and no wheel.
      frame.style.minWidth = `${shown.width}px`;
      frame.style.height = `${shown.height}px`;
    });
    return decoder.end;
  }, [file, label]);
  if (!isDrawn) return <Banner tone="warning">{text('templates.try.noPages')}</Banner>;
  return (
    <div
      ref={desk}
      className={styles.desk}
      role="document"
      aria-label={label}
      lang={props.language}
      // Reachable by keyboard, since it scrolls and has nothing else to give the focus to.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    />
  );
}
