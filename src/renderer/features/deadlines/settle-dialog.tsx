import { useState } from 'react';
import type { CaseEventId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { deadlineFailureText } from './failure-text';

/** Says when a deadline was met, or why it does not matter in this case. */
export function SettleDialog(props: {
  readonly deadlineKey: {
    readonly caseEventId: CaseEventId;
    readonly ruleId: string;
    readonly stage: string;
  };
  readonly title: string;
  readonly outcome: 'done' | 'notNeeded';
  readonly today: CivilDate;
  readonly onClose: () => void;
  readonly onSettled: () => void;
}) {
  const text = useText();
  const { outcome, today } = props;
  const settle = useCommand('deadlines.settle');
  const [settledOn, setSettledOn] = useState<CivilDate | null>(today);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const isLate = settledOn !== null && settledOn > today;
  const lacksReason = outcome === 'notNeeded' && note.trim() === '';

  const submit = async () => {
    if (settledOn === null || isLate || lacksReason) return;
    const settled = await settle.run({ ...props.deadlineKey, outcome, settledOn, note });
    if (settled.ok) props.onSettled();
    else setFailure(deadlineFailureText(text, settled.error));
  };

  return (
    <Dialog
      size="small"
      title={text(outcome === 'done' ? 'deadlines.done.title' : 'deadlines.setAside.title')}
      description={props.title}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={settle.isRunning}
            disabled={settledOn === null || isLate || lacksReason}
          >
            {text(outcome === 'done' ? 'deadlines.markDone' : 'deadlines.setAside.confirm')}
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
        {outcome === 'done' && (
          <DateField
            label={text('deadlines.done.on')}
            value={settledOn}
            onChange={setSettledOn}
            error={isLate ? text('deadlines.failure.inFuture') : undefined}
          />
        )}
        <TextField
          label={text(outcome === 'done' ? 'deadlines.done.note' : 'deadlines.setAside.reason')}
          hint={text(outcome === 'done' ? 'deadlines.done.noteHint' : 'deadlines.setAside.hint')}
          optional={outcome === 'done'}
          required={outcome === 'notNeeded'}
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </Stack>
    </Dialog>
  );
}
