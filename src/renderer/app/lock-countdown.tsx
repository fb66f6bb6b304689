import { LockKeyhole } from 'lucide-react';
import { useEffect, useState } from 'react';
import { onShellEvent } from '../lib/shell';
import { useText } from '../lib/text';
import { VisuallyHidden } from '../ui/layout';
import styles from './lock-countdown.module.css';

/** Says in the last seconds that the vault is about to lock because nobody touched the laptop. */
export function LockCountdown() {
  const text = useText();
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => onShellEvent('lockCountdown', (event) => setSeconds(event.seconds)), []);
  return (
    <>
      {seconds !== null && (
        <div className={styles.countdown}>
          <LockKeyhole aria-hidden="true" />
          <span aria-hidden="true">{text('app.lockCountdown', { seconds })}</span>
        </div>
      )}
      <VisuallyHidden>
        {/* Read out once, not each second. */}
        <span role="status">{seconds !== null && text('app.lockCountdown.announced')}</span>
      </VisuallyHidden>
    </>
  );
}
