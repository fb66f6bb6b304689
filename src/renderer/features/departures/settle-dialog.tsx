import { useState } from 'react';
import type { Departure } from '../../../shared/departures/schemas';
import type { CivilDate } from '../../../shared/kernel/time';
import { isCallError, useCommand } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';

/** What a copy is called: the filing it is, or its kind. */
export function whatLeft(text: Text, { kind, filing }: Departure): string {
  return filing === null ? text(`departures.kind.${kind}`) : text(`filings.kind.${filing.filingKind}`);
}

/** Writes down that a copy came back or was destroyed. */
export function SettleDialog(props: { readonly departure: Departure; readonly onClose: () => void }) {
  const text = useText();
  const settle = useCommand('departures.settle');
  const [state, setState] = useState<'returned' | 'destroyed'>('destroyed');
  const [on, setOn] = useState<CivilDate | null>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (on === null) {
      setFailure(text('departures.failure.dayDoesNotFit'));
      return;
    }
    const settled = await settle.run({ departureId: props.departure.id, state, on, note });
    if (settled.ok) props.onClose();
    else if (isCallError(settled.error)) {
      const { id, values } = callErrorText(settled.error);
      setFailure(text(id, values));
    } else setFailure(text(`departures.failure.${settled.error.kind}`));
  };
  return (
    <Dialog
      title={text('departures.settle.title', { what: whatLeft(text, props.departure) })}
      description={text('departures.settle.lead')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={settle.isRunning}>
            {text('departures.settle.save')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <RadioCards
          legend={text('departures.settle.what')}
          value={state}
          onChange={setState}
          options={(['destroyed', 'returned'] as const).map((value) => ({
            value,
            label: text(`departures.state.${value}`),
          }))}
        />
        <DateField label={text('departures.settle.on')} value={on} onChange={setOn} required />
        <TextArea
          label={text('departures.settle.note')}
          hint={text('departures.settle.note.hint')}
          rows={2}
          value={note}
          onChange={setNote}
        />
      </Stack>
    </Dialog>
  );
}
