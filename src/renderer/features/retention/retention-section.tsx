import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { Purge, RetentionPeriod } from '../../../shared/retention/schemas';
import { retentionPeriodSchema, retentionUnits } from '../../../shared/retention/schemas';
import { localDay } from '../../lib/civil-dates';
import { navigate, useRoute } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { Certificate } from './certificate';
import { PurgeDialog } from './purge-dialog';

/** How long closed cases are kept, which of them are due, and which were destroyed. */
export function RetentionSection() {
  const route = useRoute();
  const [purging, setPurging] = useState<CaseId | null>(
    route.kind === 'vault' ? (route.caseToDestroy ?? null) : null,
  );
  return (
    <Stack gap={6}>
      <UnfinishedPurges />
      <DueSection onPurge={setPurging} />
      <PeriodSection />
      <PurgedSection />
      {purging !== null && (
        <PurgeDialog
          caseId={purging}
          onClose={() => {
            setPurging(null);
            navigate({ kind: 'vault', section: 'retention' }, { replace: true });
          }}
        />
      )}
    </Stack>
  );
}

function UnfinishedPurges() {
  const text = useText();
  const purges = useChannel('retention.listPurges', {}).data ?? [];
  const finish = useCommand('retention.finishPurges');
  const [failure, setFailure] = useState<string | null>(null);
  const unfinished = purges.filter(({ finishedAt }) => finishedAt === null);
  if (unfinished.length === 0) return null;

  const run = async () => {
    const finished = await finish.run({});
    if (finished.ok || !isCallError(finished.error)) setFailure(null);
    else {
      const { id, values } = callErrorText(finished.error);
      setFailure(text(id, values));
    }
  };
  return (
    <Banner
      tone="warning"
      title={text('retention.unfinished.title', { count: unfinished.length })}
      actions={
        <Button size="small" busy={finish.isRunning} onPress={() => void run()}>
          {text('retention.unfinished.finish')}
        </Button>
      }
    >
      <p>{failure ?? text('retention.unfinished.body')}</p>
    </Banner>
  );
}

function PeriodSection() {
  const text = useText();
  const read = useChannel('retention.readPeriod', {}).data;
  return (
    <Section title={text('retention.period.title')} description={text('retention.period.lead')}>
      <Card>
        {read !== undefined && <PeriodForm key={JSON.stringify(read.period)} period={read.period} />}
      </Card>
    </Section>
  );
}

function PeriodForm({ period }: { readonly period: RetentionPeriod | null }) {
  const text = useText();
  const change = useCommand('retention.changePeriod');
  const [amount, setAmount] = useState(period === null ? '' : String(period.amount));
  const [unit, setUnit] = useState<RetentionPeriod['unit']>(period?.unit ?? 'year');
  const isEmpty = amount.trim() === '';
  const wanted = retentionPeriodSchema.safeParse({ amount: Number(amount), unit });
  const isUsable = isEmpty || wanted.success;

  const save = async () => {
    const saved = await change.run({ period: isEmpty || !wanted.success ? null : wanted.data });
    showToast({ text: text(saved.ok ? 'retention.period.saved' : 'retention.period.failed') });
  };
  return (
    <Stack gap={4}>
      <Columns>
        <TextField
          label={text('retention.period.amount')}
          value={amount}
          maxLength={4}
          dir="ltr"
          hint={text('retention.period.hint')}
          error={isUsable ? undefined : text('retention.period.wrong')}
          onChange={setAmount}
        />
        <SelectField
          label={text('retention.period.unit')}
          value={unit}
          options={retentionUnits.map((value) => ({ value, label: text(`retention.unit.${value}`) }))}
          onChange={setUnit}
        />
      </Columns>
      <div>
        <Button busy={change.isRunning} disabled={!isUsable} onPress={() => void save()}>
          {text('retention.save')}
        </Button>
      </div>
    </Stack>
  );
}

function DueSection(props: { readonly onPurge: (caseId: CaseId) => void }) {
  const text = useText();
  const formats = useFormats();
  const due = useChannel('retention.listDue', {}, { askAnew: true }).data;
  if (due === undefined) return null;
  return (
    <Section title={text('retention.due.title')} description={text('retention.due.lead')}>
      <Card flush={due.length > 0}>
        {due.length === 0 ? (
          <p>{text('retention.due.none')}</p>
        ) : (
          <Table
            label={text('retention.due.title')}
            columns={[
              { key: 'case', label: text('retention.column.case') },
              { key: 'closed', label: text('retention.column.closed') },
              { key: 'until', label: text('retention.keepUntil') },
              { key: 'actions', label: text('retention.column.actions'), hideLabel: true, width: '11rem' },
            ]}
          >
            {due.map(({ caseId, code, closedOn, keepUntil, onHold }) => (
              <TableRow key={caseId}>
                <TableCell isHeading>
                  <RowOpener onOpen={() => navigate({ kind: 'case', caseId, section: 'overview' })}>
                    {code}
                  </RowOpener>
                </TableCell>
                <TableCell>{formats.shortDate(closedOn)}</TableCell>
                <TableCell>{formats.shortDate(keepUntil)}</TableCell>
                <TableCell inFront align="end">
                  {onHold ? (
                    <Badge>{text('retention.hold')}</Badge>
                  ) : (
                    <Button size="small" onPress={() => props.onPurge(caseId)}>
                      {text('retention.purge.begin')}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </Table>
        )}
      </Card>
    </Section>
  );
}

function PurgedSection() {
  const text = useText();
  const formats = useFormats();
  const purges = useChannel('retention.listPurges', {}).data;
  const [shown, setShown] = useState<Purge | null>(null);
  if (purges === undefined) return null;
  return (
    <Section title={text('retention.purged.title')} description={text('retention.purged.lead')}>
      <Card flush={purges.length > 0}>
        {purges.length === 0 ? (
          <p>{text('retention.purged.none')}</p>
        ) : (
          <Table
            label={text('retention.purged.title')}
            columns={[
              { key: 'case', label: text('retention.column.case') },
              { key: 'when', label: text('retention.certificate.when') },
              { key: 'state', label: text('retention.column.state'), width: '14rem' },
            ]}
          >
            {purges.map((purge) => (
              <TableRow key={purge.id}>
                <TableCell isHeading>
                  <RowOpener onOpen={() => setShown(purge)}>{purge.caseCode}</RowOpener>
                </TableCell>
                <TableCell>
                  {text('retention.certificate.whenBy', {
                    at: formats.shortDate(localDay(purge.begunAt)),
                    name: purge.memberName,
                  })}
                </TableCell>
                <TableCell>
                  <Row gap={1} wrap>
                    <Badge tone={purge.finishedAt === null ? 'warning' : 'success'}>
                      {text(
                        purge.finishedAt === null ? 'retention.state.unfinished' : 'retention.state.clean',
                      )}
                    </Badge>
                    {purge.backups.length > 0 && (
                      <Badge tone="warning">
                        {text('retention.state.inBackups', { count: purge.backups.length })}
                      </Badge>
                    )}
                  </Row>
                </TableCell>
              </TableRow>
            ))}
          </Table>
        )}
      </Card>
      {shown !== null && (
        <Dialog
          title={text('retention.certificate.title', { code: shown.caseCode })}
          onClose={() => setShown(null)}
          footer={<Button onPress={() => setShown(null)}>{text('ui.close')}</Button>}
        >
          <Certificate purge={shown} />
        </Dialog>
      )}
    </Section>
  );
}
