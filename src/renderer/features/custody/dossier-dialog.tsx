import { FolderDown } from 'lucide-react';
import { useState } from 'react';
import { shortestReason } from '../../../shared/departures/schemas';
import type { LeaveAs } from '../../../shared/evidence/traces';
import type { CaseId, ExhibitId } from '../../../shared/kernel/ids';
import { languages, type Language } from '../../../shared/kernel/languages';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { WhatItHolds } from '../chronology';
import { LeavingFields, useLeaving } from '../departures';

/** Chooses exhibits, warns, and writes them with their originals into a folder outside of the vault. */
export function DossierDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const { data: record } = useChannel('cases.read', { caseId });
  const exhibits = useChannel('evidence.list', { caseId }).data ?? [];
  const save = useCommand('exhibits.saveDossier');
  const work = useWork('evidenceDossier');
  const cancel = useCommand('work.cancel');
  // Nothing goes out that nobody chose.
  const [ticked, setTicked] = useState<ReadonlySet<ExhibitId>>(new Set());
  const [chosen, setChosen] = useState<Language | null>(null);
  const [withGiver, setWithGiver] = useState(false);
  const [withChronology, setWithChronology] = useState(false);
  const [as, setAs] = useState<LeaveAs>('withoutTraces');
  const [isConfirmed, setConfirmed] = useState(false);
  const leaving = useLeaving();
  const [failure, setFailure] = useState<string | null>(null);
  const language = chosen ?? record?.fileLanguage ?? 'fr';
  const look = useChannel(
    'timeline.lookAtChronology',
    {
      caseId,
      choice: {
        language,
        filter: {},
        sources: 'exhibits',
        withSourceKind: false,
        withConfidence: false,
      },
    },
    { enabled: withChronology },
  ).data;
  const exhibitIds = exhibits.map(({ id }) => id).filter((id) => ticked.has(id));

  const submit = async (): Promise<void> => {
    if (save.isRunning || !isConfirmed || exhibitIds.length === 0) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    const options = {
      language,
      withGiver,
      withChronology,
      as,
      plainCopiesWanted: true,
      ...leaving.input,
    } as const;
    const saved = await save.run({ caseId, exhibitIds, ...options });
    if (saved.ok) {
      const { byteLength, ...told } = saved.value;
      showToast({ text: text('exhibits.dossier.saved', { ...told, size: formats.size(byteLength) }) });
      props.onClose();
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else if (saved.error.kind === 'reasonNeeded') {
      leaving.onNeeded(saved.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (saved.error.kind === 'originalNotWhole') {
      setFailure(text('exhibits.dossier.failure.originalNotWhole', { number: saved.error.exhibitNumber }));
    } else if (saved.error.kind !== 'dialogCancelled') {
      setFailure(text(`exhibits.dossier.failure.${saved.error.kind}`));
    }
  };

  // Whoever closes the window does not want plain copies to go on being written behind it.
  const close = (): void => {
    if (!save.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };

  return (
    <Dialog
      title={text('exhibits.dossier.title')}
      description={text('exhibits.dossier.lead')}
      size="large"
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            icon={<FolderDown />}
            busy={save.isRunning}
            disabled={!isConfirmed || exhibitIds.length === 0}
          >
            {text('exhibits.dossier.save')}
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
          <WorkProgress work={work} label={text('exhibits.dossier.running')} />
        )}
        <LeavingFields caseId={caseId} leaving={leaving} />
        <fieldset aria-label={text('exhibits.dossier.which')}>
          <Stack gap={2}>
            <Row gap={3}>
              <span>{text('exhibits.dossier.which')}</span>
              <Button
                look="link"
                size="small"
                onPress={() => setTicked(new Set(exhibits.map(({ id }) => id)))}
              >
                {text('exhibits.dossier.all')}
              </Button>
            </Row>
            {exhibits.map(({ id, number, title }) => (
              <Checkbox
                key={id}
                label={<bdi>{text('timeline.exhibit', { number, title })}</bdi>}
                checked={ticked.has(id)}
                onChange={(isTicked) =>
                  setTicked((before) => {
                    const next = new Set(before);
                    if (isTicked) next.add(id);
                    else next.delete(id);
                    return next;
                  })
                }
              />
            ))}
          </Stack>
        </fieldset>
        <RadioCards
          legend={text('exhibits.dossier.as')}
          value={as}
          onChange={setAs}
          options={(['withoutTraces', 'received'] as const).map((value) => ({
            value,
            label: text(`exhibits.dossier.as.${value}`),
            description: text(`exhibits.dossier.as.${value}.why`),
          }))}
        />
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
        <Checkbox
          label={text('exhibits.dossier.withChronology')}
          checked={withChronology}
          onChange={setWithChronology}
        />
        {withChronology && look !== undefined && <WhatItHolds caseId={caseId} look={look} withNotes />}
        <Banner tone="danger">{text('exhibits.dossier.warning')}</Banner>
        <Checkbox label={text('exhibits.dossier.confirm')} checked={isConfirmed} onChange={setConfirmed} />
      </Stack>
    </Dialog>
  );
}
