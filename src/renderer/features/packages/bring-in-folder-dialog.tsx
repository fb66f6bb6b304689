import { FolderInput } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';

interface BroughtIn {
  readonly caseId: CaseId;
  readonly code: string;
  readonly rows: number;
  readonly originals: number;
}

type Failure = ChannelFailure<'cases.importOpen'> | Parameters<typeof callErrorText>[0];

/** Brings in a case that was saved as a folder in open formats, and says what came. */
export function BringInFolderDialog(props: { readonly onClose: () => void }) {
  const text = useText();
  const bringIn = useCommand('cases.importOpen');
  const work = useWork('importCase');
  const cancel = useCommand('work.cancel');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [broughtIn, setBroughtIn] = useState<BroughtIn | null>(null);

  const choose = async (): Promise<void> => {
    if (bringIn.isRunning) return;
    setFailure(null);
    const came = await bringIn.run({});
    if (came.ok) setBroughtIn(came.value);
    else if (came.error.kind !== 'dialogCancelled') setFailure(came.error);
  };

  const close = (): void => {
    if (!bringIn.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };

  if (broughtIn !== null) return <BroughtInDialog broughtIn={broughtIn} onClose={props.onClose} />;
  return (
    <Dialog
      title={text('transfer.bringIn')}
      description={text('transfer.bringIn.lead')}
      onClose={close}
      onSubmit={() => void choose()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" icon={<FolderInput />} busy={bringIn.isRunning}>
            {text('transfer.bringIn.choose')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent actions={<WayOn failure={failure} onLeave={props.onClose} />}>
            {failureText(text, failure)}
          </Banner>
        )}
        {bringIn.isRunning &&
          (work === null ? (
            <Progress label={text('transfer.bringIn.running')} fraction={null} />
          ) : (
            <WorkProgress work={work} label={text('transfer.bringIn.running')} />
          ))}
        <p>{text('transfer.bringIn.trust')}</p>
      </Stack>
    </Dialog>
  );
}

function BroughtInDialog(props: { readonly broughtIn: BroughtIn; readonly onClose: () => void }) {
  const text = useText();
  const { caseId, code, rows, originals } = props.broughtIn;
  return (
    <Dialog
      title={text('transfer.bringIn')}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.close')}</Button>
          <Button
            look="primary"
            onPress={() => {
              props.onClose();
              navigate({ kind: 'case', caseId, section: 'overview' });
            }}
          >
            {text('transfer.broughtIn.open')}
          </Button>
        </>
      }
    >
      <Banner tone="success" title={text('transfer.broughtIn.title', { code })}>
        <p>{text('transfer.broughtIn.body', { rows, originals })}</p>
        <p>{text('transfer.broughtIn.next')}</p>
      </Banner>
    </Dialog>
  );
}

/** Leads to where something can be done about a refusal. */
function WayOn(props: { readonly failure: Failure; readonly onLeave: () => void }) {
  const text = useText();
  const { failure } = props;
  if (failure.kind === 'caseIsHere') return <OpenPresent code={failure.code} onLeave={props.onLeave} />;
  if (failure.kind !== 'rulesMissing') return null;
  return (
    <Button
      size="small"
      onPress={() => {
        props.onLeave();
        navigate({ kind: 'vault', section: 'packs' });
      }}
    >
      {text('transfer.bringIn.toRules')}
    </Button>
  );
}

function OpenPresent(props: { readonly code: string; readonly onLeave: () => void }) {
  const text = useText();
  const { data } = useChannel('cases.list', { filter: props.code, state: 'all', page: 0, withNames: false });
  const present = data?.cases.find(({ code }) => code === props.code);
  // Rows of it may be here in another case, which has another code.
  if (present === undefined) return null;
  return (
    <Button
      size="small"
      onPress={() => {
        props.onLeave();
        navigate({ kind: 'case', caseId: present.id, section: 'overview' });
      }}
    >
      {text('transfer.broughtIn.open')}
    </Button>
  );
}

function failureText(text: Text, failure: Failure): string {
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  switch (failure.kind) {
    // Nothing is said of a choice that was given up.
    case 'dialogCancelled':
      return '';
    case 'caseIsHere':
      return text('transfer.bringIn.failure.caseIsHere', { code: failure.code });
    case 'exportDoesNotFit':
      return text('transfer.bringIn.failure.exportDoesNotFit', { where: failure.where });
    case 'exportFileChanged':
      return text('transfer.bringIn.failure.exportFileChanged', { path: failure.path });
    case 'rulesMissing': {
      const { pack, version } = failure;
      return text('transfer.bringIn.failure.rulesMissing', { pack, version });
    }
    default:
      return text(`transfer.bringIn.failure.${failure.kind}`);
  }
}
