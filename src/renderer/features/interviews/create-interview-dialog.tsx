import { useState } from 'react';
import { placeKinds, type InterviewDetails } from '../../../shared/interviews/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { navigate } from '../../lib/navigation';
import { isCallError, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { useWallClock } from '../people';
import { useLanguageOptions } from './languages';

/** What must be known before an interview can be written down; all of it can be changed later. */
export function CreateInterviewDialog(props: {
  readonly caseId: CaseId;
  /** Which one it will be in this case, from 1. */
  readonly number: number;
  /** Language of the last interview of this case; empty when there is none. */
  readonly language: string;
  readonly onClose: () => void;
}) {
  const text = useText();
  const now = useWallClock();
  const create = useCommand('interviews.create');
  const [failure, setFailure] = useState<string | null>(null);
  const [details, setDetails] = useState<InterviewDetails>(() => ({
    title: text('interviews.create.defaultTitle', { number: props.number }),
    heldOn: now.date,
    startedAt: now.time,
    endedAt: null,
    placeKind: '',
    language: props.language,
    interpreter: '',
    interpreterLanguage: '',
    personsPresent: '',
    stopReason: '',
    stopNote: '',
  }));
  const [isDateValid, setDateValid] = useState(true);
  const languages = useLanguageOptions(details.language);
  const change = (changes: Partial<InterviewDetails>) => setDetails((before) => ({ ...before, ...changes }));
  const isComplete = details.title.trim() !== '' && isDateValid;

  const submit = async (): Promise<void> => {
    if (!isComplete) return;
    const isToday = details.heldOn === now.date;
    const created = await create.run({
      caseId: props.caseId,
      details: {
        ...details,
        // The clock of today says nothing about a conversation of another day.
        startedAt: isToday ? details.startedAt : null,
        interpreterLanguage: details.interpreter === '' ? '' : details.language,
      },
    });
    if (!created.ok) {
      const sentence = isCallError(created.error) ? callErrorText(created.error) : null;
      setFailure(sentence === null ? text('interviews.create.caseGone') : text(sentence.id, sentence.values));
      return;
    }
    props.onClose();
    navigate({ kind: 'interview', caseId: props.caseId, interviewId: created.value.id });
  };

  return (
    <Dialog
      title={text('interviews.create')}
      description={text('interviews.create.description')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" disabled={!isComplete} busy={create.isRunning}>
            {text('interviews.create.confirm')}
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
        <TextField
          label={text('interviews.details.title')}
          required
          maxLength={200}
          autoFocus
          value={details.title}
          error={details.title.trim() === '' ? text('interviews.details.titleNeeded') : undefined}
          onChange={(title) => change({ title })}
        />
        <DateField
          label={text('interviews.details.heldOn')}
          required
          value={isDateValid ? details.heldOn : null}
          onChange={(heldOn) => {
            setDateValid(heldOn !== null);
            if (heldOn !== null) change({ heldOn });
          }}
        />
        <SelectField
          label={text('interviews.details.language')}
          optional
          value={details.language === '' ? null : details.language}
          emptyLabel={text('interviews.details.unknown')}
          options={languages}
          onChange={(language) => change({ language })}
          onClear={() => change({ language: '' })}
        />
        <TextField
          label={text('interviews.details.interpreter')}
          hint={text('interviews.details.interpreterHint')}
          optional
          maxLength={200}
          value={details.interpreter}
          onChange={(interpreter) => change({ interpreter })}
        />
        <SelectField
          label={text('interviews.details.placeKind')}
          hint={text('interviews.details.placeKindHint')}
          optional
          value={details.placeKind === '' ? null : details.placeKind}
          emptyLabel={text('interviews.details.unknown')}
          options={placeKinds.map((value) => ({ value, label: text(`interviews.place.${value}`) }))}
          onChange={(placeKind) => change({ placeKind })}
          onClear={() => change({ placeKind: '' })}
        />
      </Stack>
    </Dialog>
  );
}
