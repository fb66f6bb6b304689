import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { isCallError, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';

/** Forbids that a case is destroyed, or allows it again, with the reason. */
export function HoldDialog(props: {
  readonly caseId: CaseId;
  readonly code: string;
  readonly act: 'place' | 'lift';
  readonly onClose: () => void;
}) {
  const text = useText();
  const { act, caseId } = props;
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const place = useCommand('retention.placeHold');
  const lift = useCommand('retention.liftHold');
  const isEmpty = reason.trim() === '';

  const save = async () => {
    if (isEmpty) return;
    const saved = await (act === 'place' ? place : lift).run({ caseId, reason });
    if (saved.ok || !isCallError(saved.error)) props.onClose();
    else {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    }
  };

  return (
    <Dialog
      size="small"
      title={text(`retention.hold.${act}.title`, { code: props.code })}
      description={text(`retention.hold.${act}.body`)}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={place.isRunning || lift.isRunning} disabled={isEmpty}>
            {text(`retention.hold.${act}.save`)}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextArea
          label={text('retention.hold.reason')}
          hint={text(`retention.hold.${act}.hint`)}
          value={reason}
          maxLength={1000}
          rows={3}
          onChange={setReason}
        />
      </Stack>
    </Dialog>
  );
}
