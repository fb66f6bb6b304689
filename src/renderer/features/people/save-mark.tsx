import { Check, CircleAlert, Ellipsis } from 'lucide-react';
import { isCallError } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { callErrorText } from '../../ui/error-boundary';
import type { SaveState } from './autosave';
import styles from './save-mark.module.css';

/** Says truthfully whether what a form shows is on the disk. */
export function SaveMark(props: {
  readonly state: SaveState<{ readonly kind: string }>;
  readonly onRetry: () => void;
  /** The sentence for a failure the channel names itself. */
  readonly sentenceFor?: (kind: string) => string;
}) {
  const text = useText();
  const { state } = props;
  if (state.kind === 'failed') {
    const known = isCallError(state.error) ? callErrorText(state.error) : null;
    const reason =
      known === null ? (props.sentenceFor?.(state.error.kind) ?? '') : text(known.id, known.values);
    return (
      <span className={styles.failed} role="alert">
        <CircleAlert aria-hidden="true" />
        <span>{text('people.saveFailed', { reason })}</span>
        <Button size="small" onPress={props.onRetry}>
          {text('people.saveRetry')}
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.mark} role="status">
      {state.kind === 'saved' ? <Check aria-hidden="true" /> : <Ellipsis aria-hidden="true" />}
      {text(`people.${state.kind}`)}
    </span>
  );
}
