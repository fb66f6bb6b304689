import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../lib/text';
import { Badge } from '../../../ui/badge';
import { IconButton } from '../../../ui/button';
import { Waiting } from '../../../ui/spinner';
import { Cannot } from './cannot';
import { openPdf, type OpenedPdf } from './pdf';
import { useKeys } from './use-keys';
import styles from './viewer.module.css';
import { useZoom, ZoomButtons } from './zoom';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pdf: OpenedPdf }
  | { readonly kind: 'failed'; readonly because: 'pdfLocked' | 'pdfDamaged' };

/** A PDF, one page at a time, drawn by us: nothing in it runs, and nothing it refers to is fetched. */
export function PdfView(props: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const text = useText();
  const [state, setState] = useState<State>({ kind: 'opening' });
  const { bytes } = props;
  useEffect(() => {
    const stop = new AbortController();
    let opened: OpenedPdf | null = null;
    void openPdf(bytes, stop.signal).then((answer) => {
      if (answer.ok) opened = answer.value;
      if (stop.signal.aborted) opened?.close();
      else if (answer.ok) setState({ kind: 'open', pdf: answer.value });
      else setState({ kind: 'failed', because: answer.error.kind });
    });
    return () => {
      stop.abort();
      opened?.close();
    };
  }, [bytes]);
  if (state.kind === 'opening') return <Waiting label={text('evidence.viewer.reading')} />;
  if (state.kind === 'failed') return <Cannot>{text(`evidence.viewer.cannot.${state.because}`)}</Cannot>;
  return <Pages pdf={state.pdf} />;
}

function Pages({ pdf }: { readonly pdf: OpenedPdf }) {
  const text = useText();
  const zoom = useZoom();
  const [page, setPage] = useState(1);
  const go = (by: number): void => setPage((before) => Math.min(pdf.pages, Math.max(1, before + by)));
  useKeys((key) => {
    if (key === 'PageDown') go(1);
    else if (key === 'PageUp') go(-1);
    else if (key === 'Home') go(-pdf.pages);
    else if (key === 'End') go(pdf.pages);
    else return zoom.takeKey(key);
    return true;
  });
  return (
    <div className={styles.sheet}>
      <div className={styles.tools}>
        <IconButton
          label={text('evidence.viewer.pageBefore')}
          icon={<ChevronUp />}
          keys={['PageUp']}
          disabled={page === 1}
          onPress={() => go(-1)}
        />
        <span>{text('evidence.viewer.page', { page, count: pdf.pages })}</span>
        <IconButton
          label={text('evidence.viewer.pageAfter')}
          icon={<ChevronDown />}
          keys={['PageDown']}
          disabled={page === pdf.pages}
          onPress={() => go(1)}
        />
        <ZoomButtons zoom={zoom} />
        {pdf.hasScript && <Badge tone="warning">{text('evidence.viewer.hasScript')}</Badge>}
        {pdf.attachments > 0 && (
          <Badge tone="warning">{text('evidence.viewer.hasAttachments', { count: pdf.attachments })}</Badge>
        )}
      </div>
      <Page pdf={pdf} number={page} factor={zoom.factor} />
    </div>
  );
}

function Page(props: { readonly pdf: OpenedPdf; readonly number: number; readonly factor: number }) {
  const text = useText();
  const { pdf, number, factor } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (canvas.current === null || pane.current === null) return undefined;
    const drawn = pdf.draw(number, canvas.current, pane.current.clientWidth * factor);
    void drawn.words.then(setWords);
    void drawn.done.then((isDrawn) => setBroken(!isDrawn));
    return drawn.stop;
  }, [pdf, number, factor]);
  return (
    <div
      ref={pane}
      className={styles.pane}
      // It scrolls, and so must be reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={text('evidence.viewer.page', { page: number, count: pdf.pages })}
    >
      {isBroken && <Cannot>{text('evidence.viewer.cannot.pdfPage')}</Cannot>}
      <canvas ref={canvas} className={styles.page} aria-hidden="true" />
      {/* For a screen reader, which does not see a drawing. */}
      <p className={styles.unseen} dir="auto">
        {words === '' ? text('evidence.viewer.noWords') : words}
      </p>
    </div>
  );
}
