import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../lib/text';
import { IconButton } from '../../../ui/button';
import { Cannot } from './cannot';
import { useBytesAsSource } from './use-bytes-as-source';
import { useKeys } from './use-keys';
import styles from './viewer.module.css';
import { useZoom, ZoomButtons } from './zoom';

/** A picture, as large as the window or larger, turned as one needs it. The original is not touched by that. */
export function ImageView(props: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly name: string;
}) {
  const text = useText();
  const source = useBytesAsSource(props.bytes, props.mediaType);
  const zoom = useZoom();
  const [turns, setTurns] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const turn = (): void => setTurns((before) => (before + 1) % 4);
  useKeys((key) => {
    if (key !== 'r') return zoom.takeKey(key);
    turn();
    return true;
  });
  if (isBroken) return <Cannot>{text('evidence.viewer.cannot.imageDamaged')}</Cannot>;
  return (
    <div className={styles.sheet}>
      <div className={styles.tools}>
        <ZoomButtons zoom={zoom} />
        <IconButton label={text('evidence.viewer.turn')} icon={<RotateCw />} keys={['R']} onPress={turn} />
      </div>
      {/* It scrolls, and so must be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.pane} tabIndex={0} role="region" aria-label={props.name}>
        <img
          ref={source}
          className={styles.picture}
          alt={props.name}
          draggable={false}
          style={{ width: `${zoom.factor * 100}%`, transform: `rotate(${turns * 90}deg)` }}
          onError={() => setBroken(true)}
        />
      </div>
    </div>
  );
}
