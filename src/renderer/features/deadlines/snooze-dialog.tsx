import { useState } from 'react';
import type { CaseEventId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { deadlineFailureText } from './failure-text';

/** Puts a deadline off until a day, with the reason. */
export function SnoozeDialog(props: {
  readonly deadlineKey: {
    readonly caseEventId: CaseEventId;
    readonly ruleId: string;
    readonly stage: string;
  };
  readonly title: string;
  readonly today: CivilDate;
  /** It can rest until this day at most. */
  readonly actBy: CivilDate;
  readonly onClose: () => void;
  readonly onSnoozed: (until: CivilDate) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { today, actBy } = props;
  const snooze = useCommand('deadlines.snooze');
  const [until, setUntil] = useState<CivilDate | null>(null);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const dayError =
    until === null
      ? undefined
      : until <= today
        ? text('deadlines.failure.notInFuture')
        : until > actBy
          ? text('deadlines.snooze.atMost', { date: formats.longDate(actBy) })
          : undefined;
  const isReady = until !== null && dayError === undefined && reason.trim() !== '';

  const submit = async () => {
    if (!isReady) return;
    const snoozed = await snooze.run({ ...props.deadlineKey, until, reason });
    if (snoozed.ok) props.onSnoozed(until);
    else setFailure(deadlineFailureText(text, snoozed.error));
  };

  return (
    <Dialog
      size="small"
      title={text('deadlines.snooze.title')}
      description={props.title}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={snooze.isRunning} disabled={!isReady}>
            {text('deadlines.snooze.confirm')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <DateField
          label={text('deadlines.snooze.until')}
          hint={text('deadlines.snooze.atMost', { date: formats.longDate(actBy) })}
          required
          value={until}
          onChange={setUntil}
          error={dayError}
        />
        <TextField
          label={text('deadlines.snooze.reason')}
          hint={text('deadlines.setAside.hint')}
          required
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      </Stack>
    </Dialog>
  );
}
