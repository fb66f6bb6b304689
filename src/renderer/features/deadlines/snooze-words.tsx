import { AlarmClock } from 'lucide-react';
import type { SnoozeView } from '../../../shared/deadlines/contract';
import { useFormats, useText } from '../../lib/text';
import styles from './snooze-words.module.css';

/** Until when a deadline rests, or rested, and why. */
export function SnoozeWords(props: { readonly snooze: SnoozeView }) {
  const text = useText();
  const formats = useFormats();
  const { until, reason, rests } = props.snooze;
  return (
    <span className={styles.words}>
      <AlarmClock aria-hidden="true" />
      <span dir="auto">
        {text(rests ? 'deadlines.snooze.rests' : 'deadlines.snooze.rested', {
          date: formats.date(until),
          reason,
        })}
      </span>
    </span>
  );
}
