import { useCallback, useState } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import { placeKinds, stopReasons, type InterviewDetails } from '../../../shared/interviews/schemas';
import { readWallTime } from '../../../shared/interviews/wall-time';
import { call } from '../../lib/core';
import { useFormats, useText } from '../../lib/text';
import { Definitions } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { SaveMark, useAutosave, type Autosave } from '../people';
import { BreakList } from './breaks';
import styles from './details-panel.module.css';
import { useLanguageName, useLanguageOptions } from './languages';

export type DetailsForm = Autosave<InterviewDetails, { readonly kind: string }>;

/** The details of an interview as a form that saves itself; it must outlive the panel that shows it. */
export function useDetailsForm(interview: OpenedInterview): DetailsForm {
  const save = useCallback(
    (changes: Partial<InterviewDetails>) =>
      call('interviews.changeDetails', { interviewId: interview.id, changes: validPart(changes) }),
    [interview.id],
  );
  return useAutosave<InterviewDetails, { readonly kind: string }>(interview.details, save);
}

/** What is known about the conversation beside what was said. Read only once sealed. */
export function DetailsPanel(props: { readonly interview: OpenedInterview; readonly form: DetailsForm }) {
  const text = useText();
  const { interview } = props;
  return (
    <Stack gap={5}>
      {interview.seal === null ? (
        <DetailsFields form={props.form} />
      ) : (
        <SealedDetails details={interview.details} />
      )}
      <section>
        <h2 className={styles.heading}>{text('interviews.breaks')}</h2>
        <BreakList breaks={interview.breaks} readOnly={interview.seal !== null} />
      </section>
    </Stack>
  );
}

function DetailsFields({ form }: { readonly form: DetailsForm }) {
  const text = useText();
  const { fields, change } = form;
  const languages = useLanguageOptions(fields.language);
  const interpreterLanguages = useLanguageOptions(fields.interpreterLanguage);
  return (
    <Stack gap={4}>
      <TextField
        label={text('interviews.details.title')}
        required
        maxLength={200}
        value={fields.title}
        error={fields.title.trim() === '' ? text('interviews.details.titleNeeded') : undefined}
        onChange={(title) => change({ title })}
      />
      <DateField
        label={text('interviews.details.heldOn')}
        required
        value={fields.heldOn}
        onChange={(heldOn) => {
          if (heldOn !== null) change({ heldOn });
        }}
      />
      <div className={styles.pair}>
        <TimeField
          label={text('interviews.details.startedAt')}
          value={fields.startedAt}
          onChange={(startedAt) => change({ startedAt })}
        />
        <TimeField
          label={text('interviews.details.endedAt')}
          value={fields.endedAt}
          onChange={(endedAt) => change({ endedAt })}
        />
      </div>
      <SelectField
        label={text('interviews.details.placeKind')}
        hint={text('interviews.details.placeKindHint')}
        value={fields.placeKind === '' ? null : fields.placeKind}
        emptyLabel={text('interviews.details.unknown')}
        options={placeKinds.map((value) => ({ value, label: text(`interviews.place.${value}`) }))}
        onChange={(placeKind) => change({ placeKind })}
        onClear={() => change({ placeKind: '' })}
      />
      <SelectField
        label={text('interviews.details.language')}
        value={fields.language === '' ? null : fields.language}
        emptyLabel={text('interviews.details.unknown')}
        options={languages}
        onChange={(language) => change({ language })}
        onClear={() => change({ language: '' })}
      />
      <TextField
        label={text('interviews.details.interpreter')}
        hint={text('interviews.details.interpreterHint')}
        maxLength={200}
        value={fields.interpreter}
        onChange={(interpreter) => change({ interpreter })}
      />
      <SelectField
        label={text('interviews.details.interpreterLanguage')}
        value={fields.interpreterLanguage === '' ? null : fields.interpreterLanguage}
        emptyLabel={text('interviews.details.unknown')}
        options={interpreterLanguages}
        onChange={(interpreterLanguage) => change({ interpreterLanguage })}
        onClear={() => change({ interpreterLanguage: '' })}
      />
      <TextArea
        label={text('interviews.details.personsPresent')}
        hint={text('interviews.details.personsPresentHint')}
        rows={2}
        maxLength={2000}
        value={fields.personsPresent}
        onChange={(personsPresent) => change({ personsPresent })}
      />
      <SelectField
        label={text('interviews.details.stopReason')}
        value={fields.stopReason === '' ? null : fields.stopReason}
        emptyLabel={text('interviews.details.notStopped')}
        options={stopReasons.map((value) => ({ value, label: text(`interviews.stop.${value}`) }))}
        onChange={(stopReason) => change({ stopReason })}
        onClear={() => change({ stopReason: '' })}
      />
      <TextArea
        label={text('interviews.details.stopNote')}
        optional
        rows={2}
        maxLength={2000}
        value={fields.stopNote}
        onChange={(stopNote) => change({ stopNote })}
      />
      <SaveMark
        state={form.state}
        onRetry={() => void form.saveNow()}
        sentenceFor={(kind) =>
          kind === 'sealed' ? text('interviews.save.sealed') : text('interviews.save.gone')
        }
      />
    </Stack>
  );
}

