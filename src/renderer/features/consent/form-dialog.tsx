import { useState } from 'react';
import type { ConsentFields } from '../../../shared/consent/schemas';
import type { CaseId, ExhibitId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { ChannelOutput } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { recordFailure } from './record-failure';
import { recipientText } from './standings';

/** Takes a form (F2) that was made into the ledger: which pages she agreed to, when, and where the signed copy is. */
export function FormDialog(props: {
  readonly caseId: CaseId;
  readonly form: ChannelOutput<'consent.read'>['forms'][number];
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { caseId, form } = props;
  const record = useCommand('consent.record');
  const exhibits = useChannel('evidence.list', { caseId }).data ?? [];
  const [refused, setRefused] = useState<readonly ConsentFields['recipient'][]>([]);
  const [decidedOn, setDecidedOn] = useState<CivilDate | null>(form.fields[0]?.decidedOn ?? null);
  const [exhibitId, setExhibitId] = useState<ExhibitId | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (record.isRunning) return;
    if (decidedOn === null) {
      setFailure(text('consent.failure.dayMissing'));
      return;
    }
    const saved = await record.run({
      caseId,
      entries: form.fields.map((fields) => ({
        ...fields,
        decidedOn,
        exhibitId,
        ...(refused.includes(fields.recipient) ? { kind: 'refused' as const, purposes: [] } : {}),
      })),
    });
    if (saved.ok) props.onClose();
    else setFailure(recordFailure(text, saved.error));
  };
  return (
    <Dialog
      title={text('consent.take.title')}
      description={text('consent.take.lead')}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={record.isRunning}>
            {text('consent.take.save')}
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
        {form.fields.map((fields) => (
          <Checkbox
            key={fields.recipient}
            label={recipientText(text, fields)}
            description={[
              fields.data.map((kind) => text(`departures.told.${kind}`)).join(', '),
              ...(fields.until === null
                ? []
                : [text('consent.until.shown', { date: formats.shortDate(fields.until) })]),
            ].join(' · ')}
            checked={!refused.includes(fields.recipient)}
            onChange={(isAgreed) =>
              setRefused(
                isAgreed
                  ? refused.filter((each) => each !== fields.recipient)
                  : [...refused, fields.recipient],
              )
            }
          />
        ))}
        <DateField
          label={text('consent.form.decidedOn')}
          value={decidedOn}
          onChange={setDecidedOn}
          required
        />
        <SelectField
          label={text('consent.form.exhibit')}
          value={exhibitId}
          options={exhibits.map(({ id, number, title }) => ({
            value: id,
            label: text('timeline.exhibit', { number, title }),
          }))}
          emptyLabel={text('consent.form.exhibit.none')}
          onChange={setExhibitId}
          onClear={() => setExhibitId(null)}
        />
      </Stack>
    </Dialog>
  );
}
