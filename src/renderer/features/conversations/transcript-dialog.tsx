import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { MessageFilter } from '../../../shared/conversations/schemas';
import { shortestReason } from '../../../shared/departures/schemas';
import type { CaseId, ConversationId } from '../../../shared/kernel/ids';
import { languages, type Language } from '../../../shared/kernel/languages';
import type { ChannelOutput } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { LeavingFields, useLeaving } from '../departures';
import { usePeople } from '../people';
import styles from './transcript-dialog.module.css';

/** Chooses what a transcript holds, shows whom it would give away, and saves it as a Word file. */
export function TranscriptDialog(props: {
  readonly caseId: CaseId;
  readonly conversationId: ConversationId;
  /** What the screen shows now. */
  readonly shownFilter: MessageFilter;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { caseId, conversationId, shownFilter } = props;
  const { data: record } = useChannel('cases.read', { caseId });
  const save = useCommand('conversations.saveTranscript');
  const work = useWork('transcript');
  const isFiltered = Object.keys(shownFilter).length > 0;
  const [chosen, setChosen] = useState<Language | null>(null);
  const [messages, setMessages] = useState<'all' | 'filtered'>(isFiltered ? 'filtered' : 'all');
  const [withTranslation, setWithTranslation] = useState(false);
  const [withFileName, setWithFileName] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const leaving = useLeaving();
  const language = chosen ?? record?.fileLanguage ?? 'fr';

  const choice = {
    language,
    filter: messages === 'filtered' ? shownFilter : {},
    withTranslation,
    withFileName,
  };
  const look = useChannel('conversations.lookAtTranscript', { conversationId, choice }).data;
  const shown = look === undefined ? 0 : look.messages + look.notices;

  const submit = async (): Promise<void> => {
    if (save.isRunning) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    const saved = await save.run({
      conversationId,
      choice,
      ...leaving.input,
    });
    if (saved.ok) {
      const { fileName, original } = saved.value;
      if (original !== 'whole') {
        setFailure(text(`conversations.transcript.${original}`, { fileName }));
        return;
      }
      showToast({ text: text('conversations.transcript.saved', { fileName }) });
      props.onClose();
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else if (saved.error.kind === 'conversationNotFound') {
      setFailure(text('conversations.gone'));
    } else if (saved.error.kind === 'reasonNeeded') {
      leaving.onNeeded(saved.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (saved.error.kind !== 'dialogCancelled') {
      setFailure(text(`conversations.transcript.failure.${saved.error.kind}`));
    }
  };

  return (
    <Dialog
      title={text('conversations.transcript.title')}
      description={text('conversations.transcript.lead')}
      size="large"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            icon={<FileDown />}
            busy={save.isRunning}
            disabled={look === undefined || shown === 0 || shown > look.most}
          >
            {text('conversations.transcript.save')}
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
          <WorkProgress work={work} label={text('conversations.transcript.running')} />
        )}
        {isFiltered && (
          <RadioCards
            legend={text('conversations.transcript.messages')}
            value={messages}
            onChange={setMessages}
            options={[
              { value: 'filtered', label: text('conversations.transcript.filtered') },
              { value: 'all', label: text('conversations.transcript.all') },
            ]}
          />
        )}
        <SelectField
          label={text('chronology.language')}
          hint={text('conversations.transcript.language.hint')}
          value={language}
          options={languages.map((value) => ({ value, label: text(`chronology.language.${value}`) }))}
          onChange={setChosen}
        />
        <Checkbox
          label={text('conversations.transcript.withTranslation')}
          description={text('conversations.transcript.withTranslation.hint')}
          checked={withTranslation}
          onChange={setWithTranslation}
        />
        <Checkbox
          label={text('conversations.transcript.withFileName')}
          description={text('conversations.transcript.withFileName.hint')}
          checked={withFileName}
          onChange={setWithFileName}
        />
        {look !== undefined && <WhatItHolds caseId={caseId} look={look} />}
      </Stack>
    </Dialog>
  );
}

/** How much the document would hold and leave out, and who could be recognised in it. */
function WhatItHolds(props: {
  readonly caseId: CaseId;
  readonly look: ChannelOutput<'conversations.lookAtTranscript'>;
}) {
  const text = useText();
  const { personOf } = usePeople(props.caseId);
  const { mentions, otherCases, most, ...counts } = props.look;
  const shown = counts.messages + counts.notices;
  if (shown === 0) {
    return <Banner tone="warning">{text('conversations.transcript.failure.nothingShown')}</Banner>;
  }
  if (shown > most) {
    return <Banner tone="warning">{text('conversations.transcript.tooMany', { count: shown, most })}</Banner>;
  }
  return (
    <Stack gap={3}>
      <Banner title={text('chronology.look.title')}>{text('conversations.transcript.counts', counts)}</Banner>
      {otherCases.length > 0 && (
        <Banner tone="danger" urgent>
          {text('chronology.look.otherCases', { codes: otherCases.join(', ') })}
        </Banner>
      )}
      {mentions.length === 0 ? (
        <Banner>{text('chronology.look.nobody')}</Banner>
      ) : (
        <Banner tone="warning" title={text('chronology.look.named')}>
          <ul className={styles.named}>
            {mentions.map(({ personId, by }) => (
              <li key={personId}>
                <bdi>{personOf(personId)?.shownAs ?? text('people.unknownPerson')}</bdi> (
                {by.map((kind) => text(`chronology.look.${kind}`)).join(', ')})
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </Stack>
  );
}