/** A title that is still empty waits for its words: the title before stays. */
function validPart(changes: Partial<InterviewDetails>): Partial<InterviewDetails> {
  if (changes.title === undefined || changes.title.trim() !== '') return changes;
  const { title: _title, ...others } = changes;
  return others;
}

/** A time of the clock in the room, as people write it. */
function TimeField(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState(props.value ?? '');
  const [isLeft, setLeft] = useState(false);
  const isWrong = isLeft && typed.trim() !== '' && readWallTime(typed) === null;
  return (
    <TextField
      label={props.label}
      dir="ltr"
      placeholder={text('interviews.details.timePlaceholder')}
      maxLength={10}
      value={typed}
      error={isWrong ? text('interviews.details.timeUnreadable') : undefined}
      onChange={(value) => {
        setTyped(value);
        setLeft(false);
        const time = readWallTime(value);
        if (time !== null || value.trim() === '') props.onChange(time);
      }}
      onBlur={() => {
        setLeft(true);
        const time = readWallTime(typed);
        if (time !== null) setTyped(time);
      }}
    />
  );
}

function SealedDetails(props: { readonly details: InterviewDetails }) {
  const text = useText();
  const formats = useFormats();
  const { details } = props;
  const language = useLanguageName(details.language);
  const interpreterLanguage = useLanguageName(details.interpreterLanguage);
  const entries = [
    ['interviews.details.title', details.title],
    ['interviews.details.heldOn', formats.longDate(details.heldOn)],
    ['interviews.details.startedAt', details.startedAt ?? ''],
    ['interviews.details.endedAt', details.endedAt ?? ''],
    [
      'interviews.details.placeKind',
      details.placeKind === '' ? '' : text(`interviews.place.${details.placeKind}`),
    ],
    ['interviews.details.language', language],
    ['interviews.details.interpreter', details.interpreter],
    ['interviews.details.interpreterLanguage', interpreterLanguage],
    ['interviews.details.personsPresent', details.personsPresent],
    [
      'interviews.details.stopReason',
      details.stopReason === '' ? '' : text(`interviews.stop.${details.stopReason}`),
    ],
    ['interviews.details.stopNote', details.stopNote],
  ] as const;
  return (
    <Definitions
      entries={entries.map(([id, value]) => ({
        term: text(id),
        value:
          value === '' ? (
            <span className={styles.unknown}>{text('interviews.details.unknown')}</span>
          ) : (
            <span dir="auto" className={styles.value}>
              {value}
            </span>
          ),
      }))}
    />
  );
}
