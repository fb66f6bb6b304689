import { BookmarkPlus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { CitableRecord, DraftVersion, DraftVersionId } from '../../../shared/drafts/contract';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { ComparedDraft } from './compared-draft';
import styles from './compared-draft.module.css';
import type { WorkingDraft } from './working-draft';

const current = 'current';

/** The versions of a draft: keep one under a name, compare two, bring one back. */
export function VersionsDialog(props: {
  readonly working: WorkingDraft;
  readonly citable: readonly CitableRecord[];
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { working } = props;
  const { draftId } = working;
  const { data: versions } = useChannel('drafts.versions', { draftId }, { askAnew: true });
  const keep = useCommand('drafts.keepVersion');
  const restore = useCommand('drafts.restoreVersion');
  const [name, setName] = useState('');
  const [chosenOlder, setOlder] = useState<DraftVersionId | null>(null);
  const [newer, setNewer] = useState<DraftVersionId | typeof current>(current);
  const [hasFailed, setFailed] = useState(false);
  const older = chosenOlder ?? versions?.[0]?.id ?? null;
  const labelOf = (version: DraftVersion) =>
    text('drafts.versions.label', {
      name: version.name === '' ? text(`drafts.occasion.${version.occasion}`) : version.name,
      when: formats.instant(version.keptAt),
      author: version.author,
    });

  const keepNow = async (): Promise<void> => {
    await working.flush();
    const kept = await keep.run({ draftId, name });
    setFailed(!kept.ok);
    if (kept.ok) setName('');
  };
  const bringBack = async (versionId: DraftVersionId): Promise<void> => {
    await working.flush();
    const restored = await restore.run({ versionId, baseRevision: working.state().revision });
    setFailed(!restored.ok);
    if (restored.ok) props.onClose();
  };

  return (
    <Dialog
      title={text('drafts.versions.title')}
      description={text('drafts.versions.lead')}
      size="large"
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.close')}</Button>
          <Button
            icon={<RotateCcw />}
            disabled={older === null}
            busy={restore.isRunning}
            onPress={() => void (older !== null && bringBack(older))}
          >
            {text('drafts.versions.restore')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {hasFailed && (
          <Banner tone="danger" urgent>
            {text('drafts.versions.failed')}
          </Banner>
        )}
        <Row gap={3} align="end">
          <div className={styles.grows}>
            <TextField
              label={text('drafts.versions.name')}
              value={name}
              onChange={setName}
              maxLength={120}
              placeholder={text('drafts.versions.namePlaceholder')}
            />
          </div>
          <Button
            icon={<BookmarkPlus />}
            busy={keep.isRunning}
            disabled={name.trim() === ''}
            onPress={() => void keepNow()}
          >
            {text('drafts.versions.keep')}
          </Button>
        </Row>
        {versions === undefined && <Waiting label={text('drafts.versions.title')} />}
        {versions !== undefined && older === null && <p>{text('drafts.versions.none')}</p>}
        {versions !== undefined && older !== null && (
          <>
            <Columns>
              <SelectField
                label={text('drafts.versions.older')}
                value={older}
                options={versions.map((version) => ({ value: version.id, label: labelOf(version) }))}
                onChange={setOlder}
              />
              <SelectField
                label={text('drafts.versions.newer')}
                value={newer}
                options={[
                  { value: current, label: text('drafts.versions.current') },
                  ...versions.map((version) => ({ value: version.id, label: labelOf(version) })),
                ]}
                onChange={setNewer}
              />
            </Columns>
            <Comparison older={older} newer={newer} working={working} citable={props.citable} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Comparison(props: {
  readonly older: DraftVersionId;
  readonly newer: DraftVersionId | typeof current;
  readonly working: WorkingDraft;
  readonly citable: readonly CitableRecord[];
}) {
  const text = useText();
  const { older, newer } = props;
  const olderText = useChannel('drafts.readVersion', { versionId: older }).data?.blocks;
  const newerAnswer = useChannel(
    'drafts.readVersion',
    // Not asked while the text of now is meant.
    { versionId: newer === current ? older : newer },
    { enabled: newer !== current },
  ).data?.blocks;
  const newerText = newer === current ? props.working.state().blocks : newerAnswer;
  if (olderText === undefined || newerText === undefined)
    return <Waiting label={text('drafts.versions.title')} />;
  return <ComparedDraft older={olderText} newer={newerText} citable={props.citable} />;
}
