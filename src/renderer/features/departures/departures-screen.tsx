import { FolderDown, PackageCheck, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Departure } from '../../../shared/departures/schemas';
import type { RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { Row, Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Table, TableCell, TableRow } from '../../ui/table';
import { SendPackageDialog } from '../packages';
import { Leaves } from '../policy';
import styles from './findings.module.css';
import { GuardedWordsList } from './guarded-words';
import { InterruptedCopies } from './interrupted-copies';
import { SaveFolderDialog } from './save-folder-dialog';
import { SettleDialog, whatLeft } from './settle-dialog';

/** Every copy of a case that left the vault and what became of it, and what must never leave. */
export function DeparturesScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId } = route;
  const { data } = useChannel('departures.list', { caseId });
  const settle = useCommand('departures.settle');
  const [settling, setSettling] = useState<Departure | null>(null);
  const [isSending, setSending] = useState(false);
  const [isSaving, setSaving] = useState(false);
  return (
    <Screen title={text('app.section.departures')} lead={text('departures.lead')} width="wide">
      <Stack gap={6}>
        <InterruptedCopies />
        <Section
          title={text('departures.list.title')}
          description={text('departures.list.lead')}
          actions={
            <Row gap={2} wrap justify="end">
              <Leaves as="openExport">
                <Button icon={<FolderDown />} onPress={() => setSaving(true)}>
                  {text('transfer.save')}
                </Button>
              </Leaves>
              <Leaves as="casePackage">
                <Button icon={<Send />} onPress={() => setSending(true)}>
                  {text('packages.send')}
                </Button>
              </Leaves>
            </Row>
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
      {settling !== null && <SettleDialog departure={settling} onClose={() => setSettling(null)} />}
      {isSending && <SendPackageDialog caseId={caseId} onClose={() => setSending(false)} />}
      {isSaving && <SaveFolderDialog caseId={caseId} onClose={() => setSaving(false)} />}
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
        const { id, fileName, leftAt, sizeBytes, recipient, recipientName } = departure;
        const { objections, reason, reasonKind, state, askedBackOn, settledOn, settledNote, seal } =
          departure;
        // What was printed has no name, and no size.
        const isOnPaper = fileName === '' && sizeBytes === 0;
        const unnamed = text(isOnPaper ? 'departures.onPaper' : 'departures.noFileName');
        return (
          <TableRow key={id}>
            <TableCell isHeading>
              {whatLeft(text, departure)}
              <div className={styles.under} dir="auto">
                {fileName === '' ? unnamed : fileName}
              </div>
            </TableCell>
            <TableCell>
              {formats.instant(leftAt)}
              {!isOnPaper && <div className={styles.under}>{formats.size(sizeBytes)}</div>}
              {recipient !== null && (
                <div className={styles.under} dir="auto">
                  {text('departures.went', {
                    who: recipientName === '' ? text(`departures.recipient.${recipient}`) : recipientName,
                  })}
                </div>
              )}
            </TableCell>
            <TableCell>
              {objections.length === 0 ? (
                <span className={styles.under}>{text('departures.against.nothing')}</span>
              ) : (
                objections.map((kind) => text(`departures.objection.${kind}`)).join(', ')
              )}
              {reasonKind !== null && reasonKind !== 'other' && (
                <div className={styles.under}>{text(`departures.reasonKind.${reasonKind}`)}</div>
              )}
              {reason !== '' && (
                <div className={styles.under} dir="auto">
                  {text('departures.because', { reason })}
                </div>
              )}
              {seal === 'changed' && <Badge tone="danger">{text('departures.seal.changed')}</Badge>}
            </TableCell>
            <TableCell>
              <Badge tone={stateTones[state]}>{text(`departures.state.${state}`)}</Badge>
              {askedBackOn !== null && (
                <div className={styles.under}>
                  {text('departures.askedBack', { date: formats.shortDate(askedBackOn) })}
                </div>
              )}
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
