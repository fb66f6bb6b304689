import { KeyRound, Luggage, PackageOpen, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { localDay } from '../../lib/civil-dates';
import type { ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useStop, useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Row, Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';
import { Table, TableCell, TableRow } from '../../ui/table';
import { PassphraseChoice, useChosenPassphrase } from '../vault';
import { Leaves } from '../policy';

interface Packed {
  readonly fileName: string;
  readonly cases: number;
  readonly isGone: boolean;
}

/** Cases that are left behind in a package before a journey, and brought back afterwards. */
export function TravelSection() {
  const text = useText();
  const list = useChannel('travel.list', {}, { askAnew: true }).data;
  const [chosen, setChosen] = useState<ReadonlySet<CaseId>>(new Set());
  const [isPacking, setPacking] = useState(false);
  const [packed, setPacked] = useState<Packed | null>(null);
  if (list === undefined) return null;
  const wanted = list.here.filter(({ caseId }) => chosen.has(caseId));

  return (
    <Stack gap={6}>
      {packed !== null && (
        <Banner
          tone={packed.isGone ? 'success' : 'warning'}
          title={text('travel.done.title', { count: packed.cases })}
        >
          <p>{text('travel.done.body', { fileName: packed.fileName })}</p>
          {!packed.isGone && <p>{text('travel.away.clearing')}</p>}
        </Banner>
      )}
      <Section title={text('travel.here.title')} description={text('travel.here.lead')}>
        <Card>
          {list.here.length === 0 ? (
            <p>{text('travel.here.none')}</p>
          ) : (
            <Stack gap={4}>
              <Stack gap={2}>
                {list.here.map(({ caseId, code, onHold }) => (
                  <Checkbox
                    key={caseId}
                    label={code}
                    description={onHold ? text('travel.onHold') : undefined}
                    disabled={onHold}
                    checked={chosen.has(caseId)}
                    onChange={(isChosen) => {
                      const next = new Set(chosen);
                      if (isChosen) next.add(caseId);
                      else next.delete(caseId);
                      setChosen(next);
                    }}
                  />
                ))}
              </Stack>
              <Row gap={2}>
                <Leaves as="casePackage">
                  <Button
                    look="primary"
                    icon={<Luggage />}
                    disabled={wanted.length === 0}
                    onPress={() => setPacking(true)}
                  >
                    {text('travel.pack.begin', { count: wanted.length })}
                  </Button>
                </Leaves>
              </Row>
            </Stack>
          )}
        </Card>
      </Section>
      <AwaySection away={list.away} />
      {isPacking && (
        <PackDialog
          cases={wanted}
          onClose={() => setPacking(false)}
          onPacked={(done) => {
            setPacking(false);
            setChosen(new Set());
            setPacked(done);
          }}
        />
      )}
    </Stack>
  );
}

function AwaySection(props: {
  readonly away: readonly {
    readonly caseId: CaseId;
    readonly code: string;
    readonly since: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly isGone: boolean;
  }[];
}) {
  const text = useText();
  const formats = useFormats();
  const { away } = props;
  return (
    <Section
      title={text('travel.away.title')}
      description={text('travel.away.lead')}
      actions={
        away.length > 0 && (
          <Button icon={<PackageOpen />} onPress={() => navigate({ kind: 'vault', section: 'packages' })}>
            {text('travel.away.bringBack')}
          </Button>
        )
      }
    >
      <Card flush={away.length > 0}>
        {away.length === 0 ? (
          <p>{text('travel.away.none')}</p>
        ) : (
          <Table
            label={text('travel.away.title')}
            columns={[
              { key: 'case', label: text('travel.column.case') },
              { key: 'since', label: text('travel.column.since') },
              { key: 'package', label: text('travel.column.package') },
            ]}
          >
            {away.map((each) => (
              <TableRow key={each.caseId}>
                <TableCell isHeading>{each.code}</TableCell>
                <TableCell>{formats.shortDate(localDay(each.since))}</TableCell>
                <TableCell>
                  <bdi>{each.fileName}</bdi>
                  <br />
                  {text('travel.away.fingerprint', { fingerprint: each.sha256.slice(0, 16) })}
                  {!each.isGone && <Badge tone="warning">{text('travel.away.clearing')}</Badge>}
                </TableCell>
              </TableRow>
            ))}
          </Table>
        )}
      </Card>
    </Section>
  );
}

function PackDialog(props: {
  readonly cases: readonly { readonly caseId: CaseId; readonly code: string }[];
  readonly onClose: () => void;
  readonly onPacked: (packed: Packed) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const leave = useCommand('travel.leaveBehind');
  const making = useWork('makePackage');
  const reading = useWork('readPackage');
  const purging = useWork('purge');
  const work = making ?? reading ?? purging;
  const stop = useStop(leave.isRunning, work);
  const chosen = useChosenPassphrase([]);
  const [lock, setLock] = useState<'passphrase' | 'ownKey'>('ownKey');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const step = making !== null ? 'making' : reading !== null ? 'reading' : 'purging';

  const pack = async () => {
    if (leave.isRunning) return;
    setTried(true);
    if (lock === 'passphrase' && !chosen.isReady) return;
    setFailure(null);
    const left = await leave.run({
      caseIds: props.cases.map(({ caseId }) => caseId),
      lock: lock === 'ownKey' ? { kind: 'ownKey' } : { kind: 'passphrase', passphrase: chosen.value },
    });
    if (left.ok) props.onPacked(left.value);
    else if (isCallError(left.error)) {
      const { id, values } = callErrorText(left.error);
      setFailure(text(id, values));
    } else if (left.error.kind !== 'dialogCancelled') setFailure(failureText(left.error, text));
  };

  const close = (): void => {
    if (leave.isRunning) stop.ask();
    else props.onClose();
  };

  return (
    <Dialog
      title={text('travel.pack.title')}
      description={text('travel.pack.lead', {
        count: props.cases.length,
        codes: formats.list(props.cases.map(({ code }) => code)),
      })}
      size="large"
      onClose={close}
      onSubmit={() => void pack()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={leave.isRunning}>
            {text('travel.pack.save')}
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
        {leave.isRunning &&
          (work === null ? (
            <Progress
              label={text('travel.pack.running')}
              detail={stop.isAsked ? text('ui.work.cancelling') : undefined}
              fraction={null}
            />
          ) : (
            <WorkProgress
              work={work}
              label={text('travel.pack.running')}
              detail={text(`travel.step.${step}`)}
            />
          ))}
        {stop.isAsked && work?.canCancel === false && (
          <Banner tone="warning" urgent>
            {text(`travel.tooLate.${step}`)}
          </Banner>
        )}
        <RadioCards
          legend={text('travel.lock')}
          value={lock}
          onChange={(kind) => {
            setLock(kind);
            if (kind === 'passphrase' && chosen.suggested === null) chosen.draw();
          }}
          column="15rem"
          options={[
            {
              value: 'ownKey',
              label: text('travel.lock.ownKey'),
              description: text('travel.lock.ownKey.hint'),
              icon: <KeyRound />,
            },
            {
              value: 'passphrase',
              label: text('travel.lock.passphrase'),
              description: text('travel.lock.passphrase.hint'),
              icon: <TextCursorInput />,
            },
          ]}
        />
        {lock === 'passphrase' && <PassphraseChoice chosen={chosen} tried={tried} />}
        <Banner tone="warning">{text('travel.pack.backups')}</Banner>
      </Stack>
    </Dialog>
  );
}

function failureText(
  error: Exclude<ChannelFailure<'travel.leaveBehind'>, { readonly kind: 'dialogCancelled' }>,
  text: Text,
): string {
  switch (error.kind) {
    case 'onHold':
    case 'copyUnderWay':
    case 'caseElsewhere':
    case 'changedMeanwhile':
      return text(`travel.failure.${error.kind}`, { code: error.code });
    case 'caseOriginalNotWhole':
      return text('travel.failure.caseOriginalNotWhole', { name: error.name });
    default:
      return text(`travel.failure.${error.kind}`);
  }
}
