import { FolderDown } from 'lucide-react';
import { useState } from 'react';
import { shortestReason } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { LeavingFields, useLeaving } from './leaving';

interface Saved {
  readonly folderName: string;
  readonly rows: number;
  readonly originals: number;
  readonly byteLength: number;
}

/** Says what the folder of a whole case holds and that nothing in it is encrypted, asks who gets it, and writes it. */
export function SaveFolderDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const { caseId } = props;
  const { data: record } = useChannel('cases.read', { caseId });
  const save = useCommand('cases.exportOpen');
  const work = useWork('exportCase');
  const cancel = useCommand('work.cancel');
  const leaving = useLeaving();
  const [isConfirmed, setConfirmed] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const title = text('transfer.save.title', { code: record?.code ?? '' });

  const submit = async (): Promise<void> => {
    if (save.isRunning) return;
    if (!leaving.isSaid || !isConfirmed) {
      setFailure(text(leaving.isSaid ? 'transfer.save.confirm.missing' : 'departures.to.missing'));
      return;
    }
    setFailure(null);
    const written = await save.run({ caseId, plainCopiesWanted: true, ...leaving.input });
    if (written.ok) setSaved(written.value);
    else if (isCallError(written.error)) {
      const { id, values } = callErrorText(written.error);
      setFailure(text(id, values));
    } else if (written.error.kind === 'reasonNeeded') {
      leaving.onNeeded(written.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (written.error.kind === 'caseOriginalNotWhole') {
      setFailure(text('transfer.save.failure.caseOriginalNotWhole', { name: written.error.name }));
    } else if (written.error.kind !== 'dialogCancelled') {
      setFailure(text(`transfer.save.failure.${written.error.kind}`));
    }
  };

  // Whoever closes the window does not want plain copies to go on being written behind it.
  const close = (): void => {
    if (!save.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };

  if (saved !== null) return <SavedDialog title={title} saved={saved} onClose={props.onClose} />;
  return (
    <Dialog
      title={title}
      description={text('transfer.save.lead')}
      size="large"
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button type="submit" look="danger" icon={<FolderDown />} busy={save.isRunning}>
            {text('transfer.save.submit')}
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
        {save.isRunning && work !== null && (
          <WorkProgress work={work} label={text('transfer.save.running')} />
        )}
        <div>
          <p>{text('transfer.save.holds')}</p>
          <p>{text('transfer.save.leaves')}</p>
        </div>
        <LeavingFields caseId={caseId} leaving={leaving} />
        <Banner tone="danger" title={text('transfer.save.warning.title')}>
          {text('transfer.save.warning')}
        </Banner>
        <Checkbox label={text('transfer.save.confirm')} checked={isConfirmed} onChange={setConfirmed} />
      </Stack>
    </Dialog>
  );
}

function SavedDialog(props: { readonly title: string; readonly saved: Saved; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { folderName, rows, originals, byteLength } = props.saved;
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      footer={
        <Button look="primary" onPress={props.onClose}>
          {text('ui.close')}
        </Button>
      }
    >
      <Banner tone="success" title={text('transfer.saved.title', { folderName })}>
        <p>{text('transfer.saved.body', { rows, originals, size: formats.size(byteLength) })}</p>
        <p>{text('transfer.saved.next')}</p>
      </Banner>
    </Dialog>
  );
}
