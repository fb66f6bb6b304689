import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { localDay } from '../../lib/civil-dates';
import type { ChannelOutput } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card, Definitions, Section } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { Row, Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import { HoldDialog } from './hold-dialog';

type Kept = ChannelOutput<'retention.readCase'>;

/** How long a closed case is kept, and what forbids its destruction. Nothing for an open case that is not held. */
export function KeepingSection(props: { readonly caseId: CaseId; readonly code: string }) {
  const text = useText();
  const formats = useFormats();
  const { caseId, code } = props;
  const kept = useChannel('retention.readCase', { caseId }).data;
  const [dialog, setDialog] = useState<'lift' | 'keepUntil' | null>(null);
  const hold = kept?.holds.find(({ liftedAt }) => liftedAt === null);
  if (kept === undefined || (kept.closedOn === null && hold === undefined)) return null;
  const close = () => setDialog(null);

  return (
    <Section
      title={text('retention.keeping.title')}
      actions={
        kept.closedOn !== null && (
          <Button size="small" look="quiet" onPress={() => setDialog('keepUntil')}>
            {text('retention.keepUntil.change')}
          </Button>
        )
      }
    >
      <Card>
        <Stack gap={4}>
          <Definitions
            entries={[
              ...(kept.closingReason === ''
                ? []
                : [{ term: text('retention.closingReason'), value: <bdi>{kept.closingReason}</bdi> }]),
              ...(kept.closedOn === null
                ? []
                : [
                    {
                      term: text('retention.keepUntil'),
                      value: kept.keepUntil === null ? text('retention.noDay') : formats.date(kept.keepUntil),
                    },
                  ]),
              ...(hold === undefined
                ? []
                : [
                    {
                      term: text('retention.hold'),
                      value: (
                        <>
                          <bdi>{hold.reason}</bdi>
                          <br />
                          {text('retention.hold.since', {
                            date: formats.shortDate(localDay(hold.placedAt)),
                            name: hold.placedBy,
                          })}
                        </>
                      ),
                    },
                  ]),
            ]}
          />
          <Row gap={2} wrap>
            {hold !== undefined && (
              <Button size="small" onPress={() => setDialog('lift')}>
                {text('retention.hold.lift')}
              </Button>
            )}
            {kept.obstacle === null && (
              <Button
                size="small"
                onPress={() => navigate({ kind: 'vault', section: 'retention', caseToDestroy: caseId })}
              >
                {text('retention.purge.begin')}
              </Button>
            )}
          </Row>
        </Stack>
      </Card>
      {dialog === 'lift' && <HoldDialog caseId={caseId} code={code} act="lift" onClose={close} />}
      {dialog === 'keepUntil' && <KeepUntilDialog caseId={caseId} kept={kept} onClose={close} />}
    </Section>
  );
}

function KeepUntilDialog(props: {
  readonly caseId: CaseId;
  readonly kept: Kept;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { caseId, kept } = props;
  const [keepUntil, setKeepUntil] = useState<CivilDate | null>(kept.keepUntil);
  const [isReadable, setReadable] = useState(true);
  const { run, isRunning } = useCommand('retention.changeKeepUntil');
  const isBefore = keepUntil !== null && kept.closedOn !== null && keepUntil < kept.closedOn;

  const save = async () => {
    if (!isReadable || isBefore) return;
    const saved = await run({ caseId, keepUntil });
    props.onClose();
    if (!saved.ok) showToast({ text: text('retention.keepUntil.failed') });
  };

  return (
    <Dialog
      size="small"
      title={text('retention.keepUntil.title')}
      description={text('retention.keepUntil.body')}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={isRunning} disabled={!isReadable || isBefore}>
            {text('retention.save')}
          </Button>
        </>
      }
    >
      <DateField
        label={text('retention.keepUntil')}
        optional
        value={keepUntil}
        onChange={(day, isValid) => {
          setKeepUntil(day);
          setReadable(isValid);
        }}
        error={isBefore ? text('retention.keepUntil.beforeClosing') : undefined}
      />
    </Dialog>
  );
}
