import { BookOpen, Copy, KeyRound, LogOut, Send, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { mostCasesInPackage, type PackagePurpose } from '../../../shared/packages/head';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { PassphraseChoice, useChosenPassphrase } from '../vault';
import { ChooseCases, type ChosenCases } from './choose-cases';

type Purpose = PackagePurpose | 'forReading';

/** Asks to whom, what for and how it is locked, and writes one case into one encrypted file. */
export function SendPackageDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const { caseId } = props;
  const { data: record } = useChannel('cases.read', { caseId });
  if (record === undefined) return null;
  return <SendCasesDialog given={new Map([[caseId, record.code]])} onClose={props.onClose} />;
}

/**
 * Asks to whom, what for and how it is locked, and writes cases into one encrypted file.
 *
 * @param props.given the cases; null where they are chosen in the dialog itself
 */
export function SendCasesDialog(props: { readonly given: ChosenCases | null; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const [cases, setCases] = useState<ChosenCases>(props.given ?? new Map());
  const create = useCommand('packages.create');
  const cancel = useCommand('work.cancel');
  const work = useWork('makePackage');
  const [recipient, setRecipient] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('copy');
  const [lock, setLock] = useState<'publicKey' | 'passphrase'>('publicKey');
  const [publicKey, setPublicKey] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const [asksReason, setAsksReason] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const chosen = useChosenPassphrase([recipient]);
  const casesWrong =
    cases.size === 0
      ? text('packages.send.noCase')
      : cases.size > mostCasesInPackage
        ? text('packages.send.tooManyCases', { most: mostCasesInPackage })
        : null;
  const isReady =
    casesWrong === null &&
    recipient.trim() !== '' &&
    (lock === 'publicKey' ? publicKey.trim() !== '' : chosen.isReady) &&
    (purpose !== 'handOver' || isConfirmed);

  const submit = async (): Promise<void> => {
    if (create.isRunning) return;
    setTried(true);
    if (!isReady) return;
    setFailure(null);
    const made = await create.run({
      caseIds: [...cases.keys()],
      lock:
        lock === 'publicKey'
          ? { kind: 'publicKeys', recipients: publicKey.trim().split(/\s+/u) }
          : { kind: 'passphrase', passphrase: chosen.value },
      recipient,
      purpose: purpose === 'forReading' ? 'copy' : purpose,
      forReading: purpose === 'forReading',
      reason,
    });
    if (made.ok) {
      const { fileName, sizeBytes } = made.value;
      showToast({ text: text('packages.send.made', { fileName, size: formats.size(sizeBytes) }) });
      props.onClose();
      return;
    }
    const { error } = made;
    if (isCallError(error)) {
      const { id, values } = callErrorText(error);
      setFailure(text(id, values));
    } else if (error.kind === 'reasonNeeded') {
      setAsksReason(true);
      const objections = error.objections.map((objection) => text(`departures.objection.${objection}`));
      setFailure(text('packages.failure.reasonNeeded', { objections: formats.list(objections) }));
    } else if (error.kind === 'caseOriginalNotWhole') {
      setFailure(text('packages.failure.caseOriginalNotWhole', { name: error.name }));
    } else if (error.kind === 'caseElsewhere') {
      setFailure(text('packages.failure.caseElsewhere', { code: error.code }));
    } else if (error.kind !== 'dialogCancelled') setFailure(text(`packages.failure.${error.kind}`));
  };

  const close = (): void => {
    if (!create.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };

  return (
    <Dialog
      title={
        props.given === null
          ? text('packages.send.titleOfMany')
          : text('packages.send.title', { code: formats.list([...cases.values()]) })
      }
      description={text(props.given === null ? 'packages.send.leadOfMany' : 'packages.send.lead')}
      size="large"
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" icon={<Send />} busy={create.isRunning}>
            {text('packages.send.save')}
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
        {asksReason && (
          <TextArea
            label={text('packages.send.reason')}
            hint={text('packages.send.reason.hint')}
            rows={2}
            autoFocus
            value={reason}
            onChange={setReason}
          />
        )}
        {create.isRunning && work !== null && (
          <WorkProgress work={work} label={text('packages.send.running', { count: cases.size })} />
        )}
        {props.given === null && (
          <ChooseCases chosen={cases} onChange={setCases} error={tried ? casesWrong : null} />
        )}
        <TextField
          label={text('packages.send.recipient')}
          hint={text('packages.send.recipient.hint')}
          value={recipient}
          onChange={setRecipient}
          maxLength={200}
          error={tried && recipient.trim() === '' ? text('packages.send.recipient.missing') : undefined}
          required
        />
        <RadioCards
          legend={text('packages.send.purpose')}
          value={purpose}
          onChange={setPurpose}
          column="15rem"
          options={[
            {
              value: 'copy',
              label: text('packages.purpose.copy'),
              description: text('packages.purpose.copy.hint'),
              icon: <Copy />,
            },
            {
              value: 'forReading',
              label: text('packages.purpose.forReading'),
              description: text('packages.purpose.forReading.hint'),
              icon: <BookOpen />,
            },
            {
              value: 'checkOut',
              label: text('packages.purpose.checkOut'),
              description: text('packages.purpose.checkOut.hint'),
              icon: <LogOut />,
            },
            {
              value: 'handOver',
              label: text('packages.purpose.handOver'),
              description: text('packages.purpose.handOver.hint'),
              icon: <Send />,
            },
          ]}
        />
        {purpose === 'handOver' && (
          <Checkbox
            label={text('packages.send.confirmHandOver', { count: cases.size })}
            checked={isConfirmed}
            onChange={setConfirmed}
          />
        )}
        <RadioCards
          legend={text('packages.send.lock')}
          value={lock}
          onChange={(kind) => {
            setLock(kind);
            if (kind === 'passphrase' && chosen.suggested === null) chosen.draw();
          }}
          column="15rem"
          options={[
            {
              value: 'publicKey',
              label: text('packages.send.lock.publicKey'),
              description: text('packages.send.lock.publicKey.hint'),
              icon: <KeyRound />,
            },
            {
              value: 'passphrase',
              label: text('packages.send.lock.passphrase'),
              description: text('packages.send.lock.passphrase.hint'),
              icon: <TextCursorInput />,
            },
          ]}
        />
        {lock === 'publicKey' ? (
          <TextArea
            label={text('packages.send.publicKey')}
            hint={text('packages.send.publicKey.hint')}
            rows={2}
            value={publicKey}
            onChange={setPublicKey}
            error={tried && publicKey.trim() === '' ? text('packages.failure.notAPublicKey') : undefined}
          />
        ) : (
          <PassphraseChoice chosen={chosen} tried={tried} />
        )}
      </Stack>
    </Dialog>
  );
}
