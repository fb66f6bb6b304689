import { Check, CircleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import { exhaustiveCheck } from '../../../shared/kernel/result';
import { isCallError } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { Button } from '../../ui/button';
import { callErrorText } from '../../ui/error-boundary';
import type { Draft, DraftStatus } from './draft';
import styles from './save-mark.module.css';

/** Says whether the text on the screen is in the vault. "Saved" stands here only once core has said so. */
export function SaveMark(props: { readonly draft: Draft }) {
  const text = useText();
  const intl = useIntl();
  const { draft } = props;
  const { status } = useSyncExternalStore(draft.subscribe, draft.state);
  switch (status.kind) {
    case 'saved': {
      const time = intl.formatTime(new Date(status.savedAt), { timeStyle: 'medium' });
      return (
        <span className={styles.saved} data-save-state="saved">
          <Check aria-hidden="true" />
          {text('interviews.save.saved', { time })}
        </span>
      );
    }
    case 'saving':
      return (
        <span className={styles.saving} data-save-state="saving">
          {text('interviews.save.saving')}
        </span>
      );
    case 'notSaved':
      return (
        <span className={styles.failed} role="alert" data-save-state="notSaved">
          <CircleAlert aria-hidden="true" />
          <span>{text('interviews.save.notSaved', { reason: reasonOf(status.failure, text) })}</span>
          <Button size="small" onPress={() => void draft.flush()}>
            {text('interviews.save.again')}
          </Button>
        </span>
      );
    default:
      return exhaustiveCheck(status);
  }
}

function reasonOf(failure: Extract<DraftStatus, { kind: 'notSaved' }>['failure'], text: Text): string {
  if (isCallError(failure)) {
    const sentence = callErrorText(failure);
    return text(sentence.id, sentence.values);
  }
  switch (failure.kind) {
    case 'documentTooLarge':
      return text('interviews.save.tooLarge', {
        size: megabytes(failure.sizeBytes),
        limit: megabytes(failure.limitBytes),
        place: failure.largestBlock.place,
      });
    case 'sealed':
      return text('interviews.save.sealed');
    case 'interviewNotFound':
      return text('interviews.save.gone');
    default:
      return exhaustiveCheck(failure);
  }
}

/** In millions of bytes, to one place after the point, e.g. 2.1. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}
