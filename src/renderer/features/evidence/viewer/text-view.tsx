import { useMemo, useState } from 'react';
import { useText } from '../../../lib/text';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import styles from './viewer.module.css';

const shownAtOnce = 200_000;

/** Words, as they stand in the file, each line in its own direction. */
export function TextView(props: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: 'utf-8' | 'windows-1252';
}) {
  const text = useText();
  const whole = useMemo(
    () => new TextDecoder(props.encoding).decode(props.bytes),
    [props.bytes, props.encoding],
  );
  const [shown, setShown] = useState(shownAtOnce);
  return (
    <div className={styles.sheet}>
      <div className={styles.tools}>
        <Badge>{text(`evidence.viewer.encoding.${props.encoding}`)}</Badge>
      </div>
      {/* It scrolls, and so must be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.pane} tabIndex={0} role="region" aria-label={text('evidence.viewer.words')}>
        <pre className={styles.words} dir="auto">
          {whole.slice(0, shown)}
        </pre>
        {shown < whole.length && (
          <Button onPress={() => setShown(shown + shownAtOnce)}>{text('evidence.viewer.more')}</Button>
        )}
      </div>
    </div>
  );
}
