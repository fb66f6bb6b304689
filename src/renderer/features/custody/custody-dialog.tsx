import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { shortestReason } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { languages, type Language } from '../../../shared/kernel/languages';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { LeavingFields, useLeaving } from '../departures';

/** Chooses what the custody annex tells, checks the originals and saves it as a Word file. */
export function CustodyDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const { data: record } = useChannel('cases.read', { caseId });
  const save = useCommand('exhibits.saveCustodyAnnex');
  const work = useWork('custodyAnnex');
  const [chosen, setChosen] = useState<Language | null>(null);
  const [withGiver, setWithGiver] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leaving = useLeaving();
  const language = chosen ?? record?.fileLanguage ?? 'fr';

  const submit = async (): Promise<void> => {
    if (save.isRunning) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    const saved = await save.run({
      caseId,
      language,
      withGiver,
      ...leaving.input,
    });
    if (saved.ok) {
      const { notWhole, ...told } = saved.value;
      if (notWhole > 0) {
        setFailure(text('exhibits.custody.notWhole', { ...told, notWhole }));
        return;
      }
      showToast({ text: text('exhibits.custody.saved', told) });
      props.onClose();
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else if (saved.error.kind === 'reasonNeeded') {
      leaving.onNeeded(saved.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (saved.error.kind !== 'dialogCancelled') {
      setFailure(text(`exhibits.custody.failure.${saved.error.kind}`));
    }
  };

  return (
    <Dialog
      title={text('exhibits.custody.title')}
      description={text('exhibits.custody.lead')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" icon={<FileDown />} busy={save.isRunning}>
            {text('exhibits.custody.save')}
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
        <LeavingFields caseId={caseId} leaving={leaving} />
        {save.isRunning && work !== null && (
          <WorkProgress
            work={work}
            label={text('exhibits.custody.running')}
            detail={
              work.total === null
                ? undefined
                : text('exhibits.custody.bytes', {
                    done: formats.size(work.done),
                    total: formats.size(work.total),
                  })
            }
          />
        )}
        <SelectField
          label={text('exhibits.custody.language')}
          value={language}
          options={languages.map((value) => ({ value, label: text(`chronology.language.${value}`) }))}
          onChange={setChosen}
        />
        <Checkbox
          label={text('exhibits.custody.withGiver')}
          description={text('exhibits.custody.withGiver.hint')}
          checked={withGiver}
          onChange={setWithGiver}
        />
      </Stack>
    </Dialog>
  );
}
