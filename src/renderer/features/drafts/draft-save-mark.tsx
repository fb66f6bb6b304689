import { Check, CircleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import { isCallError } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { callErrorText } from '../../ui/error-boundary';
import styles from './draft-desk.module.css';
import type { WorkingDraft } from './working-draft';

/** Says whether the text on the screen is in the vault. */
export function DraftSaveMark({ working }: { readonly working: WorkingDraft }) {
  const text = useText();
  const intl = useIntl();
  const { status } = useSyncExternalStore(working.subscribe, working.state);
  if (status.kind === 'saved') {
    const time = intl.formatTime(new Date(status.savedAt), { timeStyle: 'medium' });
    return (
      <span className={styles.saved} data-save-state="saved">
        <Check aria-hidden="true" />
        {text('drafts.saved', { time })}
      </span>
    );
  }
  if (status.kind === 'saving') {
    return (
      <span className={styles.saved} data-save-state="saving">
        {text('drafts.saving')}
      </span>
    );
  }
  const { failure } = status;
  const callError = isCallError(failure) ? callErrorText(failure) : null;
  const reason =
    callError !== null
      ? text(callError.id, callError.values)
      : text(`drafts.failure.${isCallError(failure) ? 'draftNotFound' : failure.kind}`);
  return (
    <span className={styles.notSaved} role="alert" data-save-state="notSaved">
      <CircleAlert aria-hidden="true" />
      {text('drafts.notSaved', { reason })}
      <Button size="small" onPress={() => void working.flush()}>
        {text('drafts.again')}
      </Button>
    </span>
  );
}
