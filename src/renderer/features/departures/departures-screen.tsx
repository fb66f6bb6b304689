import { PackageCheck, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Departure } from '../../../shared/departures/schemas';
import type { CivilDate } from '../../../shared/kernel/time';
import type { RouteOf } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Table, TableCell, TableRow } from '../../ui/table';
import { SendPackageDialog } from '../packages';
import styles from './findings.module.css';
import { GuardedWordsList } from './guarded-words';

/** Every copy of a case that left the vault and what became of it, and what must never leave. */
export function DeparturesScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId } = route;
  const { data } = useChannel('departures.list', { caseId });
  const settle = useCommand('departures.settle');
  const [settling, setSettling] = useState<Departure | null>(null);
  const [isSending, setSending] = useState(false);
  return (
    <Screen title={text('app.section.departures')} lead={text('departures.lead')} width="wide">
      <Stack gap={6}>
        <Section
          title={text('departures.list.title')}
          description={text('departures.list.lead')}
          actions={
            <Button icon={<Send />} onPress={() => setSending(true)}>
              {text('packages.send')}
            </Button>
          }
        >
          {data !== undefined && (
            <Card flush={data.length > 0}>
              {data.length === 0 ? (
                <EmptyState icon={<PackageCheck />} title={text('departures.list.empty.title')}>
                  {text('departures.list.empty.body')}
                </EmptyState>
              ) : (
                <DeparturesTable
                  departures={data}
                  onSettle={setSettling}
                  onReopen={({ id }) => void settle.run({ departureId: id, state: 'out', on: null })}
                />
              )}
            </Card>
          )}
        </Section>
        <GuardedWordsList caseId={caseId} />
      </Stack>
      {isSending && <SendPackageDialog caseId={caseId} onClose={() => setSending(false)} />}
      {settling !== null && <SettleDialog departure={settling} onClose={() => setSettling(null)} />}
    </Screen>
  );
}

const stateTones: Readonly<Record<Departure['state'], Tone>> = {
  out: 'warning',
  returned: 'success',
  destroyed: 'success',
};

function DeparturesTable(props: {
  readonly departures: readonly Departure[];
  readonly onSettle: (departure: Departure) => void;
  readonly onReopen: (departure: Departure) => void;
}) {
  const text = useText();
  const formats = useFormats();
  return (
    <Table
      label={text('departures.list.title')}
      columns={[
        { key: 'what', label: text('departures.column.what') },
        { key: 'left', label: text('departures.column.left'), width: '13rem' },
        { key: 'against', label: text('departures.column.against'), width: '18rem' },
        { key: 'state', label: text('departures.column.state'), width: '14rem' },
        { key: 'actions', label: text('departures.column.actions'), hideLabel: true, width: '3.5rem' },
      ]}
    >
      {props.departures.map((departure) => {
        const {
          id,
          fileName,
          leftAt,
          sizeBytes,
          objections,
          reason,
          state,
          settledOn,
          settledNote,
          recipient,
        } = departure;
        return (
          <TableRow key={id}>
            <TableCell isHeading>
              {whatLeft(text, departure)}
              <div className={styles.under} dir="auto">
                {fileName === '' ? text('departures.noFileName') : fileName}
              </div>
              {recipient !== '' && (
                <div className={styles.under} dir="auto">
                  {text('departures.to', { recipient })}
                </div>
              )}
            </TableCell>
            <TableCell>
              {formats.instant(leftAt)}
              <div className={styles.under}>{formats.size(sizeBytes)}</div>
            </TableCell>
            <TableCell>
              {objections.length === 0 ? (
                <span className={styles.under}>{text('departures.against.nothing')}</span>
              ) : (
                objections.map((kind) => text(`departures.objection.${kind}`)).join(', ')
              )}
              {reason !== '' && (
                <div className={styles.under} dir="auto">
                  {text('departures.because', { reason })}
                </div>
              )}
            </TableCell>
            <TableCell>
              <Badge tone={stateTones[state]}>{text(`departures.state.${state}`)}</Badge>
              {settledOn !== null && (
                <div className={styles.under} dir="auto">
                  {[formats.shortDate(settledOn), ...(settledNote === '' ? [] : [settledNote])].join(' · ')}
                </div>
              )}
            </TableCell>
            <TableCell inFront align="end">
              {state === 'out' ? (
                <IconButton
                  size="small"
                  label={text('departures.settle', { what: whatLeft(text, departure) })}
                  icon={<PackageCheck />}
                  onPress={() => props.onSettle(departure)}
                />
              ) : (
                <IconButton
                  size="small"
                  label={text('departures.reopen', { what: whatLeft(text, departure) })}
                  icon={<Undo2 />}
                  onPress={() => props.onReopen(departure)}
                />
              )}
            </TableCell>
          </TableRow>
        );
      })}
    </Table>
  );
}

function whatLeft(text: Text, { kind, filing }: Departure): string {
  return filing === null ? text(`departures.kind.${kind}`) : text(`filings.kind.${filing.filingKind}`);
}

function SettleDialog(props: { readonly departure: Departure; readonly onClose: () => void }) {
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
