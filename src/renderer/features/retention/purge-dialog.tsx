import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { Purge } from '../../../shared/retention/schemas';
import type { Work } from '../../../shared/work/schemas';
import type { ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useStop, useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';
import { Skeleton } from '../../ui/spinner';
import { Certificate, countsText, StillHolding } from './certificate';

/** Asks for the code and a reason, destroys the case, and shows that nothing of it is left. */
export function PurgeDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const purge = useCommand('retention.purge');
  const underWay = useWork('purge');
  const [begun, setBegun] = useState(false);
  const stop = useStop(begun, underWay);
  const look = useChannel('retention.lookBeforePurge', { caseId }, { enabled: !begun });
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<Purge | null>(null);

  if (done !== null) {
    return (
      <Dialog
        title={text('retention.certificate.title', { code: done.caseCode })}
        onClose={props.onClose}
        footer={
          <Button look="primary" onPress={props.onClose}>
            {text('ui.close')}
          </Button>
        }
      >
        <Certificate purge={done} />
      </Dialog>
    );
  }

  const about = look.data;
  const canDestroy =
    about !== undefined && about.obstacle === null && code.trim() === about.code && reason.trim() !== '';

  const destroy = async () => {
    if (!canDestroy || begun) return;
    setBegun(true);
    setFailure(null);
    const purged = await purge.run({ caseId, code: code.trim(), reason });
    if (purged.ok) {
      setDone(purged.value);
      return;
    }
    setBegun(false);
    if (isCallError(purged.error)) {
      const { id, values } = callErrorText(purged.error);
      setFailure(text(id, values));
    } else setFailure(failureText(purged.error, text));
  };

  const close = (): void => {
    if (begun) stop.ask();
    else props.onClose();
  };

  return (
    <Dialog
      title={text('retention.purge.title', { code: about?.code ?? '' })}
      description={text('retention.purge.lead')}
      onClose={close}
      onSubmit={() => void destroy()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button type="submit" look="danger" busy={begun} disabled={!canDestroy}>
            {text('retention.purge.save')}
          </Button>
        </>
      }
    >
      {begun ? (
        <Stack gap={4}>
          <PurgeProgress work={underWay} />
          {stop.isAsked && underWay?.canCancel === false && (
            <Banner tone="warning" urgent>
              {text('retention.purge.tooLate')}
            </Banner>
          )}
        </Stack>
      ) : look.failure !== undefined ? (
        <Banner tone="warning">{text('retention.failure.caseNotFound')}</Banner>
      ) : about === undefined ? (
        <Skeleton label={text('retention.loading')} lines={5} />
      ) : about.obstacle !== null ? (
        <Banner tone="warning">{text(`retention.obstacle.${about.obstacle}`)}</Banner>
      ) : (
        <Stack gap={4}>
          {failure !== null && (
            <Banner tone="danger" urgent>
              {failure}
            </Banner>
          )}
          <p>{countsText(about.counts, text, formats)}</p>
          <StillHolding backups={about.backups} />
          {about.copiesOut > 0 && <p>{text('retention.copiesOut', { count: about.copiesOut })}</p>}
          <TextField
            label={text('retention.purge.code', { code: about.code })}
            value={code}
            maxLength={100}
            onChange={setCode}
          />
          <TextArea
            label={text('retention.purge.reason')}
            hint={text('retention.purge.reasonHint')}
            value={reason}
            maxLength={1000}
            rows={2}
            onChange={setReason}
          />
        </Stack>
      )}
    </Dialog>
  );
}

function PurgeProgress({ work }: { readonly work: Work | null }) {
  const text = useText();
  const label = text('retention.purge.running');
  if (work === null) return <Progress label={label} fraction={null} />;
  const detail =
    work.step === 'waiting'
      ? text('retention.step.waiting')
      : work.step === 'originals'
        ? text('retention.step.originals', { done: work.done, total: work.total ?? 0 })
        : text('retention.step.files');
  return <WorkProgress work={work} label={label} detail={detail} />;
}

function failureText(error: ChannelFailure<'retention.purge'>, text: Text): string {
  switch (error.kind) {
    case 'caseOpen':
    case 'onHold':
    case 'keptUntil':
    case 'copyUnderWay':
      return text(`retention.obstacle.${error.kind}`);
    default:
      return text(`retention.failure.${error.kind}`);
  }
}
