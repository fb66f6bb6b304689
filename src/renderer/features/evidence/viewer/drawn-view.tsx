import { ChevronDown, ChevronUp, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../lib/text';
import { Badge } from '../../../ui/badge';
import { IconButton } from '../../../ui/button';
import { Waiting } from '../../../ui/spinner';
import type { Decoded, Drawable } from '../decode';
import { Cannot } from './cannot';
import { Curtain, type Veil } from './curtain';
import { useDecoded } from './use-decoded';
import { useKeys } from './use-keys';
import { usePaneWidth } from './use-pane-width';
import styles from './viewer.module.css';
import { useZoom, ZoomButtons } from './zoom';

/** A picture, or a PDF page by page, as large as the window or larger, turned as one needs it. The original is not touched by that. */
export function DrawnView(props: {
  readonly drawable: Drawable;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly veil: Veil;
}) {
  const text = useText();
  const { drawable, name, veil } = props;
  const opened = useDecoded(drawable, props.bytes);
  if (opened.kind === 'opening') {
    return (
      <Waiting
        label={text(drawable.kind === 'heic' ? 'evidence.viewer.decoding' : 'evidence.viewer.drawing')}
      />
    );
  }
  if (opened.kind === 'failed') return <Cannot>{text(`evidence.viewer.cannot.${opened.because}`)}</Cannot>;
  return <Pages decoded={opened.decoded} name={drawable.kind === 'pdf' ? null : name} veil={veil} />;
}

/** @param props.name  of a picture; null for a PDF, whose pages are told by their number */
function Pages(props: { readonly decoded: Decoded; readonly name: string | null; readonly veil: Veil }) {
  const text = useText();
  const { decoded, name } = props;
  const zoom = useZoom();
  const [page, setPage] = useState(1);
  const [turns, setTurns] = useState(0);
  const go = (by: number): void => setPage((before) => Math.min(decoded.pages, Math.max(1, before + by)));
  const turn = (): void => setTurns((before) => (before + 1) % 4);
  useKeys((key) => {
    if (key === 'r') turn();
    else if (name === null && key === 'PageDown') go(1);
    else if (name === null && key === 'PageUp') go(-1);
    else if (name === null && key === 'Home') go(-decoded.pages);
    else if (name === null && key === 'End') go(decoded.pages);
    else return zoom.takeKey(key);
    return true;
  });
  return (
    <div className={styles.sheet}>
      <div className={styles.tools}>
        {name === null && (
          <>
            <IconButton
              label={text('evidence.viewer.pageBefore')}
              icon={<ChevronUp />}
              keys={['PageUp']}
              disabled={page === 1}
              onPress={() => go(-1)}
            />
            <span>{text('evidence.viewer.page', { page, count: decoded.pages })}</span>
            <IconButton
              label={text('evidence.viewer.pageAfter')}
              icon={<ChevronDown />}
              keys={['PageDown']}
              disabled={page === decoded.pages}
              onPress={() => go(1)}
            />
          </>
        )}
        <ZoomButtons zoom={zoom} />
        <IconButton label={text('evidence.viewer.turn')} icon={<RotateCw />} keys={['R']} onPress={turn} />
        {decoded.isMoving && <Badge>{text('evidence.viewer.isMoving')}</Badge>}
        {decoded.hasScript && <Badge tone="warning">{text('evidence.viewer.hasScript')}</Badge>}
        {decoded.attachments > 0 && (
          <Badge tone="warning">
            {text('evidence.viewer.hasAttachments', { count: decoded.attachments })}
          </Badge>
        )}
      </div>
      <Page
        decoded={decoded}
        number={page}
        factor={zoom.factor}
        turns={turns}
        name={name}
        veil={props.veil}
      />
    </div>
  );
}

function Page(props: {
  readonly decoded: Decoded;
  readonly number: number;
  readonly factor: number;
  readonly turns: number;
  readonly name: string | null;
  readonly veil: Veil;
}) {
  const text = useText();
  const { decoded, number, factor, turns, name } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const paneWidth = usePaneWidth(pane);
  const [words, setWords] = useState<{ readonly page: number; readonly words: string } | null>(null);
  const [seen, setSeen] = useState<{
    readonly page: number;
    readonly as: 'drawn' | 'pdfPage' | 'decoderEnded';
  } | null>(null);
  const now = seen?.page === number ? seen.as : 'drawing';
  useEffect(() => {
    if (canvas.current === null || paneWidth === 0) return undefined;
    const drawn = decoded.draw(number, canvas.current, paneWidth * factor);
    void drawn.done.then((outcome) => {
      if (outcome !== 'stopped') setSeen({ page: number, as: outcome });
    });
    return drawn.stop;
  }, [decoded, number, factor, paneWidth]);
  useEffect(() => {
    if (name !== null) return undefined;
    let isGone = false;
    void decoded.readWords(number).then((read) => {
      if (!isGone) setWords({ page: number, words: read });
    });
    return () => {
      isGone = true;
    };
  }, [decoded, number, name]);
  const instead = {
    drawing: <Waiting label={text('evidence.viewer.drawing')} />,
    drawn: null,
    pdfPage: <Cannot>{text('evidence.viewer.cannot.pdfPage')}</Cannot>,
    decoderEnded: <Cannot>{text('evidence.viewer.cannot.decoderEnded')}</Cannot>,
  }[now];
  return (
    <Curtain veil={props.veil} instead={instead}>
      <div
        ref={pane}
        className={styles.pane}
        // It scrolls, and so must be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={name ?? text('evidence.viewer.page', { page: number, count: decoded.pages })}
      >
        <canvas
          ref={canvas}
          className={styles.page}
          hidden={now !== 'drawn'}
          style={{ transform: `rotate(${turns * 90}deg)` }}
          {...(name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
        />
        {/* For a screen reader, which does not see a drawing. */}
        {name === null && words?.page === number && (
          <p className={styles.unseen} dir="auto">
            {words.words === '' ? text('evidence.viewer.noWords') : words.words}
          </p>
        )}
      </div>
    </Curtain>
  );
}
