import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { InterviewDocument } from '../../../shared/interviews/document';
import type { InterviewVersion, InterviewVersionId } from '../../../shared/interviews/schemas';
import type { InterviewId } from '../../../shared/kernel/ids';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { ComparedText } from './compared-text';
import type { Draft } from './draft';
import styles from './history-dialog.module.css';

/** Stands for the text as it is now among the versions. */
const current = 'current';

/** The versions of an interview: any two beside each other, and an older one brought back. */
export function HistoryDialog(props: {
  readonly interviewId: InterviewId;
  readonly draft: Draft;
  readonly onRestored: (document: InterviewDocument) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const nameOf = useVersionNames();
  const { interviewId, draft } = props;
  const versions = useVersions(interviewId);
  const restore = useCommand('interviews.restoreVersion');
  const [chosenOlder, setOlder] = useState<InterviewVersionId | null>(null);
  const [newer, setNewer] = useState<InterviewVersionId | typeof current>(current);
  const [failure, setFailure] = useState<string | null>(null);
  const [hideSensitive, setHideSensitive] = useState(true);

  // The latest version that differs from the text as it is; a version of this very revision would show nothing.
  const older =
    chosenOlder ?? versions?.find(({ revision }) => revision < draft.state().revision)?.id ?? null;
  const olderVersion = versions?.find(({ id }) => id === older);

  const bringBack = async (): Promise<void> => {
    if (older === null) return;
    await draft.flush();
    const restored = await restore.run({ versionId: older, baseRevision: draft.state().revision });
    if (!restored.ok) {
      const sentence = isCallError(restored.error) ? callErrorText(restored.error) : null;
      setFailure(
        sentence === null ? text('interviews.history.notRestored') : text(sentence.id, sentence.values),
      );
      return;
    }
    draft.replaced(restored.value);
    props.onRestored(restored.value.document);
    showToast({ text: text('interviews.history.restored') });
    props.onClose();
  };

  return (
    <Dialog
      title={text('interviews.history')}
      description={text('interviews.history.description')}
      size="large"
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.close')}</Button>
          <Button
            look="primary"
            icon={<RotateCcw />}
            disabled={olderVersion === undefined}
            busy={restore.isRunning}
            onPress={() => void bringBack()}
          >
            {olderVersion === undefined
              ? text('interviews.history.restoreNone')
              : text('interviews.history.restore', { time: nameOf.time(olderVersion) })}
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
        {versions === undefined && <Skeleton label={text('interviews.loading')} />}
        {versions !== undefined && older === null && (
          <p className={styles.none}>{text('interviews.history.none')}</p>
        )}
        {versions !== undefined && older !== null && (
          <>
            <Row gap={3} align="end" className={styles.choice}>
              <SelectField
                label={text('interviews.history.older')}
                value={older}
                options={versions.map((version) => ({ value: version.id, label: nameOf.full(version) }))}
                onChange={setOlder}
              />
              <SelectField
                label={text('interviews.history.newer')}
                value={newer}
                options={[
                  { value: current, label: text('interviews.history.current') },
                  ...versions.map((version) => ({ value: version.id, label: nameOf.full(version) })),
                ]}
                onChange={setNewer}
              />
            </Row>
            <Checkbox
              label={text('interviews.sensitive.show')}
              checked={!hideSensitive}
              onChange={(show) => setHideSensitive(!show)}
            />
            <Comparison
              older={older}
              newer={newer}
              currentText={draft.document()}
              hideSensitive={hideSensitive}
            />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Comparison(props: {
  readonly older: InterviewVersionId;
  readonly newer: InterviewVersionId | typeof current;
  readonly currentText: InterviewDocument;
  readonly hideSensitive: boolean;
}) {
  const text = useText();
  const { older, newer } = props;
  const olderAnswer = useChannel('interviews.readVersion', { versionId: older });
  const newerAnswer = useChannel(
    'interviews.readVersion',
    // Not asked while the current text is meant.
    { versionId: newer === current ? older : newer },
    { enabled: newer !== current },
  );
  const olderText = olderAnswer.data?.document;
  const newerText = newer === current ? props.currentText : newerAnswer.data?.document;
  if (olderText === undefined || newerText === undefined) {
    return <Skeleton label={text('interviews.loading')} lines={5} />;
  }
  return <ComparedText older={olderText} newer={newerText} hideSensitive={props.hideSensitive} />;
}

/** Latest first. Saving does not touch the list by itself, so it is asked anew when the dialog opens. */
function useVersions(interviewId: InterviewId): readonly InterviewVersion[] | undefined {
  const queries = useQueryClient();
  const { data, isRefreshing } = useChannel('interviews.versions', { interviewId });
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    void queries
      .refetchQueries({ queryKey: ['interviews', 'interviews.versions', { interviewId }], exact: true })
      .then(() => setAsked(true));
  }, [queries, interviewId]);
  return isAsked || isRefreshing ? data : undefined;
}

function useVersionNames(): {
  readonly time: (version: InterviewVersion) => string;
  readonly full: (version: InterviewVersion) => string;
} {
  const text = useText();
  const intl = useIntl();
  const time = ({ savedAt }: InterviewVersion) =>
    intl.formatDate(new Date(savedAt), { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    time,
    full: (version) =>
      text('interviews.history.version', {
        time: time(version),
        occasion: text(`interviews.occasion.${version.occasion}`),
        count: version.wordCount,
        words: intl.formatNumber(version.wordCount),
      }),
  };
}
